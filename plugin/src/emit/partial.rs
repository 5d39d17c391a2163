//! Partial types: clear types whose sealed fields say whether they are open, and a private field with what is carried on.

use std::collections::BTreeMap;

use syn::{Field, Fields, Item, ItemEnum, ItemStruct, parse_quote};

use super::clear::{finish_items, finish_variant, is_sealed_oneof, plain_member, plain_type};
use super::names::{Names, carried_field, counterpart};
use super::shape::{has_required, prost_argument};
use super::wire::visible_in_package;
use super::{docs, secret};
use crate::policy::{Message, Policies};

/// prost-build's derives that partial types do not have.
const NOT_DERIVED: [&str; 5] = ["Message", "Oneof", "Copy", "Eq", "Hash"];

/// Finishes the items of the module of partial types.
pub(crate) fn finish(items: &mut Vec<Item>, policies: &Policies, names: &Names) {
    let Some(module) = &names.partial_module else { return };
    let messages: BTreeMap<String, &Message> = policies
        .messages
        .values()
        .filter(|message| message.needs_clear)
        .map(|message| (format!(".{}", counterpart(message, module)), message))
        .collect();
    finish_items(items, &messages, 1, &finish_struct, &|item, name| {
        finish_oneof(item, name, &messages)
    });
}

fn finish_struct(item: &mut ItemStruct, message: &Message, depth: usize) {
    let own_default = has_required(item.fields.iter().map(|field| &field.attrs));
    plain_type(&mut item.attrs, &NOT_DERIVED, (!own_default).then_some("Default"));
    docs::partial_message(&mut item.attrs, message);
    let Fields::Named(fields) = &mut item.fields else {
        return;
    };
    let carried = carried_field(fields.named.iter().filter_map(|field| field.ident.as_ref()));
    for field in &mut fields.named {
        let tag = prost_argument(&field.attrs, "tag").and_then(|tag| tag.parse().ok());
        let tags = prost_argument(&field.attrs, "tags");
        plain_member(&mut field.attrs);
        if let Some(policy) = tag.and_then(|tag: u32| message.field(tag)) {
            docs::field(&mut field.attrs, message, policy, &field.ty);
            if policy.secret {
                secret::wrap(&mut field.ty);
            }
            if policy.group.is_some() {
                wrap(field);
            }
        } else if let Some(tags) = tags {
            docs::oneof(&mut field.attrs, message, &tags);
            if is_sealed_oneof(message, &tags) {
                wrap(field);
            }
        }
    }
    if message.anchor {
        let visibility = visible_in_package(depth);
        fields
            .named
            .push(parse_quote!(#visibility #carried: ::protoseal::codegen::Carried));
    }
}

fn wrap(field: &mut Field) {
    let ty = &field.ty;
    field.ty = parse_quote!(::protoseal::Sealed<#ty>);
}

fn finish_oneof(item: &mut ItemEnum, name: &str, messages: &BTreeMap<String, &Message>) {
    plain_type(&mut item.attrs, &NOT_DERIVED, None);
    let message = name.rsplit_once('.').and_then(|(message, _)| messages.get(message));
    for variant in &mut item.variants {
        let tag = prost_argument(&variant.attrs, "tag").and_then(|tag| tag.parse().ok());
        plain_member(&mut variant.attrs);
        if let Some((message, policy)) = message.and_then(|message| Some((message, message.field(tag?)?))) {
            finish_variant(variant, message, policy);
        }
    }
}
