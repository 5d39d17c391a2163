//! The options of validation, read into the one model of rules; a folder for each dialect.
//!
//! They are read by the names of their extensions and fields, in whatever version a schema imports; what that has and this does not know
//! is an error.

mod buf;
mod faults;
mod given;
mod literal;
mod pgv;
mod standard;
mod target;

use prost_reflect::MessageDescriptor;

pub(crate) use target::of_scalar;

use crate::load::Schema;
use crate::validation::off::Off;
use crate::validation::{Dialect, Found, MessageRules};

/// The dialects that a schema imports.
pub(crate) struct Dialects<'a> {
    buf: buf::Buf<'a>,
    pgv: pgv::Pgv<'a>,
}

impl<'a> Dialects<'a> {
    pub(crate) fn of(schema: &'a Schema) -> Self {
        Self {
            buf: buf::Buf::of(schema),
            pgv: pgv::Pgv::of(schema),
        }
    }

    /// Reads what the options of a message say, of its oneofs and of its fields.
    pub(crate) fn read(&self, message: &MessageDescriptor, off: &Off, found: &mut Found) -> MessageRules {
        let mut rules = MessageRules::default();
        rules.add(Dialect::Buf, self.buf.read(message, off, found));
        rules.add(Dialect::Pgv, self.pgv.read(message, off, found));
        rules
    }
}
