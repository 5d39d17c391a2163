//! How generated types are shown: `Show`, and `Debug` on it, of clear, partial and wire types, of plain ones with masked fields, and of
//! the oneofs behind them. What is masked shows as its mask says, and what is sealed in groups not at all.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Type};

use super::plan::{Content, Plan};
use super::shape::{self, inner_type, rebase};
use super::shown::{Entry, Held, Kind, Shown, ShownField, ShownOneof};
use crate::mask::Mask;
use crate::policy::Policies;

/// Of a type and the oneofs behind it. What shows nothing masked is left to prost's derive.
pub(crate) fn of_type(shown: &Shown<'_>, policies: &Policies) -> TokenStream {
    if !shown.policy.shows_masked {
        return TokenStream::new();
    }
    let emitter = Emitter {
        shown,
        policies,
        // prost's derive writes the others' `Debug`, which shows the same.
        has_own_debug: shown.policy.masks || matches!(shown.kind, Kind::Clear | Kind::Partial),
    };
    let message = emitter.message();
    let oneofs = shown.entries.iter().filter_map(|entry| match entry {
        Entry::Oneof(oneof) => Some(emitter.oneof(oneof)),
        Entry::Field(_) => None,
    });
    quote! {
        #message
        #(#oneofs)*
    }
}

struct Emitter<'a> {
    shown: &'a Shown<'a>,
    policies: &'a Policies,
    has_own_debug: bool,
}

/// What `Debug` is asked of: an expression, of a reference where it is a field's value itself.
struct Value {
    expression: TokenStream,
    is_reference: bool,
}

impl Value {
    fn reference(expression: TokenStream) -> Self {
        Self {
            expression,
            is_reference: true,
        }
    }

    fn made(expression: TokenStream) -> Self {
        Self {
            expression,
            is_reference: false,
        }
    }

    fn argument(&self) -> TokenStream {
        let expression = &self.expression;
        match self.is_reference {
            true => quote!(#expression),
            false => quote!(&#expression),
        }
    }
}

impl Emitter<'_> {
    fn message(&self) -> TokenStream {
        let name = plain_name(self.shown.ident);
        let fields: Vec<_> = self.shown.entries.iter().map(|entry| self.entry(entry)).collect();
        let body = if fields.iter().any(|(condition, _)| condition.is_some()) {
            let statements = fields
                .chunk_by(|one, next| one.0.is_none() && next.0.is_none())
                .map(|run| {
                    let calls = run.iter().map(|(_, call)| call);
                    match &run[0].0 {
                        Some(condition) => quote!(if #condition { fields #(#calls)*; }),
                        None => quote!(fields #(#calls)*;),
                    }
                });
            quote! {
                let mut fields = f.debug_struct(#name);
                #(#statements)*
                fields.finish()
            }
        } else {
            let calls = fields.iter().map(|(_, call)| call);
            quote!(f.debug_struct(#name) #(#calls)* .finish())
        };
        let depends = self.shown.entries.iter().any(|entry| match entry {
            Entry::Field(field) => self.depends(field),
            Entry::Oneof(oneof) => self.oneof_depends(oneof),
        });
        self.implement(&self.shown.path, &body, depends)
    }

    /// The call that shows a field, and the condition of it, if there is one.
    fn entry(&self, entry: &Entry<'_>) -> (Option<TokenStream>, TokenStream) {
        let ident = match entry {
            Entry::Field(field) => field.ident,
            Entry::Oneof(oneof) => oneof.ident,
        };
        let name = plain_name(ident);
        let is_partial = self.shown.kind == Kind::Partial;
        let (is_sealed, mask, omitted) = match entry {
            Entry::Field(field) => (field.policy.group.is_some(), field.mask, Vec::new()),
            Entry::Oneof(oneof) => (oneof.is_sealed, oneof.mask, omitted(oneof)),
        };
        let of = |place: TokenStream| match entry {
            Entry::Field(field) if field.policy.envelope => Value::made(quote!(debug::Envelopes(self.#ident.len()))),
            Entry::Field(field) => self.value(field, place),
            Entry::Oneof(oneof) if oneof.mask.is_some() => {
                Value::made(quote!(debug::hidden(debug::shown(#place, exposed), exposed)))
            }
            Entry::Oneof(oneof) if self.oneof_depends(oneof) => Value::made(quote!(debug::shown(#place, exposed))),
            Entry::Oneof(_) => Value::reference(place),
        };
        let value = if is_partial && is_sealed {
            let value = of(quote!(value)).expression;
            Value::made(quote!(debug::sealed(&self.#ident, |value| #value)))
        } else {
            of(quote!(&self.#ident))
        };
        let value = value.argument();
        let condition = if mask == Some(Mask::Omit) {
            Some(quote!(exposed))
        } else if !omitted.is_empty() {
            Some(quote!(exposed || !matches!(self.#ident, Some(#(#omitted)|*))))
        } else {
            None
        };
        (condition, quote!(.field(#name, #value)))
    }

    /// Of the enum.
    fn oneof(&self, oneof: &ShownOneof<'_>) -> TokenStream {
        let nothing = format!("{}(***)", plain_name(oneof.enum_ident));
        let nothing = quote!(f.write_str(#nothing));
        let whole = oneof.mask.map(|_| quote!(_ if !exposed => #nothing,));
        let arms = oneof.variants.iter().map(|variant| {
            let (ident, name) = (variant.ident, plain_name(variant.ident));
            let value = self.value(variant, quote!(value)).argument();
            let left_out = (variant.mask == Some(Mask::Omit)).then(|| quote!(Self::#ident(_) if !exposed => #nothing,));
            quote! {
                #left_out
                Self::#ident(value) => f.debug_tuple(#name).field(#value).finish(),
            }
        });
        let body = quote!(match self { #whole #(#arms)* });
        if self.oneof_depends(oneof) {
            self.implement(&oneof.path, &body, true)
        } else if self.has_own_debug {
            debug(&oneof.path, &body)
        } else {
            TokenStream::new()
        }
    }

    /// `Show`, and `Debug` if it is not prost's.
    fn implement(&self, path: &TokenStream, body: &TokenStream, depends: bool) -> TokenStream {
        let exposed = if depends { quote!(exposed) } else { quote!(_) };
        let debug = self
            .has_own_debug
            .then(|| debug(path, &quote!(debug::Show::show(self, f, false))));
        quote! {
            impl debug::Show for #path {
                fn show(&self, f: &mut fmt::Formatter<'_>, #exposed: bool) -> fmt::Result {
                    #body
                }
            }
            #debug
        }
    }

    /// How a field or a member is shown that `place` refers to.
    fn value(&self, field: &ShownField<'_>, place: TokenStream) -> Value {
        if field.policy.secret {
            // Its own `Debug` shows nothing, exposed or not.
            return Value::made(quote!(debug::masked(#place, Mask::Full, exposed)));
        }
        // What is left out is not asked for, but in the closure of a partial type's field, which has to make something of it.
        let is_asked = self.shown.kind == Kind::Partial && field.policy.group.is_some();
        let mask = field.mask.filter(|mask| *mask != Mask::Omit || is_asked);
        if let Some(mask) = mask.filter(|_| is_maskable(field)) {
            let mask = constant(mask);
            return Value::made(quote!(debug::masked(#place, #mask, exposed)));
        }
        let value = if let Some(path) = enumeration(field.attrs) {
            let path: Option<syn::Path> = syn::parse_str(&rebase(&path, field.modules)).ok();
            Value::made(quote!(debug::enumeration::<#path, _>(#place)))
        } else if self.holds_masked(field) {
            Value::made(quote!(debug::shown(#place, exposed)))
        } else {
            Value::reference(place)
        };
        if mask.is_some() {
            let value = value.expression;
            return Value::made(quote!(debug::hidden(#value, exposed)));
        }
        value
    }

    /// Whether what is shown of a field depends on whether it is exposed.
    fn depends(&self, field: &ShownField<'_>) -> bool {
        field.mask.is_some() || field.policy.secret || self.holds_masked(field)
    }

    fn oneof_depends(&self, oneof: &ShownOneof<'_>) -> bool {
        oneof.mask.is_some() || oneof.variants.iter().any(|variant| self.depends(variant))
    }

    fn holds_masked(&self, field: &ShownField<'_>) -> bool {
        match field.message {
            Held::Ours(name) => self.policies.message(name).is_some_and(|message| message.shows_masked),
            Held::Nothing | Held::WellKnown(_) | Held::Foreign(_) => false,
        }
    }
}

fn debug(path: &TokenStream, body: &TokenStream) -> TokenStream {
    quote! {
        impl fmt::Debug for #path {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                #body
            }
        }
    }
}

/// The patterns of the members that are left out where they are set.
fn omitted(oneof: &ShownOneof<'_>) -> Vec<TokenStream> {
    let omitted = oneof.variants.iter().filter(|variant| variant.mask == Some(Mask::Omit));
    let path = &oneof.path;
    omitted
        .map(|variant| {
            let ident = variant.ident;
            quote!(#path::#ident(_))
        })
        .collect()
}

/// Whether the runtime has more to show of a type than all or nothing: texts, bytes, integers, and lists and maps of these.
fn is_maskable(field: &ShownField<'_>) -> bool {
    const TYPES: [&str; 7] = ["String", "Bytes", "u8", "i32", "i64", "u32", "u64"];
    let is_scalar = match field.message {
        Held::Nothing => enumeration(field.attrs).is_none(),
        // Wrappers: prost has what they wrap in their place.
        Held::WellKnown(_) => true,
        Held::Ours(_) | Held::Foreign(_) => false,
    };
    is_scalar && innermost(field.ty).is_some_and(|name| TYPES.iter().any(|known| name == known))
}

/// The name of the type in the containers of a field.
fn innermost(ty: &Type) -> Option<&syn::Ident> {
    let Type::Path(ty) = ty else { return None };
    let name = &ty.path.segments.last()?.ident;
    if ["Option", "Box", "Vec"].iter().any(|container| name == container) {
        innermost(inner_type(&ty.path)?)
    } else if ["HashMap", "BTreeMap"].iter().any(|container| name == container) {
        innermost(shape::last_type(&ty.path)?)
    } else {
        Some(name)
    }
}

/// The mask, as generated code names it.
pub(crate) fn constant(mask: Mask) -> TokenStream {
    let count = |count: u32| shape::integer(count);
    match mask {
        Mask::Full => quote!(Mask::Full),
        Mask::Keep { first: 0, last } => {
            let last = count(last);
            quote!(Mask::keep_last(#last))
        }
        Mask::Keep { first, last: 0 } => {
            let first = count(first);
            quote!(Mask::keep_first(#first))
        }
        Mask::Keep { first, last } => {
            let (first, last) = (count(first), count(last));
            quote!(Mask::Keep { first: #first, last: #last })
        }
        Mask::Email => quote!(Mask::Email),
        Mask::Phone => quote!(Mask::Phone),
        Mask::IdCard => quote!(Mask::IdCard),
        Mask::BankCard => quote!(Mask::BankCard),
        Mask::Hash => quote!(Mask::Hash),
        Mask::Omit => quote!(Mask::Omit),
    }
}

/// Of a message's groups, and of the oneofs in them: their names alone.
pub(crate) fn groups(plan: &Plan<'_>) -> TokenStream {
    let nameless = |path: &TokenStream, name: &str| {
        let text = format!("{name}(***)");
        debug(path, &quote!(f.write_str(#text)))
    };
    let groups = plan.groups.iter().enumerate().map(|(index, group)| {
        let own = nameless(&plan.paths.groups[index], &group.shape.ident.to_string());
        let slots = plan.slots.iter().filter(|slot| slot.group == Some(index));
        let oneofs = slots.filter_map(|slot| match &slot.content {
            Content::Oneof(oneof) => Some(nameless(&oneof.carrier_path, &oneof.clear_ident.to_string())),
            Content::Field(_) => None,
        });
        quote! {
            #own
            #(#oneofs)*
        }
    });
    quote!(#(#groups)*)
}

/// The path of a field's enum, also of a map's values.
pub(crate) fn enumeration(attrs: &[Attribute]) -> Option<String> {
    shape::prost_argument(attrs, "enumeration").or_else(|| map_enumeration(attrs))
}

/// The path of the enum in `map = "string, enumeration(Kind)"`.
pub(crate) fn map_enumeration(attrs: &[Attribute]) -> Option<String> {
    let types = shape::map_types(attrs)?;
    let (_, path) = types.split_once("enumeration(")?;
    Some(path.trim_end_matches(')').to_owned())
}

/// An identifier's text, without `r#`.
pub(crate) fn plain_name(name: &syn::Ident) -> String {
    let text = name.to_string();
    text.strip_prefix("r#").unwrap_or(&text).to_owned()
}
