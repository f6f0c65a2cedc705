// How fast the filters of a list are, and what they load: prints a table, tests nothing.
//
//   node measure.mjs <folder of a website> [<path of a list>]      such as: node measure.mjs /tmp/library /resources/
//
// Times are medians of several fresh browsers: to the first paint of the page; from a click to counts and announcement, and to the cards.
// Bytes are those of bodies, as they lie on the disk and as a host sends them with gzip.
import { gzipSync } from "node:zlib";
import { launch, open } from "./browser.mjs";
import { serve } from "./serve.mjs";

const [folder, path = "/resources/"] = process.argv.slice(2), RUNS = 5;
const site = await serve(folder), browser = await launch();
const rows = new Map();
const note = (name, values) => rows.set(name, [...(rows.get(name) ?? []), values]);

/** Does something in the page and waits until the list is as it says: milliseconds to the counts, and to the cards. */
const timed = (page, selector, act) => page.evaluate(([selector, act]) => new Promise((done) => {
  const one = document.querySelector(selector), status = document.querySelector(".filter [role=status]");
  const results = document.querySelector(".results"), start = performance.now();
  let counted;
  new MutationObserver((_, observer) => {
    counted ??= status.textContent ? performance.now() - start : undefined;
    if (counted === undefined || results.ariaBusy) return;
    observer.disconnect();
    requestAnimationFrame(() => done([counted, performance.now() - start]));
  }).observe(results, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-busy"] });
  status.textContent = "";
  if (act === "click") one.click();
  else { one.value = act; one.dispatchEvent(new Event("input")); }
}), [selector, act]);

for (let run = 0; run < RUNS; run++) {
  const { page, close } = await open(browser, new URL(site.at).host);
  let bodies = [];
  page.on("response", (response) => bodies.push(response.body().catch(() => Buffer.alloc(0))));
  const bytes = async () => {
    const all = await Promise.all(bodies);
    bodies = [];
    return [all.length, all.reduce((sum, body) => sum + body.length, 0), all.reduce((sum, body) => sum + gzipSync(body).length, 0)];
  };
  await page.goto(site.at + path, { waitUntil: "networkidle" });
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0);
  note("open", [paint, paint, ...await bytes()]);
  const facets = await page.locator("[data-facet]").evaluateAll((all) => all.map((one) => one.dataset.facet));
  for (const [at, facet] of facets.entries()) {
    const link = `[data-facet="${facet}"] li:nth-child(${1 + (at ? 0 : 1)}) a[data-value]`;
    note(`${at + 1}. click: ${facet}`, [...await timed(page, link, "click"), ...await bytes()]);
  }
  // The field waits a moment for the next letter, which is part of the time.
  note("a word", [...await timed(page, "#filter-text", "an"), ...await bytes()]);
  note("two words", [...await timed(page, "#filter-text", "an in"), ...await bytes()]);
  await close();
}
await browser.close();
site.stop();

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const table = [...rows].map(([name, runs]) => [name, ...runs[0].map((_, at) => Math.round(median(runs.map((run) => run[at]))))]);
console.log("what".padEnd(24), ...["counts ms", "cards ms", "files", "bytes", "gzip"].map((head) => head.padStart(10)));
for (const [name, ...numbers] of table) console.log(name.padEnd(24), ...numbers.map((number) => String(number).padStart(10)));
