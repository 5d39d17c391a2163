//! `validate::Check` of clear, partial, wire and plain types: the rules of a message as code.

mod elements;
mod extent;
mod field;
mod members;
mod message;
pub(crate) mod requests;
mod statics;
mod test;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use prost_reflect::DescriptorPool;
use quote::quote;

pub(crate) use extent::implemented;

use super::shown::{Entry, Shown};
use crate::settings::Settings;
use crate::validation::{FieldRules, MessageRules, Rules};
use statics::{Patterns, Statics};

/// What the emitters of checks look into.
pub(crate) struct Checks<'a> {
    pub(crate) pool: &'a DescriptorPool,
    pub(crate) rules: &'a Rules,
    pub(crate) settings: &'a Settings,
    /// The messages whose types implement it.
    pub(crate) implemented: &'a BTreeSet<String>,
}

impl Checks<'_> {
    /// Everything of one package, whose types these are.
    pub(crate) fn items(&self, shown: &[Shown<'_>]) -> Vec<TokenStream> {
        let patterns = Patterns::default();
        let mut statics: BTreeMap<&str, Statics<'_>> = BTreeMap::new();
        let mut modules = BTreeSet::new();
        for shown in shown {
            let name = shown.policy.full_name.as_str();
            statics.entry(name).or_insert_with(|| {
                let descriptor = self.pool.get_message_by_name(name);
                Statics::new(shown.policy, descriptor, self.rules.message(name), &mut modules)
            });
        }
        let types: Vec<TokenStream> = shown
            .iter()
            .filter_map(|shown| {
                let statics = statics.get(shown.policy.full_name.as_str())?;
                Some(self.of_type(shown, statics, &patterns))
            })
            .collect();
        let mut items = patterns.items();
        items.extend(statics.values().filter_map(Statics::module));
        items.extend(types);
        items
    }

    fn of_type(&self, shown: &Shown<'_>, statics: &Statics<'_>, patterns: &Patterns) -> TokenStream {
        let emitter = Emitter {
            checks: self,
            shown,
            rules: self.rules.message(&shown.policy.full_name),
            statics,
            patterns,
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
            (quote!(v), Some(quote!(use #module::*;)))
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
            unused_comparisons
        )]
    }
}

/// Writes the checks of one type.
struct Emitter<'a> {
    checks: &'a Checks<'a>,
    shown: &'a Shown<'a>,
    rules: Option<&'a MessageRules>,
    statics: &'a Statics<'a>,
    patterns: &'a Patterns,
}

impl<'a> Emitter<'a> {
    fn sets(&self, number: u32) -> &'a [FieldRules] {
        let fields = self.rules.map(|rules| &rules.fields);
        fields.and_then(|fields| fields.get(&number)).map_or(&[], Vec::as_slice)
    }

    /// The static of a field.
    fn field_static(&self, name: &str) -> &Ident {
        self.statics.field(name)
    }
}
