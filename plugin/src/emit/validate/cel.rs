//! Rules in CEL: an expression of Rust, and what is done with what it gives.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::super::shape::is_boxed;
use super::super::shown::{Entry, Form, Kind as TypeKind, Shown, ShownField};
use super::Emitter;
use crate::cel::{Access, Checked, Holds, Missing, Outcome, Read};
use crate::diagnostic::Diagnostic;
use crate::validation::{Message, Rule};

/// What checks an expression.
pub(super) struct Expression {
    pub(super) code: TokenStream,
    /// What has to be open before, in a partial type: conditions.
    pub(super) open: BTreeSet<String>,
}

impl Emitter<'_> {
    /// `None` if this type lacks a field that the expression reads, so that another type of the message has to check it.
    pub(super) fn expression(
        &self,
        rule: &Rule,
        checked: &Checked,
        this: &Read,
        spot: &TokenStream,
    ) -> Option<Expression> {
        let fields = Fields {
            emitter: self,
            open: RefCell::default(),
        };
        let emitted = match checked.emit(this, &fields) {
            Ok(emitted) => emitted,
            Err(Missing::Field) if matches!(self.shown.kind, TypeKind::Wire | TypeKind::Partial) => return None,
            Err(missing) => {
                self.refuse(rule, missing);
                return None;
            }
        };
        let (report, name, code) = (self.report(spot, rule), self.statics.rule(rule), &emitted.code);
        self.note_uses(code);
        let fault = quote!(v.fault(#spot, &#name, fault)?);
        let is_nameless = rule.message == Message::Nameless;
        let on_text = if is_nameless {
            quote!(v.report_text(#spot, &#name, text)?)
        } else {
            let report = quote!(v.report(#spot, &#name)?);
            quote!(#report)
        };
        let code = match (emitted.outcome, emitted.fails) {
            (Outcome::Bool, false) => quote! {
                if !(#code) {
                    #report
                }
            },
            (Outcome::Bool, true) => quote! {
                match #code {
                    Ok(true) => {}
                    Ok(false) => v.report(#spot, &#name)?,
                    Err(fault) => #fault,
                }
            },
            (Outcome::Static | Outcome::Text, false) => quote! {
                let text = #code;
                if !text.is_empty() {
                    #on_text;
                }
            },
            (Outcome::Static | Outcome::Text, true) => quote! {
                match #code {
                    Ok(text) if text.is_empty() => {}
                    Ok(text) => #on_text,
                    Err(fault) => #fault,
                }
            },
        };
        Some(Expression {
            code,
            open: fields.open.into_inner(),
        })
    }

    fn refuse(&self, rule: &Rule, missing: Missing) {
        let why = match missing {
            Missing::Field => "it reads a field that the generated types do not show, a secret in a list or a message of another crate".to_owned(),
            Missing::Rust(why) => why,
        };
        let location = self.checks.schema.locate(&rule.at);
        let cause = format!("the expression of the rule `{}` cannot become Rust: {why}", rule.id);
        let help =
            "write it otherwise, or leave the message or field out: `configure().validation(\"..\", Validation::Off)`";
        let diagnostic = Diagnostic::new(location, cause).help(help);
        self.refused
            .borrow_mut()
            .push(diagnostic.about(&self.shown.policy.full_name));
    }

    /// What of the runtime an expression uses without a path.
    fn note_uses(&self, code: &TokenStream) {
        let text = code.to_string();
        for module in ["cel", "formats"] {
            let uses = text.match_indices(&format!("{module} ::")).any(|(at, _)| {
                let before = text[..at].trim_end();
                !before.ends_with("::") && !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            });
            if uses {
                self.uses.borrow_mut().insert(module);
            }
        }
    }
}

/// How the types of one kind hold fields.
struct Fields<'a> {
    emitter: &'a Emitter<'a>,
    open: RefCell<BTreeSet<String>>,
}

impl Access for Fields<'_> {
    fn read(&self, message: &str, number: u32, of: &TokenStream) -> Option<Read> {
        let Some(shown) = self.emitter.type_of(message) else {
            return well_known(&self.emitter.checks.schema.pool, message, number, of);
        };
        shown.entries.iter().find_map(|entry| match entry {
            Entry::Field(field) if field.policy.number == number => self.field(shown, field, of),
            Entry::Field(_) => None,
            Entry::Oneof(oneof) => {
                let member = oneof.variants.iter().find(|member| member.policy.number == number)?;
                if member.policy.secret {
                    return None;
                }
                let (ident, variant) = (oneof.ident, member.ident);
                let path = super::seen_from(shown, &oneof.path, &self.emitter.shown.policy.package);
                let value = if is_boxed(member.ty) {
                    quote!(value.as_ref())
                } else {
                    quote!(value)
                };
                let value = quote!(Some(#path::#variant(value)) => Some(#value));
                let code = if shown.kind == TypeKind::Partial && oneof.is_sealed {
                    self.must_be_open(ident, of)?;
                    quote!(#of.#ident.get().ok().and_then(|open| match open { #value, _ => None }))
                } else {
                    quote!((match &#of.#ident { #value, _ => None }))
                };
                Some(Read {
                    code,
                    holds: Holds::OptionRef,
                })
            }
        })
    }

    fn compiles_well_known(&self) -> bool {
        self.emitter.checks.settings.compile_well_known_types
    }

    fn pattern(&self, translated: &str) -> TokenStream {
        let name = self.emitter.patterns.name(translated);
        quote!(&#name)
    }
}

impl Fields<'_> {
    fn field(&self, shown: &Shown<'_>, field: &ShownField<'_>, of: &TokenStream) -> Option<Read> {
        let (ident, form, boxed) = (field.ident, Form::of(field), is_boxed(field.ty));
        let read = |code, holds| Some(Read { code, holds });
        if shown.kind == TypeKind::Partial && field.policy.group.is_some() {
            if field.policy.secret {
                return None;
            }
            self.must_be_open(ident, of)?;
            let open = quote!(#of.#ident.get().ok());
            return match (form, boxed) {
                (Form::Optional, false) => read(quote!(#open.and_then(Option::as_ref)), Holds::OptionRef),
                (Form::Optional, true) => read(quote!(#open.and_then(Option::as_deref)), Holds::OptionRef),
                _ => read(open, Holds::OptionRef),
            };
        }
        if field.policy.secret {
            let exposed = quote!(#of.#ident.expose());
            return match form {
                Form::Plain | Form::Required => read(exposed, Holds::Bare),
                Form::Optional | Form::List | Form::Map => None,
            };
        }
        let holds = match (form, boxed) {
            (Form::Optional, true) => Holds::OptionBoxed,
            (Form::Optional, false) => Holds::Option,
            (Form::Plain | Form::Required, true) => Holds::Boxed,
            _ => Holds::Value,
        };
        read(quote!(#of.#ident), holds)
    }

    /// A field of the message itself can be asked whether it is open; those of others are not looked into.
    fn must_be_open(&self, ident: &proc_macro2::Ident, of: &TokenStream) -> Option<()> {
        let is_own = of.to_string() == "self";
        is_own.then(|| {
            self.open.borrow_mut().insert(ident.to_string());
        })
    }
}

/// protobuf's own messages, whose fields prost names as they are; a oneof in one is not read.
fn well_known(pool: &prost_reflect::DescriptorPool, message: &str, number: u32, of: &TokenStream) -> Option<Read> {
    if !super::super::shown::is_well_known(message) {
        return None;
    }
    let field = pool.get_message_by_name(message)?.get_field(number)?;
    if field.containing_oneof().is_some() {
        return None;
    }
    let name = super::super::shape::ident(field.name());
    let is_optional = !field.is_list() && !field.is_map() && field.supports_presence();
    Some(Read {
        code: quote!(#of.#name),
        holds: if is_optional { Holds::Option } else { Holds::Value },
    })
}
