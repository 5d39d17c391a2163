//! What holds for every pattern.

use proptest::prelude::*;
use protoseal_re2::{Error, compile, translate};

/// Texts of what means something in patterns, which are seldom valid, and never boring.
fn pattern() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        4 => "[a-cK0-9 \u{17f}é日\n]",
        4 => r"[\\\[\]\(\)\{\}\^\$\.\*\+\?\|&~#:,<>-]",
        2 => r"\\[A-Za-z0-9]",
        1 => Just("[[:alpha:]".to_owned()),
        1 => Just("[^".to_owned()),
        1 => Just("\\p{Greek}".to_owned()),
        1 => Just("\\x{D800}".to_owned()),
        1 => r"\{[0-9]{0,4},?[0-9]{0,4}\}",
        1 => r"\(\?[imsU-]{0,3}[:)]",
        1 => Just("(?P<n>".to_owned()),
    ];
    prop::collection::vec(token, 0..20).prop_map(|tokens| tokens.concat())
}

/// `text` as a pattern that means itself, as RE2's `QuoteMeta` makes it.
fn quoted(text: &str) -> String {
    let quote = |char: char| match char {
        _ if char.is_ascii() && !char.is_ascii_alphanumeric() => format!("\\{char}"),
        _ => char.to_string(),
    };
    text.chars().map(quote).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_translated_compiles(pattern in prop_oneof![pattern(), any::<String>()]) {
        match compile(&pattern) {
            Ok(_) | Err(Error::TooLarge { .. }) => (),
            Err(Error::Unsupported(error)) => prop_assert!(pattern.is_char_boundary(error.at()), "{error:?}"),
            Err(error) => prop_assert!(false, "{error}"),
        }
    }

    /// Callers may keep it, and generated code holds it.
    #[test]
    fn a_translation_stays_short(pattern in pattern()) {
        let translated = translate(&pattern).unwrap_or_default();
        prop_assert!(translated.len() <= 30 * pattern.len(), "{translated}");
    }

    #[test]
    fn a_group_or_an_empty_quote_changes_nothing(pattern in pattern()) {
        if let Ok(translated) = translate(&pattern) {
            let grouped = translate(&format!("(?:{pattern}\\E)")).or_else(|_| translate(&format!("(?:{pattern})")));
            prop_assert_eq!(grouped, Ok(translated.clone()));
            prop_assert_eq!(translate(&format!("\\Q\\E{pattern}")), Ok(translated));
        }
    }

    #[test]
    fn quotes_match_what_they_quote(text: String, other: String) {
        let by_character = compile(&format!("^{}$", quoted(&text)));
        let by_quote = compile(&format!("^\\Q{}\\E$", text.replace('\\', "\\E\\\\\\Q")));
        for regex in [by_character, by_quote] {
            let regex = regex.expect("a text is a pattern");
            prop_assert!(regex.is_match(&text));
            prop_assert_eq!(regex.is_match(&other), text == other);
        }
    }

    #[test]
    fn a_class_holds_what_stands_in_it(chars in prop::collection::vec(any::<char>(), 1..8), other: char) {
        let items: String = chars.iter().map(|char| quoted(&char.to_string())).collect();
        let class = compile(&format!("^[{items}]$")).expect("a class");
        let negated = compile(&format!("^[^{items}]$")).expect("a class");
        for char in chars.iter().copied().chain([other]) {
            let text = char.to_string();
            prop_assert_eq!(class.is_match(&text), chars.contains(&char), "{}", char);
            prop_assert_eq!(negated.is_match(&text), !chars.contains(&char), "{}", char);
        }
    }
}
