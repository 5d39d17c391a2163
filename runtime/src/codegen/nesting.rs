//! Whether a message could be decoded again where it stands: prost refuses what nests too deep, and only then.

use prost::Message;
use zeroize::Zeroizing;

use crate::limits::DEPTH;

/// A message, any number of messages below a root.
#[derive(Message)]
#[prost(skip_debug)]
struct Shell<M: Message + Default> {
    #[prost(message, optional, boxed, tag = "1")]
    inner: Option<Box<Shell<M>>>,
    #[prost(message, optional, tag = "2")]
    value: Option<M>,
}

const INNER: u8 = 1 << 3 | 2;
const VALUE: u8 = 2 << 3 | 2;

/// Whether prost decodes the message as a field of a message that stands `above` levels below the root. prost is asked itself,
/// since nothing else knows how deep a message of any type nests.
pub(super) fn decodes_below<M: Message + Default>(message: &M, above: u32) -> bool {
    let length = message.encoded_len();
    // A level takes two bytes at least, so that short messages need no trial.
    if length / 2 + (above as usize) < DEPTH as usize {
        return true;
    }
    if above >= DEPTH {
        return false;
    }
    let mut lengths = vec![length];
    for _ in 0..above {
        let inner = lengths.last().copied().unwrap_or_default();
        lengths.push(inner.saturating_add(1 + prost::length_delimiter_len(inner)));
    }
    let whole = lengths.last().copied().unwrap_or_default();
    // All of it at once: a buffer that grows would leave copies of what is to be sealed.
    let mut encoded = Zeroizing::new(Vec::new());
    if encoded.try_reserve_exact(whole.saturating_add(11)).is_err() {
        return false;
    }
    for (depth, length) in lengths.iter().enumerate().rev() {
        encoded.push(if depth == 0 { VALUE } else { INNER });
        if prost::encode_length_delimiter(*length, &mut *encoded).is_err() {
            return false;
        }
    }
    message.encode(&mut *encoded).is_ok() && Shell::<M>::decode(encoded.as_slice()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Message)]
    struct Node {
        #[prost(message, optional, boxed, tag = "1")]
        next: Option<Box<Node>>,
        #[prost(string, tag = "2")]
        text: String,
    }

    /// `levels` messages, the outermost included.
    fn chain(levels: u32, text: &str) -> Node {
        let leaf = Node {
            next: None,
            text: text.to_owned(),
        };
        (1..levels).fold(leaf, |node, _| Node {
            next: Some(Box::new(node)),
            text: String::new(),
        })
    }

    #[test]
    fn what_prost_decodes_may_be_sealed_and_nothing_else() {
        for above in [0, 1, 50, 99] {
            let most = DEPTH - above;
            for text in ["", &"long".repeat(100)] {
                assert!(decodes_below(&chain(most, text), above), "{most} levels below {above}");
                assert!(
                    !decodes_below(&chain(most + 1, text), above),
                    "{most} levels and one below {above}"
                );
            }
        }
        assert!(!decodes_below(&chain(1, ""), DEPTH));
    }
}
