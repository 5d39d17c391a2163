//! `Sealable::write` and `Sealable::read` of a clear type: sealing and encoding, decoding and opening, in one pass each.
//!
//! Both are left out for what is rare, and the runtime then takes two passes.

use proc_macro2::TokenStream;
use quote::quote;

use super::plan::{Cardinality, Content, Member, Oneof, Plan, Slot, Value};
use super::seal::{Side, as_ref, bind, boxed, here, named, pointee, sum};
use super::shape::{integer, is_map, prost_argument, prost_word};
use crate::policy::{Field, Policies};

/// How the values of a field are encoded.
struct Scalar {
    kind: TokenStream,
    wire: u32,
}

fn scalar(word: &str, slot_type: &str) -> Option<Scalar> {
    let (kind, wire) = match word {
        "bool" => (quote!(kind::Bool), 0),
        "int32" => (quote!(kind::Int32), 0),
        "int64" => (quote!(kind::Int64), 0),
        "uint32" => (quote!(kind::Uint32), 0),
        "uint64" => (quote!(kind::Uint64), 0),
        "sint32" => (quote!(kind::Sint32), 0),
        "sint64" => (quote!(kind::Sint64), 0),
        "fixed32" => (quote!(kind::Fixed32), 5),
        "fixed64" => (quote!(kind::Fixed64), 1),
        "sfixed32" => (quote!(kind::Sfixed32), 5),
        "sfixed64" => (quote!(kind::Sfixed64), 1),
        "float" => (quote!(kind::Float), 5),
        "double" => (quote!(kind::Double), 1),
        "string" => (quote!(kind::String), 2),
        // The one is `::prost::bytes::Bytes`, the other a vector.
        "bytes" if slot_type.ends_with("Bytes") => (quote!(kind::Bytes), 2),
        "bytes" => (quote!(kind::ByteVec), 2),
        _ => (quote!(kind::Int32), 0),
    };
    let known = !matches!(word, "message" | "group");
    known.then_some(Scalar { kind, wire })
}

const WORDS: [&str; 15] = [
    "bool", "int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64", "sfixed32", "sfixed64",
    "float", "double", "string", "bytes",
];

/// The scalar of a field that is no map and no message.
fn scalar_of(attrs: &[syn::Attribute], ty: &syn::Type) -> Option<Scalar> {
    let ty = innermost(ty);
    if prost_argument(attrs, "enumeration").is_some() {
        return scalar("enum", &ty);
    }
    let is = |word: &&&str| prost_word(attrs, word) || prost_argument(attrs, word).is_some();
    scalar(WORDS.iter().find(is)?, &ty)
}

/// The name of the innermost type: of an `Option`, a `Vec` or a map, that of its values.
fn innermost(ty: &syn::Type) -> String {
    let mut tokens = Vec::new();
    flatten(quote!(#ty), &mut tokens);
    tokens.retain(|token| token != ">" && token != ",");
    tokens.pop().unwrap_or_default()
}

fn flatten(stream: TokenStream, names: &mut Vec<String>) {
    for tree in stream {
        match tree {
            proc_macro2::TokenTree::Group(group) => flatten(group.stream(), names),
            tree => names.push(tree.to_string()),
        }
    }
}

/// The scalars of a map's keys and of its values; these are messages if there is none.
fn entry_of(slot: &Slot<'_>) -> Option<(Scalar, Option<Scalar>)> {
    let attrs = &slot.shape.attrs;
    let types = ["map", "hash_map", "btree_map"]
        .iter()
        .find_map(|name| prost_argument(attrs, name))?;
    let (key, value) = types.split_once(',')?;
    let value = value.trim();
    let word = value.split('(').next().unwrap_or(value);
    Some((scalar(key.trim(), "")?, scalar(word, &innermost(&slot.shape.ty))))
}

fn levels(levels: Option<u32>) -> TokenStream {
    match levels.map(integer) {
        Some(levels) => quote!(Some(#levels)),
        None => quote!(None),
    }
}

/// The arms of the loop over a message's or a fragment's fields, or what writes them.
type Emitted = Option<TokenStream>;

pub(crate) fn write(plan: &Plan<'_>) -> TokenStream {
    written(plan).unwrap_or_default()
}

fn written(plan: &Plan<'_>) -> Emitted {
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
            let scope = Scope::for_writing(&#constant, place, writing, #bind)? #named;
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
            writing.group(&scope, #index, #room, |writing| {
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

fn put(slot: &Slot<'_>, here: &TokenStream) -> Emitted {
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
            let kind = scalar_of(attrs, &slot.shape.ty)?.kind;
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
                Cardinality::One => {
                    let value = if member.clear_boxed {
                        quote!(&*self.#ident)
                    } else {
                        quote!(&self.#ident)
                    };
                    quote!(write::message(#number, #value, #depth, place, writing)?;)
                }
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
        Value::Child(Cardinality::One) => {
            let value = if member.clear_boxed {
                quote!(&*self.#ident)
            } else {
                quote!(&self.#ident)
            };
            quote!(write::child(#step, #value, #here, writing)?;)
        }
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

fn put_oneof(slot: &Slot<'_>, oneof: &Oneof<'_>, here: &TokenStream) -> Emitted {
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
                let kind = scalar_of(variant.attrs, variant.ty)?.kind;
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

pub(crate) fn read(plan: &Plan<'_>, policies: &Policies) -> TokenStream {
    read_by(plan, policies).unwrap_or_default()
}

fn read_by(plan: &Plan<'_>, policies: &Policies) -> Emitted {
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
            let ident = slot.ident;
            found.push(quote!(let mut #ident = read::Found::new();));
            let key = key(member.policy, 2);
            arms.push(quote!(#key => #ident.find(&mut bytes)?));
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
        quote!(let scope = Scope::for_opening(&#constant, place, #bind) #named;)
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
            opening.group(&envelopes, #index, |mut bytes, #opening| {
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
    let expected = (!plan.groups.is_empty()).then(|| quote!(let envelopes = scope.expected(&envelopes)?;));
    let known = plan.policy.fields.iter().map(|field| field.number);
    let mut known: Vec<u32> = known.chain(plan.policy.envelope).collect();
    known.sort_unstable();
    known.dedup();
    let known = known.into_iter().map(integer);
    let mutable = plan.slots.iter().any(|_| true).then(|| quote!(mut));
    Some(quote! {
        #[inline]
        fn read(mut bytes: &[u8], place: &Place<'_>, opening: &mut Opening<'_>) -> Option<Self> {
            opening.enter(place)?;
            let #mutable clear = Self::default();
            #(#found)*
            #envelopes
            while !bytes.is_empty() {
                match read::key(&mut bytes)? {
                    #(#arms,)*
                    key => read::unknown(key, &mut bytes, &[#(#known),*])?,
                }
            }
            #scope
            #expected
            #inner
            #(#groups)*
            #(#rest)*
            Some(clear)
        }
    })
}

fn key(field: &Field, wire: u32) -> syn::LitInt {
    integer(field.number << 3 | wire)
}

/// Reads what was found of a field of a message that counts as an ancestor.
fn read_later(slot: &Slot<'_>, member: &Member<'_>, policies: &Policies, here: &TokenStream) -> Emitted {
    let message = policies.messages.get(member.policy.message.as_deref()?)?;
    // Into messages without groups a count would have to look.
    if (!member.policy.portable && message.groups.is_empty()) || prost_word(&slot.shape.attrs, "group") {
        return None;
    }
    let (ident, step) = (slot.ident, member.step());
    let Value::Child(cardinality) = member.value else {
        return None;
    };
    match cardinality {
        Cardinality::Optional => {
            let value = boxed(
                quote!(#ident.read(#step, #here, opening)?),
                member.clear_boxed,
                cardinality,
            );
            Some(quote!(clear.#ident = #value;))
        }
        Cardinality::List => Some(quote!(clear.#ident = #ident.read_all(#step, #here, opening)?;)),
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
            quote!(#delimited => read::entry::<#name, #value>(&mut bytes, place, &mut clear.#ident)?)
        }
        Value::Scalar => {
            let Scalar { kind, wire } = scalar_of(attrs, &slot.shape.ty)?;
            let key = key(field, wire);
            if prost_word(attrs, "repeated") {
                let one = quote!(#key => clear.#ident.push(read::one::<#kind>(&mut bytes)?));
                let packed = quote!(#delimited => read::packed::<#kind>(&mut bytes, &mut clear.#ident)?);
                return Some(if wire == 2 { vec![one] } else { vec![one, packed] });
            }
            if prost_word(attrs, "optional") {
                quote!(#key => clear.#ident = Some(read::one::<#kind>(&mut bytes)?))
            } else {
                quote!(#key => clear.#ident = read::one::<#kind>(&mut bytes)?)
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
                    quote!(#delimited if clear.#ident.is_none() => clear.#ident = Some(#value))
                }
                Cardinality::List => {
                    quote!(#delimited => clear.#ident.push(read::message(&mut bytes, #depth, place)?))
                }
                Cardinality::Map => {
                    let name = entry_of(slot)?.0.kind;
                    quote! {
                        #delimited => read::message_entry::<#name, _>(&mut bytes, #depth, place, &mut clear.#ident)?
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
            quote!(#delimited if clear.#ident.is_none() => clear.#ident = Some(#value))
        }
        Value::Child(Cardinality::List) => {
            quote!(#delimited => read::element(#step, &mut bytes, #here, opening, &mut clear.#ident)?)
        }
        Value::Child(Cardinality::Map) => {
            let name = entry_of(slot)?.0.kind;
            quote! {
                #delimited => read::child_entry::<#name, _>(#step, &mut bytes, #here, opening, &mut clear.#ident)?
            }
        }
    };
    Some(vec![arm])
}

fn arms_of_oneof(slot: &Slot<'_>, oneof: &Oneof<'_>, here: &TokenStream) -> Option<Vec<TokenStream>> {
    let (ident, path) = (slot.ident, &oneof.clear_path);
    let arm = |variant: &super::plan::Variant<'_>| {
        let (name, member) = (variant.clear, &variant.member);
        if prost_word(variant.attrs, "group") {
            return None;
        }
        let (field, step) = (member.policy, member.step());
        let delimited = key(field, 2);
        let wrap = |value| boxed(value, member.clear_boxed, Cardinality::One);
        Some(match member.value {
            Value::Scalar => {
                let Scalar { kind, wire } = scalar_of(variant.attrs, variant.ty)?;
                let key = key(field, wire);
                quote!(#key => clear.#ident = Some(#path::#name(read::one::<#kind>(&mut bytes)?)))
            }
            Value::Plain(_, depth) => {
                let depth = levels(depth);
                let value = wrap(quote!(read::message(&mut bytes, #depth, place)?));
                quote!(#delimited if clear.#ident.is_none() => clear.#ident = Some(#path::#name(#value)))
            }
            Value::Child(_) => {
                let value = wrap(quote!(read::child(#step, &mut bytes, #here, opening)?));
                quote!(#delimited if clear.#ident.is_none() => clear.#ident = Some(#path::#name(#value)))
            }
        })
    };
    oneof.variants.iter().map(arm).collect()
}
