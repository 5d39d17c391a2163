//! Getting hold of a schema: from .proto files, or from descriptors that another compiler made.

mod crates;
mod editions;
mod envelopes;
mod files;
mod free;
mod namesakes;
mod nearest;
mod resolver;
mod source;
#[cfg(test)]
mod tests;
mod values;

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashSet},
    path::{Path, PathBuf},
};

use prost::Message;
use prost_reflect::DescriptorPool;
use prost_types::{FileDescriptorProto, FileDescriptorSet};
use protox::Compiler;

pub(crate) use crates::includes as validation_includes;
pub(crate) use files::is_google;
pub(crate) use free::{distant_number, free_name, free_number};
pub(crate) use namesakes::sees;
pub(crate) use nearest::nearest;
pub(crate) use source::At;
pub(crate) use values::value_kind;

use crate::diagnostic::{Diagnostic, Error, Location};
use crate::guard::guarded;

/// A schema, with everything that it imports.
#[derive(Debug)]
pub(crate) struct Schema {
    /// All files, with their custom options.
    pub(crate) pool: DescriptorPool,
    /// The files to generate, by the name that `import` gives them; each after those that it imports.
    pub(crate) files: Vec<String>,
    /// The text of the files, by name, as far as it is known.
    pub(crate) sources: BTreeMap<String, String>,
    /// The files on disk that were read.
    pub(crate) paths: Vec<PathBuf>,
}

impl Schema {
    /// Compiles .proto files, without protoc. Files to generate are these and what they import, see [`files::default`].
    pub(crate) fn from_protos(protos: &[impl AsRef<Path>], includes: &[impl AsRef<Path>]) -> Result<Self, Error> {
        let (resolver, log) = resolver::with_includes(includes);
        let mut compiler = Compiler::with_file_resolver(resolver);
        compiler.include_imports(true).include_source_info(true);
        guarded("protox", || compiler.open_files(protos).map(drop))??;

        // Through bytes: the compiler's own pool keeps uninterpreted options beside the resolved ones.
        let pool = decode(&compiler.encode_file_descriptor_set())?;
        let named = |name: &str| compiler.files().any(|file| file.name() == name && !file.is_import());
        let files = files::default(&pool, named);
        let paths = compiler
            .files()
            .filter_map(|file| file.path().map(Path::to_owned))
            .collect();
        drop(compiler);
        Ok(Self {
            pool,
            files,
            sources: log.into_sources(),
            paths,
        })
    }

    /// Reads an encoded `FileDescriptorSet`. Without `files_to_generate` all files are generated but those that
    /// [`files::default`] leaves out.
    pub(crate) fn from_descriptor_set(bytes: &[u8], files_to_generate: Option<Vec<String>>) -> Result<Self, Error> {
        let mut bytes = Cow::Borrowed(bytes);
        let mut set = FileDescriptorSet::decode(&*bytes).map_err(unreadable)?;
        if editions::has_editions(&set) {
            bytes = Cow::Owned(editions::lower(&bytes)?);
            set = FileDescriptorSet::decode(&*bytes).map_err(unreadable)?;
        }
        Error::unless_empty(unknown_syntaxes(&set))?;
        Error::unless_empty(missing_imports(&set))?;

        let pool = decode(&bytes).map_err(|error| {
            Error::unless_empty(namesakes::shared_numbers(&set))
                .err()
                .unwrap_or(error)
        })?;
        let files = match files_to_generate {
            Some(files) => files,
            None => files::default(&pool, |_| false),
        };
        if let Some(unknown) = files.iter().find(|name| pool.get_file_by_name(name).is_none()) {
            return Err(Error::message(format!(
                "`{unknown}` is to be generated, but the descriptor set has no such file"
            )));
        }
        Ok(Self {
            pool,
            files,
            sources: BTreeMap::new(),
            paths: Vec::new(),
        })
    }
}

fn unreadable(error: prost::DecodeError) -> Error {
    Error::message(format!("the descriptor set cannot be read: {error}"))
}

fn decode(set: &[u8]) -> Result<DescriptorPool, Error> {
    Ok(guarded("prost-reflect", || DescriptorPool::decode(set))??)
}

/// Files in a syntax that neither protobuf nor prost-reflect has.
fn unknown_syntaxes(set: &FileDescriptorSet) -> Vec<Diagnostic> {
    let known = |syntax: &Option<String>| matches!(syntax.as_deref(), None | Some("proto2" | "proto3"));
    let unknown = set.file.iter().filter(|file| !known(&file.syntax));
    unknown
        .map(|file| {
            Diagnostic::new(
                Location::file(file.name()),
                format!("the syntax `{}` is not known", file.syntax()),
            )
            .help("proto2, proto3 and editions are")
        })
        .collect()
}

/// What a descriptor set lacks to stand for itself.
fn missing_imports(set: &FileDescriptorSet) -> Vec<Diagnostic> {
    let names: HashSet<&str> = set.file.iter().map(FileDescriptorProto::name).collect();
    set.file
        .iter()
        .flat_map(|file| file.dependency.iter().map(move |import| (file, import)))
        .filter(|(_, import)| !names.contains(&***import))
        .map(|(file, import)| {
            Diagnostic::new(
                Location::file(file.name()),
                format!("the descriptor set lacks `{import}`, which this file imports"),
            )
            .help("call protoc with --include_imports")
        })
        .collect()
}
