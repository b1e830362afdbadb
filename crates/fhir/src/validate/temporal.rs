//! Dates and times as R4 writes them, held to the calendar.

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
pub(super) fn is_date(text: &str) -> bool {
    let mut fields = text.split('-');
    let Some(year) = fields.next().and_then(|year| digits(year, 4)) else { return false };
    let month = fields.next().map(|month| digits(month, 2));
    let day = fields.next().map(|day| digits(day, 2));
    let known = match (month, day) {
        (None, _) => true,
        (Some(Some(month)), None) => (1..=12).contains(&month),
        (Some(Some(month)), Some(Some(day))) => (1..=days_in(month, year)).contains(&day),
        _ => false,
    };
    known && year > 0 && fields.next().is_none()
}

/// A date, or a whole date with time and zone.
pub(super) fn is_date_time(text: &str) -> bool {
    if text.contains('T') { is_instant(text) } else { is_date(text) }
}

/// A whole date with time, to the second at least, and zone.
pub(super) fn is_instant(text: &str) -> bool {
    let Some((date, rest)) = text.split_once('T') else { return false };
    let zone_at = rest.find(['Z', '+', '-']).unwrap_or(rest.len());
    let Some((time, zone)) = rest.split_at_checked(zone_at) else { return false };
    date.len() == 10 && is_date(date) && is_time(time) && is_zone(zone)
}

/// `hh:mm:ss`, with a fraction or none; a leap second is allowed.
pub(super) fn is_time(text: &str) -> bool {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let mut fields = whole.split(':');
    let mut below = |limit: u32| {
        fields.next().and_then(|field| digits(field, 2)).is_some_and(|value| value < limit)
    };
    let clock = below(24) && below(60) && below(61);
    let exact = fraction.is_none_or(|digits| {
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    clock && exact && fields.next().is_none()
}

/// `Z`, or an offset of up to fourteen hours.
fn is_zone(text: &str) -> bool {
    if text == "Z" {
        return true;
    }
    let offset = text.strip_prefix(['+', '-']).and_then(|offset| offset.split_once(':'));
    let Some((hours, minutes)) = offset else { return false };
    match (digits(hours, 2), digits(minutes, 2)) {
        (Some(14), Some(minutes)) => minutes == 0,
        (Some(hours), Some(minutes)) => hours < 14 && minutes < 60,
        _ => false,
    }
}

/// The number that exactly so many digits write.
fn digits(text: &str, count: usize) -> Option<u32> {
    let right = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if right { text.parse().ok() } else { None }
}

/// Days of a month; none when there is no such month.
const fn days_in(month: u32, year: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 0,
    }
}
