//! What docs/options.md says that masks show, they show.

#![forbid(unsafe_code)]

use protoseal::Mask;

/// As the page writes a mask.
fn mask(words: &str) -> Mask {
    let (mut first, mut last) = (0, 0);
    for (name, count) in words
        .split(" keep_")
        .filter_map(|part| part.trim_start_matches("keep_").split_once(": "))
    {
        let count = count.parse().expect("a number of characters");
        match name {
            "first" => first = count,
            "last" => last = count,
            _ => panic!("no mask: {words}"),
        }
    }
    match words {
        "FULL" => Mask::Full,
        "EMAIL" => Mask::Email,
        "PHONE" => Mask::Phone,
        "ID_CARD" => Mask::IdCard,
        "BANK_CARD" => Mask::BankCard,
        _ if first + last > 0 => Mask::Keep { first, last },
        _ => panic!("no mask: {words}"),
    }
}

#[test]
fn masks_show_what_the_page_says() {
    let page = include_str!("../../docs/options.md");
    let (_, table) = page
        .split_once("| mask | of | shown |\n|---|---|---|\n")
        .expect("a table of masks");
    let rows = table.lines().take_while(|line| line.starts_with("| `"));
    let mut checked = 0;
    for row in rows {
        let cells: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        let [words, value, shown] = cells[..] else {
            panic!("not three cells: {row}")
        };
        assert_eq!(mask(words).of(value).to_string(), shown, "{row}");
        checked += 1;
    }
    assert!(checked >= 10, "the table has {checked} rows");
}
