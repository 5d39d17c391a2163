//! What `format` writes.

use core::fmt::Write;

use super::number::{Kind, Number};
use super::{Duration, Timestamp};

/// A text that is made piece by piece.
#[derive(Debug, Default)]
pub struct Template(String);

impl Template {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// What stands between the verbs.
    pub fn text(mut self, text: &str) -> Self {
        self.0.push_str(text);
        self
    }

    /// `%s`.
    pub fn string(mut self, value: impl Shown) -> Self {
        value.show(&mut self.0);
        self
    }

    /// `%d`.
    pub fn decimal(self, value: impl Number + Shown) -> Self {
        self.string(value)
    }

    /// `%f`.
    pub fn fixed(self, value: impl Number, digits: usize) -> Self {
        self.double(value, |value| format!("{value:.digits$}"))
    }

    /// `%e`.
    pub fn scientific(self, value: impl Number, digits: usize) -> Self {
        self.double(value, |value| {
            let text = format!("{value:.digits$e}");
            // Two digits of an exponent at least, and its sign.
            let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
            let (sign, exponent) = match exponent.strip_prefix('-') {
                Some(exponent) => ('-', exponent),
                None => ('+', exponent),
            };
            format!("{digits}e{sign}{exponent:0>2}")
        })
    }

    fn double(self, value: impl Number, write: impl FnOnce(f64) -> String) -> Self {
        let value = super::double(value);
        match value.is_finite() {
            true => self.text(&write(value)),
            false => self.string(value),
        }
    }

    /// `%b`.
    pub fn binary(self, value: impl Digits) -> Self {
        self.digits(value, |digits| format!("{digits:b}"))
    }

    /// `%o`.
    pub fn octal(self, value: impl Digits) -> Self {
        self.digits(value, |digits| format!("{digits:o}"))
    }

    /// `%x`.
    pub fn hex(self, value: impl Hex) -> Self {
        self.text(&value.hex())
    }

    /// `%X`.
    pub fn upper_hex(self, value: impl Hex) -> Self {
        self.text(&value.hex().to_ascii_uppercase())
    }

    fn digits(self, value: impl Digits, write: impl FnOnce(u64) -> String) -> Self {
        let (is_negative, digits) = value.magnitude();
        let text = write(digits);
        if is_negative {
            self.text("-").text(&text)
        } else {
            self.text(&text)
        }
    }

    /// All of it.
    pub fn done(self) -> String {
        self.0
    }
}

/// An integer, or a bool as one.
pub trait Digits {
    /// Whether it is negative, and its digits.
    #[doc(hidden)]
    fn magnitude(self) -> (bool, u64);
}

impl Digits for i64 {
    fn magnitude(self) -> (bool, u64) {
        (self < 0, self.unsigned_abs())
    }
}

impl Digits for u64 {
    fn magnitude(self) -> (bool, u64) {
        (false, self)
    }
}

impl Digits for bool {
    fn magnitude(self) -> (bool, u64) {
        (false, self.into())
    }
}

/// What `%x` takes.
pub trait Hex {
    #[doc(hidden)]
    fn hex(self) -> String;
}

impl Hex for i64 {
    fn hex(self) -> String {
        let sign = if self < 0 { "-" } else { "" };
        format!("{sign}{:x}", self.unsigned_abs())
    }
}

impl Hex for u64 {
    fn hex(self) -> String {
        format!("{self:x}")
    }
}

impl Hex for &[u8] {
    fn hex(self) -> String {
        self.iter().fold(String::new(), |mut text, byte| {
            // A String takes all.
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

impl Hex for &str {
    fn hex(self) -> String {
        self.as_bytes().hex()
    }
}

/// What `%s` takes.
pub trait Shown {
    #[doc(hidden)]
    fn show(&self, to: &mut String);
}

macro_rules! shown {
    ($($ty:ty),*) => {$(
        impl Shown for $ty {
            fn show(&self, to: &mut String) {
                // A String takes all.
                let _ = write!(to, "{self}");
            }
        }
    )*};
}

shown!(bool, i64, u64, &str, String, Timestamp, Duration);

impl Shown for f64 {
    fn show(&self, to: &mut String) {
        match self.kind() {
            Kind::Double(value) if value.is_infinite() => {
                to.push_str(if value > 0.0 { "Infinity" } else { "-Infinity" })
            }
            _ => to.push_str(&self.to_string()),
        }
    }
}

impl Shown for &[u8] {
    fn show(&self, to: &mut String) {
        let mut was_invalid = false;
        for chunk in self.utf8_chunks() {
            to.push_str(chunk.valid());
            // What is no UTF-8 in a row is one character.
            let goes_on = was_invalid && chunk.valid().is_empty();
            if !chunk.invalid().is_empty() && !goes_on {
                to.push(char::REPLACEMENT_CHARACTER);
            }
            was_invalid = !chunk.invalid().is_empty();
        }
    }
}

impl Shown for Vec<u8> {
    fn show(&self, to: &mut String) {
        self.as_slice().show(to);
    }
}

impl<T: Shown + Value> Shown for Vec<T> {
    fn show(&self, to: &mut String) {
        listed(self.iter(), to);
    }
}

/// What a list holds that is made of values.
#[doc(hidden)]
pub trait Value {}

impl Value for bool {}
impl Value for i64 {}
impl Value for u64 {}
impl Value for f64 {}
impl Value for &str {}
impl Value for String {}
impl Value for &[u8] {}
impl Value for Timestamp {}
impl Value for Duration {}

impl<T: Shown> Shown for &T {
    fn show(&self, to: &mut String) {
        (**self).show(to);
    }
}

impl<T: Shown> Shown for Option<T> {
    fn show(&self, to: &mut String) {
        match self {
            Some(value) => value.show(to),
            None => to.push_str("null"),
        }
    }
}

/// A list, by what goes over it.
#[derive(Debug)]
pub struct Listed<F>(pub F);

impl<F: Fn() -> I, I: Iterator<Item: Shown>> Shown for Listed<F> {
    fn show(&self, to: &mut String) {
        listed((self.0)(), to);
    }
}

fn listed(items: impl Iterator<Item: Shown>, to: &mut String) {
    to.push('[');
    for (index, item) in items.enumerate() {
        if index > 0 {
            to.push_str(", ");
        }
        item.show(to);
    }
    to.push(']');
}

/// A map, by what goes over it: in the order of its keys as they are shown.
#[derive(Debug)]
pub struct Entries<F>(pub F);

impl<F: Fn() -> I, I: Iterator<Item = (K, V)>, K: Shown, V: Shown> Shown for Entries<F> {
    fn show(&self, to: &mut String) {
        let mut entries: Vec<(String, String)> = (self.0)()
            .map(|(key, value)| {
                let mut shown = (String::new(), String::new());
                key.show(&mut shown.0);
                value.show(&mut shown.1);
                shown
            })
            .collect();
        entries.sort();
        to.push('{');
        for (index, (key, value)) in entries.iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            let _ = write!(to, "{comma}{key}: {value}");
        }
        to.push('}');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_write_what_the_extension_says() {
        let text = Template::new()
            .text("a ")
            .string("b")
            .string(-5i64)
            .text(" ")
            .fixed(2.5, 3)
            .text(" ")
            .scientific(1234.5, 2)
            .text(" ")
            .scientific(0.0, 1)
            .text(" ")
            .binary(-5i64)
            .octal(8u64)
            .hex(-255i64)
            .upper_hex("kö")
            .binary(true)
            .done();
        assert_eq!(text, "a b-5 2.500 1.23e+03 0.0e+00 -10110-ff6BC3B61");
    }

    #[test]
    fn values_are_shown_alike_everywhere() {
        let shown = |value: &dyn Shown| {
            let mut text = String::new();
            value.show(&mut text);
            text
        };
        assert_eq!(shown(&f64::NEG_INFINITY), "-Infinity");
        assert_eq!(
            (shown(&f64::NAN), shown(&1.0), shown(&1e21)),
            ("NaN".into(), "1".into(), "1000000000000000000000".into())
        );
        assert_eq!(shown(&b"a\xff\xfeb\xffc".as_slice()), "a\u{fffd}b\u{fffd}c");
        assert_eq!(shown(&Listed(|| ["a", "b"].into_iter())), "[a, b]");
        assert_eq!(shown(&Entries(|| [("b", 1i64), ("a", 2)].into_iter())), "{a: 2, b: 1}");
        assert_eq!(shown(&None::<i64>), "null");
        assert_eq!(shown(&Duration::new(-1, -500_000_000)), "-1.5s");
    }
}
