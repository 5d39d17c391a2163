//! `Sealable` of a clear type: the survey on a reference, then the moves.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::direct;
use super::plan::{Cardinality, Content, Member, Oneof, Plan, Slot, Value};
use super::shape::{integer, is_map};
use crate::policy::{Field, Policies};

pub(crate) fn sealable(plan: &Plan<'_>, policies: &Policies) -> TokenStream {
    let (write, read) = (direct::write(plan), direct::read(plan, policies));
    let seal_in = seal_in(plan);
    implementation(plan, survey(plan), quote!(#seal_in #write #read))
}

/// Of a clear or a partial type, from its two passes.
pub(crate) fn implementation(plan: &Plan<'_>, survey: TokenStream, seal_in: TokenStream) -> TokenStream {
    let (clear, wire) = (&plan.paths.clear, &plan.paths.wire);
    let keys = &plan.keys;
    let keys = keys.iter();
    let check_rules = plan.is_checked.then(|| {
        quote! {
            fn check_rules(&self) -> Result<(), validate::ValidateError> {
                validate::rules(self)
            }
        }
    });
    quote! {
        impl Sealable for #clear {
            type Wire = #wire;
            const KEYS: &'static [&'static str] = &[#(#keys),*];

            #survey

            #seal_in

            #check_rules
        }
    }
}

fn survey(plan: &Plan<'_>) -> TokenStream {
    let constant = &plan.paths.constant;
    let enter = if plan.policy.anchor {
        let here = plan.has_children().then(|| quote!(let here = place.anchored();));
        quote! {
            survey.message(&#constant, place)?;
            #here
        }
    } else {
        quote!(survey.plain(place)?;)
    };
    let here = here(plan);
    let mut terms: Vec<TokenStream> = plan
        .slots
        .iter()
        .filter(|slot| slot.group.is_none())
        .map(|slot| bound_on_size(plan, slot, &here))
        .collect();
    let mut groups = Vec::new();
    for (index, group) in plan.groups.iter().enumerate() {
        let (variable, literal) = (&group.variable, integer(index as u64));
        let sizes: Vec<TokenStream> = plan
            .slots
            .iter()
            .filter(|slot| slot.group == Some(index))
            .map(|slot| bound_on_size(plan, slot, &here))
            .collect();
        let size = sum(&sizes);
        groups.push(quote!(let #variable = #size;));
        terms.push(quote!(survey.group(&#constant, #literal, place, #variable)?));
    }
    let result = result(&terms);
    quote! {
        #[inline]
        fn survey(&self, place: &Place<'_>, survey: &mut Survey<'_>) -> Result<usize, SealError> {
            #enter
            #(#groups)*
            #result
        }
    }
}

/// The sum as a `Result`; a single term that is one already stays it.
pub(crate) fn result(terms: &[TokenStream]) -> TokenStream {
    let Some((first, rest)) = terms.split_first() else {
        return quote!(Ok(0));
    };
    let mut trees: Vec<TokenTree> = first.clone().into_iter().collect();
    let is_result = matches!(trees.pop(), Some(TokenTree::Punct(last)) if last.as_char() == '?');
    if rest.is_empty() && is_result {
        trees.into_iter().collect()
    } else {
        let sum = sum(terms);
        quote!(Ok(#sum))
    }
}

/// What children are placed in: this message's own scope, or the place that it was given.
pub(crate) fn here(plan: &Plan<'_>) -> TokenStream {
    if plan.policy.anchor {
        quote!(&here)
    } else {
        quote!(place)
    }
}

pub(crate) fn bound_on_size(plan: &Plan<'_>, slot: &Slot<'_>, here: &TokenStream) -> TokenStream {
    let (place, reference) = (slot.place(plan.is_partial), slot.reference(plan.is_partial));
    match &slot.content {
        Content::Field(member) => {
            let step = member.step();
            match member.value {
                Value::Scalar if is_map(&slot.shape.attrs) => quote!(size::map(#reference, place)?),
                Value::Scalar => quote!(size::of(#reference)),
                Value::Plain(Cardinality::One, levels) => of_messages(quote!([#reference]), levels),
                Value::Plain(Cardinality::Optional, levels) => {
                    let value = as_ref(place, member.clear_boxed);
                    of_messages(value, levels)
                }
                Value::Plain(Cardinality::List, levels) => of_messages(reference, levels),
                Value::Plain(Cardinality::Map, Some(levels)) => {
                    let levels = integer(levels);
                    quote!(size::map_messages(#reference, place, #levels)?)
                }
                Value::Plain(Cardinality::Map, None) => quote!(size::map_recursive(#reference, place)?),
                Value::Child(Cardinality::One) => quote!(survey::one(#reference, #here, #step, survey)?),
                Value::Child(Cardinality::Optional) => {
                    let value = as_ref(place, member.clear_boxed);
                    quote!(survey::optional(#value, #here, #step, survey)?)
                }
                Value::Child(Cardinality::List) => quote!(survey::list(#reference, #here, #step, survey)?),
                Value::Child(Cardinality::Map) => quote!(survey::map(#reference, #here, #step, survey)?),
            }
        }
        Content::Oneof(oneof) => {
            let path = &oneof.clear_path;
            let arms = oneof.variants.iter().map(|variant| {
                let (name, step) = (variant.clear, variant.member.step());
                let value = pointee(variant.member.clear_boxed);
                let size = match variant.member.value {
                    Value::Scalar => quote!(size::of(#value)),
                    Value::Plain(_, levels) => of_messages(quote!([#value]), levels),
                    Value::Child(_) => quote!(survey::one(#value, #here, #step, survey)?),
                };
                quote!(Some(#path::#name(value)) => #size)
            });
            quote!(match #reference { #(#arms,)* None => 0 })
        }
    }
}

/// Messages that can hold themselves are looked into: nested too deep, they could be sealed, but never decoded again.
fn of_messages(values: TokenStream, levels: Option<u32>) -> TokenStream {
    match levels {
        Some(levels) => {
            let levels = integer(levels);
            quote!(size::messages(#values, place, #levels)?)
        }
        None => quote!(size::recursive(#values, place)?),
    }
}

/// A sum that stays where it is when it meets its limit.
pub(crate) fn sum(terms: &[TokenStream]) -> TokenStream {
    match terms {
        [] => quote!(0),
        [term] => term.clone(),
        terms => quote!(size::sum([#(#terms),*])),
    }
}

fn seal_in(plan: &Plan<'_>) -> TokenStream {
    let constant = &plan.paths.constant;
    let scope = plan.has_scope().then(|| {
        let bind = bind(plan, Side::Clear);
        let named = named(plan, Side::Clear);
        let here = plan.has_children().then(|| quote!(let here = scope.place();));
        quote! {
            let mut scope = Scope::for_sealing(&#constant, place, sealing);
            #named
            let scope = scope.bind(#bind);
            #here
        }
    });
    let here = here(plan);
    let place_used = plan.has_scope() || plan.has_children();
    let count = integer(plan.groups.len() as u64);
    let envelopes = (!plan.groups.is_empty()).then(|| quote!(let mut envelopes = Vec::with_capacity(#count);));
    let groups = plan.groups.iter().enumerate().map(|(index, group)| {
        let (variable, path) = (&group.variable, &plan.paths.groups[index]);
        let fields = plan
            .slots
            .iter()
            .filter(|slot| slot.group == Some(index))
            .map(|slot| moved(plan, slot, &here));
        let index = integer(index as u64);
        quote! {
            let #variable = #path { #(#fields,)* };
            scope.seal(#index, &#variable, sealing, &mut envelopes);
        }
    });
    let value = wire_value(plan, &here);
    let place = if place_used { quote!(place) } else { quote!(_) };
    let sealing = if place_used { quote!(sealing) } else { quote!(_) };
    quote! {
        #[inline]
        fn seal_in(self, #place: &Place<'_>, #sealing: &mut Sealing<'_>) -> Self::Wire {
            #scope
            #envelopes
            #(#groups)*
            #value
        }
    }
}

/// The wire value: the fields that travel in the clear, moved, and `envelopes`.
pub(crate) fn wire_value(plan: &Plan<'_>, here: &TokenStream) -> TokenStream {
    let wire = &plan.paths.wire;
    let clear = plan.slots.iter().filter(|slot| slot.group.is_none());
    let fields = clear.map(|slot| moved(plan, slot, here));
    let envelope = plan.envelope().map(|field| {
        let ident = &field.ident;
        if ident == "envelopes" {
            quote!(envelopes,)
        } else {
            quote!(#ident: envelopes,)
        }
    });
    let rest = (!plan.groups.is_empty()).then(|| quote!(..Default::default()));
    quote!(#wire { #(#fields,)* #envelope #rest })
}

/// `field: expression`, which moves a field into its carrier.
pub(crate) fn moved(plan: &Plan<'_>, slot: &Slot<'_>, here: &TokenStream) -> TokenStream {
    let value = slot.value(plan.is_partial);
    match &slot.content {
        Content::Field(member) => {
            let carrier = member.carrier;
            let value = move_field(member, value, here);
            quote!(#carrier: #value)
        }
        Content::Oneof(oneof) => {
            let (carrier, value) = (oneof.carrier, move_oneof(oneof, value, here));
            quote!(#carrier: #value)
        }
    }
}

fn move_field(member: &Member<'_>, value: TokenStream, here: &TokenStream) -> TokenStream {
    let step = member.step();
    match member.value {
        Value::Scalar if member.policy.secret => quote!(secret::reveal(#value)),
        Value::Scalar | Value::Plain(Cardinality::List | Cardinality::Map, _) => value,
        Value::Plain(cardinality, _) => {
            let value = unboxed(value, member.clear_boxed && !member.carrier_boxed, cardinality);
            boxed(value, member.carrier_boxed && !member.clear_boxed, cardinality)
        }
        Value::Child(cardinality) => {
            let value = unboxed(value, member.clear_boxed, cardinality);
            let sealed = match cardinality {
                Cardinality::One => quote!(seal::one(#value, #here, #step, sealing)),
                Cardinality::Optional => quote!(seal::optional(#value, #here, #step, sealing)),
                Cardinality::List => quote!(seal::list(#value, #here, #step, sealing)),
                Cardinality::Map => quote!(seal::map(#value, #here, #step, sealing)),
            };
            boxed(sealed, member.carrier_boxed, cardinality)
        }
    }
}

fn move_oneof(oneof: &Oneof<'_>, value: TokenStream, here: &TokenStream) -> TokenStream {
    let (from, to) = (&oneof.clear_path, &oneof.carrier_path);
    let arms = oneof.variants.iter().map(|variant| {
        let (clear, carrier) = (variant.clear, variant.carrier);
        let value = move_field(&variant.member, quote!(value), here);
        quote!(#from::#clear(value) => #to::#carrier(#value))
    });
    quote!(#value.map(|value| match value { #(#arms,)* }))
}

/// Which of a message's two types a value is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Wire,
    Clear,
    /// The clear one, while it is read.
    Built,
}

/// The closure that writes what is bound to every group: values and counts, by field number.
pub(crate) fn bind(plan: &Plan<'_>, side: Side) -> TokenStream {
    binding(plan, plan.policy.bound_to_all(), side)
}

/// `scope.bind_group(1, ..);` for each group that is named by a bound field.
pub(crate) fn named(plan: &Plan<'_>, side: Side) -> TokenStream {
    let to_all = plan.policy.bound_to_all().count();
    let groups = (0..plan.groups.len()).filter(|group| plan.policy.bound_to(*group).count() > to_all);
    let calls = groups.map(|group| {
        let bind = binding(plan, plan.policy.bound_to(group), side);
        let group = integer(group as u64);
        quote!(scope.bind_group(#group, #bind);)
    });
    quote!(#(#calls)*)
}

fn binding<'p>(plan: &Plan<'_>, bound: impl Iterator<Item = &'p Field>, side: Side) -> TokenStream {
    let bound = bound.map(|field| (field.number, quote!(value)));
    let counted = plan.policy.counted.iter().map(|number| (*number, quote!(count)));
    let calls: Vec<TokenStream> = bound
        .chain(counted)
        .map(|(number, call)| match read(plan, number, side) {
            Some(value) => quote!(.#call(#value)),
            // What the policy declares has to be authenticated: better no code than code that leaves it out.
            None => quote!(.#call(compile_error!("a bound or counted field was not found"))),
        })
        .collect();
    if calls.is_empty() {
        quote!(|_| {})
    } else {
        quote!(|binding| { binding #(#calls)*; })
    }
}

/// A reference to a clear field's value; of a member of a oneof, to an `Option` of it.
pub(crate) fn read(plan: &Plan<'_>, number: u32, side: Side) -> Option<TokenStream> {
    for slot in &plan.slots {
        match &slot.content {
            Content::Field(member) if member.policy.number == number => {
                let later = plan.policy.anchor && member.is_child();
                let ident = slot.ident;
                return Some(match side {
                    Side::Built if later => {
                        let variable = direct::found_variable(member);
                        quote!(&#variable)
                    }
                    Side::Clear | Side::Built => quote!(&self.#ident),
                    Side::Wire => {
                        let ident = member.carrier;
                        quote!(&self.#ident)
                    }
                });
            }
            Content::Oneof(oneof) => {
                let Some(variant) = oneof
                    .variants
                    .iter()
                    .find(|variant| variant.member.policy.number == number)
                else {
                    continue;
                };
                let (ident, path, name) = match side {
                    Side::Clear | Side::Built => (slot.ident, &oneof.clear_path, variant.clear),
                    Side::Wire => (oneof.carrier, &oneof.carrier_path, variant.carrier),
                };
                return Some(if oneof.variants.len() == 1 {
                    quote!(&self.#ident.as_ref().map(|#path::#name(value)| value))
                } else {
                    quote!(&match &self.#ident { Some(#path::#name(value)) => Some(value), _ => None })
                });
            }
            Content::Field(_) => {}
        }
    }
    None
}

/// A reference to what a variant's `value`, itself a reference, holds.
pub(crate) fn pointee(boxed: bool) -> TokenStream {
    if boxed { quote!(&**value) } else { quote!(value) }
}

pub(crate) fn as_ref(value: TokenStream, boxed: bool) -> TokenStream {
    if boxed {
        quote!(#value.as_deref())
    } else {
        quote!(#value.as_ref())
    }
}

pub(crate) fn unboxed(value: TokenStream, is_boxed: bool, cardinality: Cardinality) -> TokenStream {
    match cardinality {
        Cardinality::One if is_boxed => quote!(*#value),
        Cardinality::Optional if is_boxed => quote!(#value.map(|value| *value)),
        _ => value,
    }
}

pub(crate) fn boxed(value: TokenStream, is_boxed: bool, cardinality: Cardinality) -> TokenStream {
    match cardinality {
        Cardinality::One if is_boxed => quote!(Box::new(#value)),
        Cardinality::Optional if is_boxed => quote!(#value.map(Box::new)),
        _ => value,
    }
}
