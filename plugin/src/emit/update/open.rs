//! `PartlyOpenable` of a wire type: a partial type from what can be opened, and copies of the clear fields.

use proc_macro2::TokenStream;
use quote::quote;

use super::carried;
use super::seal::frozen;
use crate::emit::open::{opened, opened_oneof, refuse_plaintext};
use crate::emit::plan::{Cardinality, Content, Member, Oneof, Plan, Slot, Value};
use crate::emit::seal::{Side, as_ref, boxed, here, pointee, result, unboxed};
use crate::emit::shape::integer;

pub(super) fn openable(plan: &Plan<'_>) -> TokenStream {
    let (path, wire, constant) = (&plan.paths.clear, &plan.paths.wire, &plan.paths.constant);
    let refuse = refuse_plaintext(plan);
    let carried = carried(plan);
    let scope = carried.as_ref().map(|_| {
        let frozen = frozen(plan, Side::Wire);
        quote! {
            let frozen = #frozen;
            let scope = Scope::for_partial(&#constant, place, &frozen);
        }
    });
    let taken = match plan.envelope() {
        Some(field) => {
            let ident = &field.ident;
            quote! {
                let envelopes = scope.envelopes(&self.#ident)?;
                let mut taken = envelopes.taken()?;
            }
        }
        None if carried.is_some() => quote!(let taken = Taken::default();),
        None => TokenStream::new(),
    };
    let groups = plan.groups.iter().enumerate().map(|(index, group)| {
        let (variable, path) = (&group.variable, &plan.paths.groups[index]);
        let slots = plan.slots.iter().filter(|slot| slot.group == Some(index));
        let mutable = slots.into_iter().any(|slot| !slot.is_child()).then(|| quote!(mut));
        let index = integer(index as u64);
        quote!(let #mutable #variable = envelopes.open_or_keep::<#path>(#index, &mut taken, opening)?;)
    });
    let place_of_children = (plan.policy.anchor && plan.has_children()).then(|| quote!(let here = scope.place();));
    let here = here(plan);
    let fields = plan.slots.iter().map(|slot| {
        let (ident, value) = (slot.ident, unlocked(plan, slot, &here));
        quote!(#ident: #value,)
    });
    let carried = carried.map(|carried| quote!(#carried: taken.carried(&scope, frozen, opening)?,));
    quote! {
        impl PartlyOpenable for #wire {
            type Partial = #path;

            fn unlock_partly(&self, place: &Place<'_>, opening: &mut Opening<'_>) -> Result<Self::Partial, OpenError> {
                opening.message(place)?;
                #refuse
                #scope
                #taken
                #(#groups)*
                #place_of_children
                Ok(#path { #(#fields)* #carried })
            }
        }
    }
}

fn unlocked(plan: &Plan<'_>, slot: &Slot<'_>, here: &TokenStream) -> TokenStream {
    let none = TokenStream::new();
    let Some(index) = slot.group else {
        return match &slot.content {
            Content::Field(member) => copied(member, &quote!(self), here),
            Content::Oneof(oneof) => copied_oneof(oneof, &quote!(self), here),
        };
    };
    let group = &plan.groups[index].variable;
    match &slot.content {
        Content::Field(member) if member.is_child() => {
            let value = result(&[copied(member, &quote!(group), here)]);
            quote!(#group.children(|group| #value)?)
        }
        Content::Oneof(oneof) if oneof.has_children() => {
            let value = result(&[copied_oneof(oneof, &quote!(group), here)]);
            quote!(#group.children(|group| #value)?)
        }
        Content::Field(member) => {
            let carrier = member.carrier;
            let value = opened(member, quote!(::core::mem::take(&mut group.#carrier)), &none);
            quote!(#group.field(|group| #value))
        }
        Content::Oneof(oneof) => {
            let carrier = oneof.carrier;
            let value = opened_oneof(oneof, quote!(::core::mem::take(&mut group.#carrier)), &none);
            quote!(#group.field(|group| #value))
        }
    }
}

/// A field of the partial type, from what its carrier holds, which stays as it is.
fn copied(member: &Member<'_>, from: &TokenStream, here: &TokenStream) -> TokenStream {
    let (carrier, step) = (member.carrier, member.step());
    match member.value {
        Value::Scalar | Value::Plain(Cardinality::List | Cardinality::Map, _) => quote!(Clone::clone(&#from.#carrier)),
        Value::Plain(cardinality, _) => {
            let value = quote!(Clone::clone(&#from.#carrier));
            let value = unboxed(value, member.carrier_boxed && !member.clear_boxed, cardinality);
            boxed(value, member.clear_boxed && !member.carrier_boxed, cardinality)
        }
        Value::Child(cardinality) => {
            let opened = match cardinality {
                Cardinality::One if member.carrier_boxed => {
                    quote!(update::one(&*#from.#carrier, #here, #step, opening)?)
                }
                Cardinality::One => quote!(update::one(&#from.#carrier, #here, #step, opening)?),
                Cardinality::Optional => {
                    let value = as_ref(quote!(#from.#carrier), member.carrier_boxed);
                    quote!(update::optional(#value, #here, #step, opening)?)
                }
                Cardinality::List => quote!(update::list(&#from.#carrier, #here, #step, opening)?),
                Cardinality::Map => quote!(update::map(&#from.#carrier, #here, #step, opening)?),
            };
            boxed(opened, member.clear_boxed, cardinality)
        }
    }
}

fn copied_oneof(oneof: &Oneof<'_>, from: &TokenStream, here: &TokenStream) -> TokenStream {
    let (carrier, wire, partial) = (oneof.carrier, &oneof.carrier_path, &oneof.clear_path);
    let arms = oneof.variants.iter().map(|variant| {
        let (carrier, name, member) = (variant.carrier, variant.clear, &variant.member);
        let value = if member.is_child() {
            let (value, step) = (pointee(member.carrier_boxed), member.step());
            let opened = quote!(update::one(#value, #here, #step, opening)?);
            boxed(opened, member.clear_boxed, Cardinality::One)
        } else {
            let value = quote!(Clone::clone(value));
            let value = if member.policy.secret {
                quote!(secret::conceal(#value))
            } else {
                value
            };
            let value = unboxed(value, member.carrier_boxed && !member.clear_boxed, Cardinality::One);
            boxed(value, member.clear_boxed && !member.carrier_boxed, Cardinality::One)
        };
        quote!(Some(#wire::#carrier(value)) => Some(#partial::#name(#value)))
    });
    quote!(match &#from.#carrier { #(#arms,)* None => None })
}
