//! How deep messages without sealed fields nest: what is sealed has to stay within prost's recursion limit, or nobody could open it.

use std::collections::BTreeMap;

use prost_types::DescriptorProto;
use prost_types::field_descriptor_proto::Type;

/// The levels of messages that a value of a type can have, the value itself included and entries of maps counted as the messages
/// that they are; `None` if the type, or one below it, can hold itself.
pub(crate) fn levels(type_name: &str, descriptors: &BTreeMap<String, DescriptorProto>) -> Option<u32> {
    Walk {
        descriptors,
        known: BTreeMap::new(),
        above: Vec::new(),
    }
    .levels(type_name)
}

struct Walk<'a> {
    descriptors: &'a BTreeMap<String, DescriptorProto>,
    known: BTreeMap<&'a str, u32>,
    above: Vec<&'a str>,
}

impl<'a> Walk<'a> {
    fn levels(&mut self, type_name: &str) -> Option<u32> {
        let descriptors = self.descriptors;
        let Some((name, message)) = descriptors.get_key_value(type_name) else {
            return Some(1);
        };
        if self.above.iter().any(|above| above == name) {
            return None;
        }
        if let Some(known) = self.known.get(name.as_str()) {
            return Some(*known);
        }
        self.above.push(name);
        let mut deepest = 0;
        for field in &message.field {
            if matches!(field.r#type(), Type::Message | Type::Group) {
                deepest = deepest.max(self.levels(field.type_name())?);
            }
        }
        self.above.pop();
        let levels = deepest.saturating_add(1);
        self.known.insert(name, levels);
        Some(levels)
    }
}

#[cfg(test)]
mod tests {
    use prost_types::FieldDescriptorProto;

    use super::*;

    fn message(name: &str, fields: &[&str]) -> (String, DescriptorProto) {
        let field = |type_name: &&str| FieldDescriptorProto {
            r#type: Some(Type::Message as i32),
            type_name: Some((*type_name).to_owned()),
            ..Default::default()
        };
        let descriptor = DescriptorProto {
            name: Some(name.trim_start_matches('.').to_owned()),
            field: fields.iter().map(field).collect(),
            ..Default::default()
        };
        (name.to_owned(), descriptor)
    }

    #[test]
    fn levels_are_counted_and_cycles_found() {
        let all: BTreeMap<_, _> = [
            message(".Leaf", &[]),
            message(".Pair", &[".Leaf", ".Leaf"]),
            message(".Deep", &[".Leaf", ".Pair"]),
            message(".Node", &[".Node"]),
            message(".Ping", &[".Pong", ".Leaf"]),
            message(".Pong", &[".Leaf", ".Ping"]),
            message(".Holder", &[".Leaf", ".Pong"]),
        ]
        .into();
        let levels = |name: &str| levels(name, &all);
        assert_eq!(
            [levels(".Leaf"), levels(".Pair"), levels(".Deep")],
            [Some(1), Some(2), Some(3)]
        );
        assert_eq!(
            [levels(".Node"), levels(".Ping"), levels(".Pong"), levels(".Holder")],
            [None; 4]
        );
    }
}
