//! A fragment written anew over the one that was opened, so that what the schema does not know stays in it.

use core::fmt;

use prost::Message;
use zeroize::Zeroizing;

use super::fields::fields;
use crate::plaintext::Plaintext;
use crate::sealer::Fragment;

/// The fields of a fragment that are another than when it was opened.
#[derive(Debug, Default)]
pub struct Changes(Vec<u32>);

impl Changes {
    /// Compares a field, or a oneof by the numbers of its members.
    pub fn compare<T: PartialEq>(&mut self, numbers: &[u32], was: &T, now: &T) {
        if was != now {
            self.0.extend_from_slice(numbers);
        }
    }
}

/// The fragment of `now` over the one that was opened: a field that did not change keeps its bytes, be it known or not; what
/// changed is written anew, behind.
pub(crate) fn over<M: Message + Default>(
    opened: &[u8],
    now: &M,
    compare: impl FnOnce(&M, &mut Changes),
) -> Zeroizing<Vec<u8>> {
    let was = M::decode(Plaintext(opened)).expect("it was decoded when it was opened");
    let mut changes = Changes::default();
    compare(&was, &mut changes);
    // All the room at once: a buffer that grows leaves copies behind.
    let mut anew = Zeroizing::new(Vec::with_capacity(now.encoded_len()));
    now.encode(&mut *anew)
        .expect("a vector has room for whatever memory has room for");
    let mut merged = Zeroizing::new(Vec::with_capacity(opened.len().saturating_add(anew.len())));
    let kept = fields(opened).filter(|(number, _)| !changes.0.contains(number));
    let changed = fields(&anew).filter(|(number, _)| changes.0.contains(number));
    kept.chain(changed)
        .for_each(|(_, bytes)| merged.extend_from_slice(bytes));
    merged
}

/// A fragment that is encoded already.
pub(crate) struct Encoded<'f>(pub(crate) &'f [u8]);

impl Fragment for Encoded<'_> {
    fn length(&self) -> usize {
        self.0.len()
    }

    fn append_to(&self, output: &mut Vec<u8>) {
        output.extend_from_slice(self.0);
    }
}

impl fmt::Debug for Encoded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Encoded(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, PartialEq, Message)]
    struct Newer {
        #[prost(string, tag = "1")]
        name: String,
        #[prost(message, optional, tag = "2")]
        inner: Option<NewerInner>,
        #[prost(int64, repeated, tag = "3")]
        numbers: Vec<i64>,
        #[prost(string, repeated, tag = "9")]
        added: Vec<String>,
        #[prost(group, optional, tag = "10")]
        group: Option<NewerInner>,
    }

    #[derive(Clone, PartialEq, Message)]
    struct NewerInner {
        #[prost(uint32, tag = "1")]
        known: u32,
        #[prost(fixed64, tag = "2")]
        added: u64,
    }

    #[derive(Clone, PartialEq, Message)]
    struct Older {
        #[prost(string, tag = "1")]
        name: String,
        #[prost(message, optional, tag = "2")]
        inner: Option<OlderInner>,
        #[prost(int64, repeated, tag = "3")]
        numbers: Vec<i64>,
    }

    #[derive(Clone, PartialEq, Message)]
    struct OlderInner {
        #[prost(uint32, tag = "1")]
        known: u32,
    }

    fn newer() -> Newer {
        Newer {
            name: "name".into(),
            inner: Some(NewerInner { known: 1, added: 2 }),
            numbers: vec![1, 2],
            added: vec!["a".into(), "b".into()],
            group: Some(NewerInner { known: 3, added: 4 }),
        }
    }

    fn edited(edit: impl FnOnce(&mut Older)) -> Newer {
        let opened = newer().encode_to_vec();
        let mut now = Older::decode(&*opened).unwrap();
        edit(&mut now);
        let over = over(&opened, &now, |was, changes| {
            changes.compare(&[1], &was.name, &now.name);
            changes.compare(&[2], &was.inner, &now.inner);
            changes.compare(&[3], &was.numbers, &now.numbers);
        });
        assert_eq!(Older::decode(&**over).unwrap(), now);
        Newer::decode(&**over).unwrap()
    }

    #[test]
    fn what_is_not_known_stays() {
        assert_eq!(edited(|_| {}), newer());
        let name = edited(|older| older.name = "other".into());
        assert_eq!(
            name,
            Newer {
                name: "other".into(),
                ..newer()
            }
        );
        let numbers = edited(|older| older.numbers.reverse());
        assert_eq!(
            numbers,
            Newer {
                numbers: vec![2, 1],
                ..newer()
            }
        );
        let unset = edited(|older| (older.name, older.numbers) = Default::default());
        assert_eq!((unset.name, unset.numbers), Default::default());
        assert_eq!((unset.inner, unset.added), (newer().inner, newer().added));
    }

    #[test]
    fn a_message_that_changed_is_written_as_it_is_known() {
        let inner = edited(|older| older.inner = Some(OlderInner { known: 7 }));
        assert_eq!(inner.inner, Some(NewerInner { known: 7, added: 0 }));
        assert_eq!((inner.added, inner.group), (newer().added, newer().group));
    }
}
