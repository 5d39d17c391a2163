//! The binding of a message: its bound values and its counts (`docs/format.md`, section 6).

use core::fmt;

use super::Counted;
use bytes::Bytes;

use crate::encoding::{Scratch, Sink};

/// The bound values and counts of one message, as they are authenticated.
pub struct Binding(Scratch<96>);

impl Binding {
    pub(crate) fn new() -> Self {
        Self(Scratch::new())
    }

    /// Appends a bound value. By ascending field number, before the counts.
    pub fn value<V: BoundValue>(&mut self, value: &V) -> &mut Self {
        value.bind(self);
        self
    }

    /// Appends the count of a counted field. By ascending field number, after the bound values.
    pub fn count<C: Counted>(&mut self, value: &C) -> &mut Self {
        self.0.put_u64(value.counted());
        self
    }

    /// Appends what is encoded already.
    pub(crate) fn append(&mut self, encoded: &[u8]) {
        self.0.put(encoded);
    }

    #[inline]
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    fn absent(&mut self) {
        self.0.put_u8(0);
    }

    fn present(&mut self, value: &[u8]) {
        self.0.put_u8(1);
        self.0.put_bytes(value);
    }
}

impl fmt::Debug for Binding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Binding")
    }
}

/// A value that can be bound: `bool`, `i32` (also an enum's), `i64`, `u32`, `u64`, `String`, `Vec<u8>` and `Bytes`, and
/// `Option` of each where the field has presence; `Option` of a reference to each for a member of a oneof.
pub trait BoundValue {
    #[doc(hidden)]
    fn bind(&self, binding: &mut Binding);
}

/// A value of a field without presence, which is absent when it is its type's zero value.
trait Scalar {
    fn is_zero(&self) -> bool;
    fn present(&self, binding: &mut Binding);
}

macro_rules! bound_values {
    ($($type:ty: |$value:ident| $zero:expr, $bytes:expr;)*) => { $(
        impl Scalar for $type {
            fn is_zero(&self) -> bool {
                let $value = self;
                $zero
            }

            fn present(&self, binding: &mut Binding) {
                let $value = self;
                binding.present($bytes);
            }
        }

        impl BoundValue for $type {
            fn bind(&self, binding: &mut Binding) {
                if self.is_zero() { binding.absent() } else { self.present(binding) }
            }
        }

        impl BoundValue for Option<$type> {
            fn bind(&self, binding: &mut Binding) {
                self.as_ref().bind(binding);
            }
        }

        impl BoundValue for Option<&$type> {
            fn bind(&self, binding: &mut Binding) {
                match self {
                    Some(value) => value.present(binding),
                    None => binding.absent(),
                }
            }
        }
    )* };
}

bound_values! {
    bool: |value| !*value, &[u8::from(*value)];
    i32: |value| *value == 0, &i64::from(*value).to_be_bytes();
    i64: |value| *value == 0, &value.to_be_bytes();
    u32: |value| *value == 0, &u64::from(*value).to_be_bytes();
    u64: |value| *value == 0, &value.to_be_bytes();
    String: |value| value.is_empty(), value.as_bytes();
    Vec<u8>: |value| value.is_empty(), value;
    Bytes: |value| value.is_empty(), value;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(value: &impl BoundValue) -> Vec<u8> {
        let mut binding = Binding::new();
        binding.value(value);
        binding.bytes().to_vec()
    }

    #[test]
    fn presence_counts() {
        assert_eq!(bound(&String::new()), [0]);
        assert_eq!(bound(&None::<String>), [0]);
        assert_eq!(bound(&Some(String::new())), [1, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(bound(&Some(&false)), [1, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
        assert_eq!(bound(&true), [1, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
        assert_eq!(bound(&false), [0]);
        assert_eq!(bound(&"ab".to_owned()), [1, 0, 0, 0, 0, 0, 0, 0, 2, b'a', b'b']);
    }

    #[test]
    fn integers_are_64_bits_of_twos_complement() {
        assert_eq!(bound(&-1i32), [&[1, 0, 0, 0, 0, 0, 0, 0, 8][..], &[0xff; 8]].concat());
        assert_eq!(bound(&-1i32), bound(&-1i64));
        assert_eq!(bound(&7u32), bound(&7i64));
        assert_eq!(bound(&Some(0u64)).len(), 17);
        assert_eq!(bound(&vec![1u8, 2]), bound(&Bytes::from_static(&[1, 2])));
    }

    #[test]
    fn counts_are_64_bits() {
        let mut binding = Binding::new();
        binding
            .value(&true)
            .count(&None::<Box<Vec<One>>>)
            .count(&vec![One, One]);
        assert_eq!(binding.bytes()[10..], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
    }

    struct One;
    impl Counted for One {
        fn counted(&self) -> u64 {
            1
        }
    }
}
