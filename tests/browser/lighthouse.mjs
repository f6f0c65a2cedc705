// What Lighthouse says of four pages, as on a phone.
//
//   node lighthouse.mjs <folder>           with the hub in hub/, built by tests/quality.rs: a test
//   node lighthouse.mjs <folder> scores    prints all scores, tests nothing
//
// Accessibility, best practices and SEO have to be perfect. The score of performance is reckoned from times, which differ from machine to
// machine and with what else runs there: it is printed and not tested. Tested is what it stands on and no clock decides: nothing moves
// while a page is loaded, pictures have their sizes, nothing is sent that is not used, and all is small, compressed and kept in caches.
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { join } from "node:path";
import lighthouse from "lighthouse";
import { launch, test } from "./browser.mjs";
import { serve } from "./serve.mjs";

const [folder, mode] = process.argv.slice(2), RUNS = 3, ELEMENTS = 1500;
const PAGES = ["/", "/calendar/", "/resources/", "/events/splice-2027/"];
const PERFECT = ["accessibility", "best-practices", "seo"];
const AUDITS = [
  "cumulative-layout-shift", "unsized-images", "total-byte-weight", "uses-text-compression", "uses-long-cache-ttl", "unused-css-rules",
  "unused-javascript", "unminified-css", "unminified-javascript", "dom-size", "redirects", "legacy-javascript", "duplicated-javascript",
  "uses-responsive-images", "modern-image-formats", "offscreen-images", "font-display", "no-document-write", "uses-passive-event-listeners",
  "non-composited-animations", "third-party-summary", "viewport",
];

/** A port that is free. */
const port = () => new Promise((found) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => found(port));
  });
});

/** Does something with a way to ask Lighthouse about a page of the hub. */
async function asking(use) {
  const site = await serve(join(folder, "hub")), debugging = await port();
  const browser = await launch([`--remote-debugging-port=${debugging}`]);
  try {
    return await use(async (path, options) => (await lighthouse(site.at + path, { port: debugging, logLevel: "error", ...options })).lhr);
  } finally {
    await browser.close();
    site.stop();
  }
}

/** What an audit found, in a line. */
const said = ({ id, title, displayValue, details }) =>
  `${id}: ${title} ${displayValue ?? ""} ${JSON.stringify(details?.items ?? []).slice(0, 400)}`;

if (mode === "scores") {
  await asking(async (ask) => {
    for (const path of PAGES) {
      const runs = [];
      for (let run = 0; run < RUNS; run += 1) runs.push(await ask(path));
      const score = (lhr, name) => Math.round(lhr.categories[name].score * 100);
      runs.sort((one, other) => score(one, "performance") - score(other, "performance"));
      const middle = runs[Math.floor(RUNS / 2)], bytes = middle.audits["total-byte-weight"].numericValue;
      const scores = Object.keys(middle.categories).map((name) => `${name} ${score(middle, name)}`);
      const times = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];
      console.log(path, scores.join(", "), times.map((name) => `${name} ${middle.audits[name].displayValue}`).join(", "), `${bytes} bytes`);
    }
  });
} else {
  for (const path of PAGES) {
    test(`Lighthouse finds nothing on ${path}`, () => asking(async (ask) => {
      const { audits, categories, runtimeError, runWarnings } = await ask(path, { onlyCategories: PERFECT, onlyAudits: AUDITS });
      assert.equal(runtimeError, undefined);
      assert.deepEqual(runWarnings, []);
      const weighty = PERFECT.flatMap((name) => categories[name].auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id));
      assert.ok(weighty.length > 40, `only ${weighty.length} audits`);
      assert.deepEqual(AUDITS.filter((id) => !audits[id]), [], "Lighthouse does not know these");
      // What does not apply to a page has no score.
      const wrong = [...weighty, ...AUDITS].map((id) => audits[id]).filter(({ id, score }) => id !== "dom-size" && score !== null && score < 1);
      assert.deepEqual([...new Set(wrong.map(said))], []);
      assert.deepEqual(PERFECT.map((name) => categories[name].score), [1, 1, 1]);
      assert.equal(audits["cumulative-layout-shift"].numericValue, 0);
      assert.ok(audits["dom-size"].numericValue < ELEMENTS, audits["dom-size"].displayValue);
    }));
  }
}
