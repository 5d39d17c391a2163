//! How a mistake is printed.

use std::fmt;

use super::{Diagnostic, Severity};

impl Diagnostic {
    /// What a build script prints to have cargo show it, which puts `warning: ` and the package before each line.
    pub(crate) fn for_cargo(&self) -> String {
        let shown = self.to_string();
        let lines = shown.strip_prefix("warning: ").unwrap_or(&shown).lines();
        lines.map(|line| format!("cargo::warning={line}\n")).collect()
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{severity}: {}", self.cause)?;
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

#[cfg(test)]
mod tests {
    use super::super::Location;
    use super::*;

    #[test]
    fn cargo_is_told_line_by_line() {
        let location = Location::span("a.proto", Some("  string phone = 1;"), (6, 2), (6, 19));
        let warning = Diagnostic::warning(location, "`phone` is odd").help("mend it");
        insta::assert_snapshot!(warning.for_cargo(), @r"
        cargo::warning=`phone` is odd
        cargo::warning=  --> a.proto:7:3
        cargo::warning=   |
        cargo::warning= 7 |   string phone = 1;
        cargo::warning=   |   ^^^^^^^^^^^^^^^^^
        cargo::warning=   |
        cargo::warning=   = help: mend it
        ");
    }
}
