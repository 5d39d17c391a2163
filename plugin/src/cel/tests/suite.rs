//! The expressions of protovalidate's conformance suite, and of its standard rules: how many become Rust.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use prost_reflect::{DescriptorPool, DynamicMessage, FieldDescriptor, MessageDescriptor, ReflectMessage, Value};
use quote::quote;

use super::access::Stock;
use crate::cel::{Env, Holds, Missing, Read, Rule, This, check};
use crate::load::Schema;
use crate::tools;

/// What the suite expects to be refused, by the message that it is on: rules of another type's, two expressions that make no sense.
const WRONG: [&str; 3] = ["IncorrectType", "MissingField", "WrongType"];

#[test]
fn every_expression_of_the_suite_becomes_rust() {
    let Some(root) = tools::tool("PROTOSEAL_CONFORMANCE_BUF") else {
        return;
    };
    let (mut found, mut pools) = (Found::default(), 0);
    for file in files(&root.join("buf/validate/conformance/cases")) {
        let name = file
            .strip_prefix(&root)
            .expect("within it")
            .to_string_lossy()
            .into_owned();
        // Editions are lowered before, and their expressions are those of the other two.
        let text = fs::read_to_string(&file).expect("a file");
        if text.contains("\nedition = ") {
            continue;
        }
        let Ok(Schema { pool, .. }) = Schema::from_protos(&[&file], &[&root]) else {
            // It imports editions.
            continue;
        };
        pools += 1;
        let within = pool
            .all_messages()
            .filter(|message| message.parent_file().name() == name);
        for message in within.collect::<Vec<_>>() {
            found.message(&pool, &message);
        }
    }
    assert!(pools > 20, "{pools} files");
    let Found {
        total, wrong, foreign, ..
    } = &found;
    println!(
        "{} of {total} expressions of the suite became Rust, {} are wrong as they should be",
        total - wrong.len() - foreign.len(),
        wrong.len()
    );
    assert!(*total > 500, "{total} expressions");
    assert_eq!(foreign, &BTreeMap::new());
    let unexpected: Vec<_> = wrong
        .iter()
        .filter(|(of, _)| !WRONG.iter().any(|name| of.contains(name)))
        .collect();
    assert!(unexpected.is_empty(), "{unexpected:#?}");
    assert!(
        WRONG.iter().all(|name| wrong.keys().any(|of| of.contains(name))),
        "{wrong:#?}"
    );
}

/// What `this` is, of a field.
type Of = fn(FieldDescriptor) -> This;

#[derive(Default)]
struct Found {
    total: usize,
    /// What is said of it, by where it is.
    wrong: BTreeMap<String, String>,
    foreign: BTreeMap<String, String>,
}

impl Found {
    fn message(&mut self, pool: &DescriptorPool, message: &MessageDescriptor) {
        if let Some(rules) = extension(pool, &message.options(), "buf.validate.message") {
            self.expressions(&rules, &Env::of(This::Message(message.clone())), message.full_name());
        }
        for field in message.fields() {
            if let Some(rules) = extension(pool, &field.options(), "buf.validate.field") {
                self.field(pool, &rules, &field, This::Field);
            }
        }
    }

    /// The rules of a field, or of its elements.
    fn field(&mut self, pool: &DescriptorPool, rules: &DynamicMessage, field: &FieldDescriptor, this: Of) {
        self.expressions(rules, &Env::of(this(field.clone())), field.full_name());
        for (set, value) in rules.fields() {
            let Value::Message(of_type) = value else {
                continue;
            };
            let parts: [(&str, Of); 3] = [("items", This::Item), ("keys", This::Key), ("values", This::Value)];
            for (name, this) in parts {
                if let Some(part) = of_type.descriptor().get_field_by_name(name)
                    && of_type.has_field(&part)
                    && let Some(rules) = of_type.get_field(&part).as_message()
                {
                    self.field(pool, rules, field, this);
                }
            }
            let wrapped = match field.kind() {
                prost_reflect::Kind::Message(message) if message.full_name().ends_with("Value") => {
                    message.get_field_by_name("value")
                }
                _ => None,
            };
            let this = match wrapped {
                // The rules of a scalar on a wrapper are about what it wraps.
                Some(value) if set.name() != "any" => This::Field(value),
                _ => this(field.clone()),
            };
            self.predefined(pool, of_type, &this, field.full_name());
        }
    }

    fn predefined(&mut self, pool: &DescriptorPool, rules: &DynamicMessage, this: &This, at: &str) {
        let fields = rules
            .fields()
            .map(|(field, value)| (field.options(), field.kind(), field.is_list(), value));
        let extensions = rules
            .extensions()
            .map(|(field, value)| (field.options(), field.kind(), field.is_list(), value));
        for (options, kind, is_list, value) in fields.chain(extensions) {
            let Some(predefined) = extension(pool, &options, "buf.validate.predefined") else {
                continue;
            };
            let env = Env {
                this: this.clone(),
                rule: Some(Rule {
                    value: value.clone(),
                    kind,
                    is_list,
                }),
                rules: Some(rules.clone()),
            };
            self.expressions(&predefined, &env, at);
        }
    }

    fn expressions(&mut self, rules: &DynamicMessage, env: &Env, at: &str) {
        for name in ["cel", "cel_expression"] {
            let Some(list) = rules.get_field_by_name(name) else {
                continue;
            };
            for rule in list.as_list().unwrap_or_default() {
                let text = match rule {
                    Value::String(text) => text.clone(),
                    Value::Message(rule) => match rule.get_field_by_name("expression").as_deref() {
                        Some(Value::String(text)) => text.clone(),
                        _ => continue,
                    },
                    _ => continue,
                };
                self.expression(&text, env, at);
            }
        }
    }

    fn expression(&mut self, text: &str, env: &Env, at: &str) {
        self.total += 1;
        let checked = match check(text, env) {
            Ok(checked) => checked,
            Err(fault) => {
                self.wrong.insert(at.to_owned(), format!("{text}: {fault}"));
                return;
            }
        };
        let stock = Stock {
            pool: env.this.pool(),
            module: quote!(pb),
        };
        let this = Read {
            code: quote!(value),
            holds: Holds::Ref,
        };
        match checked.emit(&this, &stock) {
            Ok(emitted) => {
                let code = emitted.code;
                let parsed = syn::parse2::<syn::Expr>(code.clone());
                assert!(parsed.is_ok(), "{text}: {code}");
            }
            Err(Missing::Field) => panic!("{at}: {text}: a field is missing"),
            Err(Missing::Rust(why)) => {
                self.foreign.insert(at.to_owned(), format!("{text}: {why}"));
            }
        }
    }
}

impl Env {
    fn of(this: This) -> Self {
        Self {
            this,
            rule: None,
            rules: None,
        }
    }
}

fn extension(pool: &DescriptorPool, options: &DynamicMessage, name: &str) -> Option<DynamicMessage> {
    let extension = pool.get_extension_by_name(name)?;
    let set = options
        .has_extension(&extension)
        .then(|| options.get_extension(&extension))?;
    set.as_message().cloned()
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "proto") {
            found.push(path);
        }
    }
    found.sort();
    found
}
