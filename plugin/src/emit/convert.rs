//! The module of conversions: everything of a package that is no type.

use proc_macro2::TokenStream;
use quote::quote;

use super::plan::{Content, Member, Plan, Value};
use super::seal::{Side, sealable};
use super::shape::{has_required, integer};
use super::{debug, getters, inspect, open, secret, update};
use crate::policy::{BoundKind, Field, Policies};

/// Everything that is implemented for one message.
pub(crate) fn conversions(plan: &Plan<'_>, policies: &Policies) -> TokenStream {
    let policy = policy(plan);
    let default = default(plan);
    let sealable = sealable(plan, policies);
    let openable = open::openable(plan);
    let inspectable = inspect::inspectable(plan);
    let counted = [Side::Clear, Side::Wire].map(|side| counted(plan, side));
    let groups = debug::groups(plan);
    let wiped = secret::wiped_groups(plan);
    let getters = getters::getters(plan);
    quote! {
        #policy
        #getters
        #default
        #sealable
        #openable
        #inspectable
        #(#counted)*
        #groups
        #wiped
    }
}

/// The static that the runtime reads. A message that does not count as an ancestor needs none.
fn policy(plan: &Plan<'_>) -> TokenStream {
    if !plan.policy.anchor {
        return TokenStream::new();
    }
    let (constant, message) = (&plan.paths.constant, &plan.policy.bound_name);
    let envelope = integer(plan.policy.envelope.unwrap_or(0));
    let groups = plan.policy.groups.iter().enumerate().map(|(index, group)| {
        let bound = plan.policy.bound_to(index).filter_map(bound);
        let (key, tag) = (
            &group.key,
            syn::LitInt::new(&format!("{:#06x}", group.tag), proc_macro2::Span::call_site()),
        );
        quote!(Group { key: #key, tag: #tag, bound: &[#(#bound),*] })
    });
    let bound = plan.policy.bound_to_all().filter_map(bound);
    let children = plan.policy.counted.iter().map(|number| integer(*number));
    let doc = format!(" How `{}` is sealed.", plan.policy.full_name);
    quote! {
        #[doc = #doc]
        static #constant: Policy = Policy {
            message: #message,
            envelope: #envelope,
            groups: &[#(#groups),*],
            bound: &[#(#bound),*],
            children: &[#(#children),*],
            prepared: Prepared::new(),
        };
    }
}

fn bound(field: &Field) -> Option<TokenStream> {
    let (number, kind) = (integer(field.number), kind(field.bound?));
    Some(quote!(Bound { number: #number, kind: #kind }))
}

fn kind(kind: BoundKind) -> TokenStream {
    match kind {
        BoundKind::Bool => quote!(BoundKind::Bool),
        BoundKind::Signed => quote!(BoundKind::Signed),
        BoundKind::Unsigned => quote!(BoundKind::Unsigned),
        BoundKind::String => quote!(BoundKind::String),
        BoundKind::Bytes => quote!(BoundKind::Bytes),
        BoundKind::Enum => quote!(BoundKind::Enum),
    }
}

pub(crate) fn default(plan: &Plan<'_>) -> TokenStream {
    if !has_required(plan.slots.iter().map(|slot| &slot.shape.attrs)) {
        return TokenStream::new();
    }
    let (clear, wire) = (&plan.paths.clear, &plan.paths.wire);
    let mut uses_wire = false;
    let fields: Vec<TokenStream> = plan
        .slots
        .iter()
        .map(|slot| {
            let ident = slot.ident;
            match &slot.content {
                Content::Field(Member {
                    value: Value::Scalar,
                    carrier,
                    ..
                }) if slot.group.is_none() => {
                    uses_wire = true;
                    quote!(#ident: wire.#carrier)
                }
                _ => quote!(#ident: Default::default()),
            }
        })
        .collect();
    let carried = plan
        .is_partial
        .then(|| update::carried(plan))
        .flatten()
        .map(|carried| quote!(#carried: Default::default(),));
    let wire = uses_wire.then(|| quote!(let wire = #wire::default();));
    quote! {
        impl Default for #clear {
            fn default() -> Self {
                #wire
                Self { #(#fields,)* #carried }
            }
        }
    }
}

/// One, for a message that counts as an ancestor. Into one without groups the count looks too, and adds what is bound to it: it has
/// no envelope that could tell of what was dropped.
pub(crate) fn counted(plan: &Plan<'_>, side: Side) -> TokenStream {
    let path = if side == Side::Clear {
        &plan.paths.clear
    } else {
        &plan.paths.wire
    };
    let mut terms = Vec::new();
    if plan.policy.anchor {
        terms.push(quote!(1));
    }
    if plan.groups.is_empty() {
        terms.extend(
            plan.slots
                .iter()
                .filter(|slot| slot.is_child())
                .filter_map(|slot| term(slot, side)),
        );
    }
    let count = if terms.is_empty() {
        quote!(0)
    } else {
        quote!(#(#terms)+*)
    };
    quote! {
        impl Counted for #path {
            fn counted(&self) -> u64 {
                #count
            }
        }
    }
}

fn term(slot: &super::plan::Slot<'_>, side: Side) -> Option<TokenStream> {
    let counts = |member: &Member<'_>| member.is_child() && !member.policy.portable;
    match &slot.content {
        Content::Field(member) if counts(member) => {
            let ident = if side == Side::Clear {
                slot.ident
            } else {
                member.carrier
            };
            Some(quote!(Counted::counted(&self.#ident)))
        }
        Content::Field(_) => None,
        Content::Oneof(oneof) => {
            let variants: Vec<_> = oneof
                .variants
                .iter()
                .filter(|variant| counts(&variant.member))
                .collect();
            if variants.is_empty() {
                return None;
            }
            let (ident, path) = match side {
                Side::Clear | Side::Built => (slot.ident, &oneof.clear_path),
                Side::Wire => (oneof.carrier, &oneof.carrier_path),
            };
            let others = if variants.len() == oneof.variants.len() {
                quote!(None)
            } else {
                quote!(_)
            };
            let arms = variants.iter().map(|variant| {
                let name = if side == Side::Clear {
                    variant.clear
                } else {
                    variant.carrier
                };
                quote!(Some(#path::#name(value)) => Counted::counted(value))
            });
            Some(quote!(match &self.#ident { #(#arms,)* #others => 0 }))
        }
    }
}
