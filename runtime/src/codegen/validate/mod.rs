//! What the checks of generated code call.
//!
//! A check is an `if` around [`Checker::report`], whose arguments are statics: nothing is made before a rule is broken, and a valid
//! message allocates nothing.

pub mod cel;
mod checker;
mod fault;
mod field;
pub mod formats;
mod mask;
mod message;
mod pattern;
mod run;
#[cfg(test)]
mod tests;
pub mod text;
pub mod time;
mod value;

use core::ops::ControlFlow;

pub use crate::validation::ValidateError;
pub use checker::{Checker, Key, Spot};
pub use fault::Fault;
pub use field::{Field, Rule, RuleStep};
pub use mask::Member;
pub use message::{Message, Template};
pub use pattern::Pattern;
pub use prost_types::field_descriptor_proto::Type;
pub use run::rules;
pub(crate) use run::{all, fields};
pub use value::{contains, is_default, is_path_in};

/// Whether to go on; [`ControlFlow::Break`] ends the check.
pub type Flow = ControlFlow<()>;

/// To go on.
pub const GO_ON: Flow = ControlFlow::Continue(());

/// The rules of a type, as code.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no rules of validation",
    note = "`protoseal-build` implements this for messages whose schema has rules of `buf.validate` or `validate`, and for those that hold them"
)]
pub trait Check {
    /// Its fields, for masks that name some of them.
    const MEMBERS: &'static [Member];

    /// Reports each rule that is broken, until the checker breaks off.
    fn check(&self, v: &mut Checker<'_>) -> Flow;
}

impl<T: Check + ?Sized> Check for Box<T> {
    const MEMBERS: &'static [Member] = T::MEMBERS;

    #[inline]
    fn check(&self, v: &mut Checker<'_>) -> Flow {
        (**self).check(v)
    }
}
