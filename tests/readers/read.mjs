// Reads calendar files by way of ical.js.
//
// read.mjs FROM TO, with the names of files on standard input: one line for each date that starts from FROM to before
// TO, with the fields file, UID, start, end, summary, status between tabs. Instants are universal, days are days.

import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const DAY = 24 * 60 * 60 * 1000;

/** Dates are looked for so far beyond the end, since they may be moved to before it. */
const MOVED = 100 * DAY;

function told(time) {
  if (time.isDate) return time.toString();
  if (time.zone === ICAL.Timezone.localTimezone) throw new Error(`${time} floats`);
  return new Date(time.toUnixTime() * 1000).toISOString().replace(".000Z", "Z");
}

function row(path, event, start, end) {
  const status = event.component.getFirstPropertyValue("status") ?? "";
  return [path, event.uid, told(start), told(end), event.summary ?? "", status];
}

/** All dates of a component until `end`, those of a series one after the other. */
function* dates(path, event, end) {
  if (!event.isRecurring()) {
    yield row(path, event, event.startDate, event.endDate);
    return;
  }
  const iterator = event.iterator();
  for (let next = iterator.next(); next && next.toJSDate().getTime() < end + MOVED; next = iterator.next()) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    yield row(path, item, startDate, endDate);
  }
}

function* rows(path, begin, end) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
  const parts = calendar.getAllSubcomponents("vevent");
  const changes = parts.filter((part) => part.hasProperty("recurrence-id"));
  for (const part of parts.filter((part) => !changes.includes(part))) {
    const uid = part.getFirstPropertyValue("uid");
    const exceptions = changes.filter((change) => change.getFirstPropertyValue("uid") === uid);
    const event = new ICAL.Event(part, { strictExceptions: true, exceptions });
    for (const fields of dates(path, event, Date.parse(end))) {
      const start = fields[2];
      if (begin.slice(0, start.length) <= start && start < end.slice(0, start.length)) yield fields.join("\t");
    }
  }
}

const [begin, end] = process.argv.slice(2).map((text) => new Date(text).toISOString().replace(".000Z", "Z"));
const out = [];
for (const path of readFileSync(0, "utf8").split("\n").filter(Boolean)) out.push(...rows(path, begin, end));
process.stdout.write(out.map((line) => `${line}\n`).join(""));
