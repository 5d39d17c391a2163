//! A report as text, for people.

use core::fmt;

use super::{Envelope, Field, FieldKind, Message, Report};
use crate::error::GroupName;

/// A few lines for each sealed message; one that says so if there is none.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.messages.is_empty() {
            return f.write_str("no sealed message can be seen");
        }
        for (index, message) in self.messages.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            message.fmt(f)?;
        }
        match (self.unlisted, self.unlisted_with_problems) {
            (0, _) => Ok(()),
            (more, problems) => write!(f, "\nand {more} messages more, {problems} of them with problems"),
        }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.message, &*self.path) {
            ("", path) => f.write_str(path)?,
            (message, "") => f.write_str(message)?,
            (message, path) => write!(f, "{message} at {path}")?,
        }
        for envelope in &self.envelopes {
            write!(f, "\n{envelope}")?;
        }
        for problem in &self.problems {
            write!(f, "\n  problem: {problem}")?;
        }
        match self.more_problems {
            0 => Ok(()),
            more => write!(f, "\n  and {more} malformed envelopes more"),
        }
    }
}

impl fmt::Display for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sizes = &self.sizes;
        write!(
            f,
            "  envelope {} of {}, version {}: {} bytes, of which header {}, ciphertext {}\n    sealed {}, with {} context {}",
            self.index,
            self.group,
            self.key_version,
            sizes.total,
            sizes.header,
            sizes.ciphertext,
            self.sealed,
            self.context_pairs,
            if self.context_pairs == 1 { "pair" } else { "pairs" }
        )?;
        list(f, "\n    bound: ", &self.bound, |field, f| field.fmt(f))?;
        list(f, "\n    counted: ", &self.counted, |field, f| field.fmt(f))?;
        list(f, "\n    beside: ", &self.others, |group: &GroupName, f| group.fmt(f))?;
        let resealed = if self.resealed {
            " of envelopes that were carried on"
        } else {
            ""
        };
        write!(
            f,
            "\n    instance {}{resealed}, epoch {}, number {}",
            self.instance, self.epoch, self.counter
        )
    }
}

/// `2 owner (string)`
impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)?;
        if let Some(name) = self.name {
            write!(f, " {name}")?;
        }
        self.kind.map_or(Ok(()), |kind| write!(f, " ({kind})"))
    }
}

impl fmt::Display for FieldKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bool => "bool",
            Self::Signed => "signed integer",
            Self::Unsigned => "unsigned integer",
            Self::String => "string",
            Self::Bytes => "bytes",
            Self::Enum => "enum",
        })
    }
}

fn list<T>(
    f: &mut fmt::Formatter<'_>,
    title: &str,
    items: &[T],
    show: impl Fn(&T, &mut fmt::Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        f.write_str(if index == 0 { title } else { ", " })?;
        show(item, f)?;
    }
    Ok(())
}
