//! Numbers and names that a message has left for an envelope field.

use prost_reflect::MessageDescriptor;

/// The largest field number, and the range in the middle that protobuf keeps for itself.
const MAX_NUMBER: u32 = 536_870_911;
const PROTOBUFS_OWN: std::ops::RangeInclusive<u32> = 19_000..=19_999;

/// Authors count on from the greatest number; few get here.
const FAR: u32 = 1_000;

/// The number after the greatest, else the lowest that is free.
pub(crate) fn free_number(message: &MessageDescriptor) -> Option<u32> {
    free_from(message, 1)
}

/// A number that the message's authors will hardly take next, if there is one; for those who cannot edit the file.
pub(crate) fn distant_number(message: &MessageDescriptor) -> Option<u32> {
    free_from(message, FAR)
}

/// The first free number from this one and from the greatest up, else the lowest.
fn free_from(message: &MessageDescriptor, least: u32) -> Option<u32> {
    let taken = |number: &u32| taken_by(message, *number).is_some();
    let greatest = message.fields().map(|field| field.number()).max().unwrap_or(0);
    // Of the numbers above, all but a few are free, unless a range takes them; those are skipped as a whole.
    let mut number = least.max(greatest + 1);
    while number <= MAX_NUMBER && taken(&number) {
        let ranges = message.reserved_ranges().chain(message.extension_ranges());
        let ends = ranges.filter(|range| range.contains(&number)).map(|range| range.end);
        let own = PROTOBUFS_OWN.contains(&number).then_some(PROTOBUFS_OWN.end() + 1);
        number = ends.chain(own).max().unwrap_or(number + 1);
    }
    if number <= MAX_NUMBER {
        Some(number)
    } else {
        (1..least.max(greatest)).find(|number| !taken(number))
    }
}

/// A name for an envelope field that nothing in the message has.
pub(crate) fn free_name(message: &MessageDescriptor) -> String {
    let taken = |name: &str| {
        message.get_field_by_name(name).is_some()
            || message.oneofs().any(|oneof| oneof.name() == name)
            || message.reserved_names().any(|reserved| reserved == name)
    };
    let numbered = (2_u32..).map(|number| format!("sealed_{number}"));
    let mut names = ["sealed", "envelopes"].into_iter().map(str::to_owned).chain(numbered);
    // The numbered names never end, and a message has finitely many fields.
    names.find(|name| !taken(name)).unwrap_or_else(|| "sealed".to_owned())
}

/// What a number of a message belongs to already; `None` if a field can have it.
pub(super) fn taken_by(message: &MessageDescriptor, number: u32) -> Option<String> {
    if number == 0 || number > MAX_NUMBER {
        return Some(format!("none of the numbers that fields can have, 1 to {MAX_NUMBER}"));
    }
    if PROTOBUFS_OWN.contains(&number) {
        return Some("protobuf's own".to_owned());
    }
    if let Some(field) = message.get_field(number) {
        return Some(format!("that of `{}`", field.name()));
    }
    if message.reserved_ranges().any(|range| range.contains(&number)) {
        return Some("reserved in the file".to_owned());
    }
    let in_extensions = message.extension_ranges().any(|range| range.contains(&number));
    in_extensions.then(|| "kept for extensions in the file".to_owned())
}
