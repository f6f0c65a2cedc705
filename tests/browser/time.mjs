// What pages say about time, in a browser with a clock and a time zone of our choice.
//
//   node time.mjs <folder>      with the websites that tests/browser.rs has built there:
//     harbor/                   the site of harbor/, built for December 1, 2026, noon in UTC
//     harbor-<time>/            the same, built for a later time
//     folder/, spanish/, hub/   harbor/ for opening from a folder, in Spanish; the example hub, built for November 22, 2026
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, launch, open, test } from "./browser.mjs";
import { serve } from "./serve.mjs";

const folder = process.argv[2], BUILT = "2026-12-01T12:00:00Z";
let browser;
const sites = new Map();
before(async () => {
  browser = await launch();
  for (const name of readdirSync(folder)) sites.set(name, await serve(join(folder, name)));
});
after(async () => {
  await browser.close();
  for (const site of sites.values()) site.stop();
});

/** Opens one page after the other, does something with each, and wants that nothing went wrong on it. */
async function on(site, paths, options, use) {
  const { at } = sites.get(site);
  const { page, faults, close } = await open(browser, new URL(at).host, options);
  try {
    for (const path of [paths].flat()) {
      const response = await page.goto(at + path);
      assert.match(response.headers()["content-security-policy"], /^default-src 'self'/);
      await use(page, path);
      assert.deepEqual(faults, [], `${site}${path} at ${options.now}`);
    }
  } finally {
    await close();
  }
}

const plain = (text) => text.replace(/\s+/g, " ").trim();

/** What somebody sees of a page: its lists with titles and dates; of an event its head. */
const seen = (page) => page.evaluate(() => {
  const plain = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";
  const visible = (selector, inside = document) => [...inside.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  // The reader's hours are no part of the date.
  const date = (one) => { const copy = one.querySelector(".when")?.cloneNode(true); copy?.querySelector(".yours")?.remove(); return plain(copy); };
  const entry = (one) => `${plain(one.querySelector(".card-title"))} | ${date(one)}`;
  const lists = visible(".section, .coming").map((section) => [
    plain(section.querySelector("h2")), visible("article", section).map(entry),
  ]);
  const head = document.querySelector(".event-head");
  return {
    lists: Object.fromEntries(lists.filter(([, entries]) => entries.length)),
    head: head && [date(head), plain(head.querySelector(".leaf-day")), ...visible("p.window, .window-note, a.button, .add", head).map((one) => {
      const copy = one.cloneNode(true);
      copy.querySelectorAll(".yours, ul").forEach((part) => part.remove());
      return plain(copy);
    })],
    notices: visible(".notice").map(plain),
  };
});

const titles = (entries = []) => entries.map((entry) => entry.split(" | ")[0]);

/** The marks of an entry with this title: "now", "over" or none. */
const marks = (page, title) => page.evaluate((title) =>
  [...document.querySelectorAll("article")].filter((one) => one.querySelector(".card-title")?.textContent === title)
    .flatMap((one) => [...one.querySelectorAll(".phase")].map((mark) => mark.dataset.value)), title);

const goTo = (page, time) => page.clock.fastForward(Date.parse(time) - Date.parse(BUILT));

test("before, during and after an event", async () => {
  const cases = [
    ["2026-12-03T18:29:59Z", "Coming up", []],
    ["2026-12-03T18:30:00Z", "Coming up", ["now"]],
    ["2026-12-03T19:59:59Z", "Coming up", ["now"]],
    ["2026-12-03T20:00:00Z", "Past", []],
  ];
  for (const [now, list, phase] of cases) {
    await on("harbor", "/events/", { now }, async (page) => {
      const { lists } = await seen(page);
      assert.ok(titles(lists[list]).includes("Winter evening"), `${now}: ${JSON.stringify(lists)}`);
      if (list === "Coming up") assert.deepEqual(await marks(page, "Winter evening"), phase, now);
      // What is called off never takes place.
      assert.deepEqual((await marks(page, "Called off")).filter((mark) => mark === "now"), [], now);
    });
  }
});

test("the parts of an event come one after the other", async () => {
  await on("harbor", "/events/evening/", { now: "2026-12-03T18:45:00Z" }, async (page) => {
    const phases = await page.locator(".session").evaluateAll((all) => all.map((one) => [one.id, one.querySelector(".phase")?.dataset.value]));
    assert.deepEqual(phases, [["opening", "over"], ["knots", "now"]]);
  });
});

test("whole days are over when the next one begins in their zone", async () => {
  for (const [now, list] of [["2026-12-06T23:59:59Z", "Coming up"], ["2026-12-07T00:00:00Z", "Past"]]) {
    await on("harbor", "/events/", { now, zone: "America/New_York" }, async (page) => {
      assert.ok(titles((await seen(page)).lists[list]).includes("Camp"), now);
    });
  }
});

test("registration opens, and closes at the end of its last day", async () => {
  const cases = [
    ["2026-12-02T08:59:59Z", ["Registration: open from Wednesday, December 2, 2026 at 9:00 AM"]],
    ["2026-12-02T09:00:00Z", ["Register", "Registration: open until Dec 2, 2026"]],
    ["2026-12-02T23:59:59Z", ["Register", "Registration: open until Dec 2, 2026"]],
    ["2026-12-03T00:00:00Z", ["Registration: closed since Dec 2, 2026"]],
    ["2026-12-03T20:00:00Z", []],
  ];
  for (const [now, said] of cases) {
    await on("harbor", "/events/evening/", { now }, async (page) => {
      const way = Date.parse(now) < Date.parse("2026-12-03T20:00:00Z") ? ["Join online", "Add to calendar"] : [];
      assert.deepEqual((await seen(page)).head.slice(2), [...said, ...way], now);
    });
  }
});

test("what closes leaves the open list, and says that it is closed elsewhere", async () => {
  for (const [now, open] of [["2026-12-02T23:59:59Z", true], ["2026-12-03T00:00:00Z", false]]) {
    await on("harbor", "/", { now }, async (page) => {
      const { lists } = await seen(page);
      assert.equal(titles(lists["Ways to take part"]).includes("Shadow a host"), open, now);
    });
    await on("harbor", "/opportunities/", { now }, async (page) => {
      assert.deepEqual(await marks(page, "Shadow a host"), open ? [] : ["over"], now);
    });
    await on("harbor", "/opportunities/host/", { now }, async (page) => {
      assert.deepEqual((await seen(page)).notices, open ? [] : ["Opportunity: closed since Dec 2, 2026"], now);
    });
  }
  await on("harbor", "/", { now: "2026-12-14T18:00:00Z" }, async (page) => {
    assert.equal("Ways to take part" in (await seen(page)).lists, false, "an empty list goes with its heading");
  });
});

test("a series comes to its next date, until it is over", async () => {
  const cases = [
    ["2026-12-01T19:59:59Z", "Tuesday, December 1, 2026", "1", "Coming up"],
    ["2026-12-01T20:00:00Z", "Tuesday, December 8, 2026", "8", "Coming up"],
    ["2026-12-17T12:00:00Z", "Tuesday, December 22, 2026", "22", "Coming up"],
    ["2026-12-22T20:00:00Z", "Tuesday, December 22, 2026", "22", "Past"],
  ];
  for (const [now, date, leaf, list] of cases) {
    await on("harbor", "/events/", { now }, async (page) => {
      const found = (await seen(page)).lists[list].find((entry) => entry.startsWith("Tuesdays | "));
      assert.ok(found?.startsWith(`Tuesdays | ${date}, 7:00`), `${now}: ${found}`);
    });
    await on("harbor", "/events/tuesdays/", { now }, async (page) => {
      const { head } = await seen(page);
      assert.ok(head[0].startsWith(date), `${now}: ${head[0]}`);
      assert.equal(head[1], leaf);
      assert.equal(head.includes("Join online"), list === "Coming up");
    });
  }
});

test("the list stays in the order of its dates", async () => {
  await on("harbor", "/", { now: "2026-12-02T12:00:00Z" }, async (page) => {
    assert.deepEqual(titles((await seen(page)).lists["Coming up"]).slice(0, 5),
      ["Called off", "Winter evening", "Island call", "Camp", "Tuesdays"]);
  });
});

test("a page left open changes at the very moment, by one timer, without polling", async () => {
  await on("harbor", "/events/", { now: BUILT }, async (page) => {
    await page.evaluate(() => { window.changes = 0; new MutationObserver(() => window.changes++).observe(document.querySelector("main"), { subtree: true, childList: true, attributes: true }); });
    await goTo(page, "2026-12-01T18:59:59Z");
    assert.equal(await page.evaluate(() => window.changes), 0, "nothing happens before the next boundary");
    await page.clock.runFor(2000);
    assert.deepEqual(await marks(page, "Tuesdays"), ["now"]);
    await page.clock.runFor(3600_000);
    assert.deepEqual(await marks(page, "Tuesdays"), []);
    await page.clock.runFor(2 * 86400_000);
    assert.ok(titles((await seen(page)).lists.Past).includes("Winter evening"));
  });
  await on("harbor", "/events/", { now: BUILT }, async (page) => {
    const timers = await page.evaluate(() => new Promise((done) => {
      const delays = [], real = window.setTimeout;
      window.setTimeout = (run, delay) => { delays.push(delay); return real(run, delay); };
      window.setInterval = () => { throw new Error("polling"); };
      document.dispatchEvent(new Event("visibilitychange"));
      done(delays);
    }));
    assert.deepEqual(timers.map((delay) => Math.round(delay / 1000)), [7 * 3600], "the first date begins at 19:00");
  });
});

test("a page that slept looks at the clock when it is seen again", async () => {
  for (const wake of ["document.dispatchEvent(new Event('visibilitychange'))", "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"]) {
    await on("harbor", "/events/", { now: BUILT }, async (page) => {
      await page.clock.setFixedTime(new Date("2026-12-03T21:00:00Z"));
      assert.ok(!titles((await seen(page)).lists.Past).includes("Winter evening"));
      await page.evaluate(wake);
      assert.ok(titles((await seen(page)).lists.Past).includes("Winter evening"), wake);
    });
  }
});

test("the focus stays on an entry that moves", async () => {
  await on("harbor", "/events/", { now: "2026-12-03T19:59:00Z" }, async (page) => {
    await page.locator("#upcoming a", { hasText: "Winter evening" }).focus();
    await page.clock.runFor(61_000);
    assert.equal(await page.evaluate(() => document.activeElement.closest("section").id), "past");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Winter evening");
  });
  await on("harbor", "/events/", { now: BUILT }, async (page) => {
    await page.locator("#upcoming a", { hasText: /^Tuesdays/ }).focus();
    await goTo(page, "2026-12-01T20:00:00Z");
    assert.equal(await page.locator("#upcoming .card-title").first().textContent(), "Called off", "Tuesdays moved down");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Tuesdays");
  });
});

test("when nothing is left, the page says so", async () => {
  const now = "2027-05-01T00:00:00Z";
  await on("harbor", ["/", "/calendar/"], { now }, async (page, path) => {
    assert.equal(await page.getByText("Nothing is planned at the moment.").isVisible(), true, path);
    assert.deepEqual(Object.keys((await seen(page)).lists).filter((name) => /Coming|20/.test(name)), [], path);
  });
});

test("what the script makes of an old page is what a new build says", async () => {
  const later = [...sites.keys()].filter((name) => name.startsWith("harbor-"));
  assert.ok(later.length > 5);
  const paths = ["/", "/events/", "/calendar/", "/events/evening/", "/events/tuesdays/", "/events/meeting-2027/", "/events/storm/", "/opportunities/host/"];
  for (const name of later) {
    const now = name.slice("harbor-".length).replace("_", ":");
    const old = new Map(), fresh = new Map();
    await on("harbor", paths, { now }, async (page, path) => { old.set(path, await seen(page)); });
    await on(name, paths, { now, script: false }, async (page, path) => { fresh.set(path, await seen(page)); });
    // The calendar of a new build has no list of what is over; the home page has room for six and takes the next one.
    delete old.get("/calendar/").lists.Past;
    const home = fresh.get("/").lists, six = home["Coming up"].filter((entry) => !entry.startsWith("Spring"));
    if (six.length) home["Coming up"] = six;
    else delete home["Coming up"];
    for (const path of paths) assert.deepEqual(old.get(path), fresh.get(path), `${path} at ${now}`);
  }
});

test("without script the page is as it was built, and says when", async () => {
  await on("harbor", ["/", "/calendar/"], { script: false }, async (page, path) => {
    assert.equal(await page.getByText("List made on Dec 1, 2026").isVisible(), true, path);
    assert.equal(await page.locator("[data-copy], .yours, .phase").filter({ visible: true }).count(), 0);
  });
  await on("harbor", "/events/evening/", { script: false }, async (page) => {
    assert.equal(await page.getByText("Registration: open from").isVisible(), true);
    assert.equal(await page.getByText("Register", { exact: true }).isVisible(), false);
    await page.locator(".add summary").click();
    assert.deepEqual(await page.locator(".add a").allTextContents(), ["Calendar file (ICS)", "Google Calendar", "Outlook", "Office 365", "Yahoo"]);
  });
});

// Told by the offsets of the zones: Lisbon +0, from March 28, 2027 on +1; New York -5, from March 14 on -4; Kolkata +5:30;
// Auckland +13, from April 4 on +12; Lord Howe +11, from April 4 on +10:30; St. John's -3:30, from March 14 on -2:30.
const YOURS = {
  "Europe/Lisbon": { evening: [], spring: [[], [], []], island: ["= 9:00 AM your time (Lisbon)"], across: ["= 3:30 PM your time (Lisbon)"] },
  "Atlantic/Canary": { evening: [], spring: [[], [], []], island: ["= 9:00 AM your time (Canary)"], across: ["= 3:30 PM your time (Canary)"] },
  "America/New_York": {
    evening: ["= 1:30 PM your time (New York)"],
    spring: [["= 3:00 PM your time (New York)"], ["= 2:00 PM your time (New York)"], ["= 2:00 PM your time (New York)"]],
    island: ["= 4:00 AM your time (New York)"],
    across: ["= 10:30 AM your time (New York)"],
  },
  "Asia/Kolkata": {
    evening: ["= Fri, Dec 4, 12:00 AM your time (Kolkata)"],
    spring: [["= Wed, Mar 24, 12:30 AM your time (Kolkata)"], ["= 11:30 PM your time (Kolkata)"], ["= 11:30 PM your time (Kolkata)"]],
    island: ["= 2:30 PM your time (Kolkata)"],
    across: ["= 9:00 PM your time (Kolkata)"],
  },
  "Pacific/Auckland": {
    evening: ["= Fri, Dec 4, 7:30 AM your time (Auckland)"],
    spring: [["= Wed, Mar 24, 8:00 AM your time (Auckland)"], ["= Wed, Mar 31, 7:00 AM your time (Auckland)"], ["= Wed, Apr 7, 6:00 AM your time (Auckland)"]],
    island: ["= 10:00 PM your time (Auckland)"],
    across: ["= Fri, Dec 11, 4:30 AM your time (Auckland)"],
  },
  "Australia/Lord_Howe": {
    evening: ["= Fri, Dec 4, 5:30 AM your time (Lord Howe)"],
    spring: [["= Wed, Mar 24, 6:00 AM your time (Lord Howe)"], ["= Wed, Mar 31, 5:00 AM your time (Lord Howe)"], ["= Wed, Apr 7, 4:30 AM your time (Lord Howe)"]],
    island: [],
    across: ["= Fri, Dec 11, 2:30 AM your time (Lord Howe)"],
  },
  "America/St_Johns": {
    evening: ["= 3:00 PM your time (St Johns)"],
    spring: [["= 4:30 PM your time (St Johns)"], ["= 3:30 PM your time (St Johns)"], ["= 3:30 PM your time (St Johns)"]],
    island: ["= 5:30 AM your time (St Johns)"],
    across: [],
  },
};

const yours = (page, inside) => page.locator(inside).evaluateAll((places) =>
  places.map((place) => [...place.querySelectorAll(".yours")].map((note) => note.textContent)));

test("the reader's hours stand beside those of the place, where they differ", async () => {
  for (const [zone, wanted] of Object.entries(YOURS)) {
    const places = {
      "/events/evening/": [".event-head .when, #opening .session-time", [wanted.evening, wanted.evening]],
      "/events/spring/": [".dates li", wanted.spring],
      "/events/island/": [".event-head .when", [wanted.island]],
      "/events/across/": [".event-head .when", [wanted.across]],
      "/events/camp/": [".event-head .when", [[]]],
      "/": [".line:has([href$=evening\\/]) .when", [wanted.evening]],
      "/events/": [".card:has([href$=evening\\/]) .when", [wanted.evening]],
    };
    await on("harbor", Object.keys(places), { now: BUILT, zone }, async (page, path) => {
      const [inside, expected] = places[path];
      const found = (await yours(page, inside)).map((notes) => notes.map(plain));
      assert.deepEqual(found, expected, `${zone} ${path}`);
    });
  }
  await on("harbor", "/events/evening/", { now: BUILT, zone: "Asia/Kolkata" }, async (page) => {
    assert.equal(plain(await page.locator(".event-head .hours").textContent()), "6:30 PM – 8:00 PM", "the place's own hours stay");
  });
  await on("spanish", "/events/evening/", { now: BUILT, zone: "America/New_York" }, async (page) => {
    assert.deepEqual((await yours(page, ".event-head .when")).flat().map(plain), ["= 13:30 en tu hora (New York)"]);
  });
});

/** The same by the zone's name, from the parts of a date: whether the clocks differ, and what the page is to say. */
function told(start, zone) {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  }).formatToParts(new Date(start));
  const { year, month, day, hour, minute } = Object.fromEntries(parts.map((part) => [part.type, part.value]));
  if (`${year}-${month}-${day}T${hour}:${minute}` === start.slice(0, 16)) return [];
  const noon = new Date(Date.UTC(year, month - 1, day, 12)), months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const weekday = "Sun Mon Tue Wed Thu Fri Sat".split(" ")[noon.getUTCDay()];
  const days = `${year}-${month}-${day}` === start.slice(0, 10) ? "" : `${weekday}, ${months[month - 1]} ${Number(day)}, `;
  const time = `${hour % 12 || 12}:${minute} ${hour < 12 ? "AM" : "PM"}`;
  return [`= ${days}${time} your time (${zone.split("/").pop().replace("_", " ")})`];
}

test("every date of the example hub, in every zone", async () => {
  let count = 0;
  for (const zone of [...Object.keys(YOURS), "Pacific/Kiritimati", "Asia/Kathmandu"]) {
    await on("hub", "/calendar/", { now: "2026-11-22T12:00:00Z", zone }, async (page) => {
      const found = await page.locator("[data-clock]").evaluateAll((all) => all.map((one) =>
        [one.previousElementSibling.dateTime, [...one.querySelectorAll(".yours")].map((note) => note.textContent)]));
      for (const [start, notes] of found.filter(([start]) => start.includes("T"))) {
        assert.deepEqual(notes.map(plain), told(start, zone), `${start} in ${zone}`);
        count += 1;
      }
    });
  }
  assert.ok(count > 500, `${count} dates`);
});

test("today is marked in the month, by the reader's day", async () => {
  for (const [zone, today] of [["America/New_York", "2026-12-03"], ["Pacific/Auckland", "2026-12-04"]]) {
    await on("harbor", "/calendar/2026-12/", { now: "2026-12-03T18:00:00Z", zone }, async (page) => {
      assert.deepEqual(await page.locator("td[aria-current=date]").evaluateAll((cells) => cells.map((cell) => cell.dataset.day)), [today]);
    });
  }
});

test("the mark of today moves at the reader's midnight", async () => {
  await on("harbor", "/calendar/2026-12/", { now: "2026-12-21T04:59:59Z", zone: "America/New_York" }, async (page) => {
    const today = () => page.locator("td[aria-current=date]").evaluateAll((cells) => cells.map((cell) => cell.dataset.day));
    assert.deepEqual(await today(), ["2026-12-20"]);
    await page.clock.runFor(1000);
    assert.deepEqual(await today(), ["2026-12-21"]);
  });
});

test("the address of the calendar can be copied", async () => {
  await on("harbor", "/calendar/", { now: BUILT }, async (page) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.locator("[data-copy]").click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "https://harbor.example.org/calendar.ics");
    assert.equal(await page.getByRole("status").textContent(), "Copied");
  });
});

test("pages of the example hub run clean, over a year", async () => {
  const paths = ["/", "/events/", "/calendar/", "/calendar/2026-12/", "/events/open-bench/", "/events/splice-2027/", "/opportunities/", "/programs/two-strands/", "/topics/rust/", "/404.html"];
  for (const now of ["2026-11-22T12:00:00Z", "2026-12-10T18:30:00Z", "2027-12-01T00:00:00Z"]) {
    await on("hub", paths, { now, zone: "America/New_York" }, (page) => page.clock.runFor(1000));
  }
});

test("a website that is opened from a folder keeps time too", async () => {
  const address = pathToFileURL(join(folder, "folder/events/index.html")).href;
  const { page, faults, close } = await open(browser, "", { now: "2026-12-03T21:00:00Z" });
  await page.goto(address);
  assert.ok(titles((await seen(page)).lists.Past).includes("Winter evening"));
  assert.equal(await page.locator(".theme-switch").isVisible(), true);
  assert.deepEqual(faults, []);
  await close();
});
