//! What a field's values are, through the entries of a map.

use prost_reflect::Kind;

/// The number of the value in a map's entry.
const VALUE: u32 = 2;

/// The kind of a field's values: of a map, that of its entries' values; else the field's own. That of the entry itself, if it has no
/// value, which no compiler writes.
pub(crate) fn value_kind(kind: Kind, is_map: bool) -> Kind {
    let value = kind
        .as_message()
        .filter(|_| is_map)
        .and_then(|entry| entry.get_field(VALUE));
    value.map_or(kind, |value| value.kind())
}
