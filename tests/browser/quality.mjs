// What every page owes to members beside what axe knows: fit for a small screen, quiet, whole without script, asking nobody else.
//
//   node quality.mjs <folder>      with the websites that tests/quality.rs has built there, and the list of the pages of each
//
// What a page says to the console, requests to other hosts, and violations of the policy are faults of every page that is opened.
import assert from "node:assert/strict";
import { test } from "./browser.mjs";
import { covering, every, on, sideways } from "./pages.mjs";

const WIDTHS = [320, 375, 1280], SCHEMES = ["light", "dark"];

/** Applies a style sheet, past the policy that forbids pages to carry one. */
const style = (page, text) => page.evaluate((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}, text);

/** Texts that a box cuts off. Summaries of cards may end in an ellipsis: they are whole on the page behind the card. */
const clipped = (page) => page.evaluate(() => [...document.querySelectorAll("body *")]
  .filter((one) => {
    const { overflowX, overflowY, clipPath, webkitLineClamp } = getComputedStyle(one);
    if (!one.checkVisibility() || clipPath !== "none" || webkitLineClamp !== "none" || !one.textContent.trim()) return false;
    const cuts = (overflow) => ["hidden", "clip"].includes(overflow);
    return (cuts(overflowX) && one.scrollWidth > one.clientWidth + 1) || (cuts(overflowY) && one.scrollHeight > one.clientHeight + 1);
  })
  .map((one) => `cut off: ${one.outerHTML.slice(0, 160)}`));

/** What moves on a page though its reader asked for none of that. */
const moves = (page) => page.evaluate(() => [document.documentElement, ...document.querySelectorAll("*")].flatMap((one) => {
  const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
  const still = /^[0s, ]*$/.test(transitionDuration) && animationName === "none" && scrollBehavior === "auto";
  return still ? [] : [`moves: ${one.outerHTML.slice(0, 120)}`];
}).slice(0, 3));

test("what a page asks of others, says, or is refused, is seen", async () => {
  const fault = (act) => assert.rejects(on("/", {}, async (page) => { await page.evaluate(act); await page.waitForTimeout(100); }), { code: "ERR_ASSERTION" });
  await fault(() => document.body.append(Object.assign(document.createElement("script"), { textContent: "1" })));
  await fault(() => document.body.append(Object.assign(document.createElement("img"), { src: "https://localhost:9/one.png" })));
  await fault(() => setTimeout(() => { throw new Error("late"); }));
});

test("nothing scrolls sideways, is cut off or moves", async () => {
  await every(["hub", "rtl"].flatMap(covering), {}, async (page) => {
    const wrong = [];
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      wrong.push(...await sideways(page));
    }
    await page.emulateMedia({ reducedMotion: "reduce" });
    wrong.push(...await moves(page));
    // The spacing of WCAG 1.4.12.
    await page.setViewportSize({ width: 320, height: 900 });
    await style(page, "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
    return [...wrong, ...await sideways(page), ...await clipped(page)];
  });
});

/** What a reader finds on a page: its headings, links and the text outside of them, where it is open to the eye. */
const found = (page) => page.evaluate(() => [...document.querySelectorAll("main :is(h1, h2, h3, a, dt, .prose, figure, table)")]
  .filter((one) => one.checkVisibility() && !one.closest("[data-copy], .yours"))
  .map((one) => `${one.localName} ${one.getAttribute("href") ?? ""} ${one.cloneNode(true).textContent.replace(/\s+/g, " ").trim().slice(0, 200)}`));

test("pages are whole without script", async () => {
  const pages = covering("hub").filter(({ redirect }) => !redirect), scripted = new Map();
  // Readers in the zone of the hub get no second hours.
  const zone = "Europe/Madrid";
  await every(pages, { zone }, async (page, { file }) => { scripted.set(file, await found(page)); });
  await every(pages, { zone, script: false }, async (page, { file }) => {
    const bare = new Set(await found(page));
    const missing = scripted.get(file).filter((entry) => !bare.has(entry)).map((entry) => `only with script: ${entry}`);
    const buttons = await page.locator("button").filter({ visible: true }).allTextContents();
    return [...missing, ...buttons.map((text) => `does nothing without script: ${text}`)];
  });
});

test("the menu of a small screen opens without script", async () => {
  await on("/", { width: 375, script: false }, async (page) => {
    await page.locator(".menu summary").click();
    assert.ok(await page.locator(".menu nav a").filter({ visible: true }).count() > 3);
  });
});

test("a thread with a hundred replies: each has its number and its address, and the answer is a step away", async () => {
  await on("/discussions/knots/", { site: "thread", width: 320 }, async (page) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    const replies = await page.locator("article.reply").evaluateAll((all) => all.map((one) => ({
      id: one.id, own: one.querySelector(".reply-when a").hash, number: parseInt(one.querySelector(".reply-when a").textContent, 10),
      others: [...one.querySelectorAll("a[href^='#']")].map(({ hash }) => hash), headings: [...one.querySelectorAll("h1, h2, h3, h4")].map(({ localName }) => localName),
    })));
    assert.deepEqual(replies.map(({ number }) => number), Array.from({ length: 100 }, (_, at) => at + 1));
    assert.deepEqual(replies.map(({ own }) => own), replies.map(({ id }) => `#${id}`));
    const ids = new Set(replies.map(({ id }) => `#${id}`));
    assert.equal(ids.size, 100);
    assert.deepEqual(replies.flatMap(({ others }) => others).filter((hash) => !ids.has(hash)), []);
    assert.ok(replies.filter(({ others }) => others.length > 1).length > 30, "replies name those that they answer");
    assert.ok(replies.every(({ headings }) => headings.join() === "h3"));
    assert.deepEqual(await sideways(page), []);
    const answer = page.locator(".page-head a[href='#r57']"), accepted = page.locator("article.accepted");
    assert.ok((await answer.boundingBox()).y < 900, "the answer is named where one begins to read");
    await answer.press("Enter");
    await page.waitForFunction(() => document.querySelector(":target")?.id === "r57");
    assert.equal(await accepted.getAttribute("id"), "r57");
    const { y } = await accepted.boundingBox();
    assert.ok(y >= 0 && y < 450, `the answer is at ${y} px`);
  });
});

// Tokens that carry text or shapes, and what lies below them.
const TEXT = [
  ["--ink", ["--paper", "--surface", "--sunken", "--tint", "--straw-tint", "--alarm-tint", "--sea-tint"]],
  ["--ink-soft", ["--paper", "--surface", "--sunken", "--tint"]],
  ["--link", ["--paper", "--surface", "--sunken", "--tint"]],
  ["--on-fill", ["--fill"]],
  ["--straw", ["--paper", "--surface", "--straw-tint"]],
  ["--alarm", ["--paper", "--surface", "--sunken", "--alarm-tint"]],
  ["--sea", ["--paper", "--surface", "--sunken", "--sea-tint"]],
];
const SHAPES = [["--line-strong", ["--paper", "--surface"]], ["--fill", ["--paper", "--surface"]], ["--link", ["--paper", "--surface", "--tint"]], ["--sea", ["--sea-tint", "--surface"]]];

test("the colors have contrast, whatever accent a site has", async () => {
  const accents = ["", "#000", "#fff", "#ff0", "#0f0", "#00f", "#f0f", "#0ff", "#f00", "#808080", ...Array.from({ length: 24 }, (_, at) => `hsl(${at * 15} 80% 45%)`)];
  await on("/404.html", {}, async (page) => {
    for (const scheme of SCHEMES) {
      await page.emulateMedia({ colorScheme: scheme });
      const low = await page.evaluate(({ accents, pairs }) => {
        const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
        const probe = document.body.appendChild(document.createElement("i"));
        const luminance = (token) => {
          probe.style.color = `var(${token})`;
          context.fillStyle = getComputedStyle(probe).color;
          context.fillRect(0, 0, 1, 1);
          const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        return accents.flatMap((accent) => {
          if (accent) document.documentElement.style.setProperty("--accent", accent);
          return pairs.flatMap(([above, below, least]) => {
            const [dark, light] = [luminance(above), luminance(below)].sort((one, other) => one - other);
            const contrast = (light + 0.05) / (dark + 0.05);
            return contrast < least ? [`${accent || "default"}: ${above} on ${below} ${contrast.toFixed(2)}`] : [];
          });
        });
      }, { accents, pairs: [[TEXT, 4.5], [SHAPES, 3]].flatMap(([table, least]) => table.flatMap(([above, all]) => all.map((below) => [above, below, least]))) });
      assert.deepEqual(low, [], scheme);
    }
  });
});
