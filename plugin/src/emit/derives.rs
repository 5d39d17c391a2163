//! What a type derives: prost's derives and those that settings add, also under a condition (`cfg_attr`).

use proc_macro2::TokenStream;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Path, Token, parse_quote};

/// The last segments of everything that is derived, in whatever condition.
pub(crate) fn derives(attrs: &[Attribute]) -> Vec<String> {
    all(attrs).into_iter().map(|(_, name)| name).collect()
}

/// What has serde's derives skip a field, in the conditions in which there are such.
pub(crate) fn serde_skip(attrs: &[Attribute]) -> Option<Attribute> {
    let mut conditions: Vec<TokenStream> = Vec::new();
    for (condition, name) in all(attrs) {
        match condition {
            _ if name != "Serialize" && name != "Deserialize" => {}
            None => return Some(parse_quote!(#[serde(skip)])),
            Some(condition) => {
                let condition = quote!(#condition);
                if !conditions
                    .iter()
                    .any(|other| other.to_string() == condition.to_string())
                {
                    conditions.push(condition);
                }
            }
        }
    }
    match &conditions[..] {
        [] => None,
        [condition] => Some(parse_quote!(#[cfg_attr(#condition, serde(skip))])),
        _ => Some(parse_quote!(#[cfg_attr(any(#(#conditions),*), serde(skip))])),
    }
}

/// The names, each with its condition.
fn all(attrs: &[Attribute]) -> Vec<(Option<Meta>, String)> {
    let mut found = Vec::new();
    for attr in attrs {
        collect(&attr.meta, None, &mut found);
    }
    found
}

fn collect(meta: &Meta, condition: Option<&Meta>, found: &mut Vec<(Option<Meta>, String)>) {
    let Meta::List(list) = meta else { return };
    if list.path.is_ident("derive") {
        let paths = list.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated);
        for path in paths.into_iter().flatten() {
            let name = path.segments.last().map(|segment| segment.ident.to_string());
            found.extend(name.map(|name| (condition.cloned(), name)));
        }
    } else if list.path.is_ident("cfg_attr") {
        let metas = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
        let mut metas = metas.into_iter().flatten();
        let Some(own) = metas.next() else { return };
        let both: Meta = match condition {
            Some(outer) => parse_quote!(all(#outer, #own)),
            None => own,
        };
        for meta in metas {
            collect(&meta, Some(&both), found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skip(attrs: &[Attribute]) -> Option<String> {
        serde_skip(attrs).map(|attr| quote!(#attr).to_string().replace(' ', ""))
    }

    #[test]
    fn derives_are_seen_in_every_condition() {
        let attrs: Vec<Attribute> = vec![
            parse_quote!(#[derive(Clone, ::prost::Message)]),
            parse_quote!(#[cfg_attr(feature = "a", serde(default), derive(serde::Serialize, Other))]),
            parse_quote!(#[cfg_attr(test, cfg_attr(unix, derive(serde::Deserialize)))]),
            parse_quote!(#[derive_where]),
        ];
        assert_eq!(
            derives(&attrs),
            ["Clone", "Message", "Serialize", "Other", "Deserialize"]
        );
    }

    #[test]
    fn a_field_is_skipped_in_the_conditions_in_which_serde_is_derived() {
        let plain: Attribute = parse_quote!(#[derive(serde::Serialize)]);
        let one: Attribute = parse_quote!(#[cfg_attr(feature = "a", derive(serde::Serialize, serde::Deserialize))]);
        let other: Attribute = parse_quote!(#[cfg_attr(test, cfg_attr(unix, derive(serde::Deserialize)))]);
        let none: Attribute = parse_quote!(#[cfg_attr(feature = "a", derive(Clone))]);
        assert_eq!(skip(&[none]), None);
        assert_eq!(
            skip(std::slice::from_ref(&one)).as_deref(),
            Some(r#"#[cfg_attr(feature="a",serde(skip))]"#)
        );
        assert_eq!(
            skip(&[one.clone(), other]).as_deref(),
            Some(r#"#[cfg_attr(any(feature="a",all(test,unix)),serde(skip))]"#)
        );
        assert_eq!(skip(&[one, plain]).as_deref(), Some("#[serde(skip)]"));
    }
}
