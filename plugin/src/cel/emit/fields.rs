//! Fields of messages, and `this`.

use proc_macro2::TokenStream;
use prost_reflect::{FieldDescriptor, Kind, Value};
use quote::quote;

use super::code::{Binds, Code, Form, Hold, Native};
use super::{Emitter, Made, Missing};
use crate::cel::This;
use crate::cel::access::{Holds, Read};
use crate::cel::constant::Const;
use crate::cel::node::Node;
use crate::cel::types::Type;

/// What an `Option` gives, which may come from a message that is not set.
struct Optional {
    /// The message, and what of it.
    of: Option<TokenStream>,
    is_option: bool,
    body: TokenStream,
}

impl Emitter<'_> {
    pub(super) fn this(&self) -> Made {
        match self.what {
            This::Message(message) => {
                let code = &self.this.code;
                let form = |hold| Form::Message(message.clone(), hold);
                Ok(match self.this.holds {
                    Holds::Value => Code::atom(code.clone(), form(Hold::Place), &[]),
                    Holds::Ref | Holds::Bare => Code::atom(code.clone(), form(Hold::Ref), &[]),
                    Holds::Boxed => Code::atom(quote!(#code.as_ref()), form(Hold::Ref), &[]),
                    Holds::Option => Code::atom(quote!(#code.as_ref()), form(Hold::Maybe), &[]),
                    Holds::OptionBoxed => Code::atom(quote!(#code.as_deref()), form(Hold::Maybe), &[]),
                    Holds::OptionRef => Code::atom(code.clone(), form(Hold::Maybe), &[]),
                })
            }
            This::Field(field) => self.read_field(None, self.this, field),
            This::Item(field) => self.read_value(self.this, &field.kind()),
            This::Key(field) | This::Value(field) => {
                let Kind::Message(entry) = field.kind() else {
                    return Err(Missing::rust("a map without entries"));
                };
                let part = match self.what {
                    This::Key(_) => entry.map_entry_key_field(),
                    _ => entry.map_entry_value_field(),
                };
                self.read_value(self.this, &part.kind())
            }
        }
    }

    /// An element, which is always there.
    fn read_value(&self, read: &Read, kind: &Kind) -> Made {
        let stored = self.stored(kind);
        let code = &read.code;
        match read.holds {
            Holds::Value => Ok(self.placed(code.clone(), stored)),
            Holds::Ref => Ok(stored.of_ref(code)),
            Holds::Boxed => Ok(self.placed(quote!(#code.as_ref()), stored)),
            Holds::Bare => Ok(Code::atom(code.clone(), reference(&stored), &[])),
            _ => Err(Missing::rust("an element that may not be there")),
        }
    }

    pub(super) fn field(&self, of: &Node, field: &FieldDescriptor) -> Made {
        let base = self.node(of)?;
        let (name, hold) = message_of(&base)?;
        if hold == Hold::Maybe {
            let read = self
                .access
                .read(&name, field.number(), &quote!(it))
                .ok_or(Missing::Field)?;
            let made = self.read_field(Some(base.receiver()), &read, field)?;
            return Ok(Code {
                fails: made.fails || base.fails,
                ..made
            });
        }
        let read = self
            .access
            .read(&name, field.number(), &base.receiver())
            .ok_or(Missing::Field)?;
        let made = self.read_field(None, &read, field)?;
        Ok(Code {
            fails: made.fails || base.fails,
            ..made
        })
    }

    /// A field as a whole, of a message that may not be set.
    fn read_field(&self, of: Option<TokenStream>, read: &Read, field: &FieldDescriptor) -> Made {
        let stored = self.stored_field(field);
        let (body, is_option) = self.view(read, &stored);
        if of.is_none() && !is_option {
            return Ok(match read.holds {
                Holds::Ref => self.placed_ref(&read.code, &stored),
                Holds::Boxed | Holds::Bare => Code::atom(body, reference(&stored), &[]),
                _ => self.placed(read.code.clone(), stored),
            });
        }
        let optional = Optional { of, is_option, body };
        let form = reference(&stored);
        let of_optional = |form| Code::atom(optional.tokens(), form, &[]);
        Ok(match (&form, Type::of_field(field)) {
            (form, Type::Wrapper(_)) => self.unwrapped(&optional, form),
            (Form::StoredTime, _) => self.time(&optional, quote!(Timestamp), Form::Time),
            (Form::StoredSpan, _) => self.time(&optional, quote!(Duration), Form::Span),
            (Form::Message(message, _), _) => of_optional(Form::Message(message.clone(), Hold::Maybe)),
            (Form::Map(_, key, value), _) => of_optional(Form::Map(Hold::Maybe, key.clone(), value.clone())),
            _ => Code::atom(self.defaulted(&optional, field, &form)?, form, &[]),
        })
    }

    /// A wrapper: an `Option` of what it wraps.
    fn unwrapped(&self, optional: &Optional, form: &Form) -> Code {
        let tokens = optional.tokens();
        let Form::StoredWrapper(inner) = form else {
            return Code::atom(tokens, Form::Nullable(Box::new(form.clone())), &[]);
        };
        let (value, inner) = match &**inner {
            Form::Text(_) => (quote!(wrapper.value.as_str()), Form::Text(Hold::Ref)),
            Form::Bytes(_) => (quote!(&wrapper.value[..]), Form::Bytes(Hold::Ref)),
            other => (quote!(wrapper.value), other.clone()),
        };
        Code::atom(
            quote!(#tokens.map(|wrapper| #value)),
            Form::Nullable(Box::new(inner)),
            &[],
        )
    }

    fn time(&self, optional: &Optional, name: TokenStream, form: Form) -> Code {
        let tokens = optional.tokens();
        let tokens = match self.access.compiles_well_known() {
            true => quote!(#tokens.map_or(cel::#name::ZERO, |it| cel::#name::new(it.seconds, it.nanos))),
            false => quote!(cel::#name::of(#tokens)),
        };
        Code::atom(tokens, form, &[])
    }

    fn defaulted(&self, optional: &Optional, field: &FieldDescriptor, form: &Form) -> Result<TokenStream, Missing> {
        let zero = match form {
            Form::Bool => quote!(false),
            Form::Number(native) if native.is_float() => quote!(0.0),
            Form::Number(_) => quote!(0),
            Form::Text(_) => quote!(""),
            _ => quote!(&[][..]),
        };
        let kind = field.kind();
        let default = match field.is_list() {
            true => None,
            false => Some(field.default_value()).filter(|value| !value.is_default(&kind)),
        };
        // The number of an enum is what prost has for it.
        let default = default.map(|value| match value {
            Value::EnumNumber(number) => Value::I32(number),
            other => other,
        });
        let default = match default {
            Some(value) => Some(
                self.constant(&Const::of_value(&value, &kind), &Type::of_kind(&kind))?
                    .tokens,
            ),
            None => None,
        };
        Ok(optional.or(default, zero))
    }

    pub(super) fn has(&self, of: &Node, field: &FieldDescriptor) -> Made {
        let base = self.node(of)?;
        let (name, hold) = message_of(&base)?;
        let maybe = hold == Hold::Maybe;
        let receiver = base.receiver();
        let place = if maybe { quote!(it) } else { receiver.clone() };
        let read = self.access.read(&name, field.number(), &place).ok_or(Missing::Field)?;
        let code = &read.code;
        let stored = self.stored_field(field);
        let test = match read.holds {
            Holds::Option | Holds::OptionBoxed | Holds::OptionRef if field.is_list() || field.is_map() => {
                Code::atom(quote!(#code.is_some_and(|it| !it.is_empty())), Form::Bool, &[])
            }
            Holds::Option | Holds::OptionBoxed | Holds::OptionRef => {
                Code::atom(quote!(#code.is_some()), Form::Bool, &[])
            }
            // Of a field that tracks presence, this is one that must be set.
            _ if field.supports_presence() => Code::atom(quote!(true), Form::Bool, &[]),
            holds => {
                let value = match (holds, &stored) {
                    (Holds::Ref, Form::Bool | Form::Number(_)) => quote!(*#code),
                    _ => code.clone(),
                };
                match &stored {
                    Form::Bool => Code::new(value, Form::Bool, Binds::Prefix, &[]),
                    Form::Number(native) if native.is_float() => {
                        Code::new(quote!(#code.to_bits() != 0), Form::Bool, Binds::Compare, &[])
                    }
                    Form::Number(_) => Code::new(quote!(#value != 0), Form::Bool, Binds::Compare, &[]),
                    _ => Code::new(quote!(!#code.is_empty()), Form::Bool, Binds::Prefix, &[]),
                }
            }
        };
        if !maybe {
            return Ok(Code {
                fails: base.fails,
                ..test
            });
        }
        let test = test.tokens;
        Ok(Code::atom(
            quote!(#receiver.is_some_and(|it| #test)),
            Form::Bool,
            &[&base],
        ))
    }

    /// How prost stores a value.
    pub(super) fn stored(&self, kind: &Kind) -> Form {
        let number = |native| Form::Number(native);
        match kind {
            Kind::Double => number(Native::F64),
            Kind::Float => number(Native::F32),
            Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 | Kind::Enum(_) => number(Native::I32),
            Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => number(Native::I64),
            Kind::Uint32 | Kind::Fixed32 => number(Native::U32),
            Kind::Uint64 | Kind::Fixed64 => number(Native::U64),
            Kind::Bool => Form::Bool,
            Kind::String => Form::Text(Hold::Place),
            Kind::Bytes => Form::Bytes(Hold::Place),
            Kind::Message(message) => match Type::of_kind(kind) {
                Type::Timestamp => Form::StoredTime,
                Type::Duration => Form::StoredSpan,
                Type::Wrapper(_) => match message.get_field_by_name("value") {
                    Some(field) if self.access.compiles_well_known() => {
                        Form::StoredWrapper(Box::new(self.stored(&field.kind())))
                    }
                    Some(field) => self.stored(&field.kind()),
                    None => Form::Message(message.clone(), Hold::Place),
                },
                _ => Form::Message(message.clone(), Hold::Place),
            },
        }
    }

    fn stored_field(&self, field: &FieldDescriptor) -> Form {
        match field.kind() {
            Kind::Message(entry) if field.is_map() => Form::Map(
                Hold::Place,
                Box::new(self.stored(&entry.map_entry_key_field().kind())),
                Box::new(self.stored(&entry.map_entry_value_field().kind())),
            ),
            kind if field.is_list() => Form::List(Hold::Place, Box::new(self.stored(&kind))),
            kind => self.stored(&kind),
        }
    }

    /// A value in a place of the type that stores it.
    fn placed(&self, place: TokenStream, stored: Form) -> Code {
        match stored {
            Form::StoredTime | Form::StoredSpan | Form::StoredWrapper(_) => stored.of_ref(&place),
            _ => Code::atom(place, stored, &[]),
        }
    }

    fn placed_ref(&self, reference: &TokenStream, stored: &Form) -> Code {
        match stored {
            Form::Map(_, key, value) => {
                Code::atom(reference.clone(), Form::Map(Hold::Ref, key.clone(), value.clone()), &[])
            }
            _ => stored.of_ref(reference),
        }
    }

    /// What is borrowed of a field, and whether that is an `Option`.
    fn view(&self, read: &Read, stored: &Form) -> (TokenStream, bool) {
        let code = &read.code;
        let view = match (read.holds, stored) {
            (Holds::Value, Form::Bool | Form::Number(_)) => quote!(#code),
            (Holds::Ref, Form::Bool | Form::Number(_)) => quote!(*#code),
            (Holds::Bare, _) => quote!(#code),
            (Holds::Value | Holds::Ref, Form::Text(_)) => quote!(#code.as_str()),
            (Holds::Value | Holds::Ref, Form::Bytes(_)) => quote!(&#code[..]),
            (Holds::Value | Holds::Ref, Form::List(..)) => quote!(#code.as_slice()),
            (Holds::Value, _) => quote!(&#code),
            (Holds::Ref, _) => quote!(#code),
            (Holds::Boxed, _) => quote!(#code.as_ref()),
            (Holds::Option, Form::Bool | Form::Number(_)) => quote!(#code),
            (Holds::Option, Form::Text(_) | Form::Bytes(_)) => quote!(#code.as_deref()),
            (Holds::Option, _) => quote!(#code.as_ref()),
            (Holds::OptionBoxed, _) => quote!(#code.as_deref()),
            (Holds::OptionRef, Form::Bool | Form::Number(_)) => quote!(#code.copied()),
            (Holds::OptionRef, Form::Text(_)) => quote!(#code.map(String::as_str)),
            (Holds::OptionRef, Form::Bytes(_)) => quote!(#code.map(|bytes| &bytes[..])),
            (Holds::OptionRef, Form::List(..)) => quote!(#code.map(|list| list.as_slice())),
            (Holds::OptionRef, _) => quote!(#code),
        };
        let is_option = matches!(read.holds, Holds::Option | Holds::OptionBoxed | Holds::OptionRef);
        (view, is_option)
    }
}

impl Optional {
    /// As an `Option`.
    fn tokens(&self) -> TokenStream {
        let body = &self.body;
        match (&self.of, self.is_option) {
            (None, _) => quote!(#body),
            (Some(of), true) => quote!(#of.and_then(|it| #body)),
            (Some(of), false) => quote!(#of.map(|it| #body)),
        }
    }

    fn or(&self, default: Option<TokenStream>, zero: TokenStream) -> TokenStream {
        let body = &self.body;
        match (&self.of, self.is_option, default) {
            (Some(of), false, default) => {
                let default = default.unwrap_or(zero);
                quote!(#of.map_or(#default, |it| #body))
            }
            (_, _, Some(default)) => {
                let tokens = self.tokens();
                quote!(#tokens.unwrap_or(#default))
            }
            (_, _, None) => {
                let tokens = self.tokens();
                quote!(#tokens.unwrap_or_default())
            }
        }
    }
}

fn message_of(base: &Code) -> Result<(String, Hold), Missing> {
    match &base.form {
        Form::Message(message, hold) => Ok((message.full_name().to_owned(), *hold)),
        _ => Err(Missing::rust("a field of what is no message")),
    }
}

/// What is borrowed of a place.
fn reference(stored: &Form) -> Form {
    match stored {
        Form::Text(_) => Form::Text(Hold::Ref),
        Form::Bytes(_) => Form::Bytes(Hold::Ref),
        Form::Message(message, _) => Form::Message(message.clone(), Hold::Ref),
        Form::List(_, element) => Form::List(Hold::Ref, element.clone()),
        Form::Map(_, key, value) => Form::Map(Hold::Ref, key.clone(), value.clone()),
        other => other.clone(),
    }
}
