//! What a build says of options that are not Protoseal's, and what comes of all options.

use std::path::Path;

use super::Config;
use crate::{Error, FieldOptions, PolicyReport, SensitiveOption, generate, load::Schema, policy};

impl Config {
    /// Take an option of your own for what it means: what carries it is sealed, masked, or both.
    ///
    /// `option` names it: a bool, a field of an option that is a message, or a value of an enum. It counts on fields, oneofs, whole
    /// messages, enums and files; [`SensitiveOption`] says how, and what holds when several annotations meet. `policy` says
    /// [`seal`](FieldOptions::seal), [`sensitive`](FieldOptions::sensitive), [`mask`](FieldOptions::mask) and
    /// [`policy`](FieldOptions::policy), and nothing else. An option that the schema does not have is an error, and so is one that
    /// nothing sets.
    ///
    /// A message that gets sealed fields so needs an envelope field, as any other.
    ///
    /// ```no_run
    /// use protoseal_build::{FieldOptions, Mask};
    ///
    /// # fn main() -> std::io::Result<()> {
    /// protoseal_build::configure()
    ///     .sensitive_option("acme.pii", FieldOptions::new().seal("pii"))
    ///     .sensitive_option(("acme.class", "SECRET"), FieldOptions::new().seal("pii").mask(Mask::Omit))
    ///     .sensitive_option("acme.sensitive.mask", FieldOptions::new().mask(Mask::Full))
    ///     .compile_protos(&["acme/v1/user.proto"], &["proto"])
    /// # }
    /// ```
    pub fn sensitive_option(&mut self, option: impl Into<SensitiveOption>, policy: FieldOptions) -> &mut Self {
        self.settings.fields.sensitive.push((option.into(), policy));
        self
    }

    /// Whether to print what the policy of each field is and which annotation gave it: not by default. In a build script, cargo
    /// shows it as warnings, one for each field that is sealed, masked or bound; elsewhere it goes to standard error. A tool
    /// takes it from [`policies`](Self::policies).
    pub fn print_policies(&mut self, print: bool) -> &mut Self {
        self.settings.print_policies = print;
        self
    }

    /// What is sealed, masked and bound, and which annotations say so, with these settings. No code is generated.
    ///
    /// # Errors
    ///
    /// As [`check`](Self::check).
    pub fn policies(&self, protos: &[impl AsRef<Path>], includes: &[impl AsRef<Path>]) -> Result<PolicyReport, Error> {
        let mut schema = Schema::from_protos(protos, includes)?;
        generate::policies(&mut schema, &self.settings)?;
        policy::report(&schema, &self.settings.fields)
    }
}
