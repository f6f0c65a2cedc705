// What every page owes to members: accessible, whole without script, fit for a small screen and for a keyboard, quiet.
//
//   node quality.mjs <folder>      with the websites that tests/quality.rs has built there for November 22, 2026, noon in UTC
//
// The pages are chosen here: few and short ones that together have every element, class and attribute that any page of the site has.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { serve } from "./serve.mjs";

const folder = process.argv[2], TABS = 3;
// The clock shows this, and timers run all the same: axe waits for some.
const now = new Date("2026-11-22T12:00:00Z");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const COLORS = ["color-contrast", "link-in-text-block"], LAYOUT = [...COLORS, "target-size", "scrollable-region-focusable"];
const WIDTHS = [320, 375, 1280], SCHEMES = ["light", "dark"];

// Whatever else is chosen.
const ALWAYS = ["index.html", "resources/index.html", "events/splice-2027/index.html"];

const sites = new Map();
let browser;
before(async () => {
  browser = await launch();
  for (const name of readdirSync(folder)) sites.set(name, await serve(join(folder, name)));
});
after(async () => {
  await browser.close();
  for (const site of sites.values()) site.stop();
});

/** What a page is made of: `li.row`, `a[rel]`. Lists of all kinds have one template; a redirect is known by its refresh. */
function parts(text) {
  const found = new Set();
  for (const [, name, attributes] of text.matchAll(/<([a-z][a-z0-9]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*>/g)) {
    for (const [, attribute, value] of attributes.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)) {
      found.add(`${name}[${attribute}]`);
      const classes = attribute === "class" ? value.split(" ").filter((one) => !/^list-/.test(one)) : [];
      classes.forEach((one) => found.add(`${name}.${one}`));
    }
  }
  return found;
}

/** The pages of a site to look at: again and again the one with the most that is new, for its length. */
function chosen(site) {
  const root = join(folder, site);
  const base = /^(\S*)\*$/m.exec(readFileSync(join(root, "_headers"), "utf8"))[1];
  const files = readdirSync(root, { recursive: true }).filter((file) => file.endsWith(".html")).sort();
  let left = files.map((file) => {
    const text = readFileSync(join(root, file), "utf8");
    return { site, file, base, length: text.length, parts: parts(text), redirect: text.includes('http-equiv="refresh"') };
  });
  const pages = [];
  const take = (page) => {
    pages.push(page);
    left.forEach((other) => { page.parts.forEach((part) => other !== page && other.parts.delete(part)); });
    left = left.filter((other) => other !== page && other.parts.size);
  };
  left.filter(({ file }) => ALWAYS.includes(file)).forEach(take);
  while (left.length) take(left.reduce((best, one) => (one.parts.size / one.length > best.parts.size / best.length ? one : best)));
  return pages;
}

const lists = new Map();
const hosted = () => ["hub", "rtl"].flatMap((site) => lists.get(site) ?? lists.set(site, chosen(site)).get(site));
const address = ({ site, file, base }) => sites.get(site).at + base + file.replace(/(^|\/)index\.html$/, "$1");

/** Does something with every page, in several tabs at a time; all faults of all pages are told together. */
async function every(pages, options, use) {
  const queue = [...pages], wrong = [];
  const host = (page) => new URL(sites.get(page.site).at).host;
  await Promise.all(Array.from({ length: TABS }, async () => {
    for (let one = queue.shift(); one; one = queue.shift()) {
      const { page, faults, close } = await open(browser, host(one), options);
      try {
        if (options.script !== false) await page.clock.setFixedTime(now);
        // A redirect leaves at once: it is read as it is, with its refresh taken out.
        if (one.redirect) await page.route("**/*.html", async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, body: (await response.text()).replace(/<meta http-equiv="refresh"[^>]*>/, "") });
        });
        await page.goto(one.redirect ? sites.get(one.site).at + one.base + one.file : address(one));
        for (const fault of [...await use(page, one) ?? [], ...faults]) wrong.push(`${one.site}/${one.file}: ${fault}`);
      } catch (error) {
        wrong.push(`${one.site}/${one.file}: ${error}`);
      } finally {
        await close();
      }
    }
  }));
  assert.deepEqual(wrong.sort(), []);
}

/** Applies a style sheet, past the policy that forbids pages to carry one. */
const style = (page, text) => page.evaluate((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}, text);

/** What reaches beyond the side of the window, though the page does not scroll there or somebody put it out of sight. */
const sideways = (page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.querySelectorAll("main *, header *, footer *")].filter((one) => one.getBoundingClientRect().right > clientWidth + 1);
  return [`${scrollWidth} px in ${clientWidth} px: ${wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 120)).join(" … ")}`];
});

/** Texts that a box cuts off. Summaries of cards may end in an ellipsis: they are whole on the page behind the card. */
const clipped = (page) => page.evaluate(() => [...document.querySelectorAll("body *")]
  .filter((one) => {
    const { overflowX, overflowY, clipPath, webkitLineClamp } = getComputedStyle(one);
    if (!one.checkVisibility() || clipPath !== "none" || webkitLineClamp !== "none" || !one.textContent.trim()) return false;
    const cuts = (overflow) => ["hidden", "clip"].includes(overflow);
    return (cuts(overflowX) && one.scrollWidth > one.clientWidth + 1) || (cuts(overflowY) && one.scrollHeight > one.clientHeight + 1);
  })
  .map((one) => `cut off: ${one.outerHTML.slice(0, 160)}`));

test("pages of every template are there to be looked at", () => {
  const pages = hosted().filter(({ site }) => site === "hub"), text = pages.map(({ file }) => readFileSync(join(folder, "hub", file), "utf8")).join("");
  const kinds = new Set([...text.matchAll(/<body class="([^ "]*)/g)].map(([, kind]) => kind));
  assert.deepEqual([...kinds].sort().filter((kind) => ["calendar", "home", "item", "list", "not-found", "page"].includes(kind)).length, 6);
  for (const item of readdirSync(new URL("../../themes/default/templates/item", import.meta.url))) {
    assert.ok(text.includes(`item-${item.replace(".html", "")}"`), `no page of item/${item}`);
  }
  for (const sign of ['<table class="month', 'class="directory"', 'class="all-dates"', 'http-equiv="refresh"', 'class="facets']) assert.ok(text.includes(sign), `no page with ${sign}`);
});

/** What axe finds on a page as it is now. */
async function violations(page, runOnly, where) {
  const found = await page.evaluate((runOnly) => axe.run(document, { runOnly, resultTypes: ["violations"], elementRef: false }).then(({ violations }) =>
    violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`).join(" … ")}`)), runOnly);
  return found.map((one) => `${one}, ${where}`);
}

/** What moves on a page though its reader asked for none of that. */
const moves = (page) => page.evaluate(() => [document.documentElement, ...document.querySelectorAll("*")].flatMap((one) => {
  const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
  const still = /^[0s, ]*$/.test(transitionDuration) && animationName === "none" && scrollBehavior === "auto";
  return still ? [] : [`moves: ${one.outerHTML.slice(0, 120)}`];
}).slice(0, 3));

test("axe finds nothing at any width, light and dark; nothing scrolls sideways, is cut off or moves", async () => {
  await every(hosted(), {}, async (page) => {
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.evaluate(axe);
    const wrong = [];
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      // The menu is folded in below 56 rem; between two such widths only sizes differ, and only colors in the dark.
      const rules = width === 375 ? { type: "rule", values: LAYOUT } : { type: "tag", values: TAGS };
      wrong.push(...await violations(page, rules, `light, ${width} px`), ...await sideways(page));
      await page.emulateMedia({ colorScheme: "dark" });
      wrong.push(...await violations(page, { type: "rule", values: COLORS }, `dark, ${width} px`));
      await page.emulateMedia({ colorScheme: "light" });
    }
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
  const pages = hosted().filter(({ site, redirect }) => site === "hub" && !redirect), scripted = new Map();
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

/** Opens one page of the hub and wants that nothing went wrong on it. */
async function on(path, options, use) {
  const { at } = sites.get("hub");
  const { page, faults, close } = await open(browser, new URL(at).host, options);
  try {
    if (options.script !== false) await page.clock.setFixedTime(now);
    await page.goto(at + path);
    await use(page);
    assert.deepEqual(faults, []);
  } finally {
    await close();
  }
}

const focused = (page, read) => page.evaluate(`(${read})(document.activeElement)`);

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
    await page.locator(".menu summary").focus();
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
    await page.locator(".theme-switch").focus();
    await page.keyboard.press("Space");
    const dark = await paper();
    assert.notEqual(dark, light);
    assert.equal(await pressed(), "true");
    for (const go of [() => page.reload(), () => page.goto(`${sites.get("hub").at}/events/`)]) {
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
    await page.locator("a[rel=next]").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/calendar/2027-01/");
    assert.notEqual(await title(), first);
    await page.locator("a[rel=prev]").press("Enter");
    await page.waitForURL("**/calendar/2026-12/");
    assert.equal(await title(), first);
    await page.goBack();
    await page.waitForURL("**/calendar/2027-01/");
  });
});

test("all that can have the focus gets it in the order of the page, and shows it", async () => {
  for (const width of [375, 1280]) {
    await on("/", { width }, async (page) => {
      await page.emulateMedia({ reducedMotion: "reduce" });
      const wanted = await page.evaluate(() => [...document.querySelectorAll("a[href], button, summary, input, select, textarea")]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0).map((one, at) => (one.dataset.order = at)).length);
      for (let at = 0; at < wanted; at += 1) {
        await page.keyboard.press("Tab");
        const seen = await page.evaluate(() => {
          const one = document.activeElement, box = one.getBoundingClientRect();
          const ringed = [one, one.closest(".card, .line")].filter(Boolean).map((part) => getComputedStyle(part));
          const ring = ringed.some(({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
          return { order: Number(one.dataset.order), ring, inside: box.bottom > 0 && box.top < innerHeight, html: one.outerHTML.slice(0, 120) };
        });
        assert.deepEqual([seen.order, seen.ring, seen.inside], [at, true, true], `${width} px: ${seen.html}`);
      }
      await page.keyboard.press("Tab");
      assert.equal(await focused(page, "(one) => one.dataset.order ?? 'left'").then((order) => order === "left" || order === "0"), true, "the focus leaves the page");
    });
  }
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
