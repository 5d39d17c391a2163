//! What is in lists and maps: its rules, and the step into messages.

use proc_macro2::{Ident, TokenStream};
use prost_reflect::Kind;
use quote::quote;

use super::super::shown::{Form, ShownField};
use super::Emitter;
use super::value::{Holds, Value};
use crate::validation::FieldRules;

impl Emitter<'_> {
    pub(super) fn items(
        &self,
        field: &ShownField<'_>,
        set: &FieldRules,
        place: &Value,
        kind: &Kind,
    ) -> Vec<TokenStream> {
        let Some(items) = &set.items else {
            return Vec::new();
        };
        let name = self.field_static(&field.policy.name);
        let value = self.value(field, Value::reference(quote!(value)));
        let spot = quote!(validate::Spot::Item(&#name, index));
        let rules = self.on_value(items, &value, &Holds::of(kind), &spot);
        if rules.is_empty() {
            return Vec::new();
        }
        let at = &place.place;
        vec![quote! {
            for (index, value) in #at.iter().enumerate() {
                #(#rules)*
            }
        }]
    }

    pub(super) fn entries(
        &self,
        field: &ShownField<'_>,
        set: &FieldRules,
        place: &Value,
        kind: &Kind,
    ) -> Vec<TokenStream> {
        let name = self.field_static(&field.policy.name);
        let (at, reference) = (&place.place, &place.reference);
        let mut rules = Vec::new();
        let key_kind = self.descriptor(field).and_then(|field| {
            let entry = field.kind().as_message().cloned()?;
            Some(entry.map_entry_key_field().kind())
        });
        if let (Some(keys), Some(kind)) = (&set.keys, key_kind) {
            let value = Value::reference(quote!(key));
            let spot = quote!(validate::Spot::Key(&#name, key.into()));
            rules.extend(self.on_value(keys, &value, &Holds::of(&kind), &spot));
        }
        let keys_alone = rules.len();
        if let Some(values) = &set.values {
            let value = self.value(field, Value::reference(quote!(value)));
            let spot = quote!(validate::Spot::Value(&#name, key.into()));
            rules.extend(self.on_value(values, &value, &Holds::of(kind), &spot));
        }
        if rules.is_empty() {
            return rules;
        }
        let head = if rules.len() == keys_alone {
            quote!(for key in #at.keys())
        } else {
            quote!(for (key, value) in #reference)
        };
        vec![quote! {
            #head {
                #(#rules)*
            }
        }]
    }

    /// The step into the messages of a field.
    pub(super) fn descent(&self, field: &ShownField<'_>, name: &Ident, place: &Value) -> TokenStream {
        let (at, reference) = (&place.place, &place.reference);
        let steps = match Form::of(field) {
            Form::List => quote! {
                for (index, value) in #at.iter().enumerate() {
                    v.nested(validate::Spot::Item(&#name, index), value)?;
                }
            },
            Form::Map => quote! {
                for (key, value) in #reference {
                    v.nested(validate::Spot::Value(&#name, key.into()), value)?;
                }
            },
            Form::Optional => quote! {
                if let Some(value) = #reference {
                    v.nested(validate::Spot::Field(&#name), value)?;
                }
            },
            Form::Plain | Form::Required => quote!(v.nested(validate::Spot::Field(&#name), #reference)?;),
        };
        quote! {
            if v.wants(&#name) {
                #steps
            }
        }
    }
}
