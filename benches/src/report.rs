//! Prints figures as `name value`.

use std::time::Duration;

use stats_alloc::Region;

use crate::ALLOCATOR;
use crate::measure::Pair;

/// Which figures are wanted, and for how long each is measured.
pub(crate) struct Report {
    pub(crate) budget: Duration,
    pub(crate) only: String,
}

impl Report {
    /// Whether a figure's name holds what was asked for.
    pub(crate) fn wants(&self, name: &str) -> bool {
        name.contains(&self.only)
    }

    /// Prints a ratio; what it is of, and its limit if it has one, go to standard error.
    pub(crate) fn ratio(&self, name: &str, limit: f64, measure: impl FnOnce() -> Pair) {
        if !self.wants(name) {
            return;
        }
        let pair = measure();
        println!("{name} {:.3}", pair.ratio());
        let limit = if limit.is_nan() {
            String::new()
        } else {
            format!(", limit {limit}")
        };
        eprintln!(
            "    {:.0} ns against {:.0} ns{limit}",
            pair.ours.as_secs_f64() * 1e9,
            pair.reference.as_secs_f64() * 1e9
        );
    }

    /// Prints how often one call allocates.
    pub(crate) fn allocations<T>(&self, name: &str, run: impl FnOnce() -> T) {
        if !self.wants(name) {
            return;
        }
        let region = Region::new(ALLOCATOR);
        let output = run();
        let change = region.change();
        drop(output);
        println!("{name} {}", change.allocations + change.reallocations);
    }
}
