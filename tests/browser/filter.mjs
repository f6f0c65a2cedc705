// The filters of lists in a browser. What is right is counted here from index.json, which the filters do not read.
//
//   node filter.mjs <folder>      with the websites that tests/browser.rs has built there:
//     shelf/                      240 resources; shelf/hub/ the same under a base path
//     loose/                      the same for opening from a folder
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, launch, open, test } from "./browser.mjs";
import { serve } from "./serve.mjs";

const folder = process.argv[2];
let browser, shelf, all;
before(async () => {
  browser = await launch();
  shelf = await serve(join(folder, "shelf"));
  all = (await (await fetch(`${shelf.at}/resources/index.json`)).json()).items;
});
after(async () => {
  await browser.close();
  shelf.stop();
});

/** Opens a page, does something with it, and wants that nothing went wrong on it. */
async function on(path, use, options = {}) {
  const { page, faults, close } = await open(browser, new URL(shelf.at).host, options);
  const loaded = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  try {
    const response = await page.goto(shelf.at + path);
    assert.match(response.headers()["content-security-policy"], /^default-src 'self'/);
    await use(page, loaded);
    assert.deepEqual(faults, [], path);
  } finally {
    await close();
  }
}

/** Items with one of the values in each facet, and with the words in title or summary. */
const fitting = (wanted, words = "") => all.filter((item) =>
  Object.entries(wanted).every(([facet, values]) => (item.facets[facet] ?? []).some((value) => values.includes(value))) &&
  words.toLowerCase().split(" ").every((word) => `${item.title} ${item.summary ?? ""}`.toLowerCase().includes(word)));
const paths = (items) => items.map((item) => new URL(item.url).pathname);
const value = (page, facet, slug) => page.locator(`[data-facet="${facet}"] a[data-value="${slug}"]`);
const said = async (page, n) => {
  await page.locator(".filter [role=status]", { hasText: `Found: ${n} of ${all.length}` }).waitFor();
  await page.locator(".results:not([aria-busy])").waitFor();
};
const cards = (page) => page.locator(".results .cards a").evaluateAll((links) =>
  links.filter((a) => a.closest(".card-title") && a.checkVisibility()).map((a) => a.pathname));
const counts = (page) => page.locator("[data-facet] a[data-value]").evaluateAll((links) =>
  links.map((a) => [a.closest("[data-facet]").dataset.facet, a.dataset.value, Number(a.querySelector(".count").textContent)]));

/** Every count that the page shows is that of a list with the value, whatever else its facet has. */
async function countsAreRight(page, wanted, words) {
  const shown = await counts(page);
  assert.ok(shown.length > 8);
  for (const [facet, slug, count] of shown) {
    assert.equal(count, fitting({ ...wanted, [facet]: [slug] }, words).length, `${facet}: ${slug}`);
  }
}

test("nothing is loaded before somebody filters", () => on("/resources/", async (page, loaded) => {
  await page.waitForLoadState("networkidle");
  assert.deepEqual(loaded.filter((path) => path.endsWith(".json")), []);
  await countsAreRight(page, {});
}));

test("values combine within a facet and between facets, and the address says so", () => on("/resources/", async (page, loaded) => {
  await value(page, "level", "beginner").click();
  await said(page, fitting({ level: ["beginner"] }).length);
  await value(page, "topics", "rust").click();
  const both = fitting({ level: ["beginner"], topics: ["rust"] });
  assert.ok(both.length > 3 && both.length < fitting({ level: ["beginner"] }).length, "the example tells nothing");
  await said(page, both.length);
  assert.equal(new URL(page.url()).search, "?topics=rust&level=beginner");
  assert.deepEqual(await cards(page), paths(both).slice(0, 20));
  await countsAreRight(page, { level: ["beginner"], topics: ["rust"] });
  await value(page, "topics", "git").click();
  const three = fitting({ level: ["beginner"], topics: ["rust", "git"] });
  assert.ok(three.length > both.length);
  await said(page, three.length);
  await countsAreRight(page, { level: ["beginner"], topics: ["rust", "git"] });
  assert.deepEqual(await cards(page), paths(three).slice(0, 20));
  assert.ok(!loaded.includes("/resources/filter-texts.json"), "texts are loaded without being needed");
}));

test("back, forward, and an address that was sent", () => on("/resources/", async (page) => {
  const untouched = await cards(page);
  await value(page, "level", "beginner").click();
  await said(page, fitting({ level: ["beginner"] }).length);
  await value(page, "topics", "rust").click();
  await said(page, fitting({ level: ["beginner"], topics: ["rust"] }).length);
  const address = page.url(), seen = await cards(page);
  await page.goBack();
  await said(page, fitting({ level: ["beginner"] }).length);
  assert.equal(await value(page, "topics", "rust").getAttribute("aria-current"), null);
  await page.goBack();
  await said(page, all.length);
  assert.deepEqual(await cards(page), untouched);
  await page.goForward();
  await said(page, fitting({ level: ["beginner"] }).length);
  await page.goForward();
  await said(page, fitting({ level: ["beginner"], topics: ["rust"] }).length);
  assert.deepEqual(await cards(page), seen);
  await page.goto(address);
  await said(page, fitting({ level: ["beginner"], topics: ["rust"] }).length);
  assert.deepEqual(await cards(page), seen);
  assert.equal(await value(page, "topics", "rust").getAttribute("aria-current"), "true");
}));

test("a narrowed list is where one starts from there", () => on("/resources/level/beginner/", async (page) => {
  await value(page, "topics", "rust").click();
  await said(page, fitting({ level: ["beginner"], topics: ["rust"] }).length);
  const { pathname, search } = new URL(page.url());
  assert.equal(pathname + search, "/resources/?topics=rust&level=beginner");
  assert.equal(await page.locator("h1").textContent(), "Resources");
  await page.goBack();
  await said(page, fitting({ level: ["beginner"] }).length);
  assert.equal(await page.locator("h1").textContent(), "Resources: Beginner");
  await value(page, "level", "beginner").click();
  await said(page, all.length);
}));

test("words are found in titles and summaries, whatever their accents", () => on("/resources/", async (page) => {
  await page.getByLabel("Words in title or summary").pressSequentially("Telar mapa", { delay: 20 });
  const found = fitting({}, "telar mapa");
  assert.ok(found.length > 3 && found.length < all.length / 2, "the example tells nothing");
  await said(page, found.length);
  assert.deepEqual(await cards(page), paths(found).slice(0, 20));
  await countsAreRight(page, {}, "telar mapa");
  assert.equal(new URL(page.url()).searchParams.get("q"), "Telar mapa");
  await page.getByLabel("Words in title or summary").fill("linguistica");
  await said(page, all.filter((item) => /lingüística/i.test(item.summary)).length);
  await page.goBack();
  await said(page, all.length);
  assert.equal(await page.getByLabel("Words in title or summary").inputValue(), "");
}));

test("an order is kept while somebody filters; more results come on demand", () => on("/resources/", async (page) => {
  await page.getByLabel("Order").selectOption({ label: "Newest first" });
  await said(page, all.length);
  await value(page, "level", "beginner").click();
  const found = fitting({ level: ["beginner"] });
  await said(page, found.length);
  assert.equal(new URL(page.url()).searchParams.get("sort"), "date");
  const newest = [...found].sort((a, b) => (b.date ?? "").localeCompare(a.date ?? ""));
  assert.deepEqual(await cards(page), paths(newest).slice(0, 20));
  await page.getByRole("button", { name: "Show more" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".filtered .cards > li").length > 20);
  assert.deepEqual(await cards(page), paths(newest).slice(0, 40));
  assert.equal(await page.evaluate(() => document.activeElement.pathname), paths(newest)[20]);
}));

test("all values of a long facet, in place", () => on("/resources/", async (page) => {
  const known = new Set(all.flatMap((item) => item.facets.topics ?? [])), topics = page.locator('[data-facet="topics"]');
  assert.ok(known.size > 12);
  await topics.getByRole("link", { name: "Show all" }).click();
  await page.waitForFunction((size) => document.querySelectorAll('[data-facet="topics"] a[data-value]').length === size, known.size);
  await countsAreRight(page, {});
}));

test("with the keyboard alone; the focus stays, and the result is announced", () => on("/resources/", async (page) => {
  const rust = value(page, "topics", "rust"), has = (locator) => locator.evaluate((one) => one === document.activeElement);
  for (let step = 0; step < 60 && !await has(rust); step++) await page.keyboard.press("Tab");
  assert.ok(await has(rust), "Tab leads to the value");
  await page.keyboard.press("Enter");
  await said(page, fitting({ topics: ["rust"] }).length);
  assert.ok(await has(rust), "the focus stays on the value");
  const status = page.locator(".filter [role=status]");
  assert.equal(await status.textContent(), `Found: ${fitting({ topics: ["rust"] }).length} of ${all.length}`);
  const chip = page.getByRole("button", { name: "Remove the filter Rust" });
  for (let step = 0; step < 60 && !await has(chip); step++) await page.keyboard.press("Tab");
  assert.ok(await has(chip), "Tab leads to what takes the filter away");
  await page.keyboard.press("Enter");
  await said(page, all.length);
  await page.waitForFunction(() => document.activeElement?.id === "filter-text");
}));

test("a click that asks for another tab is left alone", () => on("/resources/", async (page) => {
  const address = page.url();
  const [other] = await Promise.all([
    page.context().waitForEvent("page"), value(page, "level", "beginner").click({ modifiers: ["ControlOrMeta"] }),
  ]);
  await other.waitForURL("**/resources/level/beginner/");
  assert.equal(page.url(), address);
}));

test("where nothing can be loaded, links are links", () => on("/resources/", async (page) => {
  await page.route("**/filter.json", (route) => route.fulfill({ status: 200, contentType: "application/json", body: "<" }));
  await value(page, "level", "beginner").click();
  await page.waitForURL("**/resources/level/beginner/");
}));

test("without script", () => on("/resources/", async (page) => {
  assert.equal(await page.locator("form.filter").isVisible(), false);
  await value(page, "level", "beginner").click();
  assert.equal(new URL(page.url()).pathname, "/resources/level/beginner/");
  assert.deepEqual(await cards(page), paths(fitting({ level: ["beginner"] })).slice(0, 20));
}, { script: false }));

test("under a base path", () => on("/hub/resources/", async (page) => {
  await value(page, "level", "beginner").click();
  await said(page, fitting({ level: ["beginner"] }).length);
  const { pathname, search } = new URL(page.url());
  assert.equal(pathname + search, "/hub/resources/?level=beginner");
  assert.ok((await cards(page)).every((path) => path.startsWith("/hub/resources/")));
}));

test("from a folder the links stay links", async () => {
  const { page, close } = await open(browser, "", {});
  await page.goto(pathToFileURL(join(folder, "loose/resources/index.html")).href);
  assert.equal(await page.locator("form.filter").isVisible(), false);
  await value(page, "level", "beginner").click();
  assert.match(page.url(), /\/resources\/level\/beginner\/index\.html$/);
  await close();
});
