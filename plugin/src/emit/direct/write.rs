//! `Sealable::write`: what writes each field.

use proc_macro2::TokenStream;
use quote::quote;

use super::{entry_of, levels, scalar_of};
use crate::emit::plan::{Cardinality, Content, Oneof, Plan, Slot, Value};
use crate::emit::seal::{Side, as_ref, bind, here, named, pointee, sum};
use crate::emit::shape::{integer, is_map, prost_argument, prost_word};

pub(crate) fn write(plan: &Plan<'_>) -> TokenStream {
    written(plan).unwrap_or_default()
}

fn written(plan: &Plan<'_>) -> Option<TokenStream> {
    // Envelopes of one instance id have to take their counters together, before it is drawn: clones of the process would else encrypt
    // one under the nonce of another.
    if plan.policy.anchor
        && plan
            .members()
            .any(|member| member.is_child() && !member.policy.portable)
    {
        return None;
    }
    let constant = &plan.paths.constant;
    let enter = if plan.policy.anchor {
        quote!(writing.message(&#constant, place)?;)
    } else {
        quote!(writing.plain(place)?;)
    };
    let scope = plan.has_scope().then(|| {
        let (bind, named) = (bind(plan, Side::Clear), named(plan, Side::Clear));
        let here = plan.has_children().then(|| quote!(let here = scope.place();));
        quote! {
            let instance = writing.instance(place)?;
            let mut scope = Scope::for_writing(&#constant, place, instance);
            #named
            let scope = scope.bind(#bind);
            #here
        }
    });
    let here = here(plan);
    let put = |group: Option<usize>| -> Option<Vec<TokenStream>> {
        plan.slots
            .iter()
            .filter(|slot| slot.group == group)
            .map(|slot| put(slot, &here))
            .collect()
    };
    let room = |group: Option<usize>| {
        let slots = plan.slots.iter().filter(|slot| slot.group == group);
        sum(&slots.filter_map(room).collect::<Vec<_>>())
    };
    let clear_room = (!plan.groups.is_empty()).then(|| {
        let room = room(None);
        quote!(writing.clear(#room);)
    });
    let mut groups = Vec::new();
    for index in 0..plan.groups.len() {
        let (puts, room) = (put(Some(index))?, room(Some(index)));
        let index = integer(index as u64);
        groups.push(quote! {
            writing.group(scope, #index, #room, |writing| {
                #(#puts)*
                Some(())
            })?;
        });
    }
    let clear = put(None)?;
    Some(quote! {
        #[inline]
        fn write(&self, place: &Place<'_>, writing: &mut Writing<'_>) -> Option<()> {
            #enter
            #scope
            #clear_room
            #(#groups)*
            #(#clear)*
            Some(())
        }
    })
}

/// An upper bound of a field's length, children not counted.
fn room(slot: &Slot<'_>) -> Option<TokenStream> {
    let ident = slot.ident;
    match &slot.content {
        Content::Field(member) if member.value == Value::Scalar => Some(quote!(size::of(&self.#ident))),
        _ => None,
    }
}

fn put(slot: &Slot<'_>, here: &TokenStream) -> Option<TokenStream> {
    let (ident, attrs) = (slot.ident, &slot.shape.attrs);
    let member = match &slot.content {
        Content::Field(member) => member,
        Content::Oneof(oneof) => return put_oneof(slot, oneof, here),
    };
    let (number, step) = (integer(member.policy.number), member.step());
    let value = as_ref(quote!(self.#ident), member.clear_boxed);
    Some(match member.value {
        _ if prost_word(attrs, "group") => return None,
        Value::Scalar if is_map(attrs) => {
            let (key, value) = entry_of(slot)?;
            let (key, value) = (key.kind, value?.kind);
            quote!(write::map::<#key, #value>(#number, &self.#ident, place, writing)?;)
        }
        Value::Scalar => {
            let kind = scalar_of(member, attrs, &slot.shape.ty)?.kind;
            let form = if prost_word(attrs, "repeated") {
                if packed(attrs) { quote!(packed) } else { quote!(list) }
            } else if prost_word(attrs, "optional") {
                quote!(optional)
            } else if prost_word(attrs, "required") {
                quote!(always)
            } else {
                quote!(plain)
            };
            quote!(write::#form::<#kind>(#number, &self.#ident, writing);)
        }
        Value::Plain(cardinality, depth) => {
            let depth = levels(depth);
            match cardinality {
                Cardinality::One => quote!(write::message(#number, &self.#ident, #depth, place, writing)?;),
                Cardinality::Optional => quote! {
                    if let Some(message) = #value {
                        write::message(#number, message, #depth, place, writing)?;
                    }
                },
                Cardinality::List => quote! {
                    for message in &self.#ident {
                        write::message(#number, message, #depth, place, writing)?;
                    }
                },
                Cardinality::Map => {
                    let key = entry_of(slot)?.0.kind;
                    quote!(write::messages::<#key, _>(#number, &self.#ident, #depth, place, writing)?;)
                }
            }
        }
        Value::Child(Cardinality::One) => quote!(write::child(#step, &self.#ident, #here, writing)?;),
        Value::Child(Cardinality::Optional) => quote! {
            if let Some(message) = #value {
                write::child(#step, message, #here, writing)?;
            }
        },
        Value::Child(Cardinality::List) => quote!(write::children(#step, &self.#ident, #here, writing)?;),
        Value::Child(Cardinality::Map) => {
            let key = entry_of(slot)?.0.kind;
            quote!(write::child_map::<#key, _>(#step, &self.#ident, #here, writing)?;)
        }
    })
}

fn packed(attrs: &[syn::Attribute]) -> bool {
    let scalar = prost_word(attrs, "string") || prost_word(attrs, "bytes") || prost_argument(attrs, "bytes").is_some();
    !scalar && prost_argument(attrs, "packed").as_deref() != Some("false")
}

fn put_oneof(slot: &Slot<'_>, oneof: &Oneof<'_>, here: &TokenStream) -> Option<TokenStream> {
    let (ident, path) = (slot.ident, &oneof.clear_path);
    let mut arms = Vec::new();
    for variant in &oneof.variants {
        let (name, member) = (variant.clear, &variant.member);
        if prost_word(variant.attrs, "group") {
            return None;
        }
        let (number, step) = (integer(member.policy.number), member.step());
        let value = pointee(member.clear_boxed);
        let put = match member.value {
            Value::Scalar => {
                let kind = scalar_of(member, variant.attrs, variant.ty)?.kind;
                quote!(write::always::<#kind>(#number, value, writing))
            }
            Value::Plain(_, depth) => {
                let depth = levels(depth);
                quote!(write::message(#number, #value, #depth, place, writing)?)
            }
            Value::Child(_) => quote!(write::child(#step, #value, #here, writing)?),
        };
        arms.push(quote!(Some(#path::#name(value)) => #put));
    }
    Some(quote! {
        match &self.#ident {
            #(#arms,)*
            None => {}
        }
    })
}
