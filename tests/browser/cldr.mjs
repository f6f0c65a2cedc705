// Dates and plural categories as the CLDR of Node.js has them, for tests/languages.rs: one JSON object, by language.
const days = ["2026-01-01", "2026-12-03", "2028-02-29"].map((day) => new Date(`${day}T18:30:00Z`));
const counts = [0, 1, 2, 3, 5, 11, 21, 100, 101, 103, 1000000];
const forms = {
  long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  medium: { dateStyle: "medium" },
  month_year: { year: "numeric", month: "long" },
  day_month: { month: "long", day: "numeric" },
  weekday: { weekday: "long" },
  time: { hour: "numeric", minute: "2-digit" },
};

function said(language) {
  const form = (options) => new Intl.DateTimeFormat(language, { calendar: "gregory", timeZone: "UTC", ...options });
  const dates = Object.entries(forms).map(([name, options]) => [name, days.map((day) => form(options).format(day))]);
  const rules = new Intl.PluralRules(language);
  return { ...Object.fromEntries(dates), plural: counts.map((n) => [n, rules.select(n)]) };
}

const languages = process.argv.slice(2);
console.log(JSON.stringify(Object.fromEntries(languages.map((language) => [language, said(language)]))));
