//! What both sides make of the same questions.

use protoseal_re2::{Error, Fault};

use crate::oracle::{Answer, Oracle, Question};
use crate::patterns;

/// What was seen, so that a test can tell that it saw something.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) valid: usize,
    pub(crate) invalid: usize,
    matches: usize,
    no_matches: usize,
    /// Valid for both, but too large for our limit.
    too_large: usize,
    /// Valid for newer Go alone.
    wider: usize,
    /// Valid for RE2 and newer Go, not for this one.
    pub(crate) narrower: usize,
}

impl Tally {
    /// A generator that gives nothing but errors, or texts that never match, finds nothing.
    pub(crate) fn assert_enough(&self) {
        let patterns = self.valid + self.invalid;
        assert!(self.valid * 2 > patterns, "{self:?}");
        assert!(self.invalid * 10 > patterns, "{self:?}");
        assert!(self.matches * 5 > self.matches + self.no_matches, "{self:?}");
        assert!(self.no_matches * 5 > self.matches + self.no_matches, "{self:?}");
        assert!(
            (self.too_large + self.wider) * 50 < patterns && self.narrower * 20 < patterns,
            "{self:?}"
        );
    }
}

/// Fails with every question that the two answer differently.
pub(crate) fn all(oracle: &Oracle, questions: &[Question]) -> Tally {
    let (release, answers) = oracle.answers(questions);
    let mut tally = Tally::default();
    let mut differences = Vec::new();
    for (question, answer) in questions.iter().zip(&answers) {
        if let Err(difference) = one(question, answer, release, &mut tally) {
            differences.push(difference);
        }
    }
    let shown = differences.iter().take(20).cloned().collect::<Vec<_>>().join("\n");
    assert!(
        differences.is_empty(),
        "{} of {} differ:\n{shown}\n",
        differences.len(),
        questions.len()
    );
    tally
}

fn one(question: &Question, answer: &Answer, release: (u32, u32), tally: &mut Tally) -> Result<(), String> {
    let pattern = &question.pattern;
    let regex = match (protoseal_re2::compile(pattern), answer.valid) {
        (Ok(regex), true) => regex,
        (Err(Error::Unsupported(_)), false) => {
            tally.invalid += 1;
            return Ok(());
        }
        (Err(Error::TooLarge { .. }), true) => {
            tally.too_large += 1;
            return Ok(());
        }
        (Err(Error::Unsupported(error)), true)
            if error.fault() == Fault::UnknownProperty
                && release >= (1, 25)
                && patterns::is_wider(&pattern[error.at()..]) =>
        {
            tally.wider += 1;
            return Ok(());
        }
        (Ok(_), false) if patterns::is_newer(pattern, release) => {
            tally.narrower += 1;
            return Ok(());
        }
        (Ok(_), false) => return Err(format!("{pattern:?} is invalid for Go alone")),
        (Err(error), _) => return Err(format!("{pattern:?} (valid for Go: {}): {error}", answer.valid)),
    };
    tally.valid += 1;
    for (text, theirs) in question.texts.iter().zip(answer.matches()) {
        let limit = if question.all { usize::MAX } else { 1 };
        let ours = regex
            .find_iter(text)
            .take(limit)
            .map(|found| (found.start(), found.end()));
        let ours: Vec<_> = ours.collect();
        if ours != theirs {
            let first = ours.iter().zip(theirs).find(|(ours, theirs)| ours != theirs);
            let shown: String = text.chars().take(80).collect();
            return Err(format!(
                "{pattern:?} (here {:?}) on {shown:?}: {} matches here, {} in Go, of which {first:?} differ",
                regex.as_str(),
                ours.len(),
                theirs.len()
            ));
        }
        match theirs {
            [] => tally.no_matches += 1,
            _ => tally.matches += 1,
        }
    }
    Ok(())
}
