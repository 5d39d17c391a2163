//! Secrets: their types, and `Drop` of groups that hold their values, so that what was encrypted from a group, or decoded into it,
//! is wiped.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{GenericArgument, PathArguments, Type, parse_quote};

use super::plan::{Content, Oneof, Plan, Slot};
use super::shape::{inner_type, is_vec};

/// Puts secrets in the place of strings or bytes: of a field's own, and of those in an `Option`, a list, or the values of a map.
pub(crate) fn wrap(ty: &mut Type) {
    if !is_bytes(ty)
        && let Type::Path(outer) = ty
        && let Some(segment) = outer.path.segments.last_mut()
        && let PathArguments::AngleBracketed(arguments) = &mut segment.arguments
        && let Some(GenericArgument::Type(inner)) = arguments.args.last_mut()
    {
        wrap(inner);
    } else {
        *ty = parse_quote!(::protoseal::Secret<#ty>);
    }
}

/// `Vec<u8>`.
fn is_bytes(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let is_byte = |ty: &Type| matches!(ty, Type::Path(ty) if ty.path.is_ident("u8"));
    is_vec(ty) && inner_type(&path.path).is_some_and(is_byte)
}

impl Slot<'_> {
    /// Whether it is a field, and no oneof, of strings or bytes that are secrets.
    pub(crate) fn is_secret(&self) -> bool {
        matches!(&self.content, Content::Field(member) if member.policy.secret)
    }
}

pub(crate) fn wiped_groups(plan: &Plan<'_>) -> TokenStream {
    let groups = (0..plan.groups.len()).filter(|index| plan.policy.holds_secrets(*index));
    let drops = groups.map(|index| {
        let path = &plan.paths.groups[index];
        let slots = plan.slots.iter().filter(|slot| slot.group == Some(index));
        let wipes = slots.filter_map(wipe);
        quote! {
            impl Drop for #path {
                fn drop(&mut self) {
                    #(#wipes)*
                }
            }
        }
    });
    quote!(#(#drops)*)
}

fn wipe(slot: &Slot<'_>) -> Option<TokenStream> {
    match &slot.content {
        Content::Field(member) => member.policy.secret.then(|| {
            let carrier = member.carrier;
            quote!(secret::wipe(&mut self.#carrier);)
        }),
        Content::Oneof(oneof) => wipe_oneof(oneof),
    }
}

fn wipe_oneof(oneof: &Oneof<'_>) -> Option<TokenStream> {
    let (carrier, path) = (oneof.carrier, &oneof.carrier_path);
    let secrets = oneof.variants.iter().filter(|variant| variant.member.policy.secret);
    let arms: Vec<TokenStream> = secrets
        .map(|variant| {
            let name = variant.carrier;
            quote!(Some(#path::#name(value)) => secret::wipe(value))
        })
        .collect();
    let others = if arms.len() == oneof.variants.len() {
        quote!(None)
    } else {
        quote!(_)
    };
    (!arms.is_empty()).then(|| quote!(match &mut self.#carrier { #(#arms,)* #others => {} }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(mut ty: Type) -> String {
        wrap(&mut ty);
        quote!(#ty).to_string().replace(' ', "")
    }

    #[test]
    fn secrets_are_in_the_place_of_strings_and_bytes() {
        let secret = "::protoseal::Secret<::x::Vec<u8>>";
        assert_eq!(wrapped(parse_quote!(::x::String)), "::protoseal::Secret<::x::String>");
        assert_eq!(wrapped(parse_quote!(::x::Vec<u8>)), secret);
        assert_eq!(
            wrapped(parse_quote!(::x::Vec<::x::Vec<u8>>)),
            format!("::x::Vec<{secret}>")
        );
        assert_eq!(
            wrapped(parse_quote!(::x::Option<::x::Vec<u8>>)),
            format!("::x::Option<{secret}>")
        );
        assert_eq!(
            wrapped(parse_quote!(::x::HashMap<::x::String, ::x::Vec<u8>>)),
            format!("::x::HashMap<::x::String,{secret}>")
        );
    }
}
