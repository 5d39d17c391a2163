//! `all`, `exists` and the like: iterators.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::code::{Binds, Code, Form, Hold};
use super::lists::Item;
use super::{Emitter, Made, Missing};
use crate::cel::node::{Fold, How, Kind, Local, Node};
use crate::cel::types::Type;

/// What a closure is given.
struct Given {
    items: TokenStream,
    /// The closure's parameter.
    pattern: TokenStream,
    /// Whether the parameter may be taken out of a reference to it.
    is_copy: bool,
    /// One of the items, as it is.
    item: Item,
}

impl Emitter<'_> {
    pub(super) fn fold(&self, fold: &Fold) -> Made {
        let range = self.node(&fold.range)?;
        match (&fold.second, &fold.range.ty) {
            (None, Type::Map(..)) if fold.how != How::Filter && asks_for_values(fold) => {
                self.over_entries(fold, &range)
            }
            (None, _) => self.over_items(fold, &range),
            (Some(second), Type::Map(..)) => self.over_pairs(fold, &range, second.id),
            (Some(second), _) => {
                let (items, item) = self.items(&range)?;
                let value = item.read(&name_tokens(&self.name(second)));
                let index = Code::atom(
                    name_tokens(&self.name(&fold.first)),
                    Form::Number(super::code::Native::Usize),
                    &[],
                );
                self.over_two(
                    fold,
                    &range,
                    quote!(#items.enumerate()),
                    (index, Some((second.id, value))),
                )
            }
        }
    }

    /// One variable.
    fn over_items(&self, fold: &Fold, range: &Code) -> Made {
        let (items, item) = self.items(range)?;
        let name = self.name(&fold.first);
        let value = item.read(&name_tokens(&name));
        let (closures, used) = self.with(fold.first.id, value.clone(), || self.closures(fold))?;
        let given = Given {
            items,
            pattern: if used { quote!(#name) } else { quote!(_) },
            is_copy: item.is_copy(),
            item,
        };
        self.finish(fold, range, given, closures, &value)
    }

    /// A macro over a map's keys that asks for the value of its key.
    fn over_entries(&self, fold: &Fold, range: &Code) -> Made {
        // No expression can name it: it has no variable of its own.
        let id = usize::MAX - fold.first.id;
        self.values.borrow_mut().push((fold.range.clone(), fold.first.id, id));
        let made = self.over_pairs(fold, range, id);
        self.values.borrow_mut().pop();
        made
    }

    /// The value of a key of a map, where it is at hand.
    pub(super) fn value_of(&self, of: &Node, key: usize) -> Result<Option<Code>, Missing> {
        let values = self.values.borrow();
        let found = values
            .iter()
            .find(|(range, known, _)| *known == key && range.is_same_path(of));
        let id = found.map(|(.., id)| *id);
        drop(values);
        id.map(|id| self.local(id)).transpose()
    }

    fn over_pairs(&self, fold: &Fold, range: &Code, second: usize) -> Made {
        let receiver = range.receiver();
        let (items, key, value) = match &range.form {
            Form::Map(Hold::Maybe, key, value) => (quote!(#receiver.into_iter().flatten()), key, value),
            Form::Map(_, key, value) => (quote!(#receiver.iter()), key, value),
            Form::Pairs(key, value) => (quote!(#receiver.iter().map(|(key, value)| (key, value))), key, value),
            _ => return Err(Missing::rust("entries of what has none")),
        };
        let key = key.of_ref(&name_tokens(&self.name(&fold.first)));
        let value = value.of_ref(&name_tokens(&self.second_name(fold)));
        self.over_two(fold, range, items, (key, Some((second, value))))
    }

    fn second_name(&self, fold: &Fold) -> Ident {
        match &fold.second {
            Some(second) => self.name(second),
            None => self.name(&Local {
                id: fold.first.id,
                name: "value".to_owned(),
                ty: Type::Dyn,
            }),
        }
    }

    fn over_two(
        &self,
        fold: &Fold,
        range: &Code,
        items: TokenStream,
        (first, second): (Code, Option<(usize, Code)>),
    ) -> Made {
        let Some((id, second)) = second else {
            return Err(Missing::rust("a variable is missing"));
        };
        let ((closures, first_used), second_used) = self.with(id, second, || {
            self.with(fold.first.id, first.clone(), || self.closures(fold))
        })?;
        let (a, b) = (self.name(&fold.first), self.second_name(fold));
        let a = if first_used { quote!(#a) } else { quote!(_) };
        let b = if second_used { quote!(#b) } else { quote!(_) };
        let given = Given {
            items,
            pattern: quote!((#a, #b)),
            is_copy: true,
            item: Item::Stored(Form::Bool),
        };
        self.finish(fold, range, given, closures, &first)
    }

    /// The condition and the body.
    fn closures(&self, fold: &Fold) -> Result<(Option<Code>, Code), Missing> {
        let condition = fold
            .condition
            .as_ref()
            .map(|condition| self.plain(condition))
            .transpose()?;
        let body = match fold.how {
            How::Map => self.node(&fold.body)?,
            _ => self.plain(&fold.body)?,
        };
        Ok((condition, body))
    }

    fn finish(
        &self,
        fold: &Fold,
        range: &Code,
        given: Given,
        (condition, body): (Option<Code>, Code),
        first: &Code,
    ) -> Made {
        let Given {
            items,
            pattern,
            is_copy,
            item,
        } = &given;
        let fails = body.fails || condition.as_ref().is_some_and(|condition| condition.fails);
        let (tokens, result) = (&body.tokens, body.result());
        let referred = match (is_copy, pattern.to_string() == "_") {
            (_, true) => quote!(_),
            (true, _) => quote!(&#pattern),
            (false, _) => pattern.clone(),
        };
        let made = match fold.how {
            How::All if !fails => Code::atom(quote!(#items.all(|#pattern| #tokens)), Form::Bool, &[range]),
            How::All => Code::tried(quote!(cel::all(#items, |#pattern| #result)), Form::Bool, &[range]),
            How::Exists if !fails => Code::atom(quote!(#items.any(|#pattern| #tokens)), Form::Bool, &[range]),
            How::Exists => Code::tried(quote!(cel::exists(#items, |#pattern| #result)), Form::Bool, &[range]),
            How::ExistsOne if !fails => {
                let filtered = quote!(#items.filter(|#referred| #tokens));
                Code::new(
                    quote!(#filtered.take(2).count() == 1),
                    Form::Bool,
                    Binds::Compare,
                    &[range],
                )
            }
            How::ExistsOne => Code::tried(
                quote!(cel::exists_one(#items, |#pattern| #result)),
                Form::Bool,
                &[range],
            ),
            How::Filter => {
                if fold.second.is_some() {
                    return Err(Missing::rust("it filters by two variables"));
                }
                let kept = match is_copy {
                    true => super::lists::widened(first.clone()),
                    // The value itself is kept.
                    false => match item {
                        Item::Value(form) => Code {
                            form: form.clone(),
                            ..first.clone()
                        },
                        Item::Stored(_) => first.clone(),
                    },
                };
                let form = Form::List(Hold::Lazy, Box::new(kept.form.clone()));
                let read = &kept.tokens;
                let name = self.name(&fold.first);
                if fails {
                    let list = Form::List(Hold::Owned, Box::new(kept.form.clone()));
                    let test = quote!(cel::kept(#tokens, || #read));
                    return Ok(Code::tried(
                        quote!(#items.filter_map(|#name| cel::attempt(|| Ok(#test)).transpose()).collect::<Result<Vec<_>, _>>()),
                        list,
                        &[range],
                    ));
                }
                let filtered = quote!(#items.filter(|#referred| #tokens));
                match name == read.to_string() {
                    true => Code::atom(filtered, form, &[range]),
                    false => Code::atom(quote!(#filtered.map(|#name| #read)), form, &[range]),
                }
            }
            How::Map => self.mapped(&given, condition, body, fails, range)?,
        };
        Ok(Code {
            fails: made.fails || range.fails,
            ..made
        })
    }

    fn mapped(&self, given: &Given, condition: Option<Code>, body: Code, fails: bool, range: &Code) -> Made {
        let Given {
            items,
            pattern,
            is_copy,
            ..
        } = given;
        // A list of lists is a list of what is there.
        let body = widened_value(self.collected(body));
        let body = if *is_copy { body } else { owned_value(body) };
        let (element, tokens) = (Box::new(body.form.clone()), &body.tokens);
        let (lazy, owned) = (
            Form::List(Hold::Lazy, element.clone()),
            Form::List(Hold::Owned, element),
        );
        Ok(match (condition, fails) {
            (None, false) => Code::atom(quote!(#items.map(|#pattern| #tokens)), lazy, &[range]),
            (Some(condition), false) => {
                let test = &condition.tokens;
                Code::atom(
                    quote!(#items.filter_map(|#pattern| (#test).then(|| #tokens))),
                    lazy,
                    &[range],
                )
            }
            (None, true) => {
                let each = body.attempted();
                Code::tried(
                    quote!(#items.map(|#pattern| #each).collect::<Result<Vec<_>, _>>()),
                    owned,
                    &[range],
                )
            }
            (Some(condition), true) => {
                let test = &condition.tokens;
                let each = quote!(cel::attempt(|| Ok(if #test { Some(#tokens) } else { None })).transpose());
                let made = quote!(#items.filter_map(|#pattern| #each).collect::<Result<Vec<_>, _>>());
                Code::tried(made, owned, &[range])
            }
        })
    }
}

fn name_tokens(name: &Ident) -> TokenStream {
    quote!(#name)
}

/// A value that can leave its closure.
fn widened_value(code: Code) -> Code {
    match &code.form {
        Form::Number(_) => super::lists::widened(code),
        Form::Text(Hold::Owned | Hold::Cow) | Form::Bytes(Hold::Owned) => code,
        _ => code.borrowed(),
    }
}

/// A value that does not borrow what its closure was given.
fn owned_value(code: Code) -> Code {
    let receiver = code.receiver();
    let (name, form) = match &code.form {
        Form::Text(Hold::Ref) => (quote!(to_owned), Form::Text(Hold::Owned)),
        Form::Bytes(Hold::Ref) => (quote!(to_vec), Form::Bytes(Hold::Owned)),
        Form::List(Hold::Ref, element) => (quote!(to_vec), Form::List(Hold::Owned, element.clone())),
        _ => return code,
    };
    Code::atom(quote!(#receiver.#name()), form, &[&code])
}

/// Whether a macro over a map's keys looks its key up in the map.
fn asks_for_values(fold: &Fold) -> bool {
    let mut found = false;
    fold.body.walk(&mut |node| {
        if let Kind::Index { of, key } = &node.kind
            && let Kind::Local(local) = &key.kind
        {
            found |= local.id == fold.first.id && of.is_same_path(&fold.range);
        }
    });
    found
}
