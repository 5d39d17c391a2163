//! Mutation that knows protobuf: fields are dropped, repeated, moved, renumbered, or changed within, at any depth, and lengths fit
//! again. Blind mutation breaks the outermost length nearly always, and what lies behind is never reached.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// How deep mutation looks for a field.
const DEEP: usize = 24;

/// A field as it stands.
#[derive(Clone)]
struct Field {
    number: u64,
    wire: u64,
    value: Vec<u8>,
}

/// libFuzzer's own mutation: of the first bytes of a buffer, as many as the first number says, into at most as many as the second.
pub type Blind = fn(&mut [u8], usize, usize) -> usize;

/// Mutates what a target is given: `kept` bytes, then an encoded message, `size` in all. Returns the new size.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32, kept: usize, blind: Blind) -> usize {
    let most = max_size.min(data.len());
    if size <= kept || seed.is_multiple_of(4) {
        return blind(data, size, max_size);
    }
    let mut rng = StdRng::seed_from_u64(seed.into());
    let message = mutated(&data[kept..size], &mut rng, DEEP, &mut |bytes| {
        let length = bytes.len();
        bytes.resize(length + 16, 0);
        let room = bytes.len();
        let length = blind(bytes, length, room);
        bytes.truncate(length);
    });
    let length = message.len().min(most - kept);
    data[kept..kept + length].copy_from_slice(&message[..length]);
    kept + length
}

fn mutated(message: &[u8], rng: &mut StdRng, deep: usize, blind: &mut dyn FnMut(&mut Vec<u8>)) -> Vec<u8> {
    let fields = fields(message).filter(|fields| !fields.is_empty() && deep > 0);
    let Some(mut fields) = fields else {
        let mut bytes = message.to_vec();
        blind(&mut bytes);
        return bytes;
    };
    let one = rng.random_range(0..fields.len());
    let other = rng.random_range(0..fields.len());
    match rng.random_range(0..10) {
        0 => drop(fields.remove(one)),
        1 => fields.insert(other, fields[one].clone()),
        2 => fields.swap(one, other),
        3 => fields[one].number = fields[other].number,
        4 => fields[one].value = fields[other].value.clone(),
        5 => blind(&mut fields[one].value),
        _ => {
            let delimited: Vec<usize> = (0..fields.len()).filter(|&at| fields[at].wire == 2).collect();
            let at = if delimited.is_empty() {
                one
            } else {
                delimited[rng.random_range(0..delimited.len())]
            };
            fields[at].value = mutated(&fields[at].value, rng, deep - 1, blind);
        }
    }
    encode(&fields)
}

fn fields(mut rest: &[u8]) -> Option<Vec<Field>> {
    let mut fields = Vec::new();
    while !rest.is_empty() {
        let key = varint(&mut rest)?;
        let (number, wire) = (key >> 3, key & 7);
        let length = match wire {
            0 => rest.iter().position(|byte| byte & 0x80 == 0)? + 1,
            1 => 8,
            2 => usize::try_from(varint(&mut rest)?).ok()?,
            3 | 4 => 0,
            5 => 4,
            _ => return None,
        };
        let (value, behind) = rest.split_at_checked(length)?;
        fields.push(Field {
            number,
            wire,
            value: value.to_vec(),
        });
        rest = behind;
    }
    Some(fields)
}

fn encode(fields: &[Field]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for field in fields {
        put_varint(&mut bytes, field.number << 3 | field.wire);
        if field.wire == 2 {
            put_varint(&mut bytes, field.value.len() as u64);
        }
        bytes.extend_from_slice(&field.value);
    }
    bytes
}

fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0u64;
    for (index, &byte) in rest.iter().enumerate().take(10) {
        value |= u64::from(byte & 0x7f).checked_shl(7 * index as u32)?;
        if byte < 0x80 {
            *rest = &rest[index + 1..];
            return Some(value);
        }
    }
    None
}

fn put_varint(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}
