//! `json::Write`: what writes each field.

use proc_macro2::TokenStream;
use prost_types::field_descriptor_proto::Type;
use quote::quote;

use super::super::debug::constant;
use super::super::shown::{Entry, Form, Held, Shown, ShownField, ShownOneof};
use super::Names;
use super::kind::Kinds;
use crate::mask::Mask;

pub(super) fn write(shown: &Shown<'_>, kinds: &Kinds<'_>, names: &Names) -> TokenStream {
    let path = &shown.path;
    let mut body = Body::default();
    for entry in &shown.entries {
        match entry {
            Entry::Field(field) => of_field(field, kinds, names, &mut body),
            Entry::Oneof(oneof) => {
                let written = of_oneof(oneof, kinds, names);
                match oneof.mask {
                    Some(_) => body.hidden.push(written),
                    None => body.push(written),
                }
            }
        }
    }
    let statements = body.finish();
    let object = if statements.is_empty() {
        quote!(_)
    } else {
        quote!(object)
    };
    quote! {
        impl json::Write for #path {
            fn write<M: json::SerializeMap>(&self, #object: &mut json::Object<M>) -> Result<(), M::Error> {
                #(#statements)*
                Ok(())
            }
        }
    }
}

/// Statements, and those among them that are there for exposed values alone.
#[derive(Default)]
struct Body {
    statements: Vec<TokenStream>,
    hidden: Vec<TokenStream>,
}

impl Body {
    fn push(&mut self, statement: TokenStream) {
        self.hide();
        self.statements.push(statement);
    }

    /// Neighbours that are hidden share a condition.
    fn hide(&mut self) {
        if !self.hidden.is_empty() {
            let hidden = std::mem::take(&mut self.hidden);
            self.statements.push(quote! {
                if object.exposed() {
                    #(#hidden)*
                }
            });
        }
    }

    fn finish(mut self) -> Vec<TokenStream> {
        self.hide();
        self.statements
    }
}

fn of_field(field: &ShownField<'_>, kinds: &Kinds<'_>, names: &Names, body: &mut Body) {
    let (ident, name, kind) = (field.ident, names.of(field), kinds.of(field));
    let form = Form::of(field);
    let whole = match form {
        Form::Map => {
            let key = kinds.of_key(field);
            quote!(object.map::<#key, #kind>(#name, &self.#ident)?;)
        }
        Form::List => quote!(object.list::<#kind>(#name, &self.#ident)?;),
        Form::Optional => quote!(object.optional::<#kind>(#name, &self.#ident)?;),
        Form::Required => quote!(object.always::<#kind>(#name, &self.#ident)?;),
        Form::Plain => quote!(object.plain::<#kind>(#name, &self.#ident)?;),
    };
    let Some(mask) = field.mask else {
        body.push(whole);
        return;
    };
    let shows = shows_masked(field, form, mask, kinds);
    let value = constant(mask);
    match form {
        _ if !shows => body.hidden.push(whole),
        Form::List => body.push(quote!(object.masked_list(#name, &self.#ident, #value)?;)),
        Form::Optional => body.push(quote!(object.masked_optional(#name, &self.#ident, #value)?;)),
        Form::Required => body.push(quote!(object.masked_always(#name, &self.#ident, #value)?;)),
        Form::Plain => body.push(quote!(object.masked(#name, &self.#ident, #value)?;)),
        Form::Map => body.hidden.push(whole),
    }
}

/// Whether something is shown in place of a masked value: of strings, since `"***"` is one; a list of them would show its length. A
/// `StringValue` that the build compiles itself is a message like others, and left out.
fn shows_masked(field: &ShownField<'_>, form: Form, mask: Mask, kinds: &Kinds<'_>) -> bool {
    let is_wrapper = field.message == Held::WellKnown("google.protobuf.StringValue");
    let is_text = field.descriptor.r#type() == Type::String
        || is_wrapper && form != Form::Map && !kinds.settings.compile_well_known_types;
    match mask {
        Mask::Omit => false,
        Mask::Full => is_text && form != Form::List,
        _ => is_text,
    }
}

fn of_oneof(oneof: &ShownOneof<'_>, kinds: &Kinds<'_>, names: &Names) -> TokenStream {
    let (ident, path) = (oneof.ident, &oneof.path);
    let mut partly = false;
    let arms: Vec<TokenStream> = oneof
        .variants
        .iter()
        .map(|variant| {
            let (case, name, kind) = (variant.ident, names.of(variant), kinds.of(variant));
            let whole = quote!(object.always::<#kind>(#name, value)?);
            match variant.mask {
                None => quote!(Some(#path::#case(value)) => #whole),
                Some(mask) if shows_masked(variant, Form::Plain, mask, kinds) => {
                    let mask = constant(mask);
                    quote!(Some(#path::#case(value)) => object.masked_always(#name, value, #mask)?)
                }
                Some(_) => {
                    partly = true;
                    quote!(Some(#path::#case(value)) if object.exposed() => #whole)
                }
            }
        })
        .collect();
    let rest = if partly { quote!(_) } else { quote!(None) };
    quote! {
        match &self.#ident {
            #(#arms,)*
            #rest => {}
        }
    }
}
