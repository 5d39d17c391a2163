//! How a mistake is printed.

use std::fmt;

use super::Diagnostic;

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.cause)?;
        let location = &self.location;
        let mut gutter = String::from("  ");
        if let (Some(start), Some(snippet)) = (location.start, &location.snippet) {
            let number = start.line.to_string();
            gutter = " ".repeat(number.len() + 2);
            // The line as it is, tabs too: the marker below repeats them, so that both indent alike.
            let indent: String = snippet
                .line
                .chars()
                .take(start.column - 1)
                .map(|character| if character == '\t' { '\t' } else { ' ' })
                .collect();
            write!(f, "\n{}--> {}", " ".repeat(number.len() + 1), location.short())?;
            write!(f, "\n{gutter}|")?;
            write!(f, "\n {number} | {}", snippet.line)?;
            write!(f, "\n{gutter}| {indent}{}", "^".repeat(snippet.width))?;
            if !self.notes.is_empty() || self.help.is_some() {
                write!(f, "\n{gutter}|")?;
            }
        } else if location.file.is_some() {
            write!(f, "\n --> {}", location.short())?;
        }
        for note in &self.notes {
            write!(f, "\n{gutter}= note: {note}")?;
        }
        if let Some(help) = &self.help {
            write!(f, "\n{gutter}= help: {help}")?;
        }
        Ok(())
    }
}

/// The same as `Display`.
impl fmt::Debug for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
