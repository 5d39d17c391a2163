//! What each construct of RE2 becomes, and where errors are.

use protoseal_re2::{Error, Fault, compile, compile_translated, translate};

macro_rules! translations {
    ($($name:ident: $($pattern:literal => $translated:literal),+;)+) => {
        $(#[test]
        fn $name() {
            for (pattern, translated) in [$(($pattern, $translated)),+] {
                assert_eq!(translate(pattern).as_deref(), Ok(translated), "{pattern}");
                compile_translated(translated).unwrap_or_else(|error| panic!("{pattern}: {error}"));
            }
        })+
    };
}

translations! {
    literals: "" => "", "a b" => "a b", "é日" => "é日", "a.b" => r"a[^\n]b", "\u{2028}" => r"\x{2028}", "\0\x7f" => r"\x{0}\x{7F}";
    what_only_rust_knows: "#&-~" => r"\#\&\-\~", r"\<a\>" => "<a>", r"\b{start}" => r"(?-u:\b)\{start\}", "a{,5}" => r"a\{,5\}";
    braces_and_brackets: "}" => r"\}", "]" => r"\]", "{" => r"\{", "a{01}" => r"a\{01\}", "a{1" => r"a\{1", "a{ 1}" => r"a\{ 1\}", "{}" => r"\{\}";
    escapes: r"\a\f\n\r\t\v" => r"\x{7}\x{C}\n\r\t\x{B}", r"\0\07\101\1411" => r"\x{0}\x{7}Aa1", r"\x41\x{1F600}" => r"A\x{1F600}",
        r"\_\ \/\:" => "_ /:", r"\x{10FFFF}" => r"\x{10FFFF}", r"\377" => "ÿ";
    quotes: r"\Qa.b\E." => r"a\.b[^\n]", r"\Qa\b" => r"a\\b", r"\Q\E" => "", r"\Qab\E*" => "ab*", r"a\Q\E*" => "a*", r"\Q\Q\E" => r"\\Q";
    perl_classes: r"\d\D" => r"[0-9][^0-9]", r"\w" => r"[0-9A-Z_a-z]", r"\s" => r"[\t-\n\x{C}-\r ]", r"[\d_]" => "[0-9_]", r"[^\D]" => "[0-9]",
        r"[\D_]" => "[[^0-9]_]", r"[^\w.]" => r"[^0-9A-Z_a-z\.]";
    posix_classes: "[[:word:]]" => "[0-9A-Z_a-z]", "[[:^digit:]]" => "[^0-9]", "[^[:^digit:]x]" => "[^[^0-9]x]", "[[:space:]]" => r"[\t-\r ]",
        "[:alpha:]" => "[:alpha:]", "[[:word]" => r"[\[:word]";
    properties: r"\pN\PN" => r"\p{N}\P{N}", r"\p{Greek}\p{^Greek}\P{^Greek}" => r"\p{Greek}\P{Greek}\p{Greek}", r"\p{Any}" => r"[\x{0}-\x{10FFFF}]",
        r"\pC" => r"[\p{Cc}\p{Cf}\p{Co}]", r"[\PCa]" => r"[[^\p{Cc}\p{Cf}\p{Co}]a]", r"\p{Cs}" => r"[^\x{0}-\x{10FFFF}]", r"\pLu" => r"\p{L}u";
    classes: "[]a]" => r"[\]a]", "[^]a]" => r"[^\]a]", "[^a]" => "[^a]", "[a-]" => r"[a\-]", "[-a]" => r"[\-a]", "[a-b-c]" => r"[a-b\-c]", "[+--]" => r"[\+-\-]",
        "[a&&b]" => r"[a\&\&b]", "[!--]x" => r"[!-\-]x", "[[a]" => r"[\[a]", "[a[b]c]" => r"[a\[b]c\]", "[~~^]" => r"[\~\~\^]", "[a-a]" => "[a]";
    surrogates: r"\x{D800}" => r"[^\x{0}-\x{10FFFF}]", r"[^\x{D800}-\x{DFFF}]" => "(?s:.)", r"[a\x{D900}-\x{E001}]" => r"[a\x{E000}-\x{E001}]";
    places: "^a$" => "^a$", r"\Aa\z" => "^a$", "(?m)^a$" => "(?m:^)a(?m:$)", r"(?m)\Aa\z" => "^a$", r"\b\B" => r"(?-u:\b)(?-u:\B)";
    flags: "(?i)kb" => "(?i:kb)", "(?i)k1b" => "(?i:k)1(?i:b)", "(?i:k)k" => "(?i:k)k", "(?i)(?-i)k" => "k", "(?s)." => "(?s:.)", "(?U)a+b+?" => "a+?b+",
        "(a(?i)b)b" => "a(?i:b)b", "(?)a" => "a", "(?i)[k1]" => "(?i:[k1])", r"(?i)\w\d" => "(?i:[0-9A-Z_a-z])[0-9]";
    groups: "(ab)" => "ab", "(?P<n>a)(?<n>b)" => "ab", "(?:ab)*" => "(?:ab)*", "(a|b)c" => "(?:a|b)c", "a|b|" => "a|b|", "()" => "", "()*" => "(?:)*", "((a)|b)" => "a|b";
    repetitions: "a*b+?c??" => "a*b+?c??", "a{2}b{2,}c{2,3}?" => "a{2}b{2,}c{2,3}?", "a{0,}b{1,}c{0,1}" => "a*b+c?", "(?:a*)*" => "(?:a*)*", "^*" => "(?:^)*",
        "a(?i)*" => "a*", "a*(?i)*" => "(?:a*)*", "(?i)k*" => "(?i:k)*";
}

#[test]
fn errors_say_where_and_what() {
    let cases = [
        ("a\\", 1, Fault::TrailingBackslash),
        ("é\\Z", 2, Fault::UnknownEscape),
        ("[a\\é]", 2, Fault::UnknownEscape),
        ("[a-\\d]", 3, Fault::UnknownEscape),
        ("(a)\\1", 3, Fault::Backreference),
        ("\\x{110000}", 0, Fault::BadHex),
        ("\\xé", 0, Fault::BadHex),
        ("a\\C", 1, Fault::AnyByte),
        ("\\p{greek}", 0, Fault::UnknownProperty),
        ("[\\p{Letter}]", 1, Fault::UnknownProperty),
        ("\\p{Script=Greek}", 0, Fault::UnknownProperty),
        ("\\p{Greek", 0, Fault::UnclosedProperty),
        ("[[:digits:]]", 1, Fault::UnknownPosixClass),
        ("a[b", 1, Fault::UnclosedClass),
        ("[]", 0, Fault::UnclosedClass),
        ("[xz-a]", 2, Fault::BackwardRange),
        ("a|*", 2, Fault::NothingToRepeat),
        ("(?i)+", 4, Fault::NothingToRepeat),
        ("a**", 2, Fault::DoubledRepetition),
        ("a{2}{3}", 4, Fault::DoubledRepetition),
        ("a{1001}", 1, Fault::BadCount),
        ("a{2,1}", 1, Fault::BadCount),
        ("a{99999999999}", 1, Fault::BadCount),
        ("(?:a{1000}){2}", 11, Fault::NestedCounts),
        ("a)", 1, Fault::UnopenedGroup),
        ("a(b(c)", 1, Fault::UnclosedGroup),
        ("(?P<é>a)", 0, Fault::BadGroupName),
        ("(?P<a", 0, Fault::BadGroupName),
        ("a(?=b)", 1, Fault::UnknownGroup),
        ("(?x)", 0, Fault::UnknownGroup),
        ("(?i-)", 0, Fault::UnknownGroup),
    ];
    for (pattern, at, fault) in cases {
        let error = translate(pattern).expect_err(pattern);
        assert_eq!((error.at(), error.fault()), (at, fault), "{pattern}");
        assert_eq!(compile(pattern).err(), Some(Error::Unsupported(error)), "{pattern}");
        assert!(!error.remedy().is_empty() && !error.what().is_empty());
    }
}

#[test]
fn an_error_quotes_nothing() {
    let error = compile("(?P<secret>a").expect_err("the group is open");
    assert_eq!(
        error.to_string(),
        "a `(` without its `)` at byte 0: close the group, or write `\\(` for a parenthesis"
    );
    assert!(!format!("{error:?}").contains("secret"));
}

#[test]
fn what_is_too_large_is_an_error_of_its_own() {
    let limit = protoseal_re2::SIZE_LIMIT;
    assert_eq!(compile("\\pL{1000}\\pL{1000}").err(), Some(Error::TooLarge { limit }));
    compile("(?:[\\pL\\pN]{1,63}\\.){1,10}").expect("what people write fits");
}

/// `regex` takes stack for each level, and would end the process.
#[test]
fn what_nests_too_deep_is_an_error() {
    for (open, close) in [
        ("(", ")"),
        ("(?:a|", ")"),
        ("(?:a", ")*"),
        ("(?i:k", "|[^\\d\\PC])+"),
        ("(?:", ")?b"),
        ("(", ")*?"),
    ] {
        let nested = |depth: usize| format!("{}x{}", open.repeat(depth), close.repeat(depth));
        let deepest = (1..)
            .find(|depth| translate(&nested(*depth)).is_err())
            .expect("there is a limit");
        assert!(deepest > 30, "{open}{close} nests to {deepest}");
        compile(&nested(deepest - 1)).unwrap_or_else(|error| panic!("{open}{close}: {error}"));
        for depth in [deepest, 10_000] {
            assert_eq!(
                translate(&nested(depth)).map_err(|error| error.fault()),
                Err(Fault::TooDeep)
            );
        }
    }
    assert_eq!(
        translate(&"(".repeat(100_000)).map_err(|error| error.fault()),
        Err(Fault::UnclosedGroup)
    );
}

#[test]
fn a_text_that_is_no_translation_is_refused() {
    assert_eq!(compile_translated("(").err(), Some(Error::Refused));
}
