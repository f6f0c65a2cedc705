// Keeps a page right between builds: what is over leaves the lists of what is to come, what takes place now says so, what opens
// or closes does, and the hours of an event stand in the reader's time too. What the page says for it stands in the page:
//
//   data-from, data-until    shown only from one instant to the other
//   data-start, data-end     an entry with its instants; its <template>s are the dates behind this one
//   data-over                the instant from which on nothing of the entry is to come
//   data-note                where an entry says "happening now" or "over"
//   data-coming              a list that an entry leaves when it is over; for [data-past], if the page has it
//   data-dates               around entries of which each is one date: there they do not change to their next one
//   data-none                said when all such lists beside it are empty
//   data-clock               hours, behind or inside the <time> of the start, whose datetime has the offset of the place
//   data-day                 a day of the month table
//   data-ahead               where an entry says in how many days it begins: "tomorrow", "in 3 days"
const words = document.querySelector("script[data-say-now]").dataset;
const language = document.documentElement.lang;
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];

function update() {
  const now = Date.now();
  let next = new Date(now).setHours(24, 0, 0, 0);
  // An instant, NaN if there is none: every comparison with that is false. The first one to come is when to look again.
  const instant = (text) => {
    const at = Date.parse(text);
    if (at > now && at < next) next = at;
    return at;
  };
  for (const element of all("[data-from], [data-until]")) {
    const from = instant(element.dataset.from), until = instant(element.dataset.until);
    element.hidden = from > now || until <= now;
  }
  for (const entry of all("[data-end]:not(template), [data-over]")) {
    if (!entry.closest("[data-dates]")) advance(entry, now);
    const start = instant(entry.dataset.start), end = instant(entry.dataset.end), over = instant(entry.dataset.over);
    count(entry, start, now);
    say(entry, end <= now || over <= now ? "over" : start <= now ? "now" : "");
  }
  const focused = document.activeElement;
  all("[data-coming]").forEach((list) => clear(list, now));
  // What is moved loses the focus.
  if (focused !== document.activeElement) focused.focus({ preventScroll: true });
  for (const note of all("[data-none]")) note.hidden = !all("[data-coming]", note.parentElement).every(isEmpty);
  all("[data-clock]").forEach(tell);
  for (const cell of all("[data-day]")) {
    if (cell.dataset.day === day(new Date(now))) cell.setAttribute("aria-current", "date");
    else cell.removeAttribute("aria-current");
  }
  clearTimeout(update.timer);
  update.timer = setTimeout(update, next - now);
}

// The next date of a series takes the place of the one that is over.
function advance(entry, now) {
  for (const next of all("template[data-end]", entry)) {
    if (Date.parse(entry.dataset.end) > now) return;
    entry.dataset.start = next.dataset.start;
    entry.dataset.end = next.dataset.end;
    for (const part of [...next.content.children]) entry.querySelector(`.${part.classList[0]}`)?.replaceWith(part);
    next.remove();
  }
}

function say(entry, phase) {
  const calledOff = entry.querySelector('.status:is([data-value="cancelled"], [data-value="postponed"])');
  const over = entry.dataset.end ? words.sayOver : words.sayClosed;
  const word = phase === "over" ? over : phase === "now" && !calledOff ? words.sayNow : "";
  for (const part of [entry, ...all(".leaf", entry).slice(0, 1)]) part.classList.toggle("past", phase === "over");
  note(entry.querySelector("[data-note]") ?? entry, "phase", word).dataset.value = phase;
}

// How many nights from now, as the reader's calendar has it; nothing for what has begun and for what is weeks away.
const MOST_DAYS = 14;
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
function count(entry, start, now) {
  const place = entry.querySelector("[data-ahead]");
  if (!place) return;
  const midnight = (at) => { const date = new Date(at); return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()); };
  const days = Math.round((midnight(start) - midnight(now)) / 86_400_000);
  place.hidden = !(days >= 0 && days <= MOST_DAYS && start > now);
  place.textContent = place.hidden ? "" : relative.format(days, "day");
}

// A few words at the end of an element; without any, none.
function note(place, name, text) {
  const old = place.querySelector(`:scope > .${name}`), mark = old ?? document.createElement("span");
  mark.className = name;
  if (mark.textContent !== text) mark.textContent = text;
  if (!text) old?.remove();
  else if (!old) place.append(" ", mark);
  return mark;
}

const isEmpty = (list) => [...list.children].every((item) => item.hidden);

function clear(list, now) {
  const past = document.querySelector("[data-past]");
  if (!list.closest("[data-dates]")) sort(list);
  for (const item of [...list.children]) {
    const entry = item.querySelector("[data-end], [data-over]");
    const due = entry?.closest("[data-dates]") ? entry.dataset.end : entry?.dataset.over;
    if (!(Date.parse(due) <= now)) continue;
    if (!past) { item.hidden = true; continue; }
    past.prepend(item);
    past.closest(".section").hidden = false;
  }
  for (const around of [list.closest(".day"), list.closest(".section")]) {
    if (around) around.hidden = all("[data-coming]", around).every(isEmpty);
  }
}

// By start, after a series has come to its next date. What has no start stays as it is.
function sort(list) {
  const start = (item) => Date.parse(item.querySelector("[data-start]")?.dataset.start);
  const items = [...list.children];
  if (items.some((item, place) => start(item) < start(items[place - 1] ?? item))) {
    list.append(...items.sort((one, other) => start(one) - start(other)));
  }
}

// The place's own hours stay as they are. The reader's stand beside them where the clocks differ, with the day where that differs.
function tell(hours) {
  const start = (hours.matches("time") ? hours : hours.previousElementSibling).dateTime;
  const offset = /T.*([+-])(\d\d):(\d\d)$/.exec(start);
  if (!offset) return;
  const at = new Date(start), minutes = Number(`${offset[1]}1`) * (60 * offset[2] + Number(offset[3]));
  const differs = minutes !== -at.getTimezoneOffset();
  note(hours, "yours", differs ? yours(at, day(at) !== start.slice(0, 10)) : "");
}

function yours(at, withDay) {
  const days = withDay ? { weekday: "short", day: "numeric", month: "short" } : {};
  const format = new Intl.DateTimeFormat(language, { ...days, hour: "numeric", minute: "2-digit" });
  const city = format.resolvedOptions().timeZone.split("/").pop();
  return words.sayYours.replace("{time}", format.format(at)).replace("{city}", (renamed[city] ?? city).replaceAll("_", " "));
}

// Browsers know some zones only by the old names of their cities.
const renamed = {
  Calcutta: "Kolkata", Katmandu: "Kathmandu", Rangoon: "Yangon", Saigon: "Ho Chi Minh", Kiev: "Kyiv", Godthab: "Nuuk",
  Faeroe: "Faroe", Asmera: "Asmara", Truk: "Chuuk", Ponape: "Pohnpei",
};

const two = (number) => String(number).padStart(2, "0");
const day = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

addEventListener("pageshow", (event) => { if (event.persisted) update(); });
document.addEventListener("cards", update);
document.addEventListener("visibilitychange", () => { if (!document.hidden) update(); });
update();
