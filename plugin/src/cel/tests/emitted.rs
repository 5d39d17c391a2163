//! The Rust of `tests/tests/cel/cases.txt`, which `tests/tests/cel` runs.
//!
//! `PROTOSEAL_BLESS=1 cargo test -p protoseal-build --lib cel` rewrites it, to be read before it is committed.

use std::fs;
use std::path::PathBuf;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::access::Stock;
use super::{of_message, sample};
use crate::cel::{Holds, Outcome, Read, check};

#[test]
fn emitted_code_is_as_expected() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/tests/cel"));
    let cases = fs::read_to_string(folder.join("cases.txt")).expect("the cases");
    let texts = cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let pool = sample();
    let (env, stock) = (
        of_message(&pool, "cel.v1.Sample"),
        Stock {
            pool,
            module: quote!(pb),
        },
    );
    let mut items = Vec::new();
    let mut table = Vec::new();
    for (index, text) in texts.enumerate() {
        if text.contains("is_no_field") {
            assert!(check(text, &env).is_err(), "{text}");
            continue;
        }
        let name = Ident::new(&format!("case_{}", index + 1), Span::call_site());
        items.push(function(&name, text, &env, &stock));
        table.push(quote!((#text, #name)));
    }
    let file = quote! {
        pub(crate) const CASES: &[(&str, Case)] = &[#(#table),*];
        #(#items)*
    };
    let file = syn::parse2(file).expect("Rust");
    let made = prettyplease::unparse(&file);
    let path = folder.join("expected/cases.rs");
    if std::env::var_os("PROTOSEAL_BLESS").is_some() {
        fs::write(&path, &made).expect("a file is written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let mut lines = expected.lines().zip(made.lines());
    let different = lines.find(|(expected, made)| expected != made);
    assert_eq!(
        different, None,
        "If this is as it should be: PROTOSEAL_BLESS=1 cargo test -p protoseal-build --lib cel"
    );
    assert_eq!(expected.len(), made.len());
}

fn function(name: &Ident, text: &str, env: &crate::cel::Env, stock: &Stock) -> TokenStream {
    let checked = check(text, env).unwrap_or_else(|fault| panic!("{text}: {fault}"));
    let this = Read {
        code: quote!(message),
        holds: Holds::Ref,
    };
    let emitted = checked
        .emit(&this, stock)
        .unwrap_or_else(|missing| panic!("{text}: {missing:?}"));
    let code = &emitted.code;
    let answer = match emitted.outcome {
        Outcome::Bool => quote!(Answer::Bool),
        Outcome::Static => quote!(Answer::Static),
        Outcome::Text => quote!(Answer::Text),
    };
    let ty = match emitted.outcome {
        Outcome::Bool => quote!(bool),
        Outcome::Static => quote!(&'static str),
        Outcome::Text => quote!(cel::Cow<'_, str>),
    };
    let doc = format!(" `{text}`");
    let (ty, answer) = match emitted.fails {
        true => (quote!(Result<#ty, cel::Fault>), quote!(of(message).map(#answer))),
        false => (ty, quote!(Ok(#answer(of(message))))),
    };
    // What is decided while the schema is built reads nothing.
    let of = if code.to_string().contains("message") {
        quote!(message)
    } else {
        quote!(_)
    };
    quote! {
        #[doc = #doc]
        fn #name(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
            fn of(#of: &pb::Sample) -> #ty {
                #code
            }
            #answer
        }
    }
}
