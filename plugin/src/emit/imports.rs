//! What generated code uses of the runtime.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream, TokenTree};

use super::shape::ident;

/// Everything that the emitters may write without a path: types first, then modules.
const TYPES: [&str; 29] = [
    "Bound",
    "BoundKind",
    "Carried",
    "Children",
    "ClosedGroup",
    "Counted",
    "Field",
    "Frozen",
    "Group",
    "GroupName",
    "Inspectable",
    "Inspecting",
    "Mask",
    "OpenError",
    "Openable",
    "Opening",
    "Partial",
    "PartlyOpenable",
    "Place",
    "Policy",
    "Prepared",
    "Scope",
    "SealError",
    "Sealable",
    "Sealed",
    "Sealing",
    "Survey",
    "Taken",
    "Writing",
];
const MODULES: [&str; 16] = [
    "debug", "fill", "inspect", "json", "kind", "open", "read", "seal", "secret", "serde", "size", "survey", "unlock",
    "update", "validate", "write",
];

/// The names that these items use, in the order of the lists.
pub(crate) fn used(items: &[TokenStream]) -> Vec<Ident> {
    let mut found = BTreeSet::new();
    for item in items {
        walk(item.clone(), &mut found);
    }
    let names = TYPES.iter().chain(&MODULES);
    names
        .filter(|name| found.contains(**name))
        .map(|name| ident(name))
        .collect()
}

/// Whether these items use the module `fmt`.
pub(crate) fn uses_fmt(items: &[TokenStream]) -> bool {
    items.iter().any(|item| item.to_string().contains("fmt ::"))
}

/// Finds names at the beginning of a path: a type anywhere, a module before `::`, for fields and variables can have its name.
fn walk(tokens: TokenStream, found: &mut BTreeSet<&'static str>) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let is_colon = |tree: Option<&TokenTree>| matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
    let is_separator = |at: usize| is_colon(trees.get(at)) && is_colon(trees.get(at + 1));
    for (at, tree) in trees.iter().enumerate() {
        match tree {
            TokenTree::Group(group) => walk(group.stream(), found),
            TokenTree::Ident(name) if at < 2 || !is_separator(at - 2) => {
                found.extend(TYPES.iter().find(|known| name == **known));
                found.extend(MODULES.iter().find(|known| name == **known && is_separator(at + 1)));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn names_within_a_path_do_not_count() {
        let items = [quote! {
            impl super::Field {
                fn fill(self, survey: Place<'_>) -> super::open::Group {
                    size::of(&self.seal);
                    debug: super::survey::Policy::new(self.unlock)
                }
            }
        }];
        let names: Vec<String> = used(&items).iter().map(ToString::to_string).collect();
        assert_eq!(names, ["Place", "size"]);
    }
}
