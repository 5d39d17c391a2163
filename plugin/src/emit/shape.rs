//! What prost-build made of each message: its Rust path, fields and variants, read from prost-build's own output, so that
//! no naming rule is repeated here.

use std::collections::BTreeMap;

use proc_macro2::Span;
use syn::{Attribute, Expr, ExprLit, Ident, Item, Lit, Meta, Path, Token, Type, punctuated::Punctuated};

/// Marks a message's struct with its full name.
pub(crate) const MESSAGE_MARK: &str = "@protoseal message ";
/// Marks a oneof's enum with the full name of its message and its own.
pub(crate) const ONEOF_MARK: &str = "@protoseal oneof ";

/// A message's struct.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    /// The modules it is in, from the package's module down.
    pub(crate) modules: Vec<String>,
    pub(crate) ident: Ident,
    /// The last segments of what it derives.
    pub(crate) derives: Vec<String>,
    pub(crate) fields: Vec<FieldShape>,
}

#[derive(Debug, Clone)]
pub(crate) struct FieldShape {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    /// One, or a oneof's.
    pub(crate) tags: Vec<u32>,
    pub(crate) attrs: Vec<Attribute>,
}

/// A oneof's enum.
#[derive(Debug, Clone)]
pub(crate) struct OneofShape {
    pub(crate) modules: Vec<String>,
    pub(crate) ident: Ident,
    pub(crate) variants: Vec<VariantShape>,
}

#[derive(Debug, Clone)]
pub(crate) struct VariantShape {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) tag: u32,
    pub(crate) attrs: Vec<Attribute>,
}

/// By full protobuf name.
#[derive(Debug, Default)]
pub(crate) struct Shapes {
    pub(crate) messages: BTreeMap<String, Shape>,
    pub(crate) oneofs: BTreeMap<String, OneofShape>,
}

impl Shapes {
    /// Reads the items of a module, which stands at `modules`.
    pub(crate) fn read(&mut self, items: &[Item], modules: &[String]) {
        for item in items {
            match item {
                Item::Mod(module) => {
                    if let Some((_, content)) = &module.content {
                        let mut inner = modules.to_vec();
                        inner.push(module.ident.to_string());
                        self.read(content, &inner);
                    }
                }
                Item::Struct(item) => {
                    if let Some(name) = mark(&item.attrs, MESSAGE_MARK) {
                        self.messages.insert(name, read_struct(item, modules));
                    }
                }
                Item::Enum(item) => {
                    if let Some(name) = mark(&item.attrs, ONEOF_MARK) {
                        self.oneofs.insert(name, read_enum(item, modules));
                    }
                }
                _ => {}
            }
        }
    }
}

fn read_struct(item: &syn::ItemStruct, modules: &[String]) -> Shape {
    let fields = item
        .fields
        .iter()
        .filter_map(|field| {
            Some(FieldShape {
                ident: field.ident.clone()?,
                ty: field.ty.clone(),
                tags: tags(&field.attrs),
                attrs: field.attrs.clone(),
            })
        })
        .collect();
    Shape {
        modules: modules.to_vec(),
        ident: item.ident.clone(),
        derives: super::derives::derives(&item.attrs),
        fields,
    }
}

fn read_enum(item: &syn::ItemEnum, modules: &[String]) -> OneofShape {
    let variants = item
        .variants
        .iter()
        .filter_map(|variant| {
            Some(VariantShape {
                ident: variant.ident.clone(),
                ty: variant.fields.iter().next()?.ty.clone(),
                tag: *tags(&variant.attrs).first()?,
                attrs: variant.attrs.clone(),
            })
        })
        .collect();
    OneofShape {
        modules: modules.to_vec(),
        ident: item.ident.clone(),
        variants,
    }
}

impl Shape {
    /// Its Rust path, from the package's module down.
    pub(crate) fn path(&self) -> String {
        let modules = self.modules.iter().cloned();
        modules.chain([self.ident.to_string()]).collect::<Vec<_>>().join("::")
    }

    pub(crate) fn field(&self, tag: u32) -> Option<&FieldShape> {
        self.fields.iter().find(|field| field.tags.contains(&tag))
    }
}

impl OneofShape {
    pub(crate) fn variant(&self, tag: u32) -> Option<&VariantShape> {
        self.variants.iter().find(|variant| variant.tag == tag)
    }
}

/// The name that a mark holds. prost-build's attribute paths match by prefix, so an item can carry the marks of those around
/// it too; the longest is its own.
pub(crate) fn mark(attrs: &[Attribute], kind: &str) -> Option<String> {
    attrs
        .iter()
        .filter_map(|attr| doc_text(attr)?.strip_prefix(kind).map(str::to_owned))
        .max_by_key(String::len)
}

pub(crate) fn remove_marks(attrs: &mut Vec<Attribute>) {
    attrs.retain(|attr| !is_mark(attr));
}

pub(crate) fn is_mark(attr: &Attribute) -> bool {
    doc_text(attr).is_some_and(|text| text.starts_with(MESSAGE_MARK) || text.starts_with(ONEOF_MARK))
}

/// An integer without a type's suffix.
pub(crate) fn integer(value: impl Into<u64>) -> syn::LitInt {
    syn::LitInt::new(&value.into().to_string(), Span::call_site())
}

fn doc_text(attr: &Attribute) -> Option<String> {
    match &attr.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => string(&pair.value),
        _ => None,
    }
}

/// The string that `#[prost(name = "..")]` gives to a name.
pub(crate) fn prost_argument(attrs: &[Attribute], name: &str) -> Option<String> {
    prost_arguments(attrs).into_iter().find_map(|meta| match meta {
        Meta::NameValue(pair) if pair.path.is_ident(name) => string(&pair.value),
        _ => None,
    })
}

/// Whether `#[prost(..)]` holds a bare word.
pub(crate) fn prost_word(attrs: &[Attribute], word: &str) -> bool {
    prost_arguments(attrs)
        .iter()
        .any(|meta| matches!(meta, Meta::Path(path) if path.is_ident(word)))
}

/// Whether the derived `Default` would differ from prost's: a proto2 `required` field can start as something else than zero.
pub(crate) fn has_required<'a>(mut fields: impl Iterator<Item = &'a Vec<Attribute>>) -> bool {
    fields.any(|attrs| prost_word(attrs, "required"))
}

/// Whether a field is a map.
pub(crate) fn is_map(attrs: &[Attribute]) -> bool {
    map_types(attrs).is_some()
}

/// What prost says of a map's keys and values, as in `string, int32`.
pub(crate) fn map_types(attrs: &[Attribute]) -> Option<String> {
    ["map", "hash_map", "btree_map"]
        .iter()
        .find_map(|name| prost_argument(attrs, name))
}

fn prost_arguments(attrs: &[Attribute]) -> Vec<Meta> {
    attrs
        .iter()
        .filter(|attr| attr.path().is_ident("prost"))
        .filter_map(|attr| {
            attr.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
                .ok()
        })
        .flatten()
        .collect()
}

fn string(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text), ..
        }) => Some(text.value()),
        _ => None,
    }
}

fn tags(attrs: &[Attribute]) -> Vec<u32> {
    prost_argument(attrs, "tag")
        .or_else(|| prost_argument(attrs, "tags"))
        .map(|list| list.split(',').filter_map(|tag| tag.trim().parse().ok()).collect())
        .unwrap_or_default()
}

/// Whether a type is an `Option` or a `Box`, in the spelling that prost-build uses.
pub(crate) fn is_option(ty: &Type) -> bool {
    matches!(ty, Type::Path(ty) if ends_with(&ty.path, "Option") && ty.path.leading_colon.is_some())
}

pub(crate) fn is_boxed(ty: &Type) -> bool {
    let Type::Path(ty) = ty else { return false };
    if ends_with(&ty.path, "Box") && ty.path.leading_colon.is_some() {
        return true;
    }
    ty.path.leading_colon.is_some() && inner_type(&ty.path).is_some_and(is_boxed)
}

/// Whether a type is a vector, in the spelling that prost-build uses.
pub(crate) fn is_vec(ty: &Type) -> bool {
    matches!(ty, Type::Path(ty) if ends_with(&ty.path, "Vec") && ty.path.leading_colon.is_some())
}

fn ends_with(path: &Path, name: &str) -> bool {
    path.segments.last().is_some_and(|segment| segment.ident == name)
}

/// The one type argument of a generic type.
pub(crate) fn inner_type(path: &Path) -> Option<&Type> {
    match &path.segments.last()?.arguments {
        syn::PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            syn::GenericArgument::Type(ty) => Some(ty),
            _ => None,
        },
        _ => None,
    }
}

/// The last type argument of a generic type: of a map, its values'.
pub(crate) fn last_type(path: &Path) -> Option<&Type> {
    match &path.segments.last()?.arguments {
        syn::PathArguments::AngleBracketed(arguments) => match arguments.args.last()? {
            syn::GenericArgument::Type(ty) => Some(ty),
            _ => None,
        },
        _ => None,
    }
}

/// A path, written in the module at `modules`, as seen from a module directly below the package's.
pub(crate) fn rebase(path: &str, modules: &[String]) -> String {
    if path.starts_with("::") || path.starts_with("crate::") {
        return path.to_owned();
    }
    let segments: Vec<&str> = path.split("::").collect();
    let ups = segments.iter().take_while(|segment| **segment == "super").count();
    let kept = modules.len().saturating_sub(ups);
    let mut rebased = vec!["super"; 1 + ups.saturating_sub(modules.len())];
    rebased.extend(modules[..kept].iter().map(String::as_str));
    rebased.extend(&segments[ups..]);
    rebased.join("::")
}

/// An identifier, raw if it has to be.
pub(crate) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => syn::parse_str(name).unwrap_or_else(|_| Ident::new_raw(name, Span::call_site())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modules(path: &[&str]) -> Vec<String> {
        path.iter().map(|part| (*part).to_owned()).collect()
    }

    #[test]
    fn paths_are_rebased_to_a_module_below_the_package() {
        assert_eq!(rebase("Kind", &[]), "super::Kind");
        assert_eq!(rebase("super::Kind", &modules(&["clear"])), "super::Kind");
        assert_eq!(rebase("super::user::Level", &modules(&["clear"])), "super::user::Level");
        assert_eq!(
            rebase("super::super::super::b::Grade", &modules(&["clear"])),
            "super::super::super::b::Grade"
        );
        assert_eq!(rebase("Level", &modules(&["outer"])), "super::outer::Level");
        assert_eq!(rebase("::other::Kind", &modules(&["outer"])), "::other::Kind");
    }

    #[test]
    fn the_longest_mark_is_the_items_own() {
        let item: syn::ItemStruct = syn::parse_quote! {
            #[doc = "@protoseal message .a.Outer"]
            #[doc = "@protoseal message .a.Outer.Inner"]
            struct Inner;
        };
        assert_eq!(mark(&item.attrs, MESSAGE_MARK).as_deref(), Some(".a.Outer.Inner"));
    }
}
