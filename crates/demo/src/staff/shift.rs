//! When somebody works.

use serde_json::{Value, json};

/// A pattern of work that repeats each week.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shift {
    /// Monday to Friday, in office hours.
    Office,
    /// Early, weekends in turn.
    Early,
    /// Late, weekends in turn.
    Late,
    /// Nights, three or four a week.
    Night,
    /// Twenty-four hours from eight to eight, in turn.
    Guard,
    /// Mornings and evenings, every day, at people's homes.
    Rounds,
}

const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl Shift {
    /// As FHIR `PractitionerRole.availableTime`; a night ends on the next day, so
    /// it stands in two parts.
    pub fn available_time(self) -> Value {
        let week = &WEEK[..];
        let (working, _) = WEEK.split_at(5);
        let time = |days: &[&str], start: &str, end: &str| json!({"daysOfWeek": days, "availableStartTime": start, "availableEndTime": end});
        match self {
            Self::Office => json!([time(working, "09:00:00", "18:00:00")]),
            Self::Early => json!([time(week, "06:45:00", "14:15:00")]),
            Self::Late => json!([time(week, "13:45:00", "21:15:00")]),
            Self::Night => {
                json!([time(week, "21:00:00", "23:59:59"), time(week, "00:00:00", "07:00:00"),])
            }
            Self::Guard => json!([{"daysOfWeek": week, "allDay": true}]),
            Self::Rounds => {
                json!([time(week, "06:30:00", "12:30:00"), time(week, "16:30:00", "19:30:00"),])
            }
        }
    }
}
