//! What is wrong with a schema, said so that it can be mended: file, line, column, cause, remedy.

mod compiler;
mod error;
mod render;

pub use error::Error;

/// One mistake in a schema, or what in it would make others suffer.
///
/// Its `Display` is the form that compilers use: cause, position, the source line where it is known, remedy.
#[derive(Clone, PartialEq, Eq)]
pub struct Diagnostic {
    severity: Severity,
    location: Location,
    cause: String,
    notes: Vec<String>,
    help: Option<String>,
    about: Option<String>,
}

/// Whether a build goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// No code is generated.
    Error,
    /// Code is generated, and the build shows it.
    Warning,
}

impl Diagnostic {
    pub(crate) fn new(location: Location, cause: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            location,
            cause: cause.into(),
            notes: Vec::new(),
            help: None,
            about: None,
        }
    }

    pub(crate) fn warning(location: Location, cause: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::new(location, cause)
        }
    }

    /// A warning where the build takes none.
    pub(crate) fn denied(mut self) -> Self {
        self.severity = Severity::Error;
        self.note("the setting `deny_warnings` makes this warning an error")
    }

    /// Adds a fact that helps to understand the cause.
    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says which message it is about, by full name.
    pub(crate) fn about(mut self, message: &str) -> Self {
        self.about = Some(message.to_owned());
        self
    }

    /// Says the remedy.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Whether it stopped the build.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The file, as `import` names it.
    pub fn file(&self) -> Option<&str> {
        self.location.file.as_deref()
    }

    /// The line, from 1.
    pub fn line(&self) -> Option<usize> {
        self.location.start.map(|start| start.line)
    }

    /// The column, from 1, in characters.
    pub fn column(&self) -> Option<usize> {
        self.location.start.map(|start| start.column)
    }

    /// The full name of the message whose rules of validation are wrong, if that is what is.
    /// [`Config::validation`](crate::Config::validation) can leave it out.
    pub fn message(&self) -> Option<&str> {
        self.about.as_deref()
    }

    /// What is wrong.
    pub fn cause(&self) -> &str {
        &self.cause
    }

    /// What else there is to know about it.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// What mends it.
    pub fn remedy(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// By file, then by position.
    pub(crate) fn sort_key(&self) -> (Option<&str>, Option<(usize, usize)>) {
        (self.file(), self.location.start.map(|start| (start.line, start.column)))
    }
}

/// Where in a schema something stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Location {
    /// As `import` names it.
    pub(crate) file: Option<String>,
    /// `None` if the descriptor came without source positions.
    pub(crate) start: Option<Position>,
    /// The source line, where the source is known.
    pub(crate) snippet: Option<Snippet>,
}

/// A position in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    /// From 1.
    pub(crate) line: usize,
    /// From 1.
    pub(crate) column: usize,
}

/// A line of source and the part of it that is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Snippet {
    /// The line, without its end.
    pub(crate) line: String,
    /// How many characters are meant, from the position on; at least 1.
    pub(crate) width: usize,
}

impl Location {
    /// A file as a whole.
    pub(crate) fn file(name: impl Into<String>) -> Self {
        Self {
            file: Some(name.into()),
            ..Self::default()
        }
    }

    /// A span of a file, as `SourceCodeInfo` has it: lines and byte columns from 0, the end exclusive; with the text of
    /// its first line, if that is known.
    pub(crate) fn span(file: &str, line: Option<&str>, start: (usize, usize), end: (usize, usize)) -> Self {
        let Some((before, rest)) = line.and_then(|line| line.split_at_checked(start.1)) else {
            let start = Some(Position {
                line: start.0 + 1,
                column: start.1 + 1,
            });
            return Self {
                file: Some(file.to_owned()),
                start,
                snippet: None,
            };
        };
        let meant = if end.0 == start.0 {
            end.1.saturating_sub(start.1)
        } else {
            rest.len()
        };
        let meant = rest.get(..meant).unwrap_or(rest).trim_end();
        Self {
            file: Some(file.to_owned()),
            start: Some(Position {
                line: start.0 + 1,
                column: before.chars().count() + 1,
            }),
            snippet: Some(Snippet {
                line: format!("{before}{rest}"),
                width: meant.chars().count().max(1),
            }),
        }
    }

    /// `demo/v1/user.proto:7:3`, as far as it is known.
    pub(crate) fn short(&self) -> String {
        let file = self.file.as_deref().unwrap_or("an unnamed file");
        match self.start {
            Some(Position { line, column }) => format!("{file}:{line}:{column}"),
            None => file.to_owned(),
        }
    }
}
