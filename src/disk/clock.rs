//! What time it is: the one place that asks.

use jiff::Timestamp;

use super::Fatal;

/// The time that a build takes for now: `SOURCE_DATE_EPOCH` (seconds since 1970, for builds that must repeat exactly), else the clock.
///
/// # Errors
/// If `SOURCE_DATE_EPOCH` is set and is no such number: a build that should repeat must not quietly take the clock.
#[expect(clippy::disallowed_methods, reason = "this is the edge at which clock and environment are read")]
pub fn clock() -> Result<Timestamp, Fatal> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) if !seconds.is_empty() => epoch(&seconds),
        _ => Ok(Timestamp::now()),
    }
}

/// Nanoseconds since the first call, to measure stages with.
#[expect(clippy::disallowed_methods, reason = "this is the edge at which clock and environment are read")]
pub fn stopwatch() -> u64 {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    u64::try_from(START.elapsed().as_nanos()).unwrap_or(u64::MAX)
}

fn epoch(seconds: &str) -> Result<Timestamp, Fatal> {
    let time = seconds.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    time.ok_or_else(|| {
        let message = format!("SOURCE_DATE_EPOCH is `{seconds}`, which is not a number of seconds since 1970");
        Fatal::new(message, "Take the variable away, or set it to a number such as 1796000000.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_epoch_is_a_number_of_seconds() {
        let midnight = "2026-12-01T00:00:00Z".parse();
        assert_eq!(epoch("1796083200").unwrap(), midnight.unwrap());
        for wrong in ["now", "1.5", "2026-12-01", "99999999999999"] {
            assert!(epoch(wrong).unwrap_err().message.contains(wrong));
        }
    }
}
