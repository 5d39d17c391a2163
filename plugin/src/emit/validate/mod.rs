//! `validate::Check` of clear, partial, wire and plain types: the rules of a message as code.

mod cel;
mod elements;
mod extent;
mod field;
mod members;
mod message;
pub(crate) mod requests;
mod statics;
mod test;
mod value;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use prost_build::Module;
use quote::quote;

pub(crate) use extent::implemented;

use super::shown::{Entry, Kind, Shown};
use crate::diagnostic::{Diagnostic, Error};
use crate::load::Schema;
use crate::policy::Policies;
use crate::settings::Settings;
use crate::validation::{FieldRules, MessageRules, Rules};
use statics::{Patterns, Statics};

/// What the emitters of checks look into.
pub(crate) struct Checks<'a> {
    pub(crate) schema: &'a Schema,
    pub(crate) policies: &'a Policies,
    pub(crate) rules: &'a Rules,
    pub(crate) settings: &'a Settings,
    /// The messages whose types implement it.
    pub(crate) implemented: &'a BTreeSet<String>,
    /// All types that expressions can read, of all packages.
    pub(crate) types: &'a [Shown<'a>],
}

impl Checks<'_> {
    /// Everything of one package, whose types these are.
    pub(crate) fn items(&self, shown: &[Shown<'_>]) -> Result<Vec<TokenStream>, Error> {
        let refused = RefCell::default();
        let patterns = Patterns::default();
        let mut statics: BTreeMap<&str, Statics<'_>> = BTreeMap::new();
        let mut modules = BTreeSet::new();
        for shown in shown {
            let name = shown.policy.full_name.as_str();
            statics
                .entry(name)
                .or_insert_with(|| Statics::new(self, shown.policy, &mut modules));
        }
        let types: Vec<TokenStream> = shown
            .iter()
            .filter_map(|shown| {
                let statics = statics.get(shown.policy.full_name.as_str())?;
                Some(self.of_type(shown, statics, &patterns, &refused))
            })
            .collect();
        let mut items = patterns.items();
        items.extend(statics.values().filter_map(Statics::module));
        items.extend(types);
        Error::unless_empty(refused.into_inner())?;
        Ok(items)
    }

    fn of_type(
        &self,
        shown: &Shown<'_>,
        statics: &Statics<'_>,
        patterns: &Patterns,
        refused: &RefCell<Vec<Diagnostic>>,
    ) -> TokenStream {
        let emitter = Emitter {
            checks: self,
            shown,
            rules: self.rules.message(&shown.policy.full_name),
            statics,
            patterns,
            refused,
            uses: RefCell::default(),
        };
        let mut statements = Vec::new();
        for entry in &shown.entries {
            match entry {
                Entry::Field(field) => statements.extend(emitter.field(field)),
                Entry::Oneof(oneof) => statements.extend(emitter.oneof(oneof)),
            }
        }
        statements.extend(emitter.message());
        let (path, members) = (&shown.path, emitter.members());
        let (checker, import) = if statements.is_empty() {
            (quote!(_), None)
        } else {
            let module = &statics.module;
            let uses = emitter.uses.borrow();
            let uses = uses.iter().map(|module| super::shape::ident(module));
            let import = quote! {
                use #module::*;
                #(use validate::#uses;)*
            };
            (quote!(v), Some(import))
        };
        quote! {
            impl validate::Check for #path {
                #members

                fn check(&self, #checker: &mut validate::Checker<'_>) -> validate::Flow {
                    #import
                    #(#statements)*
                    validate::GO_ON
                }
            }
        }
    }
}

/// The numbers of rules are the schema's, and what is wanted is asked for first.
pub(crate) fn allowed_lints() -> syn::Attribute {
    syn::parse_quote! {
        #[allow(
            clippy::absurd_extreme_comparisons,
            clippy::collapsible_if,
            clippy::manual_range_contains,
            clippy::nonminimal_bool,
            unused_comparisons
        )]
    }
}

/// A path of a type, seen from the module of conversions of a package.
fn seen_from(shown: &Shown<'_>, path: &TokenStream, package: &str) -> TokenStream {
    let parts = |package: &str| -> Vec<Ident> {
        let module = Module::from_protobuf_package_name(package);
        module.parts().map(super::shape::ident).collect()
    };
    if shown.policy.package == package {
        return path.clone();
    }
    let Ok(path) = syn::parse2::<syn::Path>(path.clone()) else {
        return path.clone();
    };
    let ups = parts(package).into_iter().map(|_| quote!(super::));
    let down = parts(&shown.policy.package);
    let rest = path.segments.iter().skip(1);
    quote!(super::#(#ups)* #(#down::)* #(#rest)::*)
}

/// Writes the checks of one type.
struct Emitter<'a> {
    checks: &'a Checks<'a>,
    shown: &'a Shown<'a>,
    rules: Option<&'a MessageRules>,
    statics: &'a Statics<'a>,
    patterns: &'a Patterns,
    /// Expressions that cannot become Rust.
    refused: &'a RefCell<Vec<Diagnostic>>,
    /// The modules of the runtime that expressions use.
    uses: RefCell<BTreeSet<&'static str>>,
}

impl<'a> Emitter<'a> {
    fn sets(&self, number: u32) -> &'a [FieldRules] {
        let fields = self.rules.map(|rules| &rules.fields);
        fields.and_then(|fields| fields.get(&number)).map_or(&[], Vec::as_slice)
    }

    /// The type that stands for a message in the type at hand.
    fn type_of(&self, message: &str) -> Option<&'a Shown<'a>> {
        let needs_clear = self.checks.policies.needs_clear(message);
        let kind = if needs_clear { self.shown.kind } else { Kind::Plain };
        let mut types = self.checks.types.iter();
        types.find(|shown| shown.policy.full_name == message && shown.kind == kind)
    }

    /// The static of a field.
    fn field_static(&self, name: &str) -> &Ident {
        self.statics.field(name)
    }
}
