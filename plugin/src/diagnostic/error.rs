//! The error of this crate.

use std::{fmt, io};

use super::{Diagnostic, Location};

/// Why no code could be generated.
///
/// `Display` and `Debug` print the same readable form, since a build script that returns an error shows its `Debug`;
/// `Debug` begins and ends with a new line.
pub struct Error {
    kind: Kind,
}

enum Kind {
    /// The schema is wrong; never empty, sorted by position.
    Schema(Vec<Diagnostic>),
    /// A file could not be read or written.
    Io { action: String, error: io::Error },
    /// prost-build gave up.
    Generator(io::Error),
}

impl Error {
    /// One mistake that belongs to no position in a file.
    pub(crate) fn message(cause: impl Into<String>) -> Self {
        Diagnostic::new(Location::default(), cause).into()
    }

    /// A file that could not be read or written. `action` completes "cannot ..".
    pub(crate) fn io(action: impl Into<String>, error: io::Error) -> Self {
        Self {
            kind: Kind::Io {
                action: action.into(),
                error,
            },
        }
    }

    /// What prost-build says.
    pub(crate) fn generator(error: io::Error) -> Self {
        Self {
            kind: Kind::Generator(error),
        }
    }

    /// `Err` with all mistakes, if there are any.
    pub(crate) fn unless_empty(mut diagnostics: Vec<Diagnostic>) -> Result<(), Self> {
        if diagnostics.is_empty() {
            return Ok(());
        }
        diagnostics.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        Err(Self {
            kind: Kind::Schema(diagnostics),
        })
    }

    /// The mistakes in the schema, sorted by position; empty if the error is another.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        match &self.kind {
            Kind::Schema(diagnostics) => diagnostics,
            Kind::Io { .. } | Kind::Generator(_) => &[],
        }
    }
}

impl From<Diagnostic> for Error {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            kind: Kind::Schema(vec![diagnostic]),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Schema(diagnostics) => {
                for (index, diagnostic) in diagnostics.iter().enumerate() {
                    let separator = if index == 0 { "" } else { "\n\n" };
                    write!(f, "{separator}{diagnostic}")?;
                }
                Ok(())
            }
            Kind::Io { action, error } => write!(f, "error: cannot {action}: {error}"),
            Kind::Generator(error) => write!(f, "error: {error}"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}\n")
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Io { error, .. } | Kind::Generator(error) => Some(error),
            Kind::Schema(_) => None,
        }
    }
}

/// Keeps the readable form: it is what `Display` and `Debug` of the `io::Error` show.
impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        let kind = match &error.kind {
            Kind::Schema(_) => io::ErrorKind::InvalidInput,
            Kind::Io { error, .. } | Kind::Generator(error) => error.kind(),
        };
        Self::new(kind, error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error() -> Error {
        let location = Location::span("a.proto", Some("\tstring phöne = 1;"), (6, 8), (6, 14));
        Diagnostic::new(location, "`phöne` is wrong")
            .note("it is so")
            .help("mend it")
            .into()
    }

    #[test]
    fn debug_is_as_readable_as_display() {
        assert_eq!(format!("{:?}", error()), format!("\n{}\n", error()));
    }

    #[test]
    fn a_build_script_that_returns_an_io_error_shows_it_too() {
        let shown = format!("Error: {:?}", io::Error::from(error()));
        assert_eq!(
            shown,
            format!("Error: Custom {{ kind: InvalidInput, error: \n{}\n }}", error())
        );
    }

    #[test]
    fn columns_are_counted_in_characters() {
        let error = error();
        let [diagnostic] = error.diagnostics() else {
            panic!("one diagnostic")
        };
        assert_eq!((diagnostic.line(), diagnostic.column()), (Some(7), Some(9)));
    }

    #[test]
    fn an_io_error_keeps_its_kind_and_says_what_failed() {
        let error = Error::io("write out.rs", io::Error::from(io::ErrorKind::PermissionDenied));
        insta::assert_snapshot!(error, @"error: cannot write out.rs: permission denied");
        assert_eq!(io::Error::from(error).kind(), io::ErrorKind::PermissionDenied);
    }
}
