"""Reads calendar files by way of icalendar and recurring-ical-events.

read.py FROM TO, with the names of files on standard input: one line for each date that starts from FROM to before TO,
with the fields file, UID, start, end, summary, status between tabs. Instants are universal, days are days.
"""

import datetime
import re
import sys

import icalendar
import recurring_ical_events

DAY = datetime.timedelta(days=1)


def told(when):
    if isinstance(when, datetime.datetime):
        assert when.tzinfo is not None, f"{when} floats"
        return when.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return when.isoformat()


def own_zones(text):
    """Renames the zones, so that they are read from the file: of a name that it knows the reader takes its own zone."""
    return re.sub(r"^(TZID:|[A-Z-]+(?:;[A-Z-]+=[^:;]*)*;TZID=)", r"\1Own/", text, flags=re.MULTILINE)


def rows(path, begin, end):
    with open(path, encoding="utf-8", newline="") as file:
        calendar = icalendar.Calendar.from_ical(own_zones(file.read()))
    # Days know no zone: what is near is asked for, and what counts is chosen below.
    for event in recurring_ical_events.of(calendar).between(begin - DAY, end + DAY):
        start = told(event.start)
        if told(begin)[: len(start)] <= start < told(end)[: len(start)]:
            fields = [event["UID"], start, told(event.end), event.get("SUMMARY", ""), event.get("STATUS", "")]
            yield "\t".join([path, *map(str, fields)])


def main():
    begin, end = map(datetime.datetime.fromisoformat, sys.argv[1:])
    sys.stdout.reconfigure(encoding="utf-8")
    for path in sys.stdin.read().splitlines():
        for row in rows(path, begin, end):
            print(row)


main()
