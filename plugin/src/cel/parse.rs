//! From the text of an expression to the tree of the crate `cel`. Macros stay the calls that they are written as, so that one
//! place says what they mean.

use cel::Env;
use cel::common::ast::SourceInfo;
pub(super) use cel::common::ast::{CallExpr, EntryExpr, Expr, IdedExpr, LiteralValue, SelectExpr};

use super::CelFault;
use crate::guard::guarded;

/// A tree, and where in the text its parts are.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) root: IdedExpr,
    places: Places,
}

impl Parsed {
    pub(super) fn places(&self) -> &Places {
        &self.places
    }
}

pub(super) fn parse(text: &str) -> Result<Parsed, CelFault> {
    let parser = Env::default().parser().enable_ident_escape_syntax(true);
    let parsed = guarded("cel", || parser.parse_with_source_info(text));
    match parsed {
        Ok(Ok((root, info))) => Ok(Parsed {
            root,
            places: Places { info },
        }),
        Ok(Err(errors)) => {
            let first = errors.errors.first();
            let (line, column) = first.map_or((1, 1), |error| error.pos);
            let message = first.map_or_else(|| "it cannot be parsed".to_owned(), |error| error.msg.clone());
            Err(CelFault::new(said(&message), offset(text, line, column)))
        }
        Err(_) => Err(CelFault::new("it cannot be parsed".to_owned(), 0)),
    }
}

/// The parser lists every token that it would have taken, which nobody reads.
fn said(message: &str) -> String {
    let message = message.strip_prefix("Syntax error: ").unwrap_or(message);
    match message.split_once(" expecting {") {
        Some((found, _)) => found.replace("'<EOF>'", "the end"),
        None => message.replace("'<EOF>'", "the end"),
    }
}

/// The byte at a line and a column, both counted from 1 and in characters.
fn offset(text: &str, line: isize, column: isize) -> usize {
    let (line, column) = (line.max(1) as usize, column.max(1) as usize);
    let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = text.get(before..).unwrap_or_default();
    before + rest.chars().take(column - 1).map(char::len_utf8).sum::<usize>()
}

#[derive(Debug)]
pub(super) struct Places {
    info: SourceInfo,
}

impl Places {
    /// The byte at which an expression, or its operator, is.
    pub(super) fn of(&self, expr: &IdedExpr) -> usize {
        self.of_id(expr.id)
    }

    pub(super) fn of_id(&self, id: u64) -> usize {
        self.info.offset_for(id).map_or(0, |(start, _)| start as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_cel_is_refused_where_it_goes_wrong() {
        for (text, at, message) in [
            ("'é' < )", 7, "mismatched input ')'"),
            ("this.a ==", 9, "mismatched input the end"),
            ("1 +\n +", 5, "mismatched input '+'"),
            ("9223372036854775808", 0, "invalid int literal"),
            ("package", 0, "reserved identifier: package"),
        ] {
            let fault = parse(text).expect_err(text);
            assert!(fault.message.contains(message), "{text}: {}", fault.message);
            assert!(fault.at.abs_diff(at) <= 2, "{text}: {} instead of {at}", fault.at);
        }
    }

    #[test]
    fn places_are_counted_in_bytes() {
        let parsed = parse("'é' + this").expect("an expression");
        let Expr::Call(call) = &parsed.root.expr else {
            panic!("a sum");
        };
        assert_eq!(
            (parsed.places().of(&parsed.root), parsed.places().of(&call.args[1])),
            (5, 7)
        );
    }
}
