// Pages of several websites, opened in several tabs at a time.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, launch, open } from "./browser.mjs";
import { serve } from "./serve.mjs";

const folder = process.argv[2], TABS = 3;
// The clock shows this, and timers run all the same: axe waits for some.
const now = new Date("2026-11-22T12:00:00Z");
const sites = new Map();
let browser;

before(async () => {
  browser = await launch();
  const folders = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory());
  for (const { name } of folders) sites.set(name, await serve(join(folder, name)));
});
after(async () => {
  await browser.close();
  for (const site of sites.values()) site.stop();
});

export const text = (site, file) => readFileSync(join(folder, site, file), "utf8");

/** Where a website is: `http://127.0.0.1:1234`. */
export const at = (site) => sites.get(site).at;

/** What a page is made of: `li.row`, `a[rel]`. Lists of all kinds have one template. */
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

/** All pages of a website, as the program has planned them: file, what sort of page it is, template, kind; and what each is made of. */
export function planned(site) {
  const base = /^(\S*)\*$/m.exec(text(site, "_headers"))[1];
  return JSON.parse(readFileSync(join(folder, `${site}.json`), "utf8")).map((page) => {
    const html = text(site, page.file);
    return { ...page, site, base, length: html.length, parts: parts(html), redirect: page.page === "Redirect" };
  });
}

/** Few and short pages of a website that together have all that any of its pages is made of. */
export function covering(site) {
  let left = planned(site);
  const pages = [];
  const take = (page) => {
    pages.push(page);
    left.forEach((other) => { page.parts.forEach((part) => other !== page && other.parts.delete(part)); });
    left = left.filter((other) => other !== page && other.parts.size);
  };
  left.filter(({ page }) => page === "Home").forEach(take);
  while (left.length) take(left.reduce((best, one) => (one.parts.size / one.length > best.parts.size / best.length ? one : best)));
  return pages;
}

const address = ({ base, file }) => base + file.replace(/(^|\/)index\.html$/, "$1");

/** A redirect leaves at once: it is read as it is, with its refresh taken out. */
const stay = (page) => page.route("**/*.html", async (route) => {
  const response = await route.fetch();
  await route.fulfill({ response, body: (await response.text()).replace(/<meta http-equiv="refresh"[^>]*>/, "") });
});

/** A tab: opens a page of a website, does something with it, and tells what that found wrong and what went wrong on the page by itself. */
async function tab(options) {
  const hosts = new Set([...sites.values()].map(({ at }) => new URL(at).host));
  const { page, faults, close } = await open(browser, hosts, options);
  if (options.script !== false) await page.clock.setFixedTime(now);
  const look = async (one, use) => {
    faults.length = 0;
    if (one.redirect) await stay(page);
    const response = await page.goto(at(one.site) + (one.redirect ? one.base + one.file : one.path ?? address(one)));
    assert.match(response.headers()["content-security-policy"], /^default-src 'self';( script-src 'self' 'wasm-unsafe-eval';)? img-src 'self' data: https:;/);
    const wrong = await use(page, one) ?? [];
    await page.unrouteAll();
    return [...wrong, ...faults];
  };
  return { look, close };
}

/** Does something with every page; all faults of all pages are told together. */
export async function every(pages, options, use) {
  const queue = [...pages], wrong = [];
  await Promise.all(Array.from({ length: TABS }, async () => {
    const { look, close } = await tab(options);
    for (let one = queue.shift(); one; one = queue.shift()) {
      const found = await look(one, use).catch((error) => [String(error)]);
      wrong.push(...found.map((fault) => `${one.site}/${one.file}: ${fault}`));
    }
    await close();
  }));
  assert.deepEqual(wrong.sort(), []);
}

/** Opens one page, of the hub unless said otherwise, and wants that nothing goes wrong on it. */
export async function on(path, { site = "hub", ...options }, use) {
  const { look, close } = await tab(options);
  try {
    assert.deepEqual(await look({ site, path }, use), []);
  } finally {
    await close();
  }
}

/** What reaches beyond the side of the window, though the page does not scroll there or somebody put it out of sight. */
export const sideways = (page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.querySelectorAll("main *, header *, footer *")].filter((one) => one.getBoundingClientRect().right > clientWidth + 1);
  return [`${scrollWidth} px in ${clientWidth} px: ${wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 120)).join(" … ")}`];
});
