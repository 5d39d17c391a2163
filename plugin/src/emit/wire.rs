//! Wire structs of a package with sealed fields: prost-build's, with tripwires made private.

use syn::{Attribute, Fields, Item, ItemEnum, ItemStruct, Visibility, parse_quote};

use super::derives::serde_skip;
use super::docs;
use super::names::Names;
use super::refused::Refused;
use super::shape::{MESSAGE_MARK, ONEOF_MARK, Shape, Shapes, mark, prost_argument};
use crate::policy::{Message, Policies};

/// Turns prost-build's structs into wire types.
pub(crate) struct Finish<'a> {
    pub(crate) policies: &'a Policies,
    pub(crate) names: &'a Names,
    pub(crate) shapes: &'a Shapes,
    pub(crate) refused: Refused,
}

impl Finish<'_> {
    pub(crate) fn items(&mut self, items: &mut [Item], depth: usize) {
        for item in items {
            match item {
                Item::Mod(module) => {
                    if let Some((_, content)) = &mut module.content {
                        self.items(content, depth + 1);
                    }
                }
                Item::Struct(item) => {
                    let policy = mark(&item.attrs, MESSAGE_MARK).and_then(|name| self.policies.message(&name[1..]));
                    if let Some(policy) = policy {
                        self.structure(item, depth, policy);
                    }
                }
                Item::Enum(item) => {
                    let name = mark(&item.attrs, ONEOF_MARK);
                    let message = name.as_ref().and_then(|name| name[1..].rsplit_once('.'));
                    let found = message.and_then(|(message, oneof)| Some((self.policies.message(message)?, oneof)));
                    if let Some((policy, oneof)) = found {
                        self.refused.oneof(&item.attrs, policy, oneof);
                        if policy.masks {
                            skip_debug(&mut item.attrs);
                        }
                        document_members(item, policy);
                    }
                }
                _ => {}
            }
        }
    }

    fn structure(&mut self, item: &mut ItemStruct, depth: usize, policy: &Message) {
        let clear_shape = self.shapes.messages.get(&format!(".{}", self.names.clear(policy)));
        let clear = clear_shape.map(Shape::path).unwrap_or_default();
        let skip = serde_skip(&item.attrs);
        docs::wire_message(&mut item.attrs, policy, &clear);
        self.refused.structure(&item.attrs, policy);
        if policy.masks {
            skip_debug(&mut item.attrs);
        }
        let Fields::Named(fields) = &mut item.fields else {
            return;
        };
        for field in &mut fields.named {
            if let Some(tags) = prost_argument(&field.attrs, "tags") {
                docs::oneof(&mut field.attrs, policy, &tags);
                continue;
            }
            let tag = prost_argument(&field.attrs, "tag").and_then(|tag| tag.parse().ok());
            let Some(field_policy) = tag.and_then(|tag: u32| policy.field(tag)) else {
                continue;
            };
            if field_policy.group.is_none() {
                docs::field(&mut field.attrs, policy, field_policy, &field.ty);
                continue;
            }
            let name = clear_shape
                .and_then(|shape| shape.field(field_policy.number))
                .map_or_else(|| field_policy.name.clone(), |field| field.ident.to_string());
            let note = format!("sealed: `open` the message and use `{clear}::{name}`");
            field.vis = visible_in_package(depth);
            field.attrs.retain(|attr| attr.path().is_ident("prost"));
            field.attrs.push(parse_quote!(#[doc(hidden)]));
            field.attrs.push(parse_quote!(#[deprecated(note = #note)]));
            field.attrs.extend(skip.clone());
        }
    }
}

/// Of a oneof in the clear.
fn document_members(item: &mut ItemEnum, policy: &Message) {
    let first = item.variants.first();
    if let Some(tag) = first.and_then(|variant| prost_argument(&variant.attrs, "tag")) {
        docs::oneof(&mut item.attrs, policy, &tag);
    }
    for variant in &mut item.variants {
        let tag = prost_argument(&variant.attrs, "tag").and_then(|tag| tag.parse().ok());
        if let Some(field) = tag.and_then(|tag: u32| policy.field(tag)) {
            docs::member(&mut variant.attrs, policy, field);
        }
    }
}

/// Converters sit in a module beside the package's own: they see what is private to the package's module.
pub(crate) fn visible_in_package(depth: usize) -> Visibility {
    match depth {
        0 => Visibility::Inherited,
        1 => parse_quote!(pub(super)),
        _ => {
            let ups = std::iter::repeat_n(quote::quote!(super), depth);
            parse_quote!(pub(in #(#ups)::*))
        }
    }
}

/// Leaves `Debug` to the generated code.
fn skip_debug(attrs: &mut Vec<Attribute>) {
    attrs.retain(|attr| !is_skip_debug(attr));
    attrs.push(parse_quote!(#[prost(skip_debug)]));
}

fn is_skip_debug(attr: &Attribute) -> bool {
    attr.path().is_ident("prost") && attr.parse_args::<syn::Ident>().is_ok_and(|word| word == "skip_debug")
}
