//! A rule of a series in words: `every 2 weeks: Tuesday, Thursday`, `every month: last Friday`.

use jiff::civil::{Date, Weekday};

use super::speech::Speech;
use crate::time::{Every, On, Pick, Rule, WEEK};
use crate::view::Text;

impl Speech {
    /// How often, and on which days.
    pub(super) fn repeats(&self, rule: &Rule, start: Date) -> Text {
        let key = match rule.every {
            Every::Day => "every_days",
            Every::Week => "every_weeks",
            Every::Month => "every_months",
            Every::Year => "every_years",
        };
        let every = self.count(key, rule.interval as usize);
        let days: Vec<String> = rule.on.iter().map(|on| self.on(on)).collect();
        let days = match (days.is_empty(), rule.every) {
            (true, Every::Week) => vec![self.weekday(start.weekday())],
            (true, Every::Month) => vec![self.pick(&Pick::Date(start.day()))],
            (true, Every::Year) => vec![self.locale.day_month(start)],
            _ => days,
        };
        if days.is_empty() { every.into() } else { format!("{every}: {}", days.join(", ")).into() }
    }

    fn on(&self, on: &On) -> String {
        match on {
            On::Day(pick) => self.pick(pick),
            On::Month(month) => self.month(*month),
            // Any leap year has all days.
            On::DayOf(Pick::Date(day), month) => match Date::new(2024, *month, *day) {
                Ok(date) => self.locale.day_month(date),
                Err(_) => on.to_string(),
            },
            On::DayOf(pick, month) => {
                self.filled("of_month", "month", &self.month(*month)).replace("{day}", &self.pick(pick))
            }
        }
    }

    fn pick(&self, pick: &Pick) -> String {
        match pick {
            Pick::Weekday(day) => self.weekday(*day),
            Pick::Nth(nth, day) => self.filled(&format!("nth.{nth}"), "day", &self.weekday(*day)),
            Pick::Date(day) => self.filled("day_of_month", "n", &day.to_string()),
            Pick::LastDay => self.word("last_day").into(),
            Pick::Edge(edge, days) if days == &WEEK[..5] => {
                self.filled(&format!("nth.{edge}"), "day", self.word("workday"))
            }
            Pick::Edge(edge, days) => {
                let days: Vec<String> = days.iter().map(|day| self.weekday(*day)).collect();
                let key = if *edge < 0 { "last_of" } else { "first_of" };
                self.filled(key, "days", &days.join(", "))
            }
        }
    }

    fn weekday(&self, day: Weekday) -> String {
        // Any date of that weekday has its name; 2024-01-01 was a Monday.
        let monday = jiff::civil::date(2024, 1, 1);
        let day = monday.checked_add(jiff::Span::new().days(i64::from(day.to_monday_zero_offset())));
        self.locale.weekday_long(day.unwrap_or(monday))
    }

    fn month(&self, month: i8) -> String {
        Date::new(2024, month, 1).map(|first| self.locale.month_long(first)).unwrap_or_default()
    }
}
