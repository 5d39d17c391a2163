//! JSON of clear, wire and plain types: `json::Write` and `json::Read`, a line for each field, and serde's traits over them.

mod enums;
mod extent;
mod kind;
mod read;
mod types;
mod unwritable;
mod write;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use prost_reflect::DescriptorPool;
use quote::quote;

pub(crate) use extent::{refuse_unmatched, written};
pub(crate) use unwritable::refuse;

use super::known::Known;
use super::shown::{Entry, Kind, Shown, ShownField, is_well_known};
use crate::policy::{Message, Policies};
use crate::settings::Settings;
use enums::Enums;

/// What the emitters of JSON look into.
pub(crate) struct Json<'a> {
    pub(crate) pool: &'a DescriptorPool,
    pub(crate) policies: &'a Policies,
    pub(crate) settings: &'a Settings,
    /// The messages that are written, of all packages.
    pub(crate) known: &'a [Known],
}

impl Json<'_> {
    /// Everything of one package, whose types these are.
    pub(crate) fn items(&self, shown: &[Shown<'_>]) -> Vec<TokenStream> {
        if !self.settings.json {
            return Vec::new();
        }
        let is_written = |shown: &&Shown<'_>| shown.kind != Kind::Partial && !is_well_known(&shown.policy.full_name);
        let types: Vec<&Shown<'_>> = shown.iter().filter(is_written).collect();
        if types.is_empty() {
            return Vec::new();
        }
        let package = types.first().map_or("", |shown| shown.policy.package.as_str());
        let enums = Enums::new(self.pool, package);
        let kinds = kind::Kinds {
            enums: &enums,
            settings: self.settings,
        };
        let mut items: Vec<TokenStream> = types.iter().map(|shown| self.of_type(shown, &kinds)).collect();
        items.push(enums.items(&types));
        items.extend(types::table(&types, package, self.known));
        items
    }

    fn of_type(&self, shown: &Shown<'_>, kinds: &kind::Kinds<'_>) -> TokenStream {
        let path = &shown.path;
        let names = self.names(shown);
        let write = write::write(shown, kinds, &names);
        let read = read::read(shown, kinds, &names);
        let serialize = (!shown.derives("Serialize")).then(|| {
            quote! {
                impl serde::Serialize for #path {
                    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                        json::serialize(self, false, serializer)
                    }
                }
            }
        });
        // Not readable where it masks something: the bound, which nothing fulfils, has the compiler say what is.
        let (bound, read_whole) = if self.masks(shown) {
            (
                quote!(where json::Masked: json::Data<'de, Self>,),
                quote!(<json::Masked as json::Data<'de, Self>>::read(deserializer)),
            )
        } else {
            (quote!(), quote!(json::deserialize(deserializer)))
        };
        let deserialize = (!shown.derives("Deserialize")).then(|| {
            quote! {
                impl<'de> serde::Deserialize<'de> for #path #bound {
                    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                        #read_whole
                    }
                }
            }
        });
        quote! {
            #write
            #read
            #serialize
            #deserialize
        }
    }

    /// The names of a type's fields in JSON.
    fn names(&self, shown: &Shown<'_>) -> Names {
        let message = self.pool.get_message_by_name(&shown.policy.full_name);
        let mut names = Names::default();
        for field in shown.fields() {
            let number = field.policy.number;
            let known = message.as_ref().and_then(|message| message.get_field(number));
            let json = known.map_or_else(|| field.policy.name.clone(), |field| field.json_name().to_owned());
            names.0.push((number, json));
        }
        names
    }

    /// Whether a type shows something masked, itself or in what it holds, so that nothing may be read into it that was written.
    fn masks(&self, shown: &Shown<'_>) -> bool {
        match shown.kind {
            Kind::Clear | Kind::Partial | Kind::Plain => shown.policy.shows_masked,
            // What is sealed is not there.
            Kind::Wire => self.wire_masks(shown.policy, &mut BTreeSet::new()),
        }
    }

    fn wire_masks<'p>(&'p self, message: &'p Message, seen: &mut BTreeSet<&'p str>) -> bool {
        seen.insert(&message.full_name)
            && message
                .fields
                .iter()
                .filter(|field| field.group.is_none())
                .any(|field| {
                    let in_oneof = field.oneof.as_deref().and_then(|oneof| message.oneof_mask(oneof));
                    let held = field.message.as_deref().and_then(|held| self.policies.message(held));
                    field.mask.or(in_oneof).is_some() || held.is_some_and(|held| self.wire_masks(held, seen))
                })
    }
}

/// The names of a type's fields in JSON, by number.
#[derive(Default)]
struct Names(Vec<(u32, String)>);

impl Names {
    /// How a field is written.
    fn of<'n>(&'n self, field: &'n ShownField<'_>) -> &'n str {
        let known = self.0.iter().find(|(number, _)| *number == field.policy.number);
        known.map_or(&field.policy.name, |(_, name)| name)
    }

    /// How it may be called where it is read: as it is written, or as in the .proto file, unless that is another field's name. None
    /// that two fields have.
    fn accepted<'n>(&'n self, field: &'n ShownField<'_>) -> Vec<&'n str> {
        let (written, original) = (self.of(field), field.policy.name.as_str());
        let first = self.0.iter().find(|(_, name)| name == written);
        let mut accepted = Vec::new();
        if first.is_none_or(|(number, _)| *number == field.policy.number) {
            accepted.push(written);
        }
        if self.0.iter().all(|(_, name)| name != original) {
            accepted.push(original);
        }
        accepted
    }
}

impl<'a> Shown<'a> {
    /// Its fields, members of oneofs among them.
    fn fields(&self) -> impl Iterator<Item = &ShownField<'a>> {
        self.entries.iter().flat_map(|entry| match entry {
            Entry::Field(field) => std::slice::from_ref(field),
            Entry::Oneof(oneof) => &oneof.variants[..],
        })
    }

    /// Whether a setting derives a trait for it; those of clear types are not the user's.
    fn derives(&self, name: &str) -> bool {
        self.kind != Kind::Clear && self.derives.iter().any(|derive| derive == name)
    }
}
