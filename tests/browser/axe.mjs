// Accessibility: all rules of axe on a page of every sort, template and kind, at three widths, light and dark.
//
//   node axe.mjs <folder>      with the websites that tests/quality.rs has built there, and the list of the pages of each
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "./browser.mjs";
import { covering, every, planned, sideways, text } from "./pages.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS = [320, 375, 1280], SCHEMES = ["light", "dark"];
// Where a page of a sort is missing in the hub, that of another website stands for it.
const SITES = ["hub", "whole", "harbor", "rtl", "subpath"];

/** What makes a page unlike others. Lists of all kinds have one template, and so one page is enough; items have fields of their kind. */
const sort = ({ page, template, kind }) => `${page} ${template} ${page === "Item" ? kind : ""}`;

/** Of each sort of page the one that is made of most. */
function ofEverySort(sites = SITES) {
  const found = new Map();
  for (const page of sites.flatMap(planned)) {
    const best = found.get(sort(page));
    if (!best || (best.site === page.site && best.parts.size < page.parts.size)) found.set(sort(page), page);
  }
  return [...found.values()];
}

/** What axe finds on a page as it is now. */
async function violations(page, where) {
  const options = { runOnly: { type: "tag", values: TAGS }, resultTypes: ["violations"], elementRef: false, selectors: false };
  const found = await page.evaluate((options) => axe.run(document, options).then(({ violations }) =>
    violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`).join(" … ")}`)), options);
  return found.map((one) => `${one}, ${where}`);
}

/** Looks at pages in each combination of width and scheme. */
async function look(pages, widths, schemes) {
  await every(pages, {}, async (page) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.evaluate(axe);
    const wrong = [];
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      wrong.push(...await sideways(page));
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        wrong.push(...await violations(page, `${colorScheme}, ${width} px`));
      }
    }
    return wrong;
  });
}

test("there is a page of every sort and template", () => {
  const pages = ofEverySort(), found = (name) => new Set(pages.map((page) => page[name]));
  const folder = new URL("../../themes/default/templates/", import.meta.url);
  const templates = ["", "item/"].flatMap((under) => readdirSync(new URL(under, folder)).map((file) => under + file));
  // A frame, and a part of pages, are no pages.
  const wanted = templates.filter((file) => file.endsWith(".html") && !["base.html", "card.html"].includes(file));
  assert.deepEqual([...found("template")].sort(), wanted.sort());
  assert.deepEqual([...found("page")].sort(), [
    "Award", "Calendar", "Date", "Facet", "FacetIndex", "Home", "Index", "Item", "Month", "NotFound", "Redirect", "Search", "Topic", "Topics", "Year",
  ]);
  const ofHub = pages.filter(({ site }) => site === "hub");
  assert.ok(ofHub.length > pages.length * 0.9, `only ${ofHub.length} of ${pages.length} are pages of the hub`);
});

test("axe finds nothing on a page of every sort, at any width, light and dark", () => look(ofEverySort(), WIDTHS, SCHEMES));

test("nor on pages that have every element and class", async () => {
  const seen = new Set(ofEverySort().map(({ site, file }) => `${site}/${file}`));
  const others = ["hub", "rtl"].flatMap(covering).filter(({ site, file }) => !seen.has(`${site}/${file}`));
  await look(others, [320], SCHEMES);
});

test("nor on pages of another theme, which has nothing but what the contract promises", async () => {
  const pages = ofEverySort(["plain"]);
  assert.ok(pages.length > 25 && pages.every(({ site, file }) => !text(site, file).includes('class="wrap')), "the default theme made these");
  await look(pages, [320], SCHEMES);
});

test("nor on a thread with a hundred replies", () =>
  look(planned("thread").filter(({ template }) => template === "item/discussion.html"), [320, 1280], SCHEMES));

test("axe finds what is wrong", async () => {
  const [home] = planned("hub").filter(({ page }) => page === "Home");
  await every([home], {}, async (page) => {
    await page.evaluate(axe);
    await page.evaluate(() => {
      const wrong = document.createElement("img");
      wrong.src = document.querySelector("link[rel=icon]").href;
      document.querySelector("h1").append(wrong);
      document.querySelector("h1").style.color = "color-mix(in srgb, currentcolor 20%, transparent)";
    });
    const found = await violations(page, "");
    return found.some((one) => one.startsWith("image-alt")) && found.some((one) => one.startsWith("color-contrast")) ? [] : ["axe is blind", ...found];
  });
});
