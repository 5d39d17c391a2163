//! Times two ways of doing one thing, turn by turn, so that what disturbs the machine disturbs both.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// The quickest time of one call on either side.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) ours: Duration,
    pub(crate) reference: Duration,
}

impl Pair {
    /// How many times longer ours takes.
    pub(crate) fn ratio(self) -> f64 {
        self.ours.as_secs_f64() / self.reference.as_secs_f64()
    }
}

/// One side: what makes an input, outside of the timed part, and what is timed.
pub(crate) struct Side<M, F> {
    pub(crate) make: M,
    pub(crate) run: F,
}

/// Times both sides for about `budget`: batches of `batch` calls in turn, of which the quickest counts. Outputs are dropped
/// at once, as those of a service are when they are sent: a heap full of them would measure the allocator.
pub(crate) fn pair<A, B, X, Y>(
    budget: Duration,
    batch: u32,
    mut ours: Side<impl Fn() -> A, impl FnMut(A) -> X>,
    mut reference: Side<impl Fn() -> B, impl FnMut(B) -> Y>,
) -> Pair {
    let mut best = Pair {
        ours: Duration::MAX,
        reference: Duration::MAX,
    };
    // Kept from batch to batch: freeing a buffer of this size makes the allocator tidy up, at the cost of what is timed next.
    let (mut for_ours, mut for_reference) = (Vec::new(), Vec::new());
    let end = Instant::now() + budget;
    while Instant::now() < end {
        for_reference.extend((0..batch).map(|_| (reference.make)()));
        best.reference = best.reference.min(time(&mut for_reference, &mut reference.run));
        for_ours.extend((0..batch).map(|_| (ours.make)()));
        best.ours = best.ours.min(time(&mut for_ours, &mut ours.run));
    }
    Pair {
        ours: best.ours / batch,
        reference: best.reference / batch,
    }
}

fn time<I, O>(inputs: &mut Vec<I>, run: &mut impl FnMut(I) -> O) -> Duration {
    let start = Instant::now();
    for input in inputs.drain(..) {
        drop(black_box(run(black_box(input))));
    }
    start.elapsed()
}
