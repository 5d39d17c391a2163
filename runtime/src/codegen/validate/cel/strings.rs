//! The extension `strings`: places are counted in characters.

use super::Fault;

/// The byte at which a character begins, or the end.
fn offset(text: &str, index: i64) -> Result<usize, Fault> {
    let index = usize::try_from(index).map_err(|_| Fault::NoSuchIndex)?;
    let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    ends.nth(index).ok_or(Fault::NoSuchIndex)
}

/// `charAt`; empty at the end.
///
/// # Errors
///
/// [`Fault::NoSuchIndex`] behind the end.
pub fn char_at(text: &str, index: i64) -> Result<String, Fault> {
    let rest = substring_from(text, index)?;
    Ok(rest.chars().next().map(String::from).unwrap_or_default())
}

fn characters(text: &str) -> i64 {
    super::count(text.chars().count())
}

/// How many characters are before a byte, or -1.
fn place(text: &str, at: Option<usize>) -> i64 {
    at.and_then(|at| text.get(..at)).map_or(-1, characters)
}

/// `indexOf`, or -1.
pub fn index_of(text: &str, part: &str) -> i64 {
    place(text, text.find(part))
}

/// `indexOf` from a place on.
///
/// # Errors
///
/// [`Fault::NoSuchIndex`] from a negative one on.
pub fn index_from(text: &str, part: &str, from: i64) -> Result<i64, Fault> {
    if part.is_empty() {
        return Ok(from);
    }
    if from < 0 {
        return Err(Fault::NoSuchIndex);
    }
    let Ok(at) = offset(text, from) else {
        return Ok(-1);
    };
    let found = text.get(at..).and_then(|rest| rest.find(part));
    Ok(place(text, found.map(|found| at + found)))
}

/// `lastIndexOf`, or -1.
pub fn last_index_of(text: &str, part: &str) -> i64 {
    place(text, text.rfind(part))
}

/// `lastIndexOf` of what begins at a place or before.
///
/// # Errors
///
/// [`Fault::NoSuchIndex`] for a negative one.
pub fn last_index_from(text: &str, part: &str, from: i64) -> Result<i64, Fault> {
    if part.is_empty() {
        return Ok(from);
    }
    if from < 0 {
        return Err(Fault::NoSuchIndex);
    }
    if from >= characters(text) {
        return Ok(-1);
    }
    let begins = text.char_indices().enumerate();
    let within = begins.take_while(|(index, _)| super::count(*index) <= from);
    let is_here = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with(part));
    let found = within.filter(|(_, (at, _))| is_here(*at)).last();
    Ok(found.map_or(-1, |(index, _)| super::count(index)))
}

/// `substring` up to the end.
///
/// # Errors
///
/// [`Fault::NoSuchIndex`] outside of the text.
pub fn substring_from(text: &str, from: i64) -> Result<&str, Fault> {
    text.get(offset(text, from)?..).ok_or(Fault::NoSuchIndex)
}

/// `substring`, without the character at its end.
///
/// # Errors
///
/// [`Fault::NoSuchIndex`] outside of the text, or if the end comes first.
pub fn substring(text: &str, from: i64, to: i64) -> Result<&str, Fault> {
    let (from, to) = (offset(text, from)?, offset(text, to)?);
    text.get(from..to).ok_or(Fault::NoSuchIndex)
}

/// `join`.
pub fn join<T: AsRef<str>>(parts: impl Iterator<Item = T>, between: &str) -> String {
    let mut text = String::new();
    for (index, part) in parts.enumerate() {
        if index > 0 {
            text.push_str(between);
        }
        text.push_str(part.as_ref());
    }
    text
}

/// `replace`, a number of times; always, if that is negative.
pub fn replace(text: &str, from: &str, to: &str, times: i64) -> String {
    match usize::try_from(times) {
        Ok(times) => text.replacen(from, to, times),
        Err(_) => text.replace(from, to),
    }
}

/// `split` into a number of parts at most; all, if that is negative.
pub fn split(text: &str, at: &str, most: i64) -> Vec<String> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    if most == 0 {
        return Vec::new();
    }
    if !at.is_empty() {
        return text.splitn(most, at).map(str::to_owned).collect();
    }
    // Between all characters.
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if parts.len() + 1 == most {
            break;
        }
        let (part, after) = rest.split_at(first.len_utf8());
        parts.push(part.to_owned());
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(rest.to_owned());
    }
    parts
}

/// `reverse`.
pub fn reverse(text: &str) -> String {
    text.chars().rev().collect()
}

/// `strings.quote`.
pub fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '\u{7}' => quoted.push_str("\\a"),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{c}' => quoted.push_str("\\f"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\u{b}' => quoted.push_str("\\v"),
            '\\' => quoted.push_str("\\\\"),
            '"' => quoted.push_str("\\\""),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_characters() {
        assert_eq!((index_of("tacocat", "ac"), index_of("tacocat", "x")), (1, -1));
        assert_eq!(
            (
                index_of("äöü", "ü"),
                last_index_of("ababa", "ba"),
                last_index_of("ab", "")
            ),
            (2, 3, 2)
        );
        assert_eq!(index_from("tacocat", "a", 3), Ok(5));
        assert_eq!(index_from("tacocat", "a", 99), Ok(-1));
        assert_eq!(index_from("tacocat", "a", -1), Err(Fault::NoSuchIndex));
        assert_eq!(
            (last_index_from("ababa", "ba", 2), last_index_from("ababa", "a", 4)),
            (Ok(1), Ok(4))
        );
        assert_eq!((substring("äöü", 1, 2), substring_from("äöü", 3)), (Ok("ö"), Ok("")));
        assert_eq!(
            (substring("abc", 2, 1), substring("abc", 0, 4)),
            (Err(Fault::NoSuchIndex), Err(Fault::NoSuchIndex))
        );
        assert_eq!(
            (char_at("aö", 1), char_at("aö", 2)),
            (Ok("ö".to_owned()), Ok(String::new()))
        );
        assert_eq!(
            (char_at("aö", 3), char_at("aö", -1)),
            (Err(Fault::NoSuchIndex), Err(Fault::NoSuchIndex))
        );
    }

    #[test]
    fn texts_are_taken_apart_and_put_together() {
        assert_eq!(split("a,b,c", ",", -1), ["a", "b", "c"]);
        assert_eq!(
            (split("a,b,c", ",", 2), split("abc", "", 2)),
            (vec!["a".into(), "b,c".into()], vec!["a".into(), "bc".into()])
        );
        assert_eq!(
            (
                split("abc", "", -1).len(),
                split("abc", ",", 0).len(),
                split("abc", "", 1).len()
            ),
            (3, 0, 1)
        );
        assert_eq!(join(["a", "b"].iter(), "-"), "a-b");
        assert_eq!(
            (replace("aaa", "a", "b", 2), replace("aaa", "a", "b", -1)),
            ("bba".into(), "bbb".into())
        );
        assert_eq!(
            (reverse("aö"), quote("a\"\n")),
            ("öa".to_owned(), "\"a\\\"\\n\"".to_owned())
        );
    }
}
