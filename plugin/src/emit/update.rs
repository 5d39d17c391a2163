//! Conversions of a partial type: opening with some of the keys, sealing again, and from the clear type.

mod open;
mod seal;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::convert::{counted, default};
use super::getters;
use super::names::carried_field;
use super::plan::{Cardinality, Content, Member, Oneof, Plan, Slot, Value};
use super::seal::Side;

/// Everything that is implemented for one message's partial type. `clear`: the plan of its clear type.
pub(crate) fn conversions(clear: &Plan<'_>, plan: &Plan<'_>) -> TokenStream {
    let getters = getters::getters(plan);
    let default = default(plan);
    let partial = partial(plan);
    let sealable = seal::sealable(plan);
    let openable = open::openable(plan);
    let from = from_clear(clear, plan);
    let counted = counted(plan, Side::Clear);
    quote! {
        #getters
        #default
        #partial
        #sealable
        #openable
        #from
        #counted
    }
}

/// The private field, of what counts as an ancestor.
pub(crate) fn carried(plan: &Plan<'_>) -> Option<Ident> {
    let fields = plan.clear.fields.iter().map(|field| &field.ident);
    plan.policy.anchor.then(|| carried_field(fields))
}

fn partial(plan: &Plan<'_>) -> TokenStream {
    let (path, constant) = (&plan.paths.clear, &plan.paths.constant);
    let own = carried(plan).map(|carried| quote!(self.#carried.list(&#constant, place, closed);));
    let within = plan.slots.iter().filter(|slot| slot.is_child()).map(list_closed);
    let statements: Vec<TokenStream> = own.into_iter().chain(within).collect();
    let below = below(plan);
    let first = match carried(plan) {
        Some(carried) if below.is_empty() => quote!(self.#carried.group()),
        Some(carried) => quote!(self.#carried.group().or_else(|| #below)),
        None if below.is_empty() => quote!(None),
        None => below,
    };
    quote! {
        impl Partial for #path {
            fn list_closed(&self, place: &Place<'_>, closed: &mut Vec<ClosedGroup>) {
                #(#statements)*
            }

            fn first_closed(&self) -> Option<GroupName> {
                #first
            }
        }
    }
}

fn list_closed(slot: &Slot<'_>) -> TokenStream {
    let ident = slot.ident;
    match &slot.content {
        Content::Field(member) if member.value == Value::Child(Cardinality::One) => {
            let step = member.step();
            quote!(Partial::list_closed(&self.#ident, &place.field(#step), closed);)
        }
        Content::Field(member) => {
            let step = member.step();
            quote!(Children::list_closed(&self.#ident, place, #step, closed);)
        }
        Content::Oneof(oneof) => {
            let (path, value) = (&oneof.clear_path, choice(slot));
            let children = oneof.variants.iter().filter(|variant| variant.member.is_child());
            let lists = children.map(|variant| {
                let (name, step) = (variant.clear, variant.member.step());
                quote! {
                    if let Some(#path::#name(value)) = #value {
                        Partial::list_closed(value, &place.field(#step), closed);
                    }
                }
            });
            quote!(#(#lists)*)
        }
    }
}

/// A oneof of the partial type; of a closed one, none.
fn choice(slot: &Slot<'_>) -> TokenStream {
    let ident = slot.ident;
    if slot.group.is_some() {
        quote!(self.#ident.get().ok().and_then(Option::as_ref))
    } else {
        quote!(&self.#ident)
    }
}

/// The first closed group in what is bound below; empty where nothing can be.
fn below(plan: &Plan<'_>) -> TokenStream {
    let bound = |member: &Member<'_>| member.is_child() && !member.policy.portable;
    let terms = plan.slots.iter().filter_map(|slot| {
        let ident = slot.ident;
        match &slot.content {
            Content::Field(member) if !bound(member) => None,
            Content::Field(member) if member.value == Value::Child(Cardinality::One) => {
                Some(quote!(Partial::first_closed(&self.#ident)))
            }
            Content::Field(_) => Some(quote!(Children::first_closed(&self.#ident))),
            Content::Oneof(oneof) => {
                let path = &oneof.clear_path;
                let children = oneof.variants.iter().filter(|variant| bound(&variant.member));
                let arms: Vec<TokenStream> = children
                    .map(|variant| {
                        let name = variant.clear;
                        quote!(Some(#path::#name(value)) => Partial::first_closed(value))
                    })
                    .collect();
                let value = choice(slot);
                (!arms.is_empty()).then(|| quote!(match #value { #(#arms,)* _ => None }))
            }
        }
    });
    terms
        .reduce(|first, next| quote!(#first.or_else(|| #next)))
        .unwrap_or_default()
}

/// Everything open, and nothing carried on.
fn from_clear(clear: &Plan<'_>, plan: &Plan<'_>) -> TokenStream {
    let (from, to) = (&clear.paths.clear, &plan.paths.clear);
    let fields = clear.slots.iter().zip(&plan.slots).map(|(from, to)| {
        let ident = to.ident;
        let value = match (&from.content, &to.content) {
            (Content::Oneof(from), Content::Oneof(to)) => converted_oneof(from, to, ident),
            (_, Content::Field(member)) => converted(member, quote!(clear.#ident)),
            (Content::Field(_), Content::Oneof(_)) => quote!(compile_error!("a oneof is none in the clear type")),
        };
        if to.group.is_some() {
            quote!(#ident: Sealed::new(#value),)
        } else {
            quote!(#ident: #value,)
        }
    });
    let carried = carried(plan).map(|carried| quote!(#carried: Carried::default(),));
    quote! {
        impl From<#from> for #to {
            fn from(clear: #from) -> Self {
                Self { #(#fields)* #carried }
            }
        }
    }
}

fn converted(member: &Member<'_>, value: TokenStream) -> TokenStream {
    let Value::Child(cardinality) = member.value else {
        return value;
    };
    match cardinality {
        Cardinality::One if member.clear_boxed => quote!(Box::new((*#value).into())),
        Cardinality::One => quote!(#value.into()),
        Cardinality::Optional if member.clear_boxed => quote!(#value.map(|value| Box::new((*value).into()))),
        Cardinality::Optional => quote!(#value.map(Into::into)),
        Cardinality::List => quote!(#value.into_iter().map(Into::into).collect()),
        Cardinality::Map => quote!(#value.into_iter().map(|(key, value)| (key, value.into())).collect()),
    }
}

fn converted_oneof(from: &Oneof<'_>, to: &Oneof<'_>, ident: &Ident) -> TokenStream {
    let (source, target) = (&from.clear_path, &to.clear_path);
    let arms = from.variants.iter().zip(&to.variants).map(|(from, to)| {
        let (source_name, target_name) = (from.clear, to.clear);
        let value = match to.member.value {
            Value::Child(_) if to.member.clear_boxed => quote!(Box::new((*value).into())),
            Value::Child(_) => quote!(value.into()),
            _ => quote!(value),
        };
        quote!(#source::#source_name(value) => #target::#target_name(#value))
    });
    quote!(clear.#ident.map(|value| match value { #(#arms,)* }))
}
