//! The settings of a build.

mod annotations;

use std::path::{Path, PathBuf};

use prost_build::ServiceGenerator;

use crate::diagnostic::{Diagnostic, Error};
use crate::field::FieldOptions;
use crate::generate;
use crate::load::Schema;
use crate::settings::{AttributeKind, Settings};
use crate::validation::Validation;

/// Configures what is generated: prost-build's settings under prost-build's names, and Protoseal's own.
///
/// Made by [`configure`](crate::configure). Settings that name paths take the paths that [`prost_build::Config`] takes.
///
/// What prost-build offers and this does not: settings about running `protoc`, as none is run; `format` and `skip_source_info`; and its
/// lower-level entry points.
#[derive(Debug, Default)]
pub struct Config {
    settings: Settings,
}

impl Config {
    /// The default settings.
    pub fn new() -> Self {
        Self::default()
    }

    /// The name of the module of clear types, `clear` by default.
    ///
    /// Every crate that refers to another's sealed messages (by [`extern_path`](Self::extern_path)) has to use the other's name.
    pub fn clear_module(&mut self, name: impl Into<String>) -> &mut Self {
        self.settings.clear_module = name.into();
        self
    }

    /// Say of one field or oneof what options would say, had you the .proto file to write them into.
    ///
    /// `path` is the full name with a leading dot: `.google.rpc.Status.message`, of a oneof `.pkg.Message.oneof`. Unlike other
    /// settings' paths it has no shorter form, so that nothing is sealed or left in the clear by chance; a path that names nothing
    /// is an error. What the file says itself still holds, and must not be otherwise.
    ///
    /// Default keys and stable names are options of messages and files, and have no setting: each sealed field names its key.
    ///
    /// Every build that generates the message has to say the same, as has each that names it by [`extern_path`](Self::extern_path):
    /// to another, it is another schema.
    ///
    /// ```no_run
    /// use protoseal_build::FieldOptions;
    ///
    /// # fn main() -> std::io::Result<()> {
    /// protoseal_build::configure()
    ///     .field(".google.rpc.Status.message", FieldOptions::new().seal("pii"))
    ///     .field(".google.rpc.Status.code", FieldOptions::new().bound())
    ///     .envelope(".google.rpc.Status", 1000)
    ///     .compile_protos(&["google/rpc/status.proto"], &["third_party"])
    /// # }
    /// ```
    pub fn field(&mut self, path: impl Into<String>, options: FieldOptions) -> &mut Self {
        self.settings.fields.fields.push((path.into(), options));
        self
    }

    /// Add an envelope field, a `repeated bytes` with this number, to a message whose file declares none. `path` is its full name
    /// with a leading dot.
    ///
    /// Only for messages that nobody decodes and encodes again who has another schema. To a peer with the file as its authors
    /// wrote it, the envelopes are an unknown field. Several implementations of protobuf carry those along; prost drops them, and
    /// what comes back fails to open for want of its envelope. Where the message has a `repeated bytes` field that it does
    /// not need, let that carry them: `.field(path, FieldOptions::new().envelope())`.
    ///
    /// Choose a number that the authors of the file will not, far beyond theirs: one that they use later, for something else, is refused then, and by
    /// that time envelopes lie under it.
    pub fn envelope(&mut self, path: impl Into<String>, number: u32) -> &mut Self {
        self.settings.fields.envelopes.push((path.into(), number));
        self
    }

    /// Hold the sealed `string` and `bytes` fields at these paths as `protoseal::Secret<String>` and `protoseal::Secret<Vec<u8>>` in
    /// clear and partial types: wiped when they are dropped, compared in constant time, shown by nothing but `expose()`.
    ///
    /// The paths are those of [`bytes`](Self::bytes): a field's full name with a leading dot, an end of it, the name of a message or
    /// package for all that is sealed there, or `.` for all. Fields of other types that a path means too stay as they are; a path that
    /// means no sealed string or bytes is an error. Several calls add up.
    ///
    /// Served are single, `optional` and repeated fields, the values of maps (not their keys) and members of oneofs that are sealed as a
    /// whole. Such a field is masked in full, has no getter, and cannot be `Bytes`, which others may hold too.
    ///
    /// What is sealed, opened, encoded or decoded leaves no copy of such a field's value behind: buffers and what is in between are
    /// wiped. The exception is a field that a peer wrote twice into one message: the value that does not count may stay in freed memory.
    pub fn secrets<I, S>(&mut self, paths: I) -> &mut Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        self.settings.fields.secrets.extend(owned(paths));
        self
    }

    /// Whether to generate `serde::Serialize` and `serde::Deserialize`, as canonical ProtoJSON, for clear and wire types, for messages with
    /// masked fields, and for the messages that these hold: by default. [`json_for`](Self::json_for) names others. What the schema masks is masked there too.
    ///
    /// Where a setting derives one of these traits for a message, that stays, and none is generated; a derive knows nothing of masks, so that of a message with
    /// masked fields in the clear it is an error. `false` leaves room for all that is written by hand, derived or generated by others: what that shows is yours
    /// to mask. Then nothing that holds these messages, in this crate or in others, can have JSON.
    pub fn json(&mut self, json: bool) -> &mut Self {
        self.settings.json = json;
        self
    }

    /// Generate JSON for these messages too, and for what they hold, though nothing in them is sealed or masked: for other crates, or
    /// other runs of the generator, whose sealed messages hold them, and for your own use.
    ///
    /// The paths are those of [`bytes`](Self::bytes): a message's full name with a leading dot, an end of it, the name of a package for
    /// all in it, or `.` for all. One that means no message of this build is an error. Several calls add up.
    pub fn json_for<I, S>(&mut self, paths: I) -> &mut Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        self.settings.json_for.extend(owned(paths));
        self
    }

    /// Leave the rules of a message, a field or a oneof out of validation. `path` is its full name with a leading dot; one that names
    /// nothing is an error. Of a message, its own rules are left out, wherever it stands, and not those of the messages that it holds.
    ///
    /// What is left out is not read either: where a rule is wrong that you cannot mend, this is the way on.
    pub fn validation(&mut self, path: impl Into<String>, validation: Validation) -> &mut Self {
        self.settings.validation.push((path.into(), validation));
        self
    }

    /// Whether to generate partial types too, for opening for update and with some of the keys: not by default, as they double what
    /// is generated, and few services need them.
    ///
    /// Every crate whose sealed messages this one refers to (by [`extern_path`](Self::extern_path)) has to generate them too.
    pub fn partial(&mut self, partial: bool) -> &mut Self {
        self.settings.partial = partial;
        self
    }

    /// The name of the module of partial types, `partial` by default.
    pub fn partial_module(&mut self, name: impl Into<String>) -> &mut Self {
        self.settings.partial_module = name.into();
        self
    }

    /// Generate `Bytes` instead of `Vec<u8>` for the `bytes` fields at these paths, in wire and clear types alike.
    pub fn bytes<I, S>(&mut self, paths: I) -> &mut Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        self.settings.bytes = owned(paths);
        self
    }

    /// Generate `BTreeMap` instead of `HashMap` for the maps at these paths, in wire and clear types alike.
    pub fn btree_map<I, S>(&mut self, paths: I) -> &mut Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        self.settings.btree_map = owned(paths);
        self
    }

    /// Box the field at this path, in wire and clear types alike.
    pub fn boxed(&mut self, path: impl AsRef<str>) -> &mut Self {
        self.settings.boxed.push(path.as_ref().to_owned());
        self
    }

    /// Add an attribute to the wire types, oneofs and enums at these paths. Clear types do not get it: a derive there would
    /// show what is sealed.
    ///
    /// serde's derives skip sealed fields: JSON of a wire value has the clear fields and the envelopes, and what is read from it
    /// opens. Of a message with masked fields that are not sealed they are an error, also by `cfg_attr`, as are other derives that
    /// show fields: they know nothing of masks, as what is [generated](Self::json) in their place does.
    pub fn type_attribute(&mut self, path: impl AsRef<str>, attribute: impl AsRef<str>) -> &mut Self {
        self.attribute(AttributeKind::Type, path.as_ref(), attribute.as_ref())
    }

    /// Add an attribute to the wire messages at these paths.
    pub fn message_attribute(&mut self, path: impl AsRef<str>, attribute: impl AsRef<str>) -> &mut Self {
        self.attribute(AttributeKind::Message, path.as_ref(), attribute.as_ref())
    }

    /// Add an attribute to the enums and oneofs at these paths.
    pub fn enum_attribute(&mut self, path: impl AsRef<str>, attribute: impl AsRef<str>) -> &mut Self {
        self.attribute(AttributeKind::Enum, path.as_ref(), attribute.as_ref())
    }

    /// Add an attribute to the fields of wire types at these paths. Sealed fields do not get it.
    pub fn field_attribute(&mut self, path: impl AsRef<str>, attribute: impl AsRef<str>) -> &mut Self {
        self.attribute(AttributeKind::Field, path.as_ref(), attribute.as_ref())
    }

    fn attribute(&mut self, kind: AttributeKind, path: &str, attribute: &str) -> &mut Self {
        self.settings
            .attributes
            .push((kind, path.to_owned(), attribute.to_owned()));
        self
    }

    /// Refer to the types of a package, or to one type, by a Rust path instead of generating them.
    ///
    /// A package with sealed messages has to have been generated by this crate: their clear types are looked for in its
    /// module [`clear_module`](Self::clear_module).
    pub fn extern_path(&mut self, proto_path: impl Into<String>, rust_path: impl Into<String>) -> &mut Self {
        self.settings.extern_paths.push((proto_path.into(), rust_path.into()));
        self
    }

    /// Whether warnings are errors: not by default.
    ///
    /// A warning says where a peer would suffer, such as one without the key that validates: it finds a sealed field empty, and
    /// refuses the message if a rule of protoc-gen-validate or protovalidate does not let the field be. In a build script, cargo
    /// shows warnings; the plugin of protoc prints them on standard error.
    pub fn deny_warnings(&mut self, deny: bool) -> &mut Self {
        self.settings.deny_warnings = deny;
        self
    }

    /// Where to write; `OUT_DIR` by default.
    pub fn out_dir(&mut self, path: impl Into<PathBuf>) -> &mut Self {
        self.settings.out_dir = Some(path.into());
        self
    }

    /// Write a file of nested modules that includes the others.
    pub fn include_file(&mut self, path: impl Into<PathBuf>) -> &mut Self {
        self.settings.include_file = Some(path.into());
        self
    }

    /// Write the encoded `FileDescriptorSet` here, as gRPC reflection wants it. Options are kept; files of editions are in it as proto2
    /// or proto3, whichever they were lowered to.
    pub fn file_descriptor_set_path(&mut self, path: impl Into<PathBuf>) -> &mut Self {
        self.settings.file_descriptor_set_path = Some(path.into());
        self
    }

    /// The file name of what has no package, `_` by default.
    pub fn default_package_filename(&mut self, name: impl Into<String>) -> &mut Self {
        self.settings.default_package_filename = name.into();
        self
    }

    /// Implement `prost::Name` for the wire types.
    pub fn enable_type_names(&mut self) -> &mut Self {
        self.settings.enable_type_names = true;
        self
    }

    /// The domain in the type URL of the types at these paths.
    pub fn type_name_domain<I, S>(&mut self, paths: I, domain: impl AsRef<str>) -> &mut Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        self.settings
            .type_name_domains
            .push((owned(paths), domain.as_ref().to_owned()));
        self
    }

    /// Keep the enum's name in the names of its values.
    pub fn retain_enum_prefix(&mut self) -> &mut Self {
        self.settings.retain_enum_prefix = true;
        self
    }

    /// Leave out the comments at these paths, in wire and clear types alike.
    pub fn disable_comments<I, S>(&mut self, paths: I) -> &mut Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        self.settings.disable_comments = owned(paths);
        self
    }

    /// Leave out `Debug` of the wire types at these paths, for the caller to write. Messages with sealed fields keep the generated one.
    pub fn skip_debug<I, S>(&mut self, paths: I) -> &mut Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        self.settings.skip_debug = owned(paths);
        self
    }

    /// Generate the well-known types instead of using `prost_types`.
    pub fn compile_well_known_types(&mut self) -> &mut Self {
        self.settings.compile_well_known_types = true;
        self
    }

    /// The path to `prost`, `::prost` by default.
    pub fn prost_path(&mut self, path: impl Into<String>) -> &mut Self {
        self.settings.prost_path = Some(path.into());
        self
    }

    /// The path to `prost_types`, `::prost_types` by default.
    pub fn prost_types_path(&mut self, path: impl Into<String>) -> &mut Self {
        self.settings.prost_types_path = Some(path.into());
        self
    }

    /// Generate services, for instance with tonic-prost-build's generator. They see wire types.
    pub fn service_generator(&mut self, generator: Box<dyn ServiceGenerator>) -> &mut Self {
        self.settings.set_service_generator(generator);
        self
    }

    /// Compiles .proto files. No `protoc` is needed, and `protoseal/options.proto` needs no include path.
    ///
    /// In a build script, cargo is told to run it again when one of the files changes.
    ///
    /// # Errors
    ///
    /// What is wrong with the schema or its options, with file, line and remedy, in Display and Debug alike; or what writing the files
    /// failed with.
    pub fn compile_protos(
        &mut self,
        protos: &[impl AsRef<Path>],
        includes: &[impl AsRef<Path>],
    ) -> std::io::Result<()> {
        let schema = Schema::from_protos(protos, includes)?;
        generate::write(schema, &self.settings)?;
        Ok(())
    }

    /// Checks without generating code, as [`check`](crate::check) does, with these settings. Gives the warnings, sorted by position.
    ///
    /// # Errors
    ///
    /// All mistakes in the options and in what the settings say of fields, or the first in the files themselves; see
    /// [`Error::diagnostics`]. Warnings are mistakes with [`deny_warnings`](Self::deny_warnings).
    pub fn check(&self, protos: &[impl AsRef<Path>], includes: &[impl AsRef<Path>]) -> Result<Vec<Diagnostic>, Error> {
        let mut schema = Schema::from_protos(protos, includes)?;
        let mut policies = generate::policies(&mut schema, &self.settings)?;
        generate::rules(&schema, &mut policies, &self.settings)?;
        Ok(policies.into_warnings())
    }

    /// Generates from an encoded `FileDescriptorSet`, as `protoc --include_imports --descriptor_set_out` or `buf build` write it.
    ///
    /// It is taken as bytes, for decoding it with `prost_types` loses the options that say what is sealed. Its files may be of editions
    /// 2023 and 2024, which [`compile_protos`](Self::compile_protos) cannot parse.
    ///
    /// # Errors
    ///
    /// As [`compile_protos`](Self::compile_protos).
    pub fn compile_fds(&mut self, encoded: &[u8]) -> std::io::Result<()> {
        let schema = Schema::from_descriptor_set(encoded, None)?;
        generate::write(schema, &self.settings)?;
        Ok(())
    }
}

fn owned<I, S>(paths: I) -> Vec<String>
where
    I: IntoIterator<Item = S>,
    S: AsRef<str>,
{
    paths.into_iter().map(|path| path.as_ref().to_owned()).collect()
}
