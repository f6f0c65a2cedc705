// By keyboard alone: past the menu, through the menu, the filters, the switch between light and dark, and the months; the focus is seen
// wherever it is, and is held nowhere.
//
//   node keyboard.mjs <folder>      with the websites that tests/quality.rs has built there
//
// What filters do, whoever asks them, is for filter.mjs.
import assert from "node:assert/strict";
import { test } from "./browser.mjs";
import { at, on } from "./pages.mjs";

const focused = (page, read) => page.evaluate(`(${read})(document.activeElement)`);

/** Presses Tab until what is meant has the focus. */
async function tabTo(page, selector) {
  for (let step = 0; step < 120; step += 1) {
    if (await focused(page, `(one) => one.matches(${JSON.stringify(selector)})`)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not lead to ${selector}`);
}

test("the first key leads past the menu", async () => {
  await on("/events/", { width: 1280 }, async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await focused(page, "(one) => one.className"), "skip");
    assert.ok(await focused(page, "(one) => one.getBoundingClientRect().top >= 0"), "the link is seen once it has the focus");
    await page.keyboard.press("Enter");
    assert.equal(await focused(page, "(one) => one.id"), "main");
    await page.keyboard.press("Tab");
    assert.ok(await focused(page, "(one) => one.closest('main') !== null && one.id !== 'main'"));
  });
});

test("the menu of a small screen opens and closes by keyboard, and gives the focus back", async () => {
  await on("/", { width: 375 }, async (page) => {
    const link = page.locator(".menu nav a").first();
    assert.equal(await link.isVisible(), false);
    await tabTo(page, ".menu summary");
    await page.keyboard.press("Enter");
    assert.equal(await link.isVisible(), true);
    await page.keyboard.press("Tab");
    assert.ok(await focused(page, "(one) => one.matches('.menu nav a')"));
    await page.keyboard.press("Escape");
    assert.equal(await link.isVisible(), false);
    assert.equal(await focused(page, "(one) => one.localName"), "summary");
    await page.keyboard.press("Space");
    assert.equal(await link.isVisible(), true);
    await page.keyboard.press("Space");
    assert.equal(await link.isVisible(), false);
  });
});

test("the choice between light and dark holds on the next page and after a reload", async () => {
  await on("/", {}, async (page) => {
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const pressed = () => page.locator(".theme-switch").getAttribute("aria-pressed");
    const light = await paper();
    assert.equal(await pressed(), "false");
    await tabTo(page, ".theme-switch");
    await page.keyboard.press("Space");
    const dark = await paper();
    assert.notEqual(dark, light);
    assert.equal(await pressed(), "true");
    for (const go of [() => page.reload(), () => page.goto(`${at("hub")}/events/`)]) {
      await go();
      assert.deepEqual([await paper(), await pressed()], [dark, "true"]);
    }
    await page.keyboard.press("Tab");
    await page.locator(".theme-switch").press("Enter");
    assert.deepEqual([await paper(), await pressed()], [light, "false"]);
  });
  await on("/", {}, async (page) => {
    await page.emulateMedia({ colorScheme: "dark" });
    assert.equal(await page.locator(".theme-switch").getAttribute("aria-pressed"), "true", "the system's choice is known");
  });
});

test("from month to month by keyboard, and back", async () => {
  await on("/calendar/2026-12/", {}, async (page) => {
    const title = () => page.locator("h1").textContent();
    const first = await title();
    await tabTo(page, "a[rel=next]");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/calendar/2027-01/");
    assert.notEqual(await title(), first);
    await tabTo(page, "a[rel=prev]");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/calendar/2026-12/");
    assert.equal(await title(), first);
    await page.goBack();
    await page.waitForURL("**/calendar/2027-01/");
  });
});

test("a filter is chosen, seen in the address, and taken away by keyboard", async () => {
  await on("/resources/", { width: 375 }, async (page) => {
    const count = () => page.locator(".filtered .cards > li, .results .cards > li").filter({ visible: true }).count();
    const value = '[data-facet="level"] a[data-value="beginner"]', chosen = page.locator(`${value}[aria-current]`);
    for (const closed of await page.locator("details:not([open]):has([data-facet]) > summary").all()) await closed.press("Enter");
    await tabTo(page, value);
    await page.keyboard.press("Enter");
    await chosen.waitFor();
    await page.locator(".results:not([aria-busy])").waitFor();
    assert.ok(page.url().endsWith("?level=beginner") && await count() > 0, page.url());
    assert.ok(await focused(page, `(one) => one.matches('${value}')`), "the focus stays");
    await page.keyboard.press("Enter");
    await chosen.waitFor({ state: "detached" });
    assert.equal(new URL(page.url()).search, "");
  });
});

/** What the focus looks like: the ring of an element, or of the card or line that it makes clickable as a whole. */
const ring = (page, order) => page.evaluate((order) => {
  const one = order === undefined ? document.activeElement : document.querySelector(`[data-order="${order}"]`);
  const parts = [one, one.closest(".card, .line")].filter(Boolean);
  return parts.map((part) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(part);
    return `${outlineStyle === "none" || parseFloat(outlineWidth) < 2 ? "" : `${outlineWidth} ${outlineColor}`} ${boxShadow}`;
  }).join("; ");
}, order);

/** Where the focus is: its place in the order of the page, whether it can be seen there, and how much its ring stands out. */
const seen = (page) => page.evaluate(() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const luminance = (color) => {
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const holder = [one, one.closest(".card, .line")].find((part) => part && getComputedStyle(part).outlineStyle !== "none") ?? one;
  const below = [document.documentElement, document.body, holder.parentElement].map((part) => getComputedStyle(part).backgroundColor).filter((color) => !/, 0\)$/.test(color)).at(-1) ?? "white";
  const [dark, light] = [luminance(getComputedStyle(holder).outlineColor), luminance(below)].sort((a, b) => a - b);
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return { order: Number(one.dataset.order), inside, contrast: (light + 0.05) / (dark + 0.05), html: one.outerHTML.slice(0, 120) };
});

/** Numbers all that can have the focus, in the order of the page. */
const number = (page) => page.evaluate(() => [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex]")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0).map((one, at) => (one.dataset.order = at)).length);

const PAGES = [["/", "light", 375], ["/", "dark", 1280], ["/resources/", "light", 1280], ["/resources/", "dark", 375],
  ["/calendar/2026-12/", "light", 1280], ["/events/splice-2027/", "dark", 1280]];

for (const [path, colorScheme, width] of PAGES) {
  test(`all that can have the focus gets it in the order of the page, shows it and lets go of it: ${path}, ${colorScheme}, ${width} px`, async () => {
    await on(path, { width }, async (page) => {
      await page.emulateMedia({ reducedMotion: "reduce", colorScheme });
      const wanted = await number(page), quiet = [], wrong = [];
      assert.ok(wanted > 20);
      for (let order = 0; order < wanted; order += 1) quiet.push(await ring(page, order));
      for (let order = 0; order < wanted; order += 1) {
        await page.keyboard.press("Tab");
        const { order: got, inside, contrast, html } = await seen(page);
        assert.equal(got, order, html);
        if (!inside || await ring(page) === quiet[order]) wrong.push(`is not seen: ${html}`);
        if (contrast < 3) wrong.push(`has a faint ring, ${contrast.toFixed(2)}: ${html}`);
      }
      assert.deepEqual(wrong, []);
      await page.keyboard.press("Tab");
      assert.ok(await focused(page, "(one) => one === document.body || one.dataset.order === '0'"), "the focus leaves the page");
      for (let order = wanted - 1; order > wanted - 12; order -= 1) {
        await page.keyboard.press("Shift+Tab");
        if (await focused(page, "(one) => one === document.body")) await page.keyboard.press("Shift+Tab");
        assert.equal(await focused(page, "(one) => one.dataset.order"), String(order), "backwards too");
      }
    });
  });
}
