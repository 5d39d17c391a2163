//! Email addresses as Go's `mail.ParseAddress` takes them: RFC 5322's mailbox, with a display name or without, also alone in a group.
//!
//! As in Go, folded lines and routes are no part of it, and characters beyond ASCII may stand in all of it (RFC 6532). Unlike Go, an encoded
//! word of a display name (RFC 2047) is a word like others, whatever its charset; and a domain in brackets ends it at once, since it is no
//! hostname.

use super::is_hostname;

/// The longest address, and the longest part of it before its `@`, in bytes.
const ADDRESS: usize = 254;
const LOCAL: usize = 64;

/// An email address: a mailbox whose domain is a hostname. Lengths are counted without quotes and escapes.
pub fn is_email(text: &str) -> bool {
    let mut rest = Rest(text);
    let spec = rest.address(true);
    let ends = rest.skip_comments().is_some() && rest.0.is_empty();
    ends && spec.is_some_and(|Spec { local, domain }| {
        let length = local.length.saturating_add(1).saturating_add(domain.len());
        length <= ADDRESS && local.length <= LOCAL && !local.has_at && is_hostname(domain)
    })
}

/// `local@domain`.
struct Spec<'t> {
    local: Local,
    domain: &'t str,
}

/// What the part before an `@` comes to without quotes.
#[derive(Default)]
struct Local {
    length: usize,
    has_at: bool,
}

/// What is still to be read.
#[derive(Clone, Copy)]
struct Rest<'t>(&'t str);

impl<'t> Rest<'t> {
    /// A mailbox, or a group of one, if there may be groups. Groups of more are no address, so that the comma ends them.
    fn address(&mut self, groups: bool) -> Option<Spec<'t>> {
        self.skip_space();
        if let Some(spec) = self.spec() {
            return Some(spec);
        }
        if !self.0.starts_with('<') {
            self.phrase()?;
        }
        self.skip_space();
        if groups && self.take(':').is_some() {
            let spec = self.address(false)?;
            self.skip_comments()?;
            self.take(';')?;
            return Some(spec);
        }
        self.take('<')?;
        let spec = self.spec()?;
        self.take('>')?;
        Some(spec)
    }

    /// `local@domain`; otherwise nothing is read.
    fn spec(&mut self) -> Option<Spec<'t>> {
        let mut ahead = *self;
        ahead.skip_space();
        let local = if ahead.0.starts_with('"') {
            ahead.quoted().filter(|local| local.length > 0)?
        } else {
            let length = ahead.atom().filter(|atom| is_dotted(atom))?.len();
            Local { length, has_at: false }
        };
        ahead.take('@')?;
        ahead.skip_space();
        let domain = ahead.atom().filter(|atom| is_dotted(atom))?;
        *self = ahead;
        Some(Spec { local, domain })
    }

    /// A display name: words, with comments behind each.
    fn phrase(&mut self) -> Option<()> {
        self.word()?;
        loop {
            self.skip_comments()?;
            if self.word().is_none() {
                return Some(());
            }
        }
    }

    fn word(&mut self) -> Option<()> {
        if self.0.starts_with('"') {
            self.quoted().map(drop)
        } else {
            self.atom().map(drop)
        }
    }

    /// Characters that are not special, and dots.
    fn atom(&mut self) -> Option<&'t str> {
        let (atom, rest) = self.0.split_at(self.0.find(|c| !is_atom(c)).unwrap_or(self.0.len()));
        self.0 = rest;
        (!atom.is_empty()).then_some(atom)
    }

    /// Characters in quotes; nothing is read of what does not end.
    fn quoted(&mut self) -> Option<Local> {
        let mut rest = self.0.strip_prefix('"')?.chars();
        let mut content = Local::default();
        loop {
            let character = match rest.next()? {
                '"' => break,
                '\\' => rest.next()?,
                character => character,
            };
            if !is_visible(character) && !matches!(character, ' ' | '\t') {
                return None;
            }
            content.length = content.length.saturating_add(character.len_utf8());
            content.has_at |= character == '@';
        }
        self.0 = rest.as_str();
        Some(content)
    }

    /// Space, and comments, which nest. `None` if one does not end.
    fn skip_comments(&mut self) -> Option<()> {
        self.skip_space();
        while self.take('(').is_some() {
            let mut rest = self.0.chars();
            let mut depth = 1_usize;
            while depth > 0 {
                match rest.next()? {
                    '(' => depth = depth.saturating_add(1),
                    ')' => depth -= 1,
                    '\\' => drop(rest.next()),
                    _ => {}
                }
            }
            self.0 = rest.as_str();
            self.skip_space();
        }
        Some(())
    }

    fn skip_space(&mut self) {
        self.0 = self.0.trim_start_matches([' ', '\t']);
    }

    fn take(&mut self, expected: char) -> Option<()> {
        self.0 = self.0.strip_prefix(expected)?;
        Some(())
    }
}

/// Whether dots are single, and stand between others.
fn is_dotted(atom: &str) -> bool {
    !atom.starts_with('.') && !atom.ends_with('.') && !atom.contains("..")
}

fn is_atom(character: char) -> bool {
    is_visible(character) && !r#"()<>[]:;@\,""#.contains(character)
}

fn is_visible(character: char) -> bool {
    matches!(character, '!'..='~') || !character.is_ascii()
}
