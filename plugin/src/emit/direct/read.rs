//! `Sealable::read`: a loop over the fields of a message, and one over those of each fragment.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::{Scalar, entry_of, levels, scalar_of};
use crate::emit::plan::{Cardinality, Content, Member, Oneof, Plan, Slot, Value, Variant};
use crate::emit::seal::{Side, bind, boxed, here, named};
use crate::emit::shape::{integer, is_map, prost_word};
use crate::policy::{Field, Policies};

pub(crate) fn read(plan: &Plan<'_>, policies: &Policies) -> TokenStream {
    read_by(plan, policies).unwrap_or_default()
}

fn read_by(plan: &Plan<'_>, policies: &Policies) -> Option<TokenStream> {
    // Absent from a fragment it has the schema's default, which the clear type's differs from.
    let required = |slot: &Slot<'_>| slot.group.is_some() && prost_word(&slot.shape.attrs, "required");
    if plan.slots.iter().any(required) {
        return None;
    }
    // What is bound to a message that counts as an ancestor can be read only when its binding is known.
    let later = plan.policy.anchor;
    let constant = &plan.paths.constant;
    let here = here(plan);
    let (mut found, mut arms, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for slot in plan.slots.iter().filter(|slot| slot.group.is_none()) {
        if later && slot.is_child() {
            let Content::Field(member) = &slot.content else {
                return None;
            };
            rest.push(read_later(slot, member, policies, &here)?);
            let (variable, key) = (found_variable(member), key(member.policy, 2));
            found.push(quote!(let mut #variable = read::Found::new();));
            arms.push(quote!(#key => #variable.find(&mut bytes)?));
        } else {
            arms.extend(arms_of(slot, &quote!(place))?);
        }
    }
    let envelopes = plan.policy.envelope.map(|number| {
        let key = integer(number << 3 | 2);
        arms.push(quote!(#key => envelopes.push(read::slice(&mut bytes)?)?));
        quote!(let mut envelopes = read::Slices::new();)
    });
    let scope = plan.has_scope().then(|| {
        let (bind, named) = (bind(plan, Side::Built), named(plan, Side::Built));
        quote! {
            let mut scope = Scope::for_opening(&#constant, place);
            #named
            let scope = scope.bind(#bind);
        }
    });
    let inner = (later && plan.has_children()).then(|| quote!(let here = scope.place();));
    let mut groups = Vec::new();
    for index in 0..plan.groups.len() {
        let mut arms = Vec::new();
        for slot in plan.slots.iter().filter(|slot| slot.group == Some(index)) {
            arms.extend(arms_of(slot, &here)?);
        }
        let has_children = plan
            .slots
            .iter()
            .any(|slot| slot.group == Some(index) && slot.is_child());
        let opening = if has_children { quote!(opening) } else { quote!(_) };
        let index = integer(index as u64);
        groups.push(quote! {
            opening.group(scope, &envelopes, #index, |mut bytes, #opening| {
                while !bytes.is_empty() {
                    match read::key(&mut bytes)? {
                        #(#arms,)*
                        _ => return None,
                    }
                }
                Some(())
            })?;
        });
    }
    let expected = (!plan.groups.is_empty()).then(|| quote!(envelopes.expect(scope)?;));
    let known = plan.policy.fields.iter().map(|field| field.number);
    let mut known: Vec<u32> = known.chain(plan.policy.envelope).collect();
    known.sort_unstable();
    known.dedup();
    let known = known.into_iter().map(integer);
    Some(quote! {
        #[inline]
        fn read(&mut self, mut bytes: &[u8], place: &Place<'_>, opening: &mut Opening<'_>) -> Option<()> {
            opening.enter(place)?;
            #(#found)*
            #envelopes
            while !bytes.is_empty() {
                match read::key(&mut bytes)? {
                    #(#arms,)*
                    key => read::unknown(key, &mut bytes, &[#(#known),*], place)?,
                }
            }
            #scope
            #expected
            #inner
            #(#groups)*
            #(#rest)*
            Some(())
        }
    })
}

fn key(field: &Field, wire: u32) -> syn::LitInt {
    integer(field.number << 3 | wire)
}

/// Named by number: a field's name could be that of another variable.
pub(crate) fn found_variable(member: &Member<'_>) -> Ident {
    quote::format_ident!("found_{}", member.policy.number)
}

/// Reads what was found of a field of a message that counts as an ancestor.
fn read_later(slot: &Slot<'_>, member: &Member<'_>, policies: &Policies, here: &TokenStream) -> Option<TokenStream> {
    let message = policies.messages.get(member.policy.message.as_deref()?)?;
    // Into messages without groups a count would have to look.
    if (!member.policy.portable && message.groups.is_empty()) || prost_word(&slot.shape.attrs, "group") {
        return None;
    }
    let (ident, step, variable) = (slot.ident, member.step(), found_variable(member));
    let Value::Child(cardinality) = member.value else {
        return None;
    };
    match cardinality {
        Cardinality::Optional => {
            let value = boxed(
                quote!(#variable.read(#step, #here, opening)?),
                member.clear_boxed,
                cardinality,
            );
            Some(quote!(self.#ident = #value;))
        }
        Cardinality::List => Some(quote!(self.#ident = #variable.read_all(#step, #here, opening)?;)),
        Cardinality::One | Cardinality::Map => None,
    }
}

/// The arms that read a field's occurrences.
fn arms_of(slot: &Slot<'_>, here: &TokenStream) -> Option<Vec<TokenStream>> {
    let (ident, attrs) = (slot.ident, &slot.shape.attrs);
    let member = match &slot.content {
        Content::Field(member) => member,
        Content::Oneof(oneof) => return arms_of_oneof(slot, oneof, here),
    };
    let (field, step) = (member.policy, member.step());
    let delimited = key(field, 2);
    let arm = match member.value {
        _ if prost_word(attrs, "group") => return None,
        Value::Scalar if is_map(attrs) => {
            let (name, value) = entry_of(slot)?;
            let (name, value) = (name.kind, value?.kind);
            quote!(#delimited => read::entry::<#name, #value>(&mut bytes, place, &mut self.#ident)?)
        }
        Value::Scalar => {
            let Scalar { kind, wire } = scalar_of(member, attrs, &slot.shape.ty)?;
            let key = key(field, wire);
            if prost_word(attrs, "repeated") {
                let one = quote!(#key => read::more::<#kind>(&mut bytes, &mut self.#ident)?);
                let packed = quote!(#delimited => read::packed::<#kind>(&mut bytes, &mut self.#ident)?);
                return Some(if wire == 2 { vec![one] } else { vec![one, packed] });
            }
            if prost_word(attrs, "optional") {
                quote!(#key => read::optional::<#kind>(&mut bytes, &mut self.#ident)?)
            } else {
                quote!(#key => read::one::<#kind>(&mut bytes, &mut self.#ident)?)
            }
        }
        Value::Plain(cardinality, depth) => {
            let depth = levels(depth);
            match cardinality {
                Cardinality::One => return None,
                Cardinality::Optional => {
                    let value = boxed(
                        quote!(read::message(&mut bytes, #depth, place)?),
                        member.clear_boxed,
                        Cardinality::One,
                    );
                    // What stands twice is merged.
                    quote!(#delimited if self.#ident.is_none() => self.#ident = Some(#value))
                }
                Cardinality::List => {
                    quote!(#delimited => self.#ident.push(read::message(&mut bytes, #depth, place)?))
                }
                Cardinality::Map => {
                    let name = entry_of(slot)?.0.kind;
                    quote! {
                        #delimited => read::message_entry::<#name, _>(&mut bytes, #depth, place, &mut self.#ident)?
                    }
                }
            }
        }
        Value::Child(Cardinality::One) => return None,
        Value::Child(Cardinality::Optional) => {
            let value = boxed(
                quote!(read::child(#step, &mut bytes, #here, opening)?),
                member.clear_boxed,
                Cardinality::One,
            );
            quote!(#delimited if self.#ident.is_none() => self.#ident = Some(#value))
        }
        Value::Child(Cardinality::List) => {
            quote!(#delimited => read::element(#step, &mut bytes, #here, opening, &mut self.#ident)?)
        }
        Value::Child(Cardinality::Map) => {
            let name = entry_of(slot)?.0.kind;
            quote! {
                #delimited => read::child_entry::<#name, _>(#step, &mut bytes, #here, opening, &mut self.#ident)?
            }
        }
    };
    Some(vec![arm])
}

fn arms_of_oneof(slot: &Slot<'_>, oneof: &Oneof<'_>, here: &TokenStream) -> Option<Vec<TokenStream>> {
    let (ident, path) = (slot.ident, &oneof.clear_path);
    let arm = |variant: &Variant<'_>| {
        let (name, member) = (variant.clear, &variant.member);
        if prost_word(variant.attrs, "group") {
            return None;
        }
        let (field, step) = (member.policy, member.step());
        let delimited = key(field, 2);
        let wrap = |value| boxed(value, member.clear_boxed, Cardinality::One);
        Some(match member.value {
            Value::Scalar => {
                let Scalar { kind, wire } = scalar_of(member, variant.attrs, variant.ty)?;
                let key = key(field, wire);
                quote!(#key => self.#ident = Some(#path::#name(read::value::<#kind>(&mut bytes)?)))
            }
            Value::Plain(_, depth) => {
                let depth = levels(depth);
                let value = wrap(quote!(read::message(&mut bytes, #depth, place)?));
                quote!(#delimited if self.#ident.is_none() => self.#ident = Some(#path::#name(#value)))
            }
            Value::Child(_) => {
                let value = wrap(quote!(read::child(#step, &mut bytes, #here, opening)?));
                quote!(#delimited if self.#ident.is_none() => self.#ident = Some(#path::#name(#value)))
            }
        })
    };
    oneof.variants.iter().map(arm).collect()
}
