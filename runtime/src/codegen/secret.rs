//! Secrets of clear types on their way into groups and out of them: by moves, so that no copy is left behind.

use core::hash::Hash;
use std::collections::{BTreeMap, HashMap};

use zeroize::Zeroize;

use crate::Secret;

/// Takes the value out of what a clear type has for a secret field, for a group that wipes it.
pub fn reveal<T: Reveal>(value: T) -> T::Revealed {
    value.reveal()
}

/// Puts what a group has for a field into secrets.
pub fn conceal<T: Conceal>(value: T) -> T::Concealed {
    value.conceal()
}

/// Wipes what a group has for a field.
pub fn wipe<T: Conceal>(value: &mut T) {
    value.wipe();
}

/// What clear types have for a field of strings or bytes that are secret.
pub trait Reveal {
    /// What groups have for it.
    type Revealed;

    /// See [`reveal`].
    fn reveal(self) -> Self::Revealed;
}

/// What groups have for a field of strings or bytes.
pub trait Conceal {
    /// What clear types have for it.
    type Concealed;

    /// See [`conceal`].
    fn conceal(self) -> Self::Concealed;

    /// See [`wipe`].
    fn wipe(&mut self);
}

macro_rules! values {
    ($($type:ty),*) => { $(
        impl Reveal for Secret<$type> {
            type Revealed = $type;

            fn reveal(self) -> $type {
                self.into_exposed()
            }
        }

        impl Conceal for $type {
            type Concealed = Secret<$type>;

            fn conceal(self) -> Secret<$type> {
                self.into()
            }

            fn wipe(&mut self) {
                self.zeroize();
            }
        }
    )* };
}

values! { String, Vec<u8> }

impl<T: Reveal> Reveal for Option<T> {
    type Revealed = Option<T::Revealed>;

    fn reveal(self) -> Self::Revealed {
        self.map(T::reveal)
    }
}

impl<T: Conceal> Conceal for Option<T> {
    type Concealed = Option<T::Concealed>;

    fn conceal(self) -> Self::Concealed {
        self.map(T::conceal)
    }

    fn wipe(&mut self) {
        self.iter_mut().for_each(T::wipe);
    }
}

impl<T: Reveal> Reveal for Vec<T> {
    type Revealed = Vec<T::Revealed>;

    fn reveal(self) -> Self::Revealed {
        self.into_iter().map(T::reveal).collect()
    }
}

impl<T: Conceal> Conceal for Vec<T> {
    type Concealed = Vec<T::Concealed>;

    fn conceal(self) -> Self::Concealed {
        self.into_iter().map(T::conceal).collect()
    }

    fn wipe(&mut self) {
        self.iter_mut().for_each(T::wipe);
    }
}

impl<K: Hash + Eq, T: Reveal> Reveal for HashMap<K, T> {
    type Revealed = HashMap<K, T::Revealed>;

    fn reveal(self) -> Self::Revealed {
        self.into_iter().map(|(key, value)| (key, value.reveal())).collect()
    }
}

impl<K: Hash + Eq, T: Conceal> Conceal for HashMap<K, T> {
    type Concealed = HashMap<K, T::Concealed>;

    fn conceal(self) -> Self::Concealed {
        self.into_iter().map(|(key, value)| (key, value.conceal())).collect()
    }

    fn wipe(&mut self) {
        self.values_mut().for_each(T::wipe);
    }
}

impl<K: Ord, T: Reveal> Reveal for BTreeMap<K, T> {
    type Revealed = BTreeMap<K, T::Revealed>;

    fn reveal(self) -> Self::Revealed {
        self.into_iter().map(|(key, value)| (key, value.reveal())).collect()
    }
}

impl<K: Ord, T: Conceal> Conceal for BTreeMap<K, T> {
    type Concealed = BTreeMap<K, T::Concealed>;

    fn conceal(self) -> Self::Concealed {
        self.into_iter().map(|(key, value)| (key, value.conceal())).collect()
    }

    fn wipe(&mut self) {
        self.values_mut().for_each(T::wipe);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_move_in_and_out() {
        let list = vec!["a".to_owned(), "b".to_owned()];
        let at = list[1].as_ptr();
        let secrets = conceal(list.clone());
        assert_eq!(secrets[1], "b");
        assert_eq!(reveal(secrets), list);
        let list = reveal(conceal(list));
        assert_eq!(list[1].as_ptr(), at);
        let map = HashMap::from([(1, b"x".to_vec())]);
        assert_eq!(reveal(conceal(map.clone())), map);
        let tree = BTreeMap::from([("k", Some("v".to_owned()))]);
        assert_eq!(reveal(conceal(tree.clone())), tree);
    }

    #[test]
    fn what_is_wiped_is_empty() {
        let mut list = vec![b"canary".to_vec()];
        wipe(&mut list);
        assert_eq!(list, [b""]);
        let mut map = HashMap::from([(1, Some("canary".to_owned()))]);
        wipe(&mut map);
        assert_eq!(map[&1].as_deref(), Some(""));
        let mut tree = BTreeMap::from([(1, "canary".to_owned())]);
        wipe(&mut tree);
        assert_eq!(tree[&1], "");
    }
}
