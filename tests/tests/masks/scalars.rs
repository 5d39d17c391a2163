//! Every mask on texts, bytes and numbers, in each shape of a field.

use prost::Message;
use protoseal::prelude::*;
use protoseal_tests::pb::masks::v1::{self, Grade, clear};

use crate::{assert_shows, context, hash, opener, sealer, with_hash_key};

/// A value with the same in each of its fields.
macro_rules! every_mask {
    ($($ty:ident)::+, $value:expr) => {
        $($ty)::+ {
            full: $value,
            first: $value,
            last: $value,
            ends: $value,
            email: $value,
            phone: $value,
            id_card: $value,
            bank_card: $value,
            hash: $value,
            omit: $value,
        }
    };
}

/// What is shown of such a value, with what each mask shows of the text in it.
fn every(name: &str, full: &str, shown: [&str; 8], around: impl Fn(&str) -> String) -> String {
    let masks = [
        "first",
        "last",
        "ends",
        "email",
        "phone",
        "id_card",
        "bank_card",
        "hash",
    ];
    let fields: String = masks
        .iter()
        .zip(shown)
        .map(|(mask, shown)| format!(", {mask}: {}", around(&format!("\"{shown}\""))))
        .collect();
    format!("{name} {{ full: {full}{fields} }}")
}

fn exposed(name: &str, value: &str) -> String {
    let masks = "full first last ends email phone id_card bank_card hash omit";
    let fields: Vec<String> = masks.split(' ').map(|mask| format!("{mask}: {value}")).collect();
    format!("{name} {{ {} }}", fields.join(", "))
}

const NUMBER: &str = "138 0013 8000";

fn of_number() -> [String; 8] {
    let shown = [
        "13***********",
        "*********8000",
        "1**********00",
        "***",
        "138 **** 8000",
        "1***********0",
        "***",
    ];
    let mut shown = shown.map(str::to_owned).to_vec();
    shown.push(hash(NUMBER));
    shown.try_into().expect("eight masks show something")
}

/// What was seen of a value that is not there, or empty.
const NOTHING: [&str; 8] = ["***"; 8];

#[test]
fn texts() {
    with_hash_key();
    let shown = of_number();
    let shown = shown.each_ref().map(String::as_str);
    let text = || NUMBER.to_owned();
    let bare = |shown: &str| shown.to_owned();
    let quoted = format!("{NUMBER:?}");
    assert_shows(
        &every_mask!(v1::Text, text()),
        &every("Text", "\"***\"", shown, bare),
        &exposed("Text", &quoted),
    );
    assert_shows(
        &every_mask!(clear::SealedText, text()),
        &every("SealedText", "\"***\"", shown, bare),
        &exposed("SealedText", &quoted),
    );
    assert_shows(
        &every_mask!(v1::MaybeText, Some(text())),
        &every("MaybeText", "\"***\"", shown, bare),
        &exposed("MaybeText", &format!("Some({quoted})")),
    );
    assert_shows(
        &every_mask!(clear::SealedMaybeText, Some(text())),
        &every("SealedMaybeText", "\"***\"", shown, bare),
        &exposed("SealedMaybeText", &format!("Some({quoted})")),
    );
}

/// A text shows the same whether there is one or not.
#[test]
fn texts_that_are_not_there() {
    with_hash_key();
    let bare = |shown: &str| shown.to_owned();
    let nothing = |name| every(name, "\"***\"", NOTHING, bare);
    assert_shows(&v1::Text::default(), &nothing("Text"), &exposed("Text", "\"\""));
    assert_shows(
        &clear::SealedText::default(),
        &nothing("SealedText"),
        &exposed("SealedText", "\"\""),
    );
    assert_shows(
        &v1::MaybeText::default(),
        &nothing("MaybeText"),
        &exposed("MaybeText", "None"),
    );
    assert_shows(
        &clear::SealedMaybeText::default(),
        &nothing("SealedMaybeText"),
        &exposed("SealedMaybeText", "None"),
    );
    let empty = every_mask!(v1::MaybeText, Some(String::new()));
    assert_shows(&empty, &nothing("MaybeText"), &exposed("MaybeText", "Some(\"\")"));
}

/// Element by element; in full, not even how many.
#[test]
fn lists_and_maps_of_texts() {
    with_hash_key();
    let shown = of_number();
    let shown = shown.each_ref().map(String::as_str);
    let list = || vec![NUMBER.to_owned(), String::new()];
    let element = |shown: &str| format!("[{shown}, \"***\"]");
    let quoted = format!("[{NUMBER:?}, \"\"]");
    assert_shows(
        &every_mask!(v1::Texts, list()),
        &every("Texts", "***", shown, element),
        &exposed("Texts", &quoted),
    );
    assert_shows(
        &every_mask!(clear::SealedTexts, list()),
        &every("SealedTexts", "***", shown, element),
        &exposed("SealedTexts", &quoted),
    );
    let map = || [("ada".to_owned(), NUMBER.to_owned())].into();
    let entry = |shown: &str| format!("{{***: {shown}}}");
    let quoted = format!("{{\"ada\": {NUMBER:?}}}");
    assert_shows(
        &every_mask!(v1::TextMap, map()),
        &every("TextMap", "***", shown, entry),
        &exposed("TextMap", &quoted),
    );
    assert_shows(
        &every_mask!(clear::SealedTextMap, map()),
        &every("SealedTextMap", "***", shown, entry),
        &exposed("SealedTextMap", &quoted),
    );
}

macro_rules! numbers {
    ($($ty:ident)::+) => {
        $($ty)::+ {
            full: -7,
            hash: -8,
            omit: 9,
            maybe: Some(10),
            list: vec![-11, 0],
            whole_list: vec![12],
            map: [("ada".to_owned(), 13)].into(),
            whole_map: [(14, 15)].into(),
            raw: b"16".to_vec(),
            whole_raw: b"17".to_vec(),
            maybe_raw: Some(b"18".to_vec()),
            raws: vec![b"19".to_vec(), Vec::new()],
            raw_map: [(true, b"20".to_vec())].into(),
            flag: true,
            ratio: 2.5,
            share: 3.5,
            grade: Grade::Gold as i32,
            grades: vec![Grade::Gold as i32],
            grade_map: [("eve".to_owned(), Grade::Gold as i32)].into(),
        }
    };
}

#[test]
fn numbers_and_bytes() {
    with_hash_key();
    let masked = |name: &str| {
        format!(
            "{name} {{ full: ***, hash: {}, maybe: {}, list: [{}, {}], whole_list: ***, map: {{***: {}}}, whole_map: ***, \
             raw: {}, whole_raw: ***, maybe_raw: {}, raws: [{}, ***], raw_map: {{***: {}}}, \
             flag: ***, ratio: ***, grade: ***, grade_map: *** }}",
            hash("-8"),
            hash("10"),
            hash("-11"),
            hash("0"),
            hash("13"),
            hash("16"),
            hash("18"),
            hash("19"),
            hash("20"),
        )
    };
    let exposed = |name: &str| {
        format!(
            "{name} {{ full: -7, hash: -8, omit: 9, maybe: Some(10), list: [-11, 0], whole_list: [12], map: {{\"ada\": 13}}, \
             whole_map: {{14: 15}}, raw: [49, 54], whole_raw: [49, 55], maybe_raw: Some([49, 56]), raws: [[49, 57], []], \
             raw_map: {{true: [50, 48]}}, flag: true, ratio: 2.5, share: 3.5, grade: Gold, grades: [Gold], \
             grade_map: {{\"eve\": Gold}} }}"
        )
    };
    assert_shows(&numbers!(v1::Numbers), &masked("Numbers"), &exposed("Numbers"));
    let sealed = numbers!(clear::SealedNumbers);
    assert_shows(&sealed, &masked("SealedNumbers"), &exposed("SealedNumbers"));
}

/// What is not there looks as what is masked in full.
#[test]
fn numbers_that_are_not_there() {
    with_hash_key();
    let zero = hash("0");
    let masked = format!(
        "Numbers {{ full: ***, hash: {zero}, maybe: ***, list: [], whole_list: ***, map: {{}}, whole_map: ***, raw: ***, \
         whole_raw: ***, maybe_raw: ***, raws: [], raw_map: {{}}, flag: ***, ratio: ***, grade: ***, grade_map: *** }}"
    );
    assert_eq!(format!("{:?}", v1::Numbers::default()), masked);
}

/// A wire type shows how many envelopes it has, a partial type what its masks show, or that a field is closed.
#[test]
fn on_the_wire_and_in_part() {
    with_hash_key();
    let sealed = every_mask!(clear::SealedText, NUMBER.to_owned());
    let wire = sealed.seal(&sealer(), &context()).expect("it is sealed");
    assert_shows(
        &wire,
        "SealedText { sealed: [1 sealed] }",
        "SealedText { sealed: [1 sealed] }",
    );

    let shown = of_number();
    let masked = every(
        "SealedText",
        "\"***\"",
        shown.each_ref().map(String::as_str),
        str::to_owned,
    );
    let partial = wire.clone().open_partial(&opener(), &context()).expect("it opens");
    assert_shows(&partial, &masked, &exposed("SealedText", &format!("{NUMBER:?}")));

    let stranger = Keyring::generate(&[("legacy", Suite::Aes256Gcm)]).expect("it is the only key");
    let partial = wire
        .open_partial(&Opener::new(&stranger), &context())
        .expect("closed is no error");
    let closed = exposed("SealedText", "closed(\"pii\")");
    assert_shows(&partial, &closed.replace(", omit: closed(\"pii\")", ""), &closed);

    // Fields in the clear are masked on the wire as elsewhere.
    let text = every_mask!(v1::Text, NUMBER.to_owned());
    let received = v1::Text::decode(&*text.encode_to_vec()).expect("it decodes");
    assert_eq!(format!("{received:?}"), format!("{text:?}"));
}
