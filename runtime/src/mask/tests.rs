//! Every mask over every kind of text, against rules written anew.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::Mask;

fn shown(mask: Mask, value: &str) -> String {
    mask.of(value).to_string()
}

fn assert_shown(mask: Mask, cases: &[(&str, &str)]) {
    for (value, expected) in cases {
        assert_eq!(shown(mask, value), *expected, "{mask:?} of {value:?}");
    }
}

#[test]
fn keep_last_shows_whole_characters() {
    let cases = [
        ("11010519491231002X", "**************002X"),
        ("abcde", "*bcde"),
        ("abcd", "***"),
        ("a", "***"),
        ("", "***"),
        ("北京市朝阳区建国路", "*****区建国路"),
        // A letter with an accent of its own, and families of seven code points.
        ("xcafe\u{301}", "*cafe\u{301}"),
        ("ab👨‍👩‍👧‍👦cd", "*b👨‍👩‍👧‍👦cd"),
        ("👨‍👩‍👧‍👦", "***"),
        ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", "***"),
        ("🇨🇳🇩🇪🇫🇷🇮🇹🇪🇸", "*🇩🇪🇫🇷🇮🇹🇪🇸"),
        // From right to left, in logical order; digits of another script.
        ("שלום עולם", "*****עולם"),
        ("٠١٢٣٤٥", "**٢٣٤٥"),
        // Syllables of Hangul in parts, and of Devanagari.
        ("\u{1112}\u{1161}\u{11ab}abcd", "*abcd"),
        ("नमस्तेabcd", "***abcd"),
    ];
    assert_shown(Mask::keep_last(4), &cases);
}

#[test]
fn keep_counts_at_both_ends() {
    let cases = [
        ("a\r\nb", "a**"),
        ("\r\n\r\n", "***"),
        ("a\nbc", "a***"),
        ("\u{202e}é\u{2028}", "*é*"),
        ("中a文", "中a*"),
        ("ab", "***"),
    ];
    assert_shown(Mask::keep_first(2), &cases);
    let cases = [
        ("abc", "a*c"),
        ("ab", "***"),
        ("e\u{301}xe\u{302}", "e\u{301}*e\u{302}"),
        ("中间文", "中*文"),
    ];
    assert_shown(Mask::Keep { first: 1, last: 1 }, &cases);
    assert_shown(
        Mask::Keep { first: 0, last: 0 },
        &[("abcd", "****"), ("ab", "**"), ("", "***")],
    );
    let most = Mask::Keep {
        first: u32::MAX,
        last: u32::MAX,
    };
    assert_shown(most, &[("abc", "***"), ("文", "***")]);
}

#[test]
fn email_shows_the_first_character_and_the_domain() {
    let cases = [
        ("john@example.com", "j***@example.com"),
        ("jo@example.com", "j***@example.com"),
        ("用户@例子.公司", "用***@例子.公司"),
        ("e\u{301}ve@example.com", "e\u{301}***@example.com"),
        ("👨‍👩‍👧‍👦x@example.com", "👨‍👩‍👧‍👦***@example.com"),
        ("j@example.com", "***"),
        ("👨‍👩‍👧‍👦@example.com", "***"),
        ("@example.com", "***"),
        ("john@", "***"),
        ("john", "***"),
        ("john@home@example.com", "***"),
        ("@@", "***"),
        // A number sign of Arabic makes one character with what follows it.
        ("ab\u{600}@example.com", "***"),
        ("", "***"),
        // What follows the `@` is no name of a host, and may be anything.
        ("my-p@ssw0rd", "***"),
        ("root@localhost", "***"),
        ("jane@example.com 1985-01-01", "***"),
        ("jane@example.com,13800138000", "***"),
        ("Jane Doe <jane@example.com>", "***"),
        ("jane@example..com", "***"),
        ("jane@.com", "***"),
        ("jane@example.com.", "***"),
        ("jane@example.com\nINFO signed in", "***"),
        ("jane@\u{202e}moc.example", "***"),
        ("jane@उदाहरण.परीक्षा", "j***@उदाहरण.परीक्षा"),
        ("\njane@example.com", "****@example.com"),
    ];
    assert_shown(Mask::Email, &cases);
    let long = |labels: usize| format!("jane@{}com", "label.".repeat(labels));
    assert_eq!(shown(Mask::Email, &long(41)), format!("j***{}", &long(41)[4..]));
    assert_eq!(shown(Mask::Email, &long(42)), "***");
}

#[test]
fn phone_shows_the_ends_and_separators() {
    let cases = [
        ("13800138000", "138****8000"),
        ("+86 138 0013 8000", "+86 1** **** 8000"),
        ("(555) 010-9999", "(***) ***-9999"),
        ("555.010/99", "***.*10/99"),
        ("55501099", "****1099"),
        ("5550109", "***"),
        ("+49 30 12", "***"),
        ("555-0109 ext 2", "***"),
        ("１３８００１３８０００", "***"),
        ("٠١٢٣٤٥٦٧٨٩٠", "***"),
        ("138\u{2011}0013\u{2011}8000", "***"),
        (" ", "***"),
        ("", "***"),
    ];
    assert_shown(Mask::Phone, &cases);
}

#[test]
fn id_card_shows_the_first_character_and_the_last() {
    let cases = [
        ("11010519491231002X", "1****************X"),
        ("A1234567", "A******7"),
        ("A123456", "***"),
        ("中1234567", "中******7"),
        ("e\u{301}123456", "***"),
        ("1234567e\u{301}", "1******e\u{301}"),
        ("", "***"),
    ];
    assert_shown(Mask::IdCard, &cases);
}

#[test]
fn bank_card_shows_the_last_four_digits() {
    let cases = [
        ("6222 0212 3456 7890", "**** **** **** 7890"),
        ("622202123456", "********3456"),
        ("62220212345", "***"),
        ("6222-0212-3456-789X", "***"),
        ("", "***"),
    ];
    assert_shown(Mask::BankCard, &cases);
}

#[test]
fn full_and_omit_show_nothing() {
    for value in ["", "a", "***", "中文", "👨‍👩‍👧‍👦", "a longer text"] {
        assert_shown(Mask::Full, &[(value, "***")]);
        assert_shown(Mask::Omit, &[(value, "***")]);
    }
}

/// What is shown can be chosen by whoever sent it, and be the end of a line of a log and the beginning of another.
#[test]
fn what_is_shown_is_of_one_line_and_one_direction() {
    for value in [
        "\r\n",
        "\n",
        "\r",
        "\u{b}",
        "\u{1b}[2J",
        "\u{85}",
        "\u{2028}",
        "\u{2029}",
        "\u{202e}",
        "\u{2067}",
        "\u{200f}",
        "\0",
    ] {
        for text in [
            format!("{value}ab"),
            format!("ab{value}"),
            format!("a{value}b中"),
            format!("{value}b@example.com"),
        ] {
            for mask in [
                Mask::keep_first(2),
                Mask::keep_last(2),
                Mask::Keep { first: 1, last: 1 },
                Mask::IdCard,
                Mask::Email,
            ] {
                let shown = shown(mask, &text.repeat(if mask == Mask::IdCard { 4 } else { 1 }));
                let plain = |char: char| "ab*@中[2J.".contains(char) || "example.com".contains(char);
                assert!(shown.chars().all(plain), "{mask:?} of {text:?} shows {shown:?}");
            }
        }
    }
}

#[test]
fn debug_quotes_and_escapes() {
    let debug = |mask: Mask, value| format!("{:?}", mask.of(value));
    assert_eq!(debug(Mask::keep_first(3), "a\"b'c"), r#""a\"b**""#);
    assert_eq!(
        debug(Mask::keep_last(5), "\u{1b}[2J\nx\u{202e}'\"\\"),
        r#""*****x*'\"\\""#
    );
    assert_eq!(debug(Mask::Full, "secret"), r#""***""#);
}

fn any_mask() -> impl Strategy<Value = Mask> {
    prop_oneof![
        Just(Mask::Full),
        (0..6u32, 0..6u32).prop_map(|(first, last)| Mask::Keep { first, last }),
        any::<(u32, u32)>().prop_map(|(first, last)| Mask::Keep { first, last }),
        Just(Mask::Email),
        Just(Mask::Phone),
        Just(Mask::IdCard),
        Just(Mask::BankCard),
        Just(Mask::Hash),
        Just(Mask::Omit),
    ]
}

/// Texts of what clusters, of what the masks look for, and of anything.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,20}",
        ".{0,12}",
        "[0-9]{0,20}",
        "[0-9 ()+./-]{0,24}",
        "[a-zé]{0,4}[@\u{600}]{0,2}[a-z.]{0,6}",
        "[a-zé\n\u{202e}]{2,4}@[a-z\u{301}]{1,3}[.][a-zé\n中-]{1,3}",
        "[ab\r\n\u{301}\u{200d}👨👩🇨🇳\u{600}\u{1112}\u{1161}\u{11ab}स\u{94d}त文ש٣@]{0,12}",
    ]
}

/// What the mask promises, from all characters at once.
fn promised<'v>(mask: Mask, value: &'v str) -> Option<String> {
    let all: Vec<&str> = value.graphemes(true).collect();
    let turned = ['\u{61c}', '\u{200e}', '\u{200f}', '\u{2028}', '\u{2029}'];
    let ranges = ['\u{202a}'..='\u{202e}', '\u{2066}'..='\u{2069}'];
    let is_kept =
        |char: char| !char.is_control() && !turned.contains(&char) && ranges.iter().all(|range| !range.contains(&char));
    let kept = |part: &&'v str| if part.chars().all(is_kept) { *part } else { "*" };
    let kept = |parts: &[&'v str]| parts.iter().map(kept).collect::<Vec<_>>();
    let between = |first: usize, last: usize, fewest: usize| {
        let hidden = all
            .len()
            .checked_sub(first.checked_add(last)?)
            .filter(|hidden| *hidden > 0)?;
        let masked = [kept(&all[..first]), vec!["*"; hidden], kept(&all[all.len() - last..])].concat();
        (all.len() >= fewest).then(|| masked.concat())
    };
    let digits = |shown: &dyn Fn(usize) -> Option<(usize, usize)>| {
        let is_number = value.chars().all(|char| "0123456789 -()+./".contains(char));
        let digits = value.char_indices().filter(|(_, char)| char.is_ascii_digit());
        let places: Vec<usize> = digits.map(|(at, _)| at).collect();
        let (first, last) = shown(places.len()).filter(|_| is_number)?;
        let mut masked = value.to_owned();
        for at in &places[first..places.len() - last] {
            masked.replace_range(at..&(at + 1), "*");
        }
        Some(masked)
    };
    match mask {
        Mask::Keep { first, last } => between(first as usize, last as usize, 0),
        Mask::IdCard => between(1, 1, 8),
        Mask::Phone => digits(&|count| match count {
            0..8 => None,
            8..11 => Some((0, 4)),
            _ => Some((3, 4)),
        }),
        Mask::BankCard => digits(&|count| (count >= 12).then_some((0, 4))),
        Mask::Email => {
            let at = all.iter().position(|part| part.starts_with('@'))?;
            let labels: Vec<&str> = value.split_once('@')?.1.split('.').collect();
            let is_first = |char: char| char.is_alphanumeric() || char == '-';
            let is_label =
                |label: &&str| !label.is_empty() && label.graphemes(true).all(|part| part.starts_with(is_first));
            let one = value.matches('@').count() == 1 && at > 1 && labels.len() > 1 && labels.iter().all(is_label);
            one.then(|| [kept(&all[..1]).concat().as_str(), "***", &all[at..].concat()].concat())
        }
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn what_is_shown_is_what_is_promised(mask in any_mask(), value in any_text()) {
        let expected = promised(mask, &value).unwrap_or_else(|| "***".to_owned());
        let shown = shown(mask, &value);
        prop_assert_eq!(&shown, &expected);
        prop_assert_eq!(format!("{:?}", mask.of(&value)), format!("{expected:?}"));
    }

    /// By counting alone: all that is shown and no star, of a value that has none.
    #[test]
    fn no_more_is_shown_than_may_be(mask in any_mask(), value in any_text().prop_map(|text| text.replace('*', ""))) {
        let shown = shown(mask, &value);
        let seen: Vec<&str> = shown.graphemes(true).filter(|part| *part != "*").collect();
        let digits = || seen.iter().filter(|part| part.starts_with(|char: char| char.is_ascii_digit())).count();
        let within = match mask {
            Mask::Keep { first, last } => seen.len() as u64 <= u64::from(first) + u64::from(last),
            Mask::IdCard => seen.len() <= 2,
            Mask::Phone => digits() <= 7,
            Mask::BankCard => digits() <= 4,
            Mask::Email => seen.iter().take_while(|part| !part.starts_with('@')).count() <= 1,
            _ => seen.is_empty(),
        };
        prop_assert!(within, "{mask:?} shows {shown:?}");
        if !value.is_empty() {
            prop_assert!(!shown.contains(&value));
        }
    }
}
