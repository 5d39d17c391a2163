//! How generated code is laid out.

use syn::{File, Item};

/// Items as text, a line between them.
pub(crate) fn print(items: Vec<Item>) -> String {
    let text = print_as_it_is(File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items,
    });
    with_blank_lines(&text)
}

/// As prost-build formats what it writes.
pub(crate) fn print_as_it_is(file: File) -> String {
    prettyplease::unparse(&file)
}

/// The printer sets items one below the other; a person leaves a line between them.
fn with_blank_lines(text: &str) -> String {
    const STARTS: [&str; 10] = [
        "///", "#[", "pub ", "impl ", "impl<", "fn ", "mod ", "const ", "type ", "use ",
    ];
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut previous = "";
    for line in text.lines() {
        let is_comment = previous.trim_start().starts_with("//");
        let ends_item = !is_comment && ["}", "};", ";"].iter().any(|end| previous.ends_with(end));
        let starts_item = STARTS.iter().any(|start| line.trim_start().starts_with(start));
        let is_import = previous.ends_with(';') && line.trim_start().starts_with("use ");
        if ends_item && starts_item && !is_import && indent(previous) == indent(line) {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        previous = line;
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_have_a_line_between_them() {
        let text = "use a;\nuse b;\npub struct A {}\n/// Ends;\n/// }\n#[derive(Clone)]\npub struct B {\n    pub a: i32,\n    pub b: i32,\n}\nimpl B {\n    fn a() {}\n    fn b() {\n        c();\n    }\n}\n";
        let spaced = "use a;\nuse b;\n\npub struct A {}\n\n/// Ends;\n/// }\n#[derive(Clone)]\npub struct B {\n    pub a: i32,\n    pub b: i32,\n}\n\nimpl B {\n    fn a() {}\n\n    fn b() {\n        c();\n    }\n}\n";
        assert_eq!(with_blank_lines(text), spaced);
    }
}
