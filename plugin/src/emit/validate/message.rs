//! The rules of a message as a whole.

use proc_macro2::{Ident, TokenStream};
use prost_reflect::FieldDescriptor;
use quote::quote;

use super::super::shown::{Entry, Form, Kind as TypeKind, ShownField};
use super::Emitter;
use super::value::{Holds, Value};
use crate::cel::Checked;
use crate::validation::{Rule, Test};

/// How a rule asks whether a field is set, or is not.
struct Asked {
    /// The field's name.
    name: String,
    condition: TokenStream,
    /// What has to be open before, in a partial type.
    open: Option<TokenStream>,
}

impl Emitter<'_> {
    pub(super) fn message(&self) -> Vec<TokenStream> {
        let rules = self.rules.map_or(&[][..], |rules| &rules.rules);
        rules.iter().filter_map(|rule| self.of_message(rule)).collect()
    }

    fn of_message(&self, rule: &Rule) -> Option<TokenStream> {
        if let Test::Holds(checked) = &rule.test {
            return self.of_expression(rule, checked);
        }
        let (numbers, at_most) = match &rule.test {
            Test::AtMostOne(numbers) => (numbers, true),
            Test::OneAtLeast(numbers) => (numbers, false),
            _ => return None,
        };
        // A type that lacks one of them leaves the rule to the one that has it.
        let fields: Vec<Asked> = numbers
            .iter()
            .map(|number| self.asked(*number, at_most))
            .collect::<Option<_>>()?;
        let report = self.report(&quote!(validate::Spot::Message), rule);
        let names = fields.iter().map(|field| &field.name);
        let conditions = fields.iter().map(|field| &field.condition);
        let open = fields.iter().filter_map(|field| field.open.as_ref());
        let broken = if at_most {
            quote!([#(#conditions),*].into_iter().filter(|set| *set).count() > 1)
        } else {
            quote!(#(#conditions)&&*)
        };
        Some(quote! {
            if v.wants_rule(&[#(#names),*]) #(&& #open)* && #broken {
                #report
            }
        })
    }

    /// An expression on the message: looked at if all fields that it reads are wanted, and open.
    fn of_expression(&self, rule: &Rule, checked: &Checked) -> Option<TokenStream> {
        let this = Value::reference(quote!(self)).this;
        let expression = self.expression(rule, checked, &this, &quote!(validate::Spot::Message))?;
        let own = &self.shown.policy.full_name;
        let is_own = |field: &&FieldDescriptor| field.parent_message().full_name() == own;
        let compares = checked.compares().iter().any(|message| message.full_name() == own);
        let reads = checked.reads().iter().filter(is_own);
        let names: Vec<&str> = reads.filter(|_| !compares).map(|field| field.name()).collect();
        let open = expression.open.iter().map(|field| {
            let ident = super::super::shape::ident(field);
            quote!(&& self.#ident.is_open())
        });
        let code = expression.code;
        Some(quote! {
            if v.wants_rule(&[#(#names),*]) #(#open)* {
                #code
            }
        })
    }

    /// `set`: whether it is asked if the field is set, not if it is not.
    fn asked(&self, number: u32, set: bool) -> Option<Asked> {
        self.shown.entries.iter().find_map(|entry| match entry {
            Entry::Field(field) if field.policy.number == number => {
                let ask = |place: &Value| self.of_field(field, place, set);
                self.asked_of(field.ident, &field.policy.name, field.policy.group.is_some(), ask)
            }
            Entry::Field(_) => None,
            Entry::Oneof(oneof) => {
                let member = oneof.variants.iter().find(|member| member.policy.number == number)?;
                let ask = |place: &Value| {
                    let (path, variant, place) = (&oneof.path, member.ident, &place.place);
                    let not = (!set).then(|| quote!(!));
                    Some(quote!(#not matches!(#place, Some(#path::#variant(_)))))
                };
                self.asked_of(oneof.ident, &member.policy.name, oneof.is_sealed, ask)
            }
        })
    }

    fn asked_of(
        &self,
        ident: &Ident,
        name: &str,
        is_sealed: bool,
        ask: impl Fn(&Value) -> Option<TokenStream>,
    ) -> Option<Asked> {
        let is_wrapped = self.shown.kind == TypeKind::Partial && is_sealed;
        let condition = ask(&self.place(ident, is_wrapped))?;
        Some(Asked {
            name: name.to_owned(),
            condition: if is_wrapped {
                quote!(self.#ident.get().is_ok_and(|open| #condition))
            } else {
                condition
            },
            open: is_wrapped.then(|| quote!(self.#ident.is_open())),
        })
    }

    fn of_field(&self, field: &ShownField<'_>, value: &Value, set: bool) -> Option<TokenStream> {
        let place = &value.place;
        let holds = match Form::of(field) {
            Form::Optional if set => return Some(quote!(#place.is_some())),
            Form::Optional => return Some(quote!(#place.is_none())),
            Form::Required => return Some(quote!(#set)),
            Form::List | Form::Map => Holds::Many,
            Form::Plain => Holds::of(&self.kind(field)?),
        };
        let value = match holds {
            Holds::Many => value.clone(),
            _ => self.value(field, value.clone()),
        };
        Some(if set {
            holds.is_set(&value)
        } else {
            holds.is_unset(&value)
        })
    }
}
