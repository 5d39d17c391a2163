//! `format`: a text, made piece by piece.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::code::{Code, Form, Hold};
use super::lists::Item;
use super::{Emitter, Made, Missing};
use crate::cel::node::{Piece, Verb};
use crate::cel::types::Type;

impl Emitter<'_> {
    pub(super) fn format(&self, pieces: &[Piece]) -> Made {
        let mut tokens = quote!(cel::Template::new());
        let mut parts = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => tokens = quote!(#tokens.text(#text)),
                Piece::Verb(verb, argument) => {
                    let code = self.node(argument)?;
                    if let (Verb::String, Form::Null) = (verb, &code.form) {
                        tokens = quote!(#tokens.text("null"));
                        continue;
                    }
                    let code = match verb {
                        Verb::String => code,
                        _ => code.plain(),
                    };
                    let code = super::constants::suffixed(code.wide(argument.ty == Type::Uint).text().bytes());
                    let value = &code.tokens;
                    tokens = match verb {
                        Verb::String => {
                            let value = self.shown(&code)?;
                            quote!(#tokens.string(#value))
                        }
                        Verb::Decimal => quote!(#tokens.decimal(#value)),
                        Verb::Fixed(digits) => {
                            let digits = Literal::usize_unsuffixed(*digits);
                            quote!(#tokens.fixed(#value, #digits))
                        }
                        Verb::Scientific(digits) => {
                            let digits = Literal::usize_unsuffixed(*digits);
                            quote!(#tokens.scientific(#value, #digits))
                        }
                        Verb::Binary => quote!(#tokens.binary(#value)),
                        Verb::Hex { upper: false } => quote!(#tokens.hex(#value)),
                        Verb::Hex { upper: true } => quote!(#tokens.upper_hex(#value)),
                        Verb::Octal => quote!(#tokens.octal(#value)),
                    };
                    parts.push(code);
                }
            }
        }
        let parts: Vec<&Code> = parts.iter().collect();
        Ok(Code::atom(quote!(#tokens.done()), Form::Text(Hold::Owned), &parts))
    }

    /// What `%s` is given.
    fn shown(&self, code: &Code) -> Result<TokenStream, Missing> {
        let tokens = &code.tokens;
        Ok(match &code.form {
            // Errors leave before the text is made.
            Form::List(Hold::Owned, _) if code.fails => quote!(#tokens),
            Form::List(..) | Form::Map(..) | Form::Pairs(..) if code.fails => {
                return Err(Missing::rust("it formats a list or a map that can fail"));
            }
            Form::List(..) => {
                let (items, item) = self.items(code)?;
                if let Item::Value(Form::Text(Hold::Owned) | Form::Bytes(Hold::Owned)) = item {
                    return Ok(quote!(cel::Listed(|| #items)));
                }
                let read = super::lists::widened(item.read(&quote!(item)));
                let value = self.shown(&read)?;
                match value.to_string().as_str() {
                    "item" => quote!(cel::Listed(|| #items)),
                    "* item" => quote!(cel::Listed(|| #items.copied())),
                    _ => quote!(cel::Listed(|| #items.map(|item| #value))),
                }
            }
            Form::Map(hold, key, value) => {
                let receiver = code.receiver();
                let entries = match hold {
                    Hold::Maybe => quote!(#receiver.into_iter().flatten()),
                    _ => quote!(#receiver.iter()),
                };
                self.shown_entries(entries, key, value)?
            }
            Form::Pairs(key, value) => {
                let receiver = code.receiver();
                let (key, value) = (self.shown_item(key, "key")?, self.shown_item(value, "value")?);
                quote!(cel::Entries(|| #receiver.into_iter().map(|(key, value)| (#key, #value))))
            }
            Form::Nullable(inner) => {
                let receiver = code.receiver();
                let value = super::lists::widened(Code::atom(quote!(it), (**inner).clone(), &[])).tokens;
                match value.to_string() == "it" {
                    true => quote!(#tokens),
                    false => quote!(#receiver.map(|it| #value)),
                }
            }
            Form::Message(..) => return Err(Missing::rust("it formats a message")),
            _ => quote!(#tokens),
        })
    }

    /// A value that was taken out of a literal.
    fn shown_item(&self, form: &Form, name: &str) -> Result<TokenStream, Missing> {
        let name = Ident::new(name, Span::call_site());
        match form {
            Form::Text(Hold::Owned) | Form::Bytes(Hold::Owned) => Ok(quote!(#name)),
            _ => self.shown(&super::lists::widened(Item::Value(form.clone()).read(&quote!(#name)))),
        }
    }

    fn shown_entries(&self, entries: TokenStream, key: &Form, value: &Form) -> Result<TokenStream, Missing> {
        let key = self.shown(&super::lists::widened(key.of_ref(&quote!(key))))?;
        let value = self.shown(&super::lists::widened(value.of_ref(&quote!(value))))?;
        Ok(quote!(cel::Entries(|| #entries.map(|(key, value)| (#key, #value)))))
    }
}
