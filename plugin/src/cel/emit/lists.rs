//! Lists and maps: literals, what goes over them, `size`, `unique`.

use proc_macro2::TokenStream;
use quote::quote;

use super::code::{Code, Form, Hold, Native};
use super::constants::suffixed;
use super::{Emitter, Made, Missing};
use crate::cel::node::Node;

impl Emitter<'_> {
    pub(super) fn array(&self, items: Vec<Code>) -> Made {
        let mut items = self.alike(items)?;
        if let Some(first) = items.first_mut() {
            *first = suffixed(first.clone());
        }
        let element = items.first().map_or(Form::Bool, |item| item.form.clone());
        let tokens: Vec<&TokenStream> = items.iter().map(|item| &item.tokens).collect();
        let tokens = match tokens.is_empty() {
            true => quote!([false; 0]),
            false => quote!([#(#tokens),*]),
        };
        let form = Form::List(Hold::Owned, Box::new(element));
        Ok(Code::atom(tokens, form, &items.iter().collect::<Vec<_>>()))
    }

    pub(super) fn pairs(&self, entries: Vec<(Code, Code)>) -> Made {
        let (keys, values): (Vec<_>, Vec<_>) = entries.into_iter().unzip();
        let (mut keys, mut values) = (self.alike(keys)?, self.alike(values)?);
        for first in [&mut keys, &mut values]
            .into_iter()
            .filter_map(|codes| codes.first_mut())
        {
            *first = suffixed(first.clone());
        }
        let form = |codes: &[Code]| Box::new(codes.first().map_or(Form::Bool, |code| code.form.clone()));
        let form = Form::Pairs(form(&keys), form(&values));
        let entries = keys.iter().zip(&values).map(|(key, value)| {
            let (key, value) = (&key.tokens, &value.tokens);
            quote!((#key, #value))
        });
        let tokens = match keys.is_empty() {
            true => quote!([(false, false); 0]),
            false => quote!([#(#entries),*]),
        };
        Ok(Code::atom(
            tokens,
            form,
            &keys.iter().chain(&values).collect::<Vec<_>>(),
        ))
    }

    /// An iterator over references to what is stored, or over values, with the form of these.
    pub(super) fn items(&self, list: &Code) -> Result<(TokenStream, Item), Missing> {
        let receiver = list.receiver();
        Ok(match &list.form {
            Form::List(Hold::Lazy, element) => (list.tokens.clone(), Item::Value((**element).clone())),
            Form::List(Hold::Owned, element) => (quote!(#receiver.into_iter()), Item::Value((**element).clone())),
            Form::List(_, element) => (quote!(#receiver.iter()), Item::Stored((**element).clone())),
            Form::Map(Hold::Maybe, key, _) => (
                quote!(#receiver.into_iter().flat_map(|map| map.keys())),
                Item::Stored((**key).clone()),
            ),
            Form::Map(_, key, _) => (quote!(#receiver.keys()), Item::Stored((**key).clone())),
            Form::Pairs(key, _) => (
                quote!(#receiver.iter().map(|(key, _)| key)),
                Item::Stored((**key).clone()),
            ),
            _ => return Err(Missing::rust("elements of what has none")),
        })
    }

    /// An iterator over values, wide or borrowed.
    pub(super) fn values(&self, list: Code) -> Made {
        let (items, item) = self.items(&list)?;
        let (tokens, form) = match &item {
            Item::Value(form) if !matches!(form, Form::Number(_)) => (items, form.clone()),
            _ => {
                let read = widened(item.read(&quote!(item)));
                let (tokens, form) = (&read.tokens, read.form.clone());
                let tokens = match tokens.to_string().as_str() {
                    "item" => items,
                    "* item" => quote!(#items.copied()),
                    _ => quote!(#items.map(|item| #tokens)),
                };
                (tokens, form)
            }
        };
        Ok(Code::atom(tokens, Form::List(Hold::Lazy, Box::new(form)), &[&list]))
    }

    /// A list that is there as a whole.
    pub(super) fn collected(&self, list: Code) -> Code {
        match &list.form {
            Form::List(Hold::Lazy, element) => {
                let receiver = list.receiver();
                let form = Form::List(Hold::Owned, element.clone());
                Code::atom(quote!(#receiver.collect::<Vec<_>>()), form, &[&list])
            }
            _ => list,
        }
    }

    /// `a + b`.
    pub(super) fn chained(&self, a: &Node, b: &Node) -> Made {
        let (a, b) = (self.values(self.node(a)?)?, self.values(self.node(b)?)?);
        if a.form != b.form {
            return Err(Missing::rust("it joins lists that Rust holds in different ways"));
        }
        let (x, y) = (a.receiver(), &b.tokens);
        Ok(Code::atom(quote!(#x.chain(#y)), a.form.clone(), &[&a, &b]))
    }

    pub(super) fn size(&self, of: &Node) -> Made {
        let code = self.plain(of)?;
        let receiver = code.receiver();
        let tokens = match &code.form {
            Form::Text(_) => quote!(#receiver.chars().count()),
            Form::List(Hold::Lazy, _) => quote!(#receiver.count()),
            Form::Map(Hold::Maybe, ..) => quote!(#receiver.map_or(0, |map| map.len())),
            _ => quote!(#receiver.len()),
        };
        Ok(Code::atom(tokens, Form::Number(Native::Usize), &[&code]))
    }

    pub(super) fn unique(&self, of: &Node) -> Made {
        let list = self.node(of)?;
        let values = self.values(list)?;
        let tokens = &values.tokens;
        Ok(Code::atom(quote!(cel::unique(#tokens)), Form::Bool, &[&values]))
    }
}

/// What an iterator gives.
pub(super) enum Item {
    /// A reference to a value in this form.
    Stored(Form),
    /// A value in this form.
    Value(Form),
}

impl Item {
    pub(super) fn read(&self, name: &TokenStream) -> Code {
        match self {
            Self::Stored(form) => form.of_ref(name),
            // A name is a place.
            Self::Value(form) => Code::atom(name.clone(), placed(form), &[]),
        }
    }

    pub(super) fn is_copy(&self) -> bool {
        match self {
            Self::Stored(_) => true,
            Self::Value(form) => form.is_copy(),
        }
    }
}

/// A value in a variable.
pub(super) fn placed(form: &Form) -> Form {
    match form {
        Form::Text(Hold::Owned) => Form::Text(Hold::Place),
        Form::Bytes(Hold::Owned) => Form::Bytes(Hold::Place),
        Form::List(Hold::Owned, element) => Form::List(Hold::Place, element.clone()),
        other => other.clone(),
    }
}

pub(super) fn widened(code: Code) -> Code {
    let is_unsigned = matches!(code.form, Form::Number(Native::U32 | Native::U64));
    code.wide(is_unsigned).text().bytes()
}

pub(super) fn comparable(code: Code, is_unsigned: bool) -> Code {
    code.wide(is_unsigned).text().bytes()
}
