//! `FieldMask`: its paths in one string, in lowerCamelCase.

use serde::de::Deserializer;
use serde::ser::Serializer;

use super::fault::unwritable;
use super::kind::Kind;
use super::object::View;
use super::read::Depth;
use super::token::{Reason, Token, scalar};

/// `google.protobuf.FieldMask`.
#[derive(Debug)]
pub enum FieldMask {}

impl Kind for FieldMask {
    type Value = prost_types::FieldMask;

    fn put<S: Serializer>(value: &Self::Value, _: View, serializer: S) -> Result<S::Ok, S::Error> {
        let paths: Option<Vec<String>> = value.paths.iter().map(|path| camel(path)).collect();
        match paths {
            Some(paths) => serializer.serialize_str(&paths.join(",")),
            None => Err(unwritable("a path of the field mask would not be read back the same")),
        }
    }

    fn get<'de, D: Deserializer<'de>>(value: &mut Self::Value, deserializer: D, _: Depth) -> Result<bool, D::Error> {
        const EXPECTED: Reason = "expected the paths of a field mask in one string, in lowerCamelCase";
        let found = scalar(deserializer, EXPECTED, |token| match token {
            Token::Text("") => Ok(Vec::new()),
            Token::Text(text) => text.split(',').map(snake).collect::<Option<_>>().ok_or(EXPECTED),
            _ => Err(EXPECTED),
        })?;
        Ok(found.map(|paths| value.paths = paths).is_some())
    }
}

/// `None` if it would not come back by [`snake`].
fn camel(path: &str) -> Option<String> {
    let mut camel = String::with_capacity(path.len());
    let mut characters = path.chars();
    while let Some(character) = characters.next() {
        match character {
            '_' => camel.push(characters.next().filter(char::is_ascii_lowercase)?.to_ascii_uppercase()),
            ',' => return None,
            other if other.is_uppercase() => return None,
            other => camel.push(other),
        }
    }
    Some(camel)
}

fn snake(path: &str) -> Option<String> {
    let mut snake = String::with_capacity(path.len());
    for character in path.chars() {
        match character {
            '_' => return None,
            upper if upper.is_ascii_uppercase() => {
                snake.push('_');
                snake.push(upper.to_ascii_lowercase());
            }
            other => snake.push(other),
        }
    }
    Some(snake)
}

#[cfg(test)]
mod tests {
    use super::{camel, snake};

    #[test]
    fn paths_are_written_if_they_come_back() {
        for path in ["", "user.display_name", "a.b_c.d1", "é"] {
            let written = camel(path).expect("it has a form in JSON");
            assert_eq!(snake(&written).as_deref(), Some(path));
        }
        for path in ["userName", "user__name", "user_", "user_1", "a,b"] {
            assert_eq!(camel(path), None, "{path}");
        }
        assert_eq!(snake("user_name"), None);
    }
}
