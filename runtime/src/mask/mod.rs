//! Masks: what is shown of a value where values are shown.
//!
//! A schema says which field has which [`Mask`]; the generated `Debug` and JSON show no more. [`Mask::of`] is the same for a value
//! that an application puts into a log line itself:
//!
//! ```
//! use protoseal::Mask;
//!
//! let line = format!("no account for {}", Mask::Email.of("jane.doe@example.com"));
//! assert_eq!(line, "no account for j***@example.com");
//! ```
//!
//! # What a mask promises
//!
//! It shows what its documentation says, and nothing else; what it cannot cut by its rules, it hides whole. Characters are grapheme
//! clusters (Unicode Standard Annex #29): an emoji of several code points, or a letter with its accents, is shown whole or hidden
//! whole.
//!
//! Nor can what is shown begin a line, or turn the direction of a text: control characters, line separators and the controls of
//! direction are `*`, wherever they stand. So a value in a log line stays in its line, whoever chose it.
//!
//! It does not hide how long a value is, except for [`Mask::Full`], [`Mask::Omit`], [`Mask::Hash`], and between first character and `@`
//! for [`Mask::Email`]. What is shown of a value that few values could be, such as the last four digits of a number in a known
//! block, may be enough to find it.

mod hash;
mod text;

use core::fmt::{self, Debug, Display, Formatter, Write};

pub(crate) use hash::Digest;
pub use hash::{HashKey, HashKeyInstalled};

/// What is shown of a value in `Debug`, in logs and in JSON; `protoseal.Mask` of `options.proto`.
///
/// An empty value is `***` under every mask, so that it looks as one that is hidden whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mask {
    /// Nothing: `***`, whatever the value is, and whether there is one.
    Full,
    /// So many characters at the start and at the end; each of the others as `*`. A value that has no more characters than would be
    /// shown is `***`.
    Keep {
        /// How many at the start.
        first: u32,
        /// How many at the end.
        last: u32,
    },
    /// Of an e-mail address, the first character and the host behind the `@`: `j***@example.com`. `***` if there is not exactly one `@`,
    /// with two characters or more before it, and behind it two or more labels of letters, digits and `-`, with dots between them: what
    /// else stands there may be the rest of a password, or another person's address.
    Email,
    /// Of a phone number, the last four digits, and the first three where there are eleven or more: `138****8000`. Spaces and `-`, `(`,
    /// `)`, `+`, `.`, `/` stay; each other digit is `*`. `***` if there are fewer than eight digits, or if there is anything else, digits of
    /// other scripts than ASCII's among it.
    Phone,
    /// Of an identity card's number, the first character and the last, each of the others as `*`; `***` if there are fewer than eight.
    IdCard,
    /// Of a bank card's number, the last four digits; as [`Mask::Phone`], but `***` if there are fewer than twelve digits.
    BankCard,
    /// `#` and 16 hexadecimal digits of a keyed hash: equal values look equal, and show nothing else. `***` as long as no key is
    /// [installed](HashKey::install).
    ///
    /// What is hashed is the text, byte by byte, with no regard to what it is of: equal values look equal in all fields with this mask,
    /// and numbers as the text of their decimal digits, so that a person is recognized whatever type a schema gives the id. Two
    /// spellings of one value, such as a phone number with and without spaces, look different.
    Hash,
    /// Not even the field: it is left out. Of a text that stands for itself, `***`.
    Omit,
}

impl Mask {
    /// Shows so many characters at the start.
    #[must_use]
    pub const fn keep_first(count: u32) -> Self {
        Self::Keep { first: count, last: 0 }
    }

    /// Shows so many characters at the end.
    #[must_use]
    pub const fn keep_last(count: u32) -> Self {
        Self::Keep { first: 0, last: count }
    }

    /// What this mask shows of a text: bare as `Display`, in quotes and with what a terminal could take for more than text escaped as
    /// `Debug`. Nothing is allocated.
    ///
    /// A width or a precision of the format string has no effect.
    ///
    /// ```
    /// use protoseal::Mask;
    ///
    /// assert_eq!(Mask::keep_last(4).of("11010519491231002X").to_string(), "**************002X");
    /// assert_eq!(format!("{:?}", Mask::Phone.of("+86 138 0013 8000")), r#""+86 1** **** 8000""#);
    /// ```
    pub fn of(self, value: &str) -> impl Display + Debug + Copy {
        Masked { mask: self, value }
    }
}

/// What is hidden whole.
pub(crate) const HIDDEN: &str = "***";

#[derive(Clone, Copy)]
struct Masked<'v> {
    mask: Mask,
    value: &'v str,
}

impl Masked<'_> {
    fn write(&self, out: &mut dyn Write) -> fmt::Result {
        let value = self.value;
        match self.mask {
            _ if value.is_empty() => out.write_str(HIDDEN),
            Mask::Full | Mask::Omit => out.write_str(HIDDEN),
            Mask::Keep { first, last } => text::keep(value, first, last, out),
            Mask::Email => text::email(value, out),
            Mask::Phone => text::phone(value, out),
            Mask::IdCard => text::id_card(value, out),
            Mask::BankCard => text::bank_card(value, out),
            Mask::Hash => write!(out, "{}", Digest::of(value.as_bytes())),
        }
    }
}

impl Display for Masked<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl Debug for Masked<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        self.write(&mut Escaped(f))?;
        f.write_char('"')
    }
}

/// Escapes as the `Debug` of `str` does.
struct Escaped<'f, 'b>(&'f mut Formatter<'b>);

impl Write for Escaped<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|char| match char {
            '\'' => self.0.write_char('\''),
            other => Display::fmt(&other.escape_debug(), self.0),
        })
    }
}

#[cfg(test)]
mod tests;
