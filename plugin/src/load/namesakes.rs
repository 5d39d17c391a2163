//! Extensions that share a number. Options are told apart by number alone once they are compiled, and everybody's begin at 50,000.

use std::collections::BTreeMap;

use prost_reflect::{DescriptorPool, DynamicMessage, ExtensionDescriptor, FileDescriptor};
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorSet};

use super::{Schema, envelopes::descriptor};
use crate::diagnostic::{Diagnostic, Error, Location};

/// Numbers of fields in descriptor.proto.
mod number {
    pub(super) const SET_FILE: u32 = 1;
}

impl Schema {
    /// The other extensions of the same message with the same number. protoc warns of such, and takes them.
    pub(crate) fn namesakes(&self, extension: &ExtensionDescriptor) -> Vec<ExtensionDescriptor> {
        let all = self.pool.all_extensions();
        all.filter(|other| {
            other.number() == extension.number()
                && other.containing_message() == extension.containing_message()
                && other.full_name() != extension.full_name()
        })
        .collect()
    }

    /// The same files without these extensions; what is set by their numbers is what others with those mean.
    pub(crate) fn without(&self, extensions: &[ExtensionDescriptor]) -> Result<DescriptorPool, Error> {
        let mut paths: Vec<(usize, Vec<i32>)> = Vec::new();
        for extension in extensions {
            let file = self.pool.files().position(|file| file == extension.parent_file());
            paths.extend(file.map(|file| (file, extension.path().to_vec())));
        }
        // From the last on, so that those before stay where they are.
        paths.sort();
        paths.reverse();
        let edited = || -> Option<Result<DescriptorPool, Error>> {
            let set = descriptor("google.protobuf.FileDescriptorSet")?;
            let mut set = DynamicMessage::decode(set, self.pool.encode_to_vec().as_slice()).ok()?;
            for (file, path) in &paths {
                let files = set.get_field_by_number_mut(number::SET_FILE)?.as_list_mut()?;
                remove(files.get_mut(*file)?.as_message_mut()?, path)?;
            }
            Some(DescriptorPool::decode(prost::Message::encode_to_vec(&set).as_slice()).map_err(Error::from))
        };
        edited().unwrap_or_else(|| Err(Error::message("the descriptors do not fit protobuf's descriptor.proto")))
    }
}

/// Takes out what a path of numbers and indexes leads to.
fn remove(holder: &mut DynamicMessage, path: &[i32]) -> Option<()> {
    let [kind, index, rest @ ..] = path else { return None };
    let list = holder.get_field_by_number_mut(kind.cast_unsigned())?.as_list_mut()?;
    let index = usize::try_from(*index).ok().filter(|index| *index < list.len())?;
    if rest.is_empty() {
        list.remove(index);
        return Some(());
    }
    remove(list.get_mut(index)?.as_message_mut()?, rest)
}

/// Whether a file can name an extension: it declares it or imports it, perhaps through imports that are public.
pub(crate) fn sees(file: &FileDescriptor, extension: &ExtensionDescriptor) -> bool {
    let wanted = extension.parent_file().name().to_owned();
    let mut pending: Vec<FileDescriptor> = file.dependencies().collect();
    let mut seen: Vec<String> = vec![file.name().to_owned()];
    while let Some(import) = pending.pop() {
        if !seen.iter().any(|name| name == import.name()) {
            seen.push(import.name().to_owned());
            pending.extend(import.public_dependencies());
        }
    }
    seen.contains(&wanted)
}

/// Options that share a number, of a set that cannot be read: of different types, what is set by that number does not fit.
pub(super) fn shared_numbers(set: &FileDescriptorSet) -> Vec<Diagnostic> {
    let mut first: BTreeMap<(&str, i32), (&str, &str)> = BTreeMap::new();
    let mut found = Vec::new();
    for file in &set.file {
        let mut extensions: Vec<&FieldDescriptorProto> = file.extension.iter().collect();
        let mut pending: Vec<&DescriptorProto> = file.message_type.iter().collect();
        while let Some(message) = pending.pop() {
            extensions.extend(&message.extension);
            pending.extend(&message.nested_type);
        }
        let options = extensions.into_iter().filter(|extension| {
            extension.extendee().starts_with(".google.protobuf.") && extension.extendee().ends_with("Options")
        });
        for option in options {
            let key = (option.extendee(), option.number());
            let Some((other, declared)) = first.insert(key, (option.name(), file.name())) else {
                continue;
            };
            let cause = format!(
                "the options `{}` and `{other}` have one number, {}, and what is set by it cannot be read as both",
                option.name(),
                option.number()
            );
            let mistake = Diagnostic::new(Location::file(file.name()), cause)
                .note(format!("the other stands in {declared}"))
                .help("give one of the two another number, or generate the files that use them apart");
            found.push(mistake);
        }
    }
    found
}
