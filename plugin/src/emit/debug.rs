//! `Debug` of clear and wire types, of groups and of the oneofs behind them: a sealed field never shows.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;

use super::plan::{Content, Plan, Slot};
use super::shape::{self, FieldShape, rebase};
use super::shown::{Entry, Kind, Shown, ShownField};
use crate::mask::Mask;

pub(crate) fn debugs(plan: &Plan<'_>) -> TokenStream {
    let clear = clear(plan);
    let oneofs = plan.slots.iter().filter_map(|slot| oneof(slot));
    let wire = plan.policy.masks.then(|| wire(plan));
    let groups = (0..plan.groups.len()).map(|index| group(plan, index));
    quote! {
        #clear
        #(#oneofs)*
        #wire
        #(#groups)*
    }
}

/// Of a partial type and the oneofs behind it: a sealed field masks itself.
pub(crate) fn of_partial(plan: &Plan<'_>) -> TokenStream {
    let partial = clear(plan);
    let oneofs = plan.slots.iter().filter_map(|slot| oneof(slot));
    quote! {
        #partial
        #(#oneofs)*
    }
}

fn clear(plan: &Plan<'_>) -> TokenStream {
    let fields = plan.slots.iter().map(|slot| {
        let (field, name) = (slot.ident, plain_name(slot.ident));
        if slot.group.is_some() && plan.is_partial {
            quote!(.field(#name, &self.#field))
        } else if slot.mask == Some(Mask::Omit) {
            TokenStream::new()
        } else if slot.mask.is_some() {
            quote!(.field(#name, &debug::Masked))
        } else {
            let value = shown(quote!(&self.#field), &slot.shape.attrs, &plan.clear.modules);
            quote!(.field(#name, #value))
        }
    });
    implement(&plan.paths.clear, plain_name(&plan.clear.ident), quote!(#(#fields)*))
}

/// As prost's derive writes it, with the number of envelopes and without tripwires.
fn wire(plan: &Plan<'_>) -> TokenStream {
    let is_tripwire = |shape: &FieldShape| plan.tripwires().any(|(_, ident)| *ident == shape.ident);
    let envelope = plan.envelope().map(|shape| &shape.ident);
    let fields = plan
        .wire
        .fields
        .iter()
        .filter(|shape| !is_tripwire(shape))
        .map(|shape| {
            let (field, name) = (&shape.ident, plain_name(&shape.ident));
            if Some(field) == envelope {
                quote!(.field(#name, &debug::Envelopes(self.#field.len())))
            } else {
                let value = shown(quote!(&self.#field), &shape.attrs, &plan.wire.modules);
                quote!(.field(#name, #value))
            }
        });
    implement(&plan.paths.wire, plain_name(&plan.wire.ident), quote!(#(#fields)*))
}

/// Of a message without a clear type and of its oneofs, if it masks something: a first form, that shows nothing of these.
pub(crate) fn of_plain(shown: &Shown<'_>) -> TokenStream {
    if !shown.policy.masks || shown.kind == Kind::Partial || shown.kind == Kind::Clear {
        return TokenStream::new();
    }
    let masked = |field: &ShownField<'_>| field.mask.is_some();
    let oneofs = shown.entries.iter().filter_map(|entry| match entry {
        Entry::Field(_) => None,
        Entry::Oneof(oneof) => {
            let path = &oneof.path;
            let arms = oneof.variants.iter().map(|variant| {
                let (ident, name) = (variant.ident, plain_name(variant.ident));
                let value = if oneof.mask.is_some() || masked(variant) {
                    quote!(&debug::Masked)
                } else {
                    self::shown(quote!(value), variant.attrs, variant.modules)
                };
                quote!(Self::#ident(value) => f.debug_tuple(#name).field(#value).finish())
            });
            Some(quote! {
                impl fmt::Debug for #path {
                    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        match self { #(#arms,)* }
                    }
                }
            })
        }
    });
    let fields = shown.entries.iter().filter_map(|entry| {
        let (ident, mask) = match entry {
            Entry::Field(field) => (field.ident, field.mask),
            Entry::Oneof(oneof) => (oneof.ident, oneof.mask),
        };
        let name = plain_name(ident);
        let value = match (mask, entry) {
            (Some(Mask::Omit), _) => return None,
            (Some(_), _) => quote!(&debug::Masked),
            (None, Entry::Field(field)) => self::shown(quote!(&self.#ident), field.attrs, field.modules),
            (None, Entry::Oneof(_)) => quote!(&self.#ident),
        };
        Some(quote!(.field(#name, #value)))
    });
    let message =
        (shown.kind == Kind::Plain).then(|| implement(&shown.path, plain_name(shown.ident), quote!(#(#fields)*)));
    quote! {
        #message
        #(#oneofs)*
    }
}

fn implement(path: &TokenStream, name: String, fields: TokenStream) -> TokenStream {
    quote! {
        impl fmt::Debug for #path {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(#name) #fields .finish()
            }
        }
    }
}

/// The enum of a clear type's oneof.
fn oneof(slot: &Slot<'_>) -> Option<TokenStream> {
    let Content::Oneof(oneof) = &slot.content else {
        return None;
    };
    let path = &oneof.clear_path;
    let body = if slot.group.is_some() {
        let text = format!("{}(***)", oneof.clear_ident);
        quote!(f.write_str(#text))
    } else {
        let arms = oneof.variants.iter().map(|variant| {
            let (ident, name) = (variant.clear, plain_name(variant.clear));
            let value = shown(quote!(value), variant.attrs, variant.modules);
            quote!(Self::#ident(value) => f.debug_tuple(#name).field(#value).finish())
        });
        quote!(match self { #(#arms,)* })
    };
    Some(quote! {
        impl fmt::Debug for #path {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                #body
            }
        }
    })
}

/// A group, and the oneofs in it, by name alone.
fn group(plan: &Plan<'_>, index: usize) -> TokenStream {
    let nameless = |path: &TokenStream, name: &str| {
        let text = format!("{name}(***)");
        quote! {
            impl fmt::Debug for #path {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(#text)
                }
            }
        }
    };
    let group = nameless(&plan.paths.groups[index], &plan.groups[index].shape.ident.to_string());
    let oneofs = plan
        .slots
        .iter()
        .filter(|slot| slot.group == Some(index))
        .filter_map(|slot| match &slot.content {
            Content::Oneof(oneof) => Some(nameless(&oneof.carrier_path, &oneof.clear_ident.to_string())),
            Content::Field(_) => None,
        });
    quote! {
        #group
        #(#oneofs)*
    }
}

/// Enums by the name of their value, as prost's derive shows them; all else by its own `Debug`.
fn shown(value: TokenStream, attrs: &[Attribute], modules: &[String]) -> TokenStream {
    match enumeration(attrs) {
        Some(path) => {
            let path = rebase(&path, modules);
            let path: Option<syn::Path> = syn::parse_str(&path).ok();
            quote!(&debug::enumeration::<#path, _>(#value))
        }
        None => value,
    }
}

/// The path of a field's enum, also of a map's values.
pub(crate) fn enumeration(attrs: &[Attribute]) -> Option<String> {
    shape::prost_argument(attrs, "enumeration").or_else(|| map_enumeration(attrs))
}

/// The path of the enum in `map = "string, enumeration(Kind)"`.
pub(crate) fn map_enumeration(attrs: &[Attribute]) -> Option<String> {
    let types = ["map", "hash_map", "btree_map"]
        .iter()
        .find_map(|name| shape::prost_argument(attrs, name))?;
    let (_, path) = types.split_once("enumeration(")?;
    Some(path.trim_end_matches(')').to_owned())
}

/// An identifier's text, without `r#`.
pub(crate) fn plain_name(name: &syn::Ident) -> String {
    let text = name.to_string();
    text.strip_prefix("r#").unwrap_or(&text).to_owned()
}
