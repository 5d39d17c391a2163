//! A place in a pattern.

/// What is left of a pattern, and where that begins. Copies are cheap: what may turn out to be something else is read from one.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    rest: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(pattern: &'a str) -> Self {
        Self { rest: pattern, at: 0 }
    }

    /// The offset in bytes from the pattern's begin.
    pub(super) fn at(self) -> usize {
        self.at
    }

    pub(super) fn rest(self) -> &'a str {
        self.rest
    }

    pub(super) fn peek(self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Takes one character.
    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.skip(next.len_utf8());
        Some(next)
    }

    /// Takes `text` if it is what comes next.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let comes = self.rest.starts_with(text);
        if comes {
            self.skip(text.len());
        }
        comes
    }

    /// Takes all in front of `end`, and `end`; nothing if it does not come.
    pub(super) fn take_to(&mut self, end: &str) -> Option<&'a str> {
        let (taken, _) = self.rest.split_once(end)?;
        self.skip(taken.len() + end.len());
        Some(taken)
    }

    /// Takes all characters up to the first that is not `wanted`.
    pub(super) fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let taken = self.rest;
        let rest = taken.trim_start_matches(wanted);
        let length = taken.len() - rest.len();
        self.skip(length);
        taken.get(..length).unwrap_or_default()
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
        self.at += bytes;
    }
}
