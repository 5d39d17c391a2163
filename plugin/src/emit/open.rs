//! `Openable` of a wire type: what can fail on a reference, then the moves.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::plan::{Cardinality, Content, Member, Oneof, Plan, Slot, Value};
use super::seal::{Side, as_ref, bind, boxed, here, named, pointee, unboxed};
use super::shape::integer;

pub(crate) fn openable(plan: &Plan<'_>) -> TokenStream {
    let (clear, wire) = (&plan.paths.clear, &plan.paths.wire);
    let unlock = unlock(plan);
    let fill = fill(plan);
    let check_rules = plan.is_checked.then(|| {
        quote! {
            fn kept(&self) -> Option<Self> {
                Some(self.clone())
            }

            fn check_rules(clear: &Self::Clear) -> Result<(), validate::ValidateError> {
                validate::rules(clear)
            }
        }
    });
    quote! {
        impl Openable for #wire {
            type Clear = #clear;

            #unlock

            #fill

            #check_rules
        }
    }
}

fn unlock(plan: &Plan<'_>) -> TokenStream {
    let constant = &plan.paths.constant;
    let refuse = refuse_plaintext(plan);
    let scope = plan.has_scope().then(|| {
        let bind = bind(plan, Side::Wire);
        let named = named(plan, Side::Wire);
        quote! {
            let mut scope = Scope::for_opening(&#constant, place);
            #named
            let scope = scope.bind(#bind);
        }
    });
    let envelopes = plan.envelope().map(|field| {
        let ident = &field.ident;
        quote!(let envelopes = scope.envelopes(&self.#ident)?;)
    });
    let groups = plan.groups.iter().enumerate().map(|(index, group)| {
        let (variable, path) = (&group.variable, &plan.paths.groups[index]);
        let index = integer(index as u64);
        quote! {
            let mut #variable = #path::default();
            envelopes.open(#index, &mut #variable, opening)?;
        }
    });
    let place_of_children = (plan.policy.anchor && plan.has_children()).then(|| quote!(let here = scope.place();));
    let here = here(plan);
    let fields: Vec<TokenStream> = plan
        .slots
        .iter()
        .filter_map(|slot| unlocked(plan, slot, &here))
        .collect();
    let rest = (fields.len() < plan.slots.len()).then(|| quote!(..Default::default()));
    let clear = &plan.paths.clear;
    quote! {
        #[inline]
        fn unlock(&self, place: &Place<'_>, opening: &mut Opening<'_>) -> Result<Self::Clear, OpenError> {
            opening.message(place)?;
            #refuse
            #scope
            #envelopes
            #(#groups)*
            #place_of_children
            Ok(#clear { #(#fields,)* #rest })
        }
    }
}

/// The check that no sealed field is present in the clear.
pub(crate) fn refuse_plaintext(plan: &Plan<'_>) -> Option<TokenStream> {
    (!plan.groups.is_empty()).then(|| {
        let checks = plan.tripwires().map(|(field, ident)| {
            let name = &field.name;
            quote!((#name, self.#ident.is_empty()))
        });
        quote!(opening.refuse_plaintext(place, &[#(#checks),*])?;)
    })
}

/// `field: expression` for a field that a group holds, or that holds children; others are moved later.
fn unlocked(plan: &Plan<'_>, slot: &Slot<'_>, here: &TokenStream) -> Option<TokenStream> {
    let ident = slot.ident;
    let from_group = |index: usize, carrier: &Ident| {
        let group = &plan.groups[index].variable;
        if plan.policy.holds_secrets(index) {
            // It is wiped when it is dropped, and so cannot be taken apart.
            quote!(::core::mem::take(&mut #group.#carrier))
        } else {
            quote!(#group.#carrier)
        }
    };
    let value = match (slot.group, &slot.content) {
        (Some(index), Content::Field(member)) => opened(member, from_group(index, member.carrier), here),
        (Some(index), Content::Oneof(oneof)) => opened_oneof(oneof, from_group(index, oneof.carrier), here),
        (None, _) if !slot.is_child() => return None,
        (None, Content::Field(member)) => unlocked_field(member, here),
        (None, Content::Oneof(oneof)) => unlocked_oneof(oneof, here),
    };
    Some(quote!(#ident: #value))
}

/// A value that was in a fragment, by value.
pub(crate) fn opened(member: &Member<'_>, value: TokenStream, here: &TokenStream) -> TokenStream {
    let step = member.step();
    match member.value {
        Value::Scalar if member.policy.secret => quote!(secret::conceal(#value)),
        Value::Scalar | Value::Plain(Cardinality::List | Cardinality::Map, _) => value,
        Value::Plain(cardinality, _) => {
            let value = unboxed(value, member.carrier_boxed && !member.clear_boxed, cardinality);
            boxed(value, member.clear_boxed && !member.carrier_boxed, cardinality)
        }
        Value::Child(cardinality) => {
            let value = unboxed(value, member.carrier_boxed, cardinality);
            let opened = match cardinality {
                Cardinality::One => quote!(open::one(#value, #here, #step, opening)?),
                Cardinality::Optional => quote!(open::optional(#value, #here, #step, opening)?),
                Cardinality::List => quote!(open::list(#value, #here, #step, opening)?),
                Cardinality::Map => quote!(open::map(#value, #here, #step, opening)?),
            };
            boxed(opened, member.clear_boxed, cardinality)
        }
    }
}

pub(crate) fn opened_oneof(oneof: &Oneof<'_>, value: TokenStream, here: &TokenStream) -> TokenStream {
    let (from, to) = (&oneof.carrier_path, &oneof.clear_path);
    let arms = oneof.variants.iter().map(|variant| {
        let (carrier, clear) = (variant.carrier, variant.clear);
        let value = opened(&variant.member, quote!(value), here);
        (carrier, clear, value)
    });
    if oneof.has_children() {
        let arms =
            arms.map(|(carrier, clear, value)| quote!(Some(#from::#carrier(value)) => Some(#to::#clear(#value))));
        quote!(match #value { #(#arms,)* None => None })
    } else {
        let arms = arms.map(|(carrier, clear, value)| quote!(#from::#carrier(value) => #to::#clear(#value)));
        quote!(#value.map(|value| match value { #(#arms,)* }))
    }
}

fn unlocked_field(member: &Member<'_>, here: &TokenStream) -> TokenStream {
    let (carrier, step) = (member.carrier, member.step());
    let Value::Child(cardinality) = member.value else {
        return quote!(Default::default());
    };
    let unlocked = match cardinality {
        Cardinality::One => quote!(unlock::one(&self.#carrier, #here, #step, opening)?),
        Cardinality::Optional => {
            let value = as_ref(quote!(self.#carrier), member.carrier_boxed);
            quote!(unlock::optional(#value, #here, #step, opening)?)
        }
        Cardinality::List => quote!(unlock::list(&self.#carrier, #here, #step, opening)?),
        Cardinality::Map => quote!(unlock::map(&self.#carrier, #here, #step, opening)?),
    };
    boxed(unlocked, member.clear_boxed, cardinality)
}

fn unlocked_oneof(oneof: &Oneof<'_>, here: &TokenStream) -> TokenStream {
    let (from, to, carrier) = (&oneof.carrier_path, &oneof.clear_path, oneof.carrier);
    let children = || oneof.variants.iter().filter(|variant| variant.member.is_child());
    let arms = children().map(|variant| {
        let (carrier, clear, step) = (variant.carrier, variant.clear, variant.member.step());
        let value = pointee(variant.member.carrier_boxed);
        let unlocked = quote!(unlock::one(#value, #here, #step, opening)?);
        let unlocked = boxed(unlocked, variant.member.clear_boxed, Cardinality::One);
        quote!(Some(#from::#carrier(value)) => Some(#to::#clear(#unlocked)))
    });
    let others = if children().count() == oneof.variants.len() {
        quote!(None)
    } else {
        quote!(_)
    };
    quote!(match &self.#carrier { #(#arms,)* #others => None })
}

fn fill(plan: &Plan<'_>) -> TokenStream {
    let moves: Vec<TokenStream> = plan
        .slots
        .iter()
        .filter(|slot| slot.group.is_none())
        .map(|slot| match &slot.content {
            Content::Field(member) => fill_field(slot, member),
            Content::Oneof(oneof) => fill_oneof(slot, oneof),
        })
        .collect();
    let clear = if moves.is_empty() { quote!(_) } else { quote!(clear) };
    quote! {
        #[inline]
        fn fill(self, #clear: &mut Self::Clear) {
            #(#moves)*
        }
    }
}

fn fill_field(slot: &Slot<'_>, member: &Member<'_>) -> TokenStream {
    let (ident, carrier) = (slot.ident, member.carrier);
    let wire = quote!(self.#carrier);
    match member.value {
        Value::Scalar | Value::Plain(Cardinality::List | Cardinality::Map, _) => quote!(clear.#ident = #wire;),
        Value::Plain(cardinality, _) => {
            let value = unboxed(wire, member.carrier_boxed && !member.clear_boxed, cardinality);
            let value = boxed(value, member.clear_boxed && !member.carrier_boxed, cardinality);
            quote!(clear.#ident = #value;)
        }
        Value::Child(Cardinality::One) => {
            let wire = unboxed(wire, member.carrier_boxed, Cardinality::One);
            quote!(fill::one(#wire, &mut clear.#ident);)
        }
        Value::Child(Cardinality::Optional) => {
            let wire = unboxed(wire, member.carrier_boxed, Cardinality::Optional);
            let clear = if member.clear_boxed {
                quote!(as_deref_mut)
            } else {
                quote!(as_mut)
            };
            quote!(fill::optional(#wire, clear.#ident.#clear());)
        }
        Value::Child(Cardinality::List) => quote!(fill::list(#wire, &mut clear.#ident);),
        Value::Child(Cardinality::Map) => {
            let by_tree = super::shape::prost_argument(&slot.shape.attrs, "btree_map").is_some();
            let map = if by_tree {
                quote!(fill::btree_map)
            } else {
                quote!(fill::hash_map)
            };
            quote!(#map(#wire, &mut clear.#ident);)
        }
    }
}

fn fill_oneof(slot: &Slot<'_>, oneof: &Oneof<'_>) -> TokenStream {
    let (ident, carrier) = (slot.ident, oneof.carrier);
    let (from, to) = (&oneof.carrier_path, &oneof.clear_path);
    if !oneof.has_children() {
        let moved = opened_oneof(oneof, quote!(self.#carrier), &TokenStream::new());
        return quote!(clear.#ident = #moved;);
    }
    let arms = oneof.variants.iter().map(|variant| {
        let (carrier, name, member) = (variant.carrier, variant.clear, &variant.member);
        match member.value {
            Value::Child(_) => {
                let wire = unboxed(quote!(wire), member.carrier_boxed, Cardinality::One);
                quote!((Some(#from::#carrier(wire)), Some(#to::#name(clear))) => fill::one(#wire, clear),)
            }
            _ => {
                let value = opened(member, quote!(value), &TokenStream::new());
                quote!((Some(#from::#carrier(value)), slot) => *slot = Some(#to::#name(#value)),)
            }
        }
    });
    quote! {
        match (self.#carrier, &mut clear.#ident) {
            #(#arms)*
            _ => {}
        }
    }
}
