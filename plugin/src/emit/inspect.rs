//! `Inspectable` of a wire type: what its envelopes say without a key.

use proc_macro2::TokenStream;
use quote::quote;

use super::plan::{Cardinality, Content, Member, Oneof, Plan, Slot, Value};
use super::seal::{as_ref, here, pointee};
use super::shape::integer;

pub(crate) fn inspectable(plan: &Plan<'_>) -> TokenStream {
    let wire = &plan.paths.wire;
    let own = own(plan);
    let here = here(plan);
    let clear = plan.slots.iter().filter(|slot| slot.group.is_none());
    let children: Vec<TokenStream> = clear.filter_map(|slot| children(slot, &here)).collect();
    let place_of_children = (plan.policy.anchor && !children.is_empty()).then(|| quote!(let here = place.anchored();));
    let (place, inspecting) = if own.is_none() && children.is_empty() {
        (quote!(_), quote!(_))
    } else {
        (quote!(place), quote!(inspecting))
    };
    quote! {
        impl Inspectable for #wire {
            fn inspect(&self, #place: &Place<'_>, #inspecting: &mut Inspecting) {
                #own
                #place_of_children
                #(#children)*
            }
        }
    }
}

/// The message's own envelopes.
fn own(plan: &Plan<'_>) -> Option<TokenStream> {
    let envelopes = &plan.envelope()?.ident;
    let constant = &plan.paths.constant;
    let tripwires = plan.tripwires().map(|(field, ident)| {
        let name = &field.name;
        quote!((#name, self.#ident.is_empty()))
    });
    let named = plan
        .policy
        .fields
        .iter()
        .filter(|field| field.bound.is_some() || plan.policy.counted.contains(&field.number));
    let names = named.map(|field| {
        let (number, name) = (integer(field.number), &field.name);
        quote!((#number, #name))
    });
    Some(quote!(inspecting.message(&#constant, place, &[#(#tripwires),*], &[#(#names),*], &self.#envelopes);))
}

fn children(slot: &Slot<'_>, here: &TokenStream) -> Option<TokenStream> {
    match &slot.content {
        _ if !slot.is_child() => None,
        Content::Field(member) => field(member, here),
        Content::Oneof(oneof) => Some(variants(oneof, here)),
    }
}

fn field(member: &Member<'_>, here: &TokenStream) -> Option<TokenStream> {
    let (carrier, step) = (member.carrier, member.step());
    let Value::Child(cardinality) = member.value else {
        return None;
    };
    Some(match cardinality {
        Cardinality::One => quote!(inspect::one(&self.#carrier, #here, #step, inspecting);),
        Cardinality::Optional => {
            let value = as_ref(quote!(self.#carrier), member.carrier_boxed);
            quote!(inspect::optional(#value, #here, #step, inspecting);)
        }
        Cardinality::List => quote!(inspect::list(&self.#carrier, #here, #step, inspecting);),
        Cardinality::Map => quote!(inspect::map(&self.#carrier, #here, #step, inspecting);),
    })
}

fn variants(oneof: &Oneof<'_>, here: &TokenStream) -> TokenStream {
    let (path, carrier) = (&oneof.carrier_path, oneof.carrier);
    let children = || oneof.variants.iter().filter(|variant| variant.member.is_child());
    let mut arms: Vec<(TokenStream, TokenStream)> = children()
        .map(|variant| {
            let (name, step) = (variant.carrier, variant.member.step());
            let value = pointee(variant.member.carrier_boxed);
            (
                quote!(Some(#path::#name(value))),
                quote!(inspect::one(#value, #here, #step, inspecting)),
            )
        })
        .collect();
    if arms.len() == 1
        && let Some((pattern, call)) = arms.pop()
    {
        return quote!(if let #pattern = &self.#carrier { #call; });
    }
    let arms = arms.into_iter().map(|(pattern, call)| quote!(#pattern => #call,));
    let others = if children().count() == oneof.variants.len() {
        quote!(None)
    } else {
        quote!(_)
    };
    quote!(match &self.#carrier { #(#arms)* #others => {} })
}
