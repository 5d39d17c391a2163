//! The clock that epochs age by.

use std::time::Duration;

/// A moment of the system's monotonic clock.
///
/// On Linux its age is read from the clock's coarse form, since a seal takes not much longer than reading the fine one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment(imp::Instant);

/// Shorter ages than this are read from the fine clock: a tick of the coarse one could be all of them, so that what begins is over
/// before it is used.
const SHORT: Duration = Duration::from_secs(1);

impl Moment {
    pub(crate) fn now() -> Self {
        Self(imp::now())
    }

    /// Whether so much time has passed since then: never too late, and early by no more than a tick of the clock, nor at all where
    /// the age is short.
    #[inline]
    pub(crate) fn is_over(self, age: Duration) -> bool {
        if age < SHORT {
            imp::elapsed(self.0) >= age
        } else {
            imp::elapsed_coarsely(self.0).saturating_add(imp::TICK) >= age
        }
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

    pub(super) fn elapsed(since: Instant) -> Duration {
        now().saturating_sub(since)
    }

    pub(super) fn elapsed_coarsely(since: Instant) -> Duration {
        since_start(clock_gettime(ClockId::MonotonicCoarse)).saturating_sub(since)
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

    pub(super) fn elapsed(since: Instant) -> Duration {
        since.elapsed()
    }

    pub(super) fn elapsed_coarsely(since: Instant) -> Duration {
        since.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_over_in_time_and_not_long_before() {
        let moment = Moment::now();
        assert!(moment.is_over(Duration::ZERO));
        assert!(!moment.is_over(Duration::from_secs(3600)));
        assert!(!Moment::now().is_over(Duration::from_millis(5)), "not before it began");
        std::thread::sleep(Duration::from_millis(30));
        assert!(moment.is_over(Duration::from_millis(30)));
    }
}
