//! Whether something with a start and an end runs.

use hygie_base::Timestamp;

/// Whether a delegation runs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Standing {
    /// Not yet.
    Coming,
    /// Now.
    Running,
    /// No longer.
    Ended,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 3] = [Self::Coming, Self::Running, Self::Ended];

    /// What runs from `start` until just before `end` (`None`: without end), at `now`.
    /// What ends before it starts never runs.
    pub fn at(start: Timestamp, end: Option<Timestamp>, now: Timestamp) -> Self {
        if end.is_some_and(|end| now >= end || end <= start) {
            Self::Ended
        } else if now < start {
            Self::Coming
        } else {
            Self::Running
        }
    }
}

#[cfg(test)]
mod tests {
    use hygie_base::Timestamp;

    use super::Standing;

    #[test]
    fn an_end_is_exact_to_the_millisecond() {
        let check = |start, end: Option<i64>, now, expect| {
            let found = Standing::at(Timestamp(start), end.map(Timestamp), Timestamp(now));
            assert_eq!(found, expect, "{start} {end:?} {now}");
        };
        check(10, Some(20), 9, Standing::Coming);
        check(10, Some(20), 10, Standing::Running);
        check(10, Some(20), 19, Standing::Running);
        check(10, Some(20), 20, Standing::Ended);
        check(10, None, i64::MAX, Standing::Running);
        check(20, Some(10), 5, Standing::Ended);
        check(20, Some(20), 5, Standing::Ended);
    }
}
