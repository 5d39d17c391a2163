//! Functions: those that a signature gives the Rust of, and `matches`.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::quote;

use super::code::{Code, Form, Hold, Native};
use super::{Emitter, Made, Missing};
use crate::cel::check::{Is, Signature};
use crate::cel::constant::Const;
use crate::cel::node::Node;
use crate::cel::pattern::translate;
use crate::cel::types::Type;

impl Emitter<'_> {
    pub(super) fn call(&self, signature: &Signature, arguments: &[Node]) -> Made {
        let mut codes = Vec::new();
        for argument in arguments {
            let code = self.plain(argument)?;
            codes.push(match &code.form {
                Form::List(..) => self.values(code)?,
                // A method of a string finds its way to what owns it.
                Form::Text(Hold::Place) | Form::Bytes(Hold::Place)
                    if codes.is_empty() && signature.rust.starts_with("_0.") =>
                {
                    code
                }
                _ => {
                    let is_unsigned = argument.ty == Type::Uint;
                    code.wide(is_unsigned).text().bytes()
                }
            });
        }
        let template: TokenStream = signature
            .rust
            .parse()
            .map_err(|_| Missing::rust("a function without Rust"))?;
        let tokens = filled(template, &codes);
        let form = match signature.gives {
            Is::Bool => Form::Bool,
            Is::Int => Form::Number(Native::I64),
            Is::Double => Form::Number(Native::F64),
            Is::String => Form::Text(Hold::Owned),
            Is::Borrowed => Form::Text(Hold::Ref),
            Is::Bytes => Form::Bytes(Hold::Owned),
            Is::Duration => Form::Span,
            Is::Timestamp => Form::Time,
            Is::Strings => Form::List(Hold::Owned, Box::new(Form::Text(Hold::Owned))),
        };
        let parts: Vec<&Code> = codes.iter().collect();
        Ok(match signature.fails {
            true => Code::tried(tokens, form, &parts),
            false => Code::atom(tokens, form, &parts),
        })
    }

    pub(super) fn matches(&self, text: &Node, pattern: &Node) -> Made {
        let text = self.plain(text)?.text();
        let subject = &text.tokens;
        if let Some(Const::String(pattern)) = pattern.as_const() {
            let translated = translate(pattern).map_err(Missing::Rust)?;
            let pattern = self.access.pattern(&translated);
            return Ok(Code::atom(
                quote!(cel::matches(#subject, #pattern)),
                Form::Bool,
                &[&text],
            ));
        }
        let pattern = self.plain(pattern)?.text();
        let parts = [&text, &pattern];
        let pattern = &pattern.tokens;
        Ok(Code::tried(
            quote!(cel::matches_any(#subject, #pattern)),
            Form::Bool,
            &parts,
        ))
    }
}

/// A template with its arguments: in parentheses only where a dot follows.
fn filled(template: TokenStream, codes: &[Code]) -> TokenStream {
    let trees: Vec<TokenTree> = template.into_iter().collect();
    let mut made = TokenStream::new();
    for (at, tree) in trees.iter().enumerate() {
        let is_receiver = matches!(trees.get(at + 1), Some(TokenTree::Punct(punct)) if punct.as_char() == '.');
        match tree {
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                let index: Option<usize> = name.strip_prefix('_').and_then(|index| index.parse().ok());
                match index.and_then(|index| codes.get(index)) {
                    Some(code) if is_receiver => made.extend(code.receiver()),
                    Some(code) => made.extend(code.tokens.clone()),
                    None => made.extend([tree.clone()]),
                }
            }
            TokenTree::Group(group) => {
                let inner = filled(group.stream(), codes);
                made.extend([TokenTree::Group(Group::new(group.delimiter(), inner))]);
            }
            other => made.extend([other.clone()]),
        }
    }
    made
}
