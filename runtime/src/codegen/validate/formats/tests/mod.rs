//! Every format: by examples, against grammars that are written anew, and on long texts that were made to be slow.

mod grammars;
mod hosts;
mod ips;
mod lists;
mod long;
mod names;
mod pgv;
mod uris;

/// That a format takes these texts, and none of those.
#[track_caller]
fn assert_takes<'t>(format: impl Fn(&str) -> bool, good: &[&'t str], bad: &[&'t str]) {
    for text in good {
        assert!(format(text), "{text:?} is refused");
    }
    for text in bad {
        assert!(!format(text), "{text:?} is taken");
    }
}
