//! cargo-deny: the licences, bans and sources of what is depended on.

use anyhow::Result;

use crate::step::Step;

/// What is installed where there is none.
const VERSION: &str = "0.20.2";

/// The oldest release that reads deny.toml as it is meant.
const OLDEST: (u32, u32) = (0, 20);

/// Installs cargo-deny from its source, unless it is there.
pub(crate) fn ensure() -> Result<()> {
    let present = Step::cargo("deny --version").probe().and_then(|text| release(&text));
    if present.is_some_and(|release| release >= OLDEST) {
        return Ok(());
    }
    Step::cargo(&format!("install --quiet --locked cargo-deny --version {VERSION}")).run_aside()
}

/// The first two numbers in `cargo-deny 0.20.2`.
fn release(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.strip_prefix("cargo-deny ")?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_read() {
        assert_eq!(release("cargo-deny 0.20.2"), Some((0, 20)));
        assert_eq!(release("cargo-deny 1.0.0"), Some((1, 0)));
        assert_eq!(release("error: no such command"), None);
    }
}
