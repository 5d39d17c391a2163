//! `Sealable` of a partial type: what is open is sealed anew, what is closed is carried on.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::{below, carried};
use crate::emit::plan::{Content, Plan, Slot};
use crate::emit::seal::{Side, bound_on_size, here, implementation, moved, read, result, wire_value};
use crate::emit::shape::integer;

/// `Frozen::new().value(1, "id", &self.id)`: everything that is bound to some group, then the counts.
pub(super) fn frozen(plan: &Plan<'_>, side: Side) -> TokenStream {
    let fields = plan.policy.fields.iter();
    let bound = fields
        .filter(|field| field.bound.is_some())
        .map(|field| (field.number, quote!(value)));
    let counted = plan.policy.counted.iter().map(|number| (*number, quote!(count)));
    let calls = bound.chain(counted).map(|(number, call)| {
        let name = plan.policy.field(number).map(|field| field.name.as_str());
        let literal = integer(number);
        match read(plan, number, side) {
            Some(value) => quote!(.#call(#literal, #name, #value)),
            // As for clear types: better no code than code that leaves it out.
            None => quote!(.#call(compile_error!("a bound or counted field was not found"))),
        }
    });
    quote!(Frozen::new() #(#calls)*)
}

/// What both passes of sealing begin with.
fn tied(plan: &Plan<'_>) -> TokenStream {
    let frozen = frozen(plan, Side::Clear);
    let below = below(plan);
    let below = if below.is_empty() { quote!(None) } else { below };
    quote! {
        let frozen = #frozen;
        let below = #below;
    }
}

pub(super) fn sealable(plan: &Plan<'_>) -> TokenStream {
    implementation(plan, survey(plan), seal_in(plan))
}

fn survey(plan: &Plan<'_>) -> TokenStream {
    let constant = &plan.paths.constant;
    let carried = carried(plan);
    let enter = match &carried {
        Some(carried) => {
            let tied = tied(plan);
            let here = plan.has_children().then(|| quote!(let here = scope.place();));
            quote! {
                survey.message(&#constant, place)?;
                #tied
                let scope = self.#carried.survey(&#constant, place, &frozen, below, survey)?;
                #here
            }
        }
        None => quote!(survey.plain(place)?;),
    };
    let here = here(plan);
    let clear = plan.slots.iter().filter(|slot| slot.group.is_none());
    let mut terms: Vec<TokenStream> = clear.map(|slot| bound_on_size(plan, slot, &here)).collect();
    let mut groups = Vec::new();
    for (index, group) in plan.groups.iter().enumerate() {
        let (variable, literal) = (&group.variable, integer(index as u64));
        let slots = || plan.slots.iter().filter(|slot| slot.group == Some(index));
        let open = slots().map(|slot| {
            let (name, ident) = (name(slot), slot.ident);
            quote!((#name, self.#ident.is_open()))
        });
        let sizes: Vec<TokenStream> = slots().map(|slot| bound_on_size(plan, slot, &here)).collect();
        let size = result(&sizes);
        let within = if slots().any(Slot::is_child) {
            quote!(survey)
        } else {
            quote!(_)
        };
        groups.push(quote! {
            let #variable = self.#carried.survey_group(#literal, &scope, survey, &[#(#open),*], |#within| #size)?;
        });
        terms.push(quote!(#variable));
    }
    let result = result(&terms);
    quote! {
        fn survey(&self, place: &Place<'_>, survey: &mut Survey<'_>) -> Result<usize, SealError> {
            #enter
            #(#groups)*
            #result
        }
    }
}

/// Of a field, or of a oneof as a whole.
fn name<'s>(slot: &'s Slot<'_>) -> &'s str {
    match &slot.content {
        Content::Field(member) => &member.policy.name,
        Content::Oneof(oneof) => oneof
            .variants
            .first()
            .and_then(|variant| variant.member.policy.oneof.as_deref())
            .unwrap_or_default(),
    }
}

fn seal_in(plan: &Plan<'_>) -> TokenStream {
    let constant = &plan.paths.constant;
    let scope = carried(plan).map(|carried| {
        let tied = tied(plan);
        let here = plan.has_children().then(|| quote!(let here = scope.place();));
        quote! {
            #tied
            let scope = self.#carried.scope(&#constant, place, &frozen, below, sealing);
            #here
        }
    });
    let here = here(plan);
    let count = integer(plan.groups.len() as u64);
    let envelopes = carried(plan).filter(|_| !plan.groups.is_empty()).map(|carried| {
        quote! {
            let mut carried = self.#carried;
            let mut envelopes = Vec::with_capacity(#count);
        }
    });
    let groups = plan.groups.iter().enumerate().map(|(index, group)| {
        let (variable, path) = (&group.variable, &plan.paths.groups[index]);
        let slots = || plan.slots.iter().filter(|slot| slot.group == Some(index));
        let fields = slots().map(|slot| moved(plan, slot, &here));
        let compared = slots().map(|slot| {
            let carrier = carrier(slot);
            let numbers = numbers(slot);
            quote!(changes.compare(&[#(#numbers),*], &was.#carrier, &#variable.#carrier);)
        });
        let index = integer(index as u64);
        quote! {
            if !carried.carry_on(#index, &mut envelopes) {
                let #variable = #path { #(#fields,)* };
                let opened = carried.fragment(#index);
                scope.seal_over(#index, &#variable, opened, |was, changes| { #(#compared)* }, sealing, &mut envelopes);
            }
        }
    });
    let unknown = (!plan.groups.is_empty()).then(|| quote!(carried.carry_unknown_on(&mut envelopes);));
    let value = wire_value(plan, &here);
    quote! {
        fn seal_in(self, place: &Place<'_>, sealing: &mut Sealing<'_>) -> Self::Wire {
            #scope
            #envelopes
            #(#groups)*
            #unknown
            #value
        }
    }
}

fn carrier<'s>(slot: &Slot<'s>) -> &'s Ident {
    match &slot.content {
        Content::Field(member) => member.carrier,
        Content::Oneof(oneof) => oneof.carrier,
    }
}

fn numbers(slot: &Slot<'_>) -> Vec<syn::LitInt> {
    match &slot.content {
        Content::Field(member) => vec![integer(member.policy.number)],
        Content::Oneof(oneof) => {
            let members = oneof.variants.iter().map(|variant| variant.member.policy.number);
            members.map(integer).collect()
        }
    }
}
