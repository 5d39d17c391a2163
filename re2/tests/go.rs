//! The same patterns and texts in Go's regexp, whose language is RE2's: both sides must agree on what is valid, and on where it matches.

#[path = "go/compare.rs"]
mod compare;
#[path = "go/oracle.rs"]
mod oracle;
#[path = "go/patterns.rs"]
mod patterns;
#[path = "go/seeds.rs"]
mod seeds;
#[path = "go/texts.rs"]
mod texts;

use oracle::{Oracle, Question};
use rand::SeedableRng;
use rand::rngs::StdRng;

/// Texts for each pattern.
const TEXTS: usize = 10;

#[test]
fn go_agrees_on_patterns_at_random() {
    let Some(oracle) = Oracle::find() else { return };
    for seed in seeds::seeds() {
        println!("PROTOSEAL_SEED={seed}");
        let rng = &mut StdRng::seed_from_u64(seed);
        let questions = (0..seeds::PATTERNS).map(|_| {
            let pattern = patterns::pattern(rng);
            let texts = (0..TEXTS).map(|_| texts::text(rng, &pattern)).collect();
            Question::first(pattern, texts)
        });
        let tally = compare::all(&oracle, &questions.collect::<Vec<_>>());
        println!("{tally:?}");
        tally.assert_enough();
    }
}

/// What is easy to get wrong, and what a generator seldom hits upon.
#[test]
fn go_agrees_on_patterns_by_hand() {
    let Some(oracle) = Oracle::find() else { return };
    let questions: Vec<_> = patterns::BY_HAND
        .iter()
        .map(|pattern| {
            let texts = texts::BY_HAND.iter().map(|text| (*text).to_owned());
            let own = texts::of_pattern(pattern);
            Question::first((*pattern).to_owned(), texts.chain(own).collect())
        })
        .collect();
    let tally = compare::all(&oracle, &questions);
    assert!(tally.valid > 150 && tally.invalid > 80, "{tally:?}");
}

/// Each named class, at every character where one begins or ends.
#[test]
fn go_agrees_on_classes_of_unicode() {
    let Some(oracle) = Oracle::find() else { return };
    let edges = edges(&oracle);
    let questions: Vec<_> = patterns::found()
        .into_iter()
        .flat_map(|name| {
            [
                format!("\\p{{{name}}}+"),
                format!("(?i)\\p{{^{name}}}+"),
                format!("(?i)[\n\\p{{{name}}}]+"),
            ]
        })
        .map(|pattern| Question::all(pattern, vec![edges.clone()]))
        .collect();
    let tally = compare::all(&oracle, &questions);
    assert!(
        tally.valid + tally.narrower == questions.len() && tally.valid > 400,
        "{tally:?}"
    );
}

/// Each character that has another case, in one pattern with others that are far from it.
#[test]
fn go_agrees_on_cases() {
    let Some(oracle) = Oracle::find() else { return };
    let edges = edges(&oracle);
    let is_cased = |char: &char| char.is_lowercase() || char.is_uppercase();
    let cased: Vec<char> = edges.chars().filter(is_cased).collect();
    let patterns = cased.len().div_ceil(16);
    let questions: Vec<_> = (0..patterns)
        .flat_map(|first| {
            let together: String = cased.iter().skip(first).step_by(patterns).collect();
            let apart: Vec<String> = together.chars().map(String::from).collect();
            [format!("(?i)[^{together}]+"), format!("(?i){}", apart.join("|"))]
        })
        .map(|pattern| Question::all(pattern, vec![edges.clone()]))
        .collect();
    let tally = compare::all(&oracle, &questions);
    assert!(tally.valid == questions.len() && tally.valid > 200, "{tally:?}");
}

/// The characters that both sides know alike: without those to which Unicode 14.0 to 16.0 gave another case, category or script than they
/// have in some Go.
fn edges(oracle: &Oracle) -> String {
    let cases = [
        '\u{19b}', '\u{264}', '\u{390}', '\u{3b0}', '\u{1fd3}', '\u{1fe3}', '\u{fb05}', '\u{fb06}',
    ];
    let classes = ['\u{1734}', '\u{16fe2}', '\u{16fe3}'];
    oracle.edges().replace(cases, "").replace(classes, "")
}
