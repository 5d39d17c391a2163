//! What violations tell of fields and rules, as statics: a module for each message, which its types share; and the patterns of a package.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use heck::{ToShoutySnakeCase, ToSnakeCase};
use proc_macro2::{Ident, TokenStream};
use prost_reflect::{FieldDescriptor, MessageDescriptor};
use prost_types::field_descriptor_proto::Type;
use quote::{format_ident, quote};

use super::super::names::within_package;
use super::super::shape::{ident, integer};
use super::Checks;
use crate::cel::{Checked, Gives};
use crate::policy::{self, Policies};
use crate::validation::{Message, Rule, Step, Test};

/// The statics of a message.
pub(super) struct Statics<'a> {
    checks: &'a Checks<'a>,
    policy: &'a policy::Message,
    descriptor: Option<MessageDescriptor>,
    /// The name of their module.
    pub(super) module: Ident,
    fields: BTreeMap<&'a str, Ident>,
    /// In the order of the model.
    rules: Vec<(&'a Rule, Ident)>,
}

impl<'a> Statics<'a> {
    /// `modules` has the names that are taken in the package.
    pub(super) fn new(checks: &'a Checks<'a>, policy: &'a policy::Message, modules: &mut BTreeSet<String>) -> Self {
        let descriptor = checks.schema.pool.get_message_by_name(&policy.full_name);
        let rules = checks.rules.message(&policy.full_name);
        let path = within_package(policy).replace('.', " ");
        let module = free(&format!("{}_rules", path.to_snake_case()), modules);
        let mut taken = BTreeSet::new();
        let mut fields = BTreeMap::new();
        let oneofs = policy.fields.iter().filter_map(|field| field.oneof.as_deref());
        let names = policy.fields.iter().map(|field| field.name.as_str());
        for name in names.chain(oneofs) {
            fields
                .entry(name)
                .or_insert_with(|| ident(&free(&constant(name), &mut taken)));
        }
        let mut named = Vec::new();
        let mut add = |element: &str, rule: &'a Rule| {
            let name = format!("{element}_{}", words(rule));
            let name = ident(&free(&constant(&name), &mut taken));
            named.push((rule, name));
        };
        if let Some(rules) = rules {
            for (number, sets) in &rules.fields {
                let name = policy.field(*number).map_or("", |field| &field.name);
                for set in sets {
                    let on_field = set.required.iter().chain(&set.value.rules);
                    on_field.for_each(|rule| add(name, rule));
                    for (part, rules) in [("item", &set.items), ("key", &set.keys), ("value", &set.values)] {
                        let element = format!("{name}_{part}");
                        rules
                            .iter()
                            .flat_map(|rules| &rules.rules)
                            .for_each(|rule| add(&element, rule));
                    }
                }
            }
            for (oneof, rules) in &rules.oneofs {
                rules.iter().for_each(|rule| add(oneof, rule));
            }
            rules.rules.iter().for_each(|rule| add("message", rule));
        }
        Self {
            checks,
            policy,
            descriptor,
            module: ident(&module),
            fields,
            rules: named,
        }
    }

    /// The static of a field or oneof of this message.
    pub(super) fn field(&self, name: &str) -> &Ident {
        &self.fields[name]
    }

    /// The static of a rule of this message.
    pub(super) fn rule(&self, rule: &Rule) -> &Ident {
        let found = self.rules.iter().find(|(known, _)| std::ptr::eq(*known, rule));
        let (_, name) = found.expect("each rule of the message was named");
        name
    }

    /// The module; `None` of a message that has nothing to tell of.
    pub(super) fn module(&self) -> Option<TokenStream> {
        let fields: Vec<TokenStream> = self.policy.fields.iter().map(|field| self.field_item(field)).collect();
        let oneofs: BTreeSet<&str> = self
            .policy
            .fields
            .iter()
            .filter_map(|field| field.oneof.as_deref())
            .collect();
        let oneofs = oneofs.iter().map(|oneof| {
            let name = self.field(oneof);
            quote!(pub(super) static #name: validate::Field = validate::Field::oneof(#oneof);)
        });
        let rules = self.rules.iter().map(|(rule, name)| {
            let value = rule_value(rule, self.checks.policies);
            quote!(pub(super) static #name: validate::Rule = #value;)
        });
        let (module, doc) = (
            &self.module,
            format!(" What violations tell of `{}`.", self.policy.full_name),
        );
        (!fields.is_empty() || !self.rules.is_empty()).then(|| {
            quote! {
                #[doc = #doc]
                mod #module {
                    use super::validate;

                    #(#fields)*
                    #(#oneofs)*
                    #(#rules)*
                }
            }
        })
    }

    fn field_item(&self, field: &policy::Field) -> TokenStream {
        let (ident, number, name) = (self.field(&field.name), integer(field.number), &field.name);
        let descriptor = self
            .descriptor
            .as_ref()
            .and_then(|message| message.get_field(field.number));
        let kind_of = |field: &FieldDescriptor| kind(field.field_descriptor_proto().r#type());
        let entry = descriptor.as_ref().filter(|field| field.is_map());
        let entry = entry.and_then(|field| field.kind().as_message().cloned());
        let map = entry.map(|entry| {
            let (key, value) = (
                kind_of(&entry.map_entry_key_field()),
                kind_of(&entry.map_entry_value_field()),
            );
            quote!(.map(#key, #value))
        });
        let kind = descriptor.as_ref().map_or_else(|| kind(Type::Message), kind_of);
        let tagged = is_field_tagged(self.policy, field).then(|| quote!(.tagged()));
        quote! {
            pub(super) static #ident: validate::Field = validate::Field::new(#number, #name, #kind)#map #tagged;
        }
    }
}

fn rule_value(rule: &Rule, policies: &Policies) -> TokenStream {
    let id = &rule.id;
    let message = match &rule.message {
        Message::Standard(text, values) => {
            let text = ident(text);
            quote!(validate::Message::Standard(&validate::text::#text, &[#(#values),*]))
        }
        Message::Custom(text) => quote!(validate::Message::Custom(#text)),
        Message::Nameless => quote!(validate::Message::Nameless),
    };
    let (literal, tagged) = match &rule.test {
        Test::Holds(checked) => (is_literal(checked), reads_tagged(checked, policies)),
        _ => (false, false),
    };
    let literal = literal.then(|| quote!(.literal()));
    let tagged = tagged.then(|| quote!(.tagged()));
    let steps = rule.path.iter().map(step);
    quote!(validate::Rule::new(#id, #message, &[#(#steps),*]) #literal #tagged)
}

/// Whether a text that an expression makes stands in it.
fn is_literal(checked: &Checked) -> bool {
    matches!(checked.gives(), Gives::Text { literal_only: true })
}

/// Whether an expression looks at a field that is sealed or masked, or at one in what it compares as a whole.
fn reads_tagged(checked: &Checked, policies: &Policies) -> bool {
    let is_tagged = |field: &FieldDescriptor| {
        let message = policies.message(field.parent_message().full_name());
        message.is_some_and(|message| {
            let field = message.field(field.number());
            field.is_some_and(|field| is_field_tagged(message, field))
        })
    };
    let shows_masked = |message: &MessageDescriptor| {
        let message = policies.message(message.full_name());
        message.is_some_and(|message| message.shows_masked)
    };
    checked.reads().iter().any(is_tagged) || checked.compares().iter().any(shows_masked)
}

fn is_field_tagged(message: &policy::Message, field: &policy::Field) -> bool {
    let in_oneof = field.oneof.as_deref().and_then(|oneof| message.oneof_mask(oneof));
    field.group.is_some() || field.mask.or(in_oneof).is_some()
}

fn step(step: &Step) -> TokenStream {
    let (number, name, kind) = (integer(step.number), &step.name, kind(step.kind));
    let index = step.index.map(|index| {
        let index = integer(index);
        quote!(.at(#index))
    });
    quote!(validate::RuleStep::new(#number, #name, #kind)#index)
}

fn kind(kind: Type) -> TokenStream {
    let name = format_ident!("{kind:?}");
    quote!(validate::Type::#name)
}

/// `min_len` of `string.min_len`; what is no name, as an expression that names itself, is left out.
fn words(rule: &Rule) -> String {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let name = rule.id.split_once('.').map_or(rule.id.as_str(), |(_, name)| name);
    if name.len() <= 40 && !name.is_empty() && name.chars().all(is_name) {
        name.to_owned()
    } else {
        "rule".to_owned()
    }
}

fn constant(words: &str) -> String {
    words.replace('.', "_").to_shouty_snake_case()
}

/// The name, or with a number the next one that is free, which is then taken.
fn free(name: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2_u32..).map(|number| format!("{name}_{number}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    let free = names.find(|name| !taken.contains(name)).unwrap_or_default();
    taken.insert(free.clone());
    free
}

/// The patterns of a package, each once.
#[derive(Default)]
pub(super) struct Patterns(RefCell<Vec<String>>);

impl Patterns {
    /// The static of a pattern in the syntax of the crate `regex`.
    pub(super) fn name(&self, translated: &str) -> Ident {
        let mut patterns = self.0.borrow_mut();
        let known = patterns.iter().position(|pattern| pattern == translated);
        let index = known.unwrap_or_else(|| {
            patterns.push(translated.to_owned());
            patterns.len() - 1
        });
        format_ident!("PATTERN_{}", index + 1)
    }

    pub(super) fn items(&self) -> Vec<TokenStream> {
        let patterns = self.0.borrow();
        let statics = patterns.iter().enumerate().map(|(index, pattern)| {
            let name = format_ident!("PATTERN_{}", index + 1);
            quote!(static #name: validate::Pattern = validate::Pattern::new(#pattern);)
        });
        statics.collect()
    }
}
