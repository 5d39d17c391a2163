//! The accessors that prost's derive gives, for clear types, which have no such derive.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::{Ident, Type};

use super::debug::{map_enumeration, plain_name};
use super::plan::Plan;
use super::shape::{self, FieldShape, inner_type, is_option, is_vec, prost_argument, rebase};

pub(crate) fn getters(plan: &Plan<'_>) -> TokenStream {
    let methods: Vec<TokenStream> = plan
        .slots
        .iter()
        .filter(|slot| !plan.is_partial || slot.group.is_none())
        .filter(|slot| !slot.is_secret())
        .filter_map(|slot| accessors(slot.shape, &plan.clear.modules))
        .collect();
    if methods.is_empty() {
        return TokenStream::new();
    }
    let clear = &plan.paths.clear;
    quote! {
        impl #clear {
            #(#methods)*
        }
    }
}

fn accessors(field: &FieldShape, modules: &[String]) -> Option<TokenStream> {
    if let Some(path) = prost_argument(&field.attrs, "enumeration") {
        let enumeration = parse(&rebase(&path, modules))?;
        return Some(enum_accessors(field, &enumeration));
    }
    if let Some(path) = map_enumeration(&field.attrs) {
        let enumeration = parse(&rebase(&path, modules))?;
        return map_accessors(field, &enumeration);
    }
    optional_getter(field)
}

fn parse(path: &str) -> Option<syn::Path> {
    syn::parse_str(path).ok()
}

fn enum_accessors(field: &FieldShape, enumeration: &syn::Path) -> TokenStream {
    let (ident, name) = (&field.ident, plain_name(&field.ident));
    if is_vec(&field.ty) {
        let push = format_ident!("push_{name}");
        let iterate_doc = format!(" Returns an iterator which yields the valid enum values contained in `{name}`.");
        let push_doc = format!(" Appends the provided enum value to `{name}`.");
        return quote! {
            #[doc = #iterate_doc]
            pub fn #ident(
                &self,
            ) -> ::core::iter::FilterMap<
                ::core::iter::Cloned<::core::slice::Iter<'_, i32>>,
                fn(i32) -> Option<#enumeration>,
            > {
                self.#ident.iter().cloned().filter_map(|value| #enumeration::try_from(value).ok())
            }

            #[doc = #push_doc]
            pub fn #push(&mut self, value: #enumeration) {
                self.#ident.push(value as i32);
            }
        };
    }
    let set = format_ident!("set_{name}");
    let set_doc = format!(" Sets `{name}` to the provided enum value.");
    let default = match prost_argument(&field.attrs, "default") {
        Some(variant) => {
            let variant = shape::ident(&variant);
            quote!(unwrap_or(#enumeration::#variant))
        }
        None => quote!(unwrap_or_default()),
    };
    let (get, store, unset) = if is_option(&field.ty) {
        (
            quote!(self.#ident.and_then(|value| #enumeration::try_from(value).ok()).#default),
            quote!(Some(value as i32)),
            "unset or ",
        )
    } else {
        (
            quote!(#enumeration::try_from(self.#ident).#default),
            quote!(value as i32),
            "",
        )
    };
    let get_doc = format!(
        " Returns the enum value of `{name}`, or the default if the field is {unset}set to an invalid enum value."
    );
    quote! {
        #[doc = #get_doc]
        pub fn #ident(&self) -> #enumeration {
            #get
        }

        #[doc = #set_doc]
        pub fn #set(&mut self, value: #enumeration) {
            self.#ident = #store;
        }
    }
}

fn map_accessors(field: &FieldShape, enumeration: &syn::Path) -> Option<TokenStream> {
    let (ident, name) = (&field.ident, plain_name(&field.ident));
    let Type::Path(map) = &field.ty else { return None };
    let key = inner_type(&map.path)?;
    let is_string =
        matches!(key, Type::Path(key) if key.path.segments.last().is_some_and(|part| part.ident == "String"));
    let (key_ref, take) = if is_string {
        (quote!(&str), quote!(key))
    } else {
        (quote!(#key), quote!(&key))
    };
    let (get, insert) = (format_ident!("get_{name}"), format_ident!("insert_{name}"));
    let get_doc = format!(
        " Returns the enum value for the corresponding key in `{name}`, or `None` if the entry does not exist or it is not a valid enum value."
    );
    let insert_doc = format!(" Inserts a key value pair into `{name}`.");
    Some(quote! {
        #[doc = #get_doc]
        pub fn #get(&self, key: #key_ref) -> Option<#enumeration> {
            self.#ident.get(#take).and_then(|value| #enumeration::try_from(*value).ok())
        }

        #[doc = #insert_doc]
        pub fn #insert(&mut self, key: #key, value: #enumeration) -> Option<#enumeration> {
            self.#ident.insert(key, value as i32).and_then(|value| #enumeration::try_from(value).ok())
        }
    })
}

/// The getter of a field with presence that is no message and no enum.
fn optional_getter(field: &FieldShape) -> Option<TokenStream> {
    let is_message = ["message", "group"]
        .iter()
        .any(|word| shape::prost_word(&field.attrs, word));
    if is_message || prost_argument(&field.attrs, "oneof").is_some() || !is_option(&field.ty) {
        return None;
    }
    let (ident, name) = (&field.ident, plain_name(&field.ident));
    let default = prost_argument(&field.attrs, "default");
    let doc = format!(" Returns the value of `{name}`, or the default value if `{name}` is unset.");
    let (ty, body) = if shape::prost_word(&field.attrs, "string") {
        let default = default.unwrap_or_default();
        (quote!(&str), borrowed(ident, quote!(as_deref), quote!(#default)))
    } else if prost_argument(&field.attrs, "bytes").is_some() {
        let default: TokenStream = default
            .and_then(|literal| literal.parse().ok())
            .unwrap_or_else(|| quote!(b""));
        (quote!(&[u8]), borrowed(ident, quote!(as_deref), default))
    } else {
        let Type::Path(option) = &field.ty else { return None };
        let inner = inner_type(&option.path)?;
        let body = match default {
            Some(default) => {
                let default = number(&default, inner)?;
                quote!(self.#ident.unwrap_or(#default))
            }
            None => quote!(self.#ident.unwrap_or_default()),
        };
        (quote!(#inner), body)
    };
    Some(quote! {
        #[doc = #doc]
        pub fn #ident(&self) -> #ty {
            #body
        }
    })
}

fn borrowed(ident: &Ident, as_ref: TokenStream, default: TokenStream) -> TokenStream {
    let is_empty = ["\"\"", "b\"\""].contains(&default.to_string().as_str());
    if is_empty {
        quote!(self.#ident.#as_ref().unwrap_or_default())
    } else {
        quote!(self.#ident.#as_ref().unwrap_or(#default))
    }
}

/// A default of the .proto file as an expression: a bool, an integer, or a float with protobuf's `inf` and `nan`.
fn number(default: &str, ty: &Type) -> Option<TokenStream> {
    let is_float = matches!(ty, Type::Path(ty) if ty.path.is_ident("f32") || ty.path.is_ident("f64"));
    match default {
        "inf" if is_float => Some(quote!(#ty::INFINITY)),
        "-inf" if is_float => Some(quote!(#ty::NEG_INFINITY)),
        "nan" | "-nan" if is_float => Some(quote!(#ty::NAN)),
        "true" => Some(quote!(true)),
        "false" => Some(quote!(false)),
        _ if is_float => {
            let value: f64 = default.parse().ok()?;
            let literal = Literal::f64_unsuffixed(value.abs());
            Some(if value.is_sign_negative() {
                quote!(-#literal)
            } else {
                quote!(#literal)
            })
        }
        _ => default.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(default: &str, ty: Type) -> String {
        number(default, &ty)
            .map(|tokens| tokens.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn defaults_become_expressions() {
        assert_eq!(text("-7", syn::parse_quote!(i32)), "- 7");
        assert_eq!(
            text("18446744073709551615", syn::parse_quote!(u64)),
            "18446744073709551615"
        );
        assert_eq!(text("1", syn::parse_quote!(f64)), "1.0");
        assert_eq!(text("-1.5e3", syn::parse_quote!(f32)), "- 1500.0");
        assert_eq!(text("-inf", syn::parse_quote!(f32)), "f32 :: NEG_INFINITY");
        assert_eq!(text("true", syn::parse_quote!(bool)), "true");
    }
}
