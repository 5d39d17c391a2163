//! Elements of lists and entries of maps: `a[b]`, `a in b`.

use proc_macro2::TokenStream;
use quote::quote;

use super::code::{Binds, Code, Form, Hold, Native};
use super::compare::alike;
use super::lists::{comparable, placed, widened};
use super::{Emitter, Made, Missing};
use crate::cel::constant::Const;
use crate::cel::node::{Kind, Node};
use crate::cel::types::Type;

impl Emitter<'_> {
    pub(super) fn index(&self, of: &Node, key: &Node) -> Made {
        if let Kind::Local(local) = &key.kind
            && let Some(value) = self.value_of(of, local.id)?
        {
            return Ok(value);
        }
        let (of, code) = (self.collected(self.node(of)?), self.plain(key)?);
        match of.form.clone() {
            Form::List(_, element) => {
                let code = code.wide(false);
                let (list, index) = (&of.tokens, &code.tokens);
                let found = element.of_ref(&quote!(it));
                let list = match of.form {
                    Form::List(Hold::Ref, _) => quote!(#list),
                    _ => quote!(&#list),
                };
                Ok(found_at(quote!(cel::at(#list, #index)), &found, &[&of, &code]))
            }
            Form::Map(hold, stored, value) => {
                let found = value.of_ref(&quote!(it));
                let receiver = match hold {
                    Hold::Maybe => quote!(map),
                    _ => of.receiver(),
                };
                let parts = [of.clone(), code.clone()];
                let parts = [&parts[0], &parts[1]];
                let got = match self.key(key, code, &stored)? {
                    Key::Never => return Ok(Code::tried(quote!(Err(cel::Fault::NoSuchKey)), found.form.clone(), &[])),
                    Key::Known(key) => quote!(#receiver.get(#key)),
                    Key::Converted(convert) => quote!(#convert.and_then(|key| #receiver.get(&key))),
                };
                let got = match hold {
                    Hold::Maybe => {
                        let map = of.receiver();
                        quote!(#map.and_then(|map| #got))
                    }
                    _ => got,
                };
                Ok(found_at(quote!(#got.ok_or(cel::Fault::NoSuchKey)), &found, &parts))
            }
            Form::Pairs(stored, value) => {
                let found = value.of_ref(&quote!(it));
                let wanted = comparable(code, key.ty == Type::Uint);
                if wanted.fails {
                    return Err(Missing::rust("it looks for a key whose own value can fail"));
                }
                let (pairs, key) = (of.receiver(), wanted.at(Binds::Add));
                let known = widened(stored.of_ref(&quote!(known)));
                let known = known.at(Binds::Add);
                let got = quote!(#pairs.iter().find(|(known, _)| #known == #key).map(|(_, value)| value));
                Ok(found_at(quote!(#got.ok_or(cel::Fault::NoSuchKey)), &found, &[&of]))
            }
            _ => Err(Missing::rust("an element of what has none")),
        }
    }

    /// How a map is asked for a key.
    fn key(&self, node: &Node, code: Code, stored: &Form) -> Result<Key, Missing> {
        Ok(match (stored, &code.form) {
            (Form::Text(_), _) => Key::Known(code.text().tokens),
            (Form::Bool, _) => {
                let tokens = code.at(Binds::Prefix);
                Key::Known(quote!(&#tokens))
            }
            (Form::Number(native), Form::Number(given)) => {
                let constant = node.as_const().and(code.range);
                let tokens = code.at(Binds::Prefix);
                match (constant, native.range()) {
                    (Some((value, _)), Some((least, greatest))) if value < least || value > greatest => Key::Never,
                    (Some(_), _) => Key::Known(quote!(&#tokens)),
                    _ if given == native => Key::Known(quote!(&#tokens)),
                    _ => {
                        let is_unsigned = matches!(native, Native::U32 | Native::U64);
                        let wide = code.wide(is_unsigned);
                        let tokens = &wide.tokens;
                        match native {
                            Native::I32 => Key::Converted(quote!(i32::try_from(#tokens).ok())),
                            Native::U32 => Key::Converted(quote!(u32::try_from(#tokens).ok())),
                            _ => {
                                let tokens = wide.at(Binds::Prefix);
                                Key::Known(quote!(&#tokens))
                            }
                        }
                    }
                }
            }
            _ => return Err(Missing::rust("a key of a type that maps do not have")),
        })
    }

    pub(super) fn contains(&self, item: &Node, of: &Node) -> Made {
        if let (Some(Const::List(values)), Type::List(element)) = (of.as_const(), &of.ty)
            && let Some(made) = self.one_of(item, values, element)?
        {
            return Ok(made);
        }
        let (code, of) = (self.plain(item)?, self.node(of)?);
        match of.form.clone() {
            Form::Map(hold, stored, _) => {
                let receiver = match hold {
                    Hold::Maybe => quote!(map),
                    _ => of.receiver(),
                };
                let fails = code.fails;
                let has = match self.key(item, code, &stored)? {
                    Key::Never => quote!(false),
                    Key::Known(key) => quote!(#receiver.contains_key(#key)),
                    Key::Converted(convert) => quote!(#convert.is_some_and(|key| #receiver.contains_key(&key))),
                };
                let has = match hold {
                    Hold::Maybe if fails => return Err(Missing::rust("it looks for a key whose own value can fail")),
                    Hold::Maybe => {
                        let map = of.receiver();
                        quote!(#map.is_some_and(|map| #has))
                    }
                    _ => has,
                };
                let made = Code::atom(has, Form::Bool, &[&of]);
                Ok(Code {
                    fails: made.fails || fails,
                    ..made
                })
            }
            _ => {
                let (items, kept) = self.items(&of)?;
                let native = |form: &Form| matches!(form, Form::Number(_));
                let read = kept.read(&quote!(item));
                let (read, wanted) = match native(&read.form) {
                    true => alike((None, read), (item.as_const(), code.clone()), item.ty == Type::Uint),
                    false => (widened(read), comparable(code.clone(), false)),
                };
                if code.fails || !is_simple(item) {
                    return Ok(self.any_of(&of, items, &read, code, item.ty == Type::Uint));
                }
                let (left, right) = (read.at(Binds::Add), wanted.at(Binds::Add));
                Ok(Code::atom(
                    quote!(#items.any(|item| #left == #right)),
                    Form::Bool,
                    &[&of],
                ))
            }
        }
    }

    /// Whether an iterator gives a value that is looked for once.
    fn any_of(&self, of: &Code, items: TokenStream, read: &Code, wanted: Code, is_unsigned: bool) -> Code {
        let wanted = wanted.wide(is_unsigned);
        let kept = comparable(Code::atom(quote!(wanted), placed(&wanted.form), &[]), is_unsigned);
        let read = widened(read.clone());
        let (left, right, value) = (read.at(Binds::Add), kept.at(Binds::Add), &wanted.tokens);
        let tokens = quote! {{
            let wanted = #value;
            #items.any(|item| #left == #right)
        }};
        Code::new(tokens, Form::Bool, Binds::Loose, &[of, &wanted])
    }

    /// `in` a constant list of integers or strings.
    fn one_of(&self, item: &Node, values: &[Const], ty: &Type) -> Result<Option<Code>, Missing> {
        let is_plain = |value: &Const| matches!(value, Const::Int(_) | Const::Uint(_) | Const::String(_));
        if values.is_empty() || !values.iter().all(is_plain) {
            return Ok(None);
        }
        let code = self.plain(item)?;
        let mut codes: Vec<Code> = Vec::new();
        for value in values {
            let each = self.constant(value, ty)?;
            if codes
                .iter()
                .all(|known| known.tokens.to_string() != each.tokens.to_string())
            {
                codes.push(each);
            }
        }
        let fits = |code: &Code, native: Native| match (code.range, native.range()) {
            (Some((value, _)), Some((least, greatest))) => least <= value && value <= greatest,
            _ => false,
        };
        let code = match &code.form {
            Form::Number(native) => {
                let all_fit = codes.iter().all(|each| fits(each, *native));
                if all_fit { code } else { code.wide(*ty == Type::Uint) }
            }
            _ => code.text(),
        };
        let (value, patterns) = (&code.tokens, codes.iter().map(|each| &each.tokens));
        Ok(Some(Code::atom(
            quote!(matches!(#value, #(#patterns)|*)),
            Form::Bool,
            &[&code],
        )))
    }
}

/// How a map is asked for a key.
enum Key {
    /// No key of this type has the value.
    Never,
    /// A reference.
    Known(TokenStream),
    /// An `Option`.
    Converted(TokenStream),
}

/// What reads an element from the `Result` of a reference to it.
fn found_at(result: TokenStream, found: &Code, parts: &[&Code]) -> Code {
    let (read, form) = (&found.tokens, found.form.clone());
    match read.to_string().as_str() {
        "it" => Code::tried(result, form, parts),
        "* it" => {
            let reference = Code::tried(result, Form::Bool, parts);
            let tokens = &reference.tokens;
            Code::new(quote!(*#tokens), form, Binds::Prefix, &[&reference])
        }
        _ => Code::tried(quote!(#result.map(|it| #read)), form, parts),
    }
}

/// Whether asking twice costs nothing.
fn is_simple(node: &Node) -> bool {
    match &node.kind {
        Kind::Const(_) | Kind::This | Kind::Local(_) => true,
        Kind::Field { of, .. } => is_simple(of),
        _ => false,
    }
}
