//! The messages of rules.

use core::fmt::Write;
use std::borrow::Cow;

use crate::validation::Language;

/// What a violation of a rule says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Message {
    /// What the schema's author wrote.
    Custom(&'static str),
    /// A built-in one, with the rule's values in it.
    Standard(&'static Template, &'static [&'static str]),
    /// The author wrote none, and the expression makes none.
    Nameless,
}

/// A built-in message in each language. `{}` stands for the next value, `{1}` for that of an index from 0.
#[derive(Debug, PartialEq)]
pub struct Template {
    /// In English.
    pub english: &'static str,
    /// In Simplified Chinese.
    pub chinese: &'static str,
}

const NAMELESS: Template = Template {
    english: "does not satisfy `{}`",
    chinese: "不满足 `{}`",
};

impl Message {
    pub(crate) fn text(self, id: &'static str, language: Language) -> Cow<'static, str> {
        match self {
            Self::Custom(text) => Cow::Borrowed(text),
            Self::Standard(template, values) => template.fill(values, language),
            Self::Nameless => NAMELESS.fill(&[id], language),
        }
    }
}

impl Template {
    fn fill(&self, values: &[&str], language: Language) -> Cow<'static, str> {
        let template = match language {
            Language::English => self.english,
            Language::Chinese => self.chinese,
        };
        if !template.contains('{') {
            return Cow::Borrowed(template);
        }
        let mut text = String::new();
        let mut values_left = values.iter();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            let value = match name.parse() {
                Ok(index) => values.get::<usize>(index),
                Err(_) => values_left.next(),
            };
            // Writing to a string cannot fail.
            let _ = write!(text, "{before}{}", value.copied().unwrap_or_default());
            rest = after;
        }
        text.push_str(rest);
        Cow::Owned(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_take_values_in_turn_or_by_index() {
        static TEMPLATE: Template = Template {
            english: "from {} to {}",
            chinese: "{1}/{0}。",
        };
        let message = Message::Standard(&TEMPLATE, &["1", "2"]);
        assert_eq!(message.text("x", Language::English), "from 1 to 2");
        assert_eq!(
            Message::Nameless.text("a.b", Language::English),
            "does not satisfy `a.b`"
        );
        assert_eq!(Message::Custom("{}").text("a.b", Language::Chinese), "{}");
        assert_eq!(message.text("x", Language::Chinese), "2/1。");
    }
}
