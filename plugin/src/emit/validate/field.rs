//! The rules of a field, and of what it holds.

use proc_macro2::TokenStream;
use prost_reflect::{FieldDescriptor, Kind};
use quote::quote;

use super::super::shape::is_boxed;
use super::super::shown::{Form, Held, Kind as TypeKind, ShownField, ShownOneof};
use super::Emitter;
use super::test::{Broken, broken};
use super::value::{Holds, Value, wrapped};
use crate::load::value_kind;
use crate::validation::{FieldRules, Rule, Test, ValueRules};

impl Emitter<'_> {
    /// What checks a field of the struct.
    pub(super) fn field(&self, field: &ShownField<'_>) -> Option<TokenStream> {
        let ident = field.ident;
        let is_wrapped = self.shown.kind == TypeKind::Partial && field.policy.group.is_some();
        let place = self.place(ident, is_wrapped);
        let checks = self.of_place(field, &place)?;
        Some(if is_wrapped {
            quote! {
                if let Ok(open) = self.#ident.get() {
                    #checks
                }
            }
        } else {
            checks
        })
    }

    /// What checks the members of a oneof, and that one is set.
    pub(super) fn oneof(&self, oneof: &ShownOneof<'_>) -> Option<TokenStream> {
        let is_wrapped = self.shown.kind == TypeKind::Partial && oneof.is_sealed;
        let ident = oneof.ident;
        let place = self.place(ident, is_wrapped);
        let members = oneof
            .variants
            .iter()
            .filter_map(|member| self.of_member(member, oneof, &place));
        let mut checks: Vec<TokenStream> = members.collect();
        let at = &place.place;
        let name = oneof.variants.first().and_then(|member| member.policy.oneof.as_deref());
        let rules = self.rules.and_then(|rules| rules.oneofs.get(name?));
        if let Some(name) = name {
            let (names, oneof) = (
                oneof.variants.iter().map(|member| &member.policy.name),
                self.field_static(name),
            );
            let reports: Vec<TokenStream> = rules
                .into_iter()
                .flatten()
                .map(|rule| self.report(&quote!(validate::Spot::Field(&#oneof)), rule))
                .collect();
            if !reports.is_empty() {
                checks.insert(
                    0,
                    quote! {
                        if v.wants_rule(&[#(#names),*]) && #at.is_none() {
                            #(#reports)*
                        }
                    },
                );
            }
        }
        if checks.is_empty() {
            return None;
        }
        Some(if is_wrapped {
            quote! {
                if let Ok(open) = self.#ident.get() {
                    #(#checks)*
                }
            }
        } else {
            quote!(#(#checks)*)
        })
    }

    /// What checks a member of the oneof at a place.
    fn of_member(&self, member: &ShownField<'_>, oneof: &ShownOneof<'_>, place: &Value) -> Option<TokenStream> {
        let kind = self.kind(member)?;
        let (path, variant) = (&oneof.path, member.ident);
        let name = self.field_static(&member.policy.name);
        let spot = quote!(validate::Spot::Field(&#name));
        let value = self.value(member, Value::reference(quote!(value)));
        let checks = self.sets(member.policy.number).iter().filter_map(|set| {
            let rules = self.on_value(&set.value, &value, &Holds::of(&kind), &spot);
            self.if_set(name, set, rules, (Some(quote!(#path::#variant)), place), &spot)
        });
        let mut checks: Vec<TokenStream> = checks.collect();
        if self.descends(member) {
            let reference = &place.reference;
            checks.push(quote! {
                if v.wants(&#name) {
                    if let Some(#path::#variant(value)) = #reference {
                        v.nested(#spot, value)?;
                    }
                }
            });
        }
        (!checks.is_empty()).then(|| quote!(#(#checks)*))
    }

    /// What checks a field at a place of its type.
    fn of_place(&self, field: &ShownField<'_>, place: &Value) -> Option<TokenStream> {
        let kind = self.kind(field)?;
        let name = self.field_static(&field.policy.name);
        let spot = quote!(validate::Spot::Field(&#name));
        let sets = self.sets(field.policy.number);
        let mut checks: Vec<TokenStream> = match Form::of(field) {
            Form::Optional => {
                let value = self.value(field, Value::reference(quote!(value)));
                let checks = sets.iter().filter_map(|set| {
                    let rules = self.on_value(&set.value, &value, &Holds::of(&kind), &spot);
                    self.if_set(name, set, rules, (None, place), &spot)
                });
                checks.collect()
            }
            Form::Required => {
                let value = self.value(field, place.clone());
                let checks = sets.iter().filter_map(|set| {
                    let rules = self.on_value(&set.value, &value, &Holds::of(&kind), &spot);
                    self.wanted(name, rules)
                });
                checks.collect()
            }
            Form::Plain => {
                let (value, holds) = (self.value(field, place.clone()), Holds::of(&kind));
                let checks = sets.iter().filter_map(|set| {
                    let rules = self.on_value(&set.value, &value, &holds, &spot);
                    self.wanted(name, self.required(set, rules, &value, &holds, &spot))
                });
                checks.collect()
            }
            form @ (Form::List | Form::Map) => {
                let value = place.clone();
                let checks = sets.iter().filter_map(|set| {
                    let mut rules = self.on_value(&set.value, &value, &Holds::Many, &spot);
                    let elements = if form == Form::List {
                        self.items(field, set, place, &kind)
                    } else {
                        self.entries(field, set, place, &kind)
                    };
                    rules.extend(elements);
                    self.wanted(name, self.required(set, rules, &value, &Holds::Many, &spot))
                });
                checks.collect()
            }
        };
        if self.descends(field) {
            checks.push(self.descent(field, name, place));
        }
        (!checks.is_empty()).then(|| quote!(#(#checks)*))
    }

    /// A field of the struct, or what an open field of a partial type holds.
    pub(super) fn place(&self, ident: &proc_macro2::Ident, is_wrapped: bool) -> Value {
        if is_wrapped {
            Value::reference(quote!(open))
        } else {
            Value::place(quote!(self.#ident))
        }
    }

    /// Rules that are looked at if a field is wanted.
    fn wanted(&self, name: &proc_macro2::Ident, rules: Vec<TokenStream>) -> Option<TokenStream> {
        (!rules.is_empty()).then(|| {
            quote! {
                if v.wants_whole(&#name) {
                    #(#rules)*
                }
            }
        })
    }

    /// Rules that are looked at if a field with presence is set, and what is reported if it has to be and is not.
    fn if_set(
        &self,
        name: &proc_macro2::Ident,
        set: &FieldRules,
        rules: Vec<TokenStream>,
        (variant, field): (Option<TokenStream>, &Value),
        spot: &TokenStream,
    ) -> Option<TokenStream> {
        let required = set.required.as_ref().map(|rule| self.report(spot, rule));
        let Value { place, reference, .. } = field;
        let (pattern, is_unset) = match &variant {
            Some(variant) => (
                quote!(Some(#variant(value)) = #reference),
                quote!(!matches!(#place, Some(#variant(_)))),
            ),
            None => (quote!(Some(value) = #reference), quote!(#place.is_none())),
        };
        let checks = match (required, rules.is_empty()) {
            (None, true) => return None,
            (None, false) => quote! {
                if let #pattern {
                    #(#rules)*
                }
            },
            (Some(report), false) => quote! {
                if let #pattern {
                    #(#rules)*
                } else {
                    #report
                }
            },
            (Some(report), true) => quote! {
                if #is_unset {
                    #report
                }
            },
        };
        self.wanted(name, vec![checks])
    }

    /// Rules of a field without presence: if it has to be set and is not, that alone is reported.
    fn required(
        &self,
        set: &FieldRules,
        rules: Vec<TokenStream>,
        value: &Value,
        holds: &Holds,
        spot: &TokenStream,
    ) -> Vec<TokenStream> {
        let Some(required) = &set.required else {
            return rules;
        };
        let (is_unset, report) = (holds.is_unset(value), self.report(spot, required));
        vec![if rules.is_empty() {
            quote! {
                if #is_unset {
                    #report
                }
            }
        } else {
            quote! {
                if #is_unset {
                    #report
                } else {
                    #(#rules)*
                }
            }
        }]
    }

    /// Whether the messages of a field have something to check, and nothing says to leave it out.
    fn descends(&self, field: &ShownField<'_>) -> bool {
        match field.message {
            Held::Ours(held) | Held::Foreign(held) => {
                let message = &self.shown.policy.full_name;
                self.checks.rules.descends(message, field.policy.number, held)
            }
            Held::WellKnown(_) | Held::Nothing => false,
        }
    }

    /// Statements for the rules on a value.
    pub(super) fn on_value(
        &self,
        rules: &ValueRules,
        value: &Value,
        holds: &Holds,
        spot: &TokenStream,
    ) -> Vec<TokenStream> {
        let statements: Vec<TokenStream> = rules
            .rules
            .iter()
            .filter(|rule| !rules.unless_zero || !matches!(rule.test, Test::NotEmpty))
            .filter_map(|rule| self.rule(rule, value, holds, spot))
            .collect();
        if !rules.unless_zero || statements.is_empty() {
            return statements;
        }
        let is_set = holds.is_set(value);
        vec![quote! {
            if #is_set {
                #(#statements)*
            }
        }]
    }

    fn rule(&self, rule: &Rule, value: &Value, holds: &Holds, spot: &TokenStream) -> Option<TokenStream> {
        if let Test::Holds(checked) = &rule.test {
            return self
                .expression(rule, checked, &value.this, spot)
                .map(|holds| holds.code);
        }
        let report = self.report(spot, rule);
        Some(match broken(&rule.test, value, holds, self.patterns) {
            Broken::Never => return None,
            Broken::If(condition) => quote! {
                if #condition {
                    #report
                }
            },
            Broken::IfText { text, condition } => {
                let name = self.statics.rule(rule);
                quote! {
                    match ::core::str::from_utf8(&#text) {
                        Ok(text) => {
                            if #condition {
                                #report
                            }
                        }
                        Err(_) => v.fault(#spot, &#name, validate::Fault::Conversion)?,
                    }
                }
            }
        })
    }

    pub(super) fn report(&self, spot: &TokenStream, rule: &Rule) -> TokenStream {
        let name = self.statics.rule(rule);
        quote!(v.report(#spot, &#name)?;)
    }

    /// The value in hand: what a secret hides, or a wrapper wraps, taken out.
    pub(super) fn value(&self, field: &ShownField<'_>, value: Value) -> Value {
        if field.policy.secret {
            return value.exposed();
        }
        if is_boxed(field.ty) {
            return value.boxed();
        }
        match field.message {
            Held::WellKnown(name) if self.checks.settings.compile_well_known_types && wrapped(name).is_some() => {
                value.unwrapped()
            }
            _ => value,
        }
    }

    pub(super) fn descriptor(&self, field: &ShownField<'_>) -> Option<FieldDescriptor> {
        let message = self
            .checks
            .schema
            .pool
            .get_message_by_name(&self.shown.policy.full_name)?;
        message.get_field(field.policy.number)
    }

    /// The kind of a field's values, also of a map's.
    pub(super) fn kind(&self, field: &ShownField<'_>) -> Option<Kind> {
        let descriptor = self.descriptor(field)?;
        Some(value_kind(descriptor.kind(), descriptor.is_map()))
    }
}
