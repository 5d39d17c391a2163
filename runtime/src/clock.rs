//! The clock that epochs age by.

use std::time::Duration;

/// When an age is reached, by the system's monotonic clock.
///
/// On Linux the coarse form of the clock tells, since a seal takes not much longer than reading the fine one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline {
    /// `None`: never, as no clock shows that time.
    at: Option<imp::Instant>,
    coarse: bool,
}

/// Shorter ages than this are read from the fine clock: a tick of the coarse one could be all of them, so that what begins is over
/// before it is used.
const SHORT: Duration = Duration::from_secs(1);

impl Deadline {
    /// So much time from now.
    pub(crate) fn after(age: Duration) -> Self {
        let coarse = age >= SHORT;
        let age = if coarse { age - imp::TICK } else { age };
        Self {
            at: imp::now().checked_add(age),
            coarse,
        }
    }

    /// Whether it is reached: never too late, and early by no more than a tick of the clock, nor at all where the age is short.
    #[inline]
    pub(crate) fn is_reached(self) -> bool {
        let now = || if self.coarse { imp::now_coarsely() } else { imp::now() };
        self.at.is_some_and(|at| now() >= at)
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
mod imp {
    use std::time::Duration;

    use rustix::time::{ClockId, Timespec, clock_gettime};

    /// Since some moment of the past.
    pub(super) type Instant = Duration;

    /// The kernel sets the coarse clock at each of its timer's ticks, of which there are 100 or more a second.
    pub(super) const TICK: Duration = Duration::from_millis(10);

    pub(super) fn now() -> Instant {
        since_start(clock_gettime(ClockId::Monotonic))
    }

    /// What the fine clock said a tick ago or later.
    #[inline]
    pub(super) fn now_coarsely() -> Instant {
        since_start(clock_gettime(ClockId::MonotonicCoarse))
    }

    /// Neither part is ever negative.
    #[inline]
    fn since_start(time: Timespec) -> Duration {
        Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
mod imp {
    use std::time::Duration;

    pub(super) type Instant = std::time::Instant;

    pub(super) const TICK: Duration = Duration::ZERO;

    pub(super) fn now() -> Instant {
        Instant::now()
    }

    pub(super) fn now_coarsely() -> Instant {
        Instant::now()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_reached_in_time_and_not_long_before() {
        let reached = |age| Deadline::after(age).is_reached();
        assert!(reached(Duration::ZERO));
        assert!(!reached(Duration::from_secs(3600)));
        assert!(!reached(Duration::from_millis(5)), "not before it began");
        assert!(!reached(Duration::MAX));
        let (short, long) = (Deadline::after(Duration::from_millis(30)), Deadline::after(SHORT));
        std::thread::sleep(Duration::from_millis(30));
        assert!(short.is_reached() && !long.is_reached());
        std::thread::sleep(SHORT - Duration::from_millis(30));
        assert!(long.is_reached());
    }
}
