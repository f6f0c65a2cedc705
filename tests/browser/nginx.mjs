// A hub behind nginx, at /hub/ of a host: every address that anything names answers, with the headers that `_headers` asks for, and
// pages of every sort are at peace in a browser.
//
//   node nginx.mjs <folder>      with what tests/nginx.rs has put there: the address of the server, its websites, the list of pages
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { get } from "node:http";
import { extname, join } from "node:path";
import { gunzipSync, brotliDecompressSync } from "node:zlib";
import { after, before, launch, open, test } from "./browser.mjs";
import { fits, rules } from "./serve.mjs";

const folder = process.argv[2], read = (file) => readFileSync(join(folder, file), "utf8");
const at = read("at"), home = `${at}/hub/`, www = join(folder, "www");
const asked = rules(read("www/hub/_headers"));
// What each sort of file is, with its charset wherever the sort has one.
const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
  ".ics": "text/calendar; charset=utf-8", ".json": "application/json", ".xml": "text/xml; charset=utf-8", ".txt": "text/plain; charset=utf-8",
  ".png": "image/png",
};
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** All files of a website, those for programs left out. */
const files = (site) => readdirSync(join(www, site), { recursive: true, withFileTypes: true })
  .filter((one) => one.isFile() && !one.name.startsWith("."))
  .map((one) => `${join(one.parentPath, one.name).slice(www.length)}`);

/** Answers as they are sent, neither unpacked nor followed. */
const raw = (path, encoding) => new Promise((resolve, reject) => {
  const headers = encoding ? { "Accept-Encoding": encoding } : {};
  get(at + encodeURI(path), { headers }, (response) => {
    const parts = [];
    response.on("data", (part) => parts.push(part));
    response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
  }).on("error", reject);
});

/** Does something for each of many, some at a time. */
async function each(all, use, width = 16) {
  const queue = [...all];
  await Promise.all(Array.from({ length: width }, async () => { for (let one = queue.pop(); one; one = queue.pop()) await use(one); }));
}

const plain = (text) => text.replace(/&#x2[fF];/g, "/").replace(/&#x27;|&#39;/g, "'").replace(/&quot;/g, '"').replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

/** The addresses of this host that a file names: in HTML those of attributes, elsewhere whatever is one. */
function named(url, type, text) {
  const found = [];
  if (type.startsWith("text/html")) {
    for (const [, name, value] of text.matchAll(/\s(href|src|srcset|poster|action|content|data-[a-z-]+)="([^"]*)"/g)) {
      const values = name === "srcset" ? value.split(",").map((one) => one.trim().split(" ")[0]) : [value.replace(/^\d+; ?url=/, "")];
      // What is no link by its nature is one if it looks like it; the folder of the search is only the beginning of some.
      if (name.startsWith("data-") && value.endsWith("/")) continue;
      found.push(...values.map(plain).filter((one) => !/^(content|data-|action)/.test(name) || /^(https?:\/|\/\w)/.test(one)));
    }
  } else if (type.startsWith("text/css")) {
    found.push(...[...text.matchAll(/url\("?([^")]+)"?\)/g)].map(([, one]) => one));
  }
  const whole = plain(text).replace(/\r\n[ \t]/g, "").replaceAll(at.replace("http", "webcal"), at);
  found.push(...[...whole.matchAll(new RegExp(`${at}/[^\\s"'<>\\\\)]*`, "g"))].map(([one]) => one));
  const urls = found.map((one) => { const to = new URL(one.replace(/^webcal:/, "http:"), url); to.hash = ""; return to; });
  return urls.filter((to) => to.origin === at).map(String);
}

test("whatever is named anywhere is there", async () => {
  const seen = new Map([[home, "the beginning"]]), wrong = [];
  for (let next = [home]; next.length;) {
    const found = [];
    await each(next, async (url) => {
      const response = await fetch(url), body = await response.text(), type = response.headers.get("content-type");
      if (response.status !== 200) wrong.push(`${response.status} ${url}, which ${seen.get(url)} names`);
      if (!new URL(response.url).pathname.startsWith("/hub/")) wrong.push(`${url}, which ${seen.get(url)} names, leads out of the hub`);
      if (!/^(text|application\/json|image\/svg)/.test(type)) return;
      for (const to of named(response.url, type, body)) if (!seen.has(to)) { seen.set(to, url); found.push(to); }
    });
    next = found;
  }
  assert.deepEqual(wrong.sort(), []);
  // Old addresses are not named any more. A list of all values of a facet is named where a page does not show all of them itself.
  const reached = new Set([...seen.keys()].map((url) => decodeURIComponent(new URL(url).pathname)));
  const pages = JSON.parse(read("pages.json")).filter(({ page }) => !["Redirect", "NotFound", "FacetIndex"].includes(page));
  const missed = pages.map(({ file }) => `/hub/${file.replace(/(^|\/)index\.html$/, "$1")}`).filter((path) => !reached.has(path));
  assert.ok(pages.length > 600 && reached.size > 900, `${pages.length} ${reached.size}`);
  assert.deepEqual(missed, []);
});

test("every file has its type, and the headers of `_headers`", async () => {
  const wrong = [], kinds = new Set();
  let lasting = 0;
  await each(files("hub"), async (path) => {
    const { status, headers } = await raw(path), type = TYPES[extname(path)];
    const right = new Map(asked.filter(({ pattern }) => fits(pattern, path)).flatMap((rule) => rule.headers));
    if (type) { right.set("Content-Type", type); kinds.add(extname(path)); }
    // Either is the type of scripts, by the age of nginx.
    if (headers["content-type"] === "application/javascript; charset=utf-8") headers["content-type"] = TYPES[".js"];
    // What may not stay in caches for good has no such header.
    const cached = headers["cache-control"] ?? "";
    if (cached && !right.has("Cache-Control")) wrong.push(`${path}: ${cached}`);
    lasting += cached.includes("immutable");
    for (const [name, value] of right) if (headers[name.toLowerCase()] !== value) wrong.push(`${path}: ${name}: ${headers[name.toLowerCase()]}, not ${value}`);
    if (status !== 200) wrong.push(`${path}: ${status}`);
  });
  assert.deepEqual(wrong.sort(), []);
  assert.deepEqual([...kinds].sort(), Object.keys(TYPES).sort());
  assert.ok(lasting > 20);
});

test("what is not there is told by the page for it; files for programs are not there", async () => {
  for (const path of ["/hub/nowhere/", "/hub/events/none.html", "/hub/.lyceum-manifest", "/hub/.nojekyll"]) {
    const { status, headers, body } = await raw(path);
    assert.equal(status, 404, path);
    assert.equal(String(body), read("www/hub/404.html"), path);
    assert.match(headers["content-security-policy"], /^default-src 'self'/);
  }
});

test("compressed files are handed out to those who take them", async () => {
  const unpack = { gzip: gunzipSync, br: brotliDecompressSync }, ending = { gzip: ".gz", br: ".br" };
  const all = new Set(files("packed")), texts = [...all].filter((path) => all.has(`${path}.gz`));
  assert.ok(texts.length > 100);
  await each(texts, async (path) => {
    const text = readFileSync(www + path);
    assert.deepEqual((await raw(path)).body, text, path);
    for (const encoding of read("encodings").split(" ")) {
      const { headers, body } = await raw(path, encoding);
      assert.equal(headers["content-encoding"], encoding, path);
      assert.match(headers.vary, /Accept-Encoding/, path);
      assert.equal(headers["content-type"], (await raw(path)).headers["content-type"], path);
      assert.deepEqual(body, readFileSync(`${www}${path}${ending[encoding]}`), path);
      assert.deepEqual(unpack[encoding](body), text, path);
    }
  });
});

/** Opens an address of the hub, does something there, and gives what went wrong by itself. */
async function on(path, use = () => {}, options = {}) {
  const { page, faults, close } = await open(browser, new URL(at).host, options);
  try {
    const response = await page.goto(home + path, { waitUntil: "load" });
    assert.match(response.headers()["content-security-policy"], /^default-src 'self'; script-src/);
    await use(page, response);
    await page.waitForLoadState("networkidle");
    return faults.map((fault) => `${path}: ${fault}`);
  } finally {
    await close();
  }
}

test("a page of every sort is shown as it should be", async () => {
  const sorts = new Map();
  for (const page of JSON.parse(read("pages.json"))) {
    const sort = `${page.page} ${page.template} ${page.page === "Item" ? page.kind : ""}`;
    if (!sorts.has(sort)) sorts.set(sort, page);
  }
  assert.ok(sorts.size > 30, `${sorts.size}`);
  const wrong = [];
  await each(sorts.values(), async ({ file, page: sort }) => {
    const faults = await on(file.replace(/(^|\/)index\.html$/, "$1"), async (page) => {
      if (sort === "Redirect") await page.waitForURL((url) => !url.pathname.endsWith(file.replace("index.html", "")));
      await page.locator("h1").first().waitFor();
      // The styles have arrived.
      assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).margin), "8px", file);
    }).catch((error) => [`${file}: ${error}`]);
    wrong.push(...faults);
  }, 3);
  assert.deepEqual(wrong, []);
});

test("old addresses lead on", async () => {
  const lines = read("www/hub/_redirects").trim().split("\n").map((line) => line.split(" "));
  assert.ok(lines.length > 2);
  for (const [from, to] of lines) {
    assert.deepEqual(await on(from.slice("/hub/".length), (page) => page.waitForURL(at + to)), []);
  }
});

test("the search finds", async () => {
  assert.deepEqual(await on("search/", async (page) => {
    await page.getByRole("searchbox").fill("tide");
    await page.locator("#found h3 a").first().waitFor();
    const link = await page.locator("#found h3 a").first().getAttribute("href");
    assert.match(link, /^(\/hub\/|http:\/\/127)/);
    await page.locator("#found h3 a").first().click();
    await page.waitForURL((url) => !url.pathname.startsWith("/hub/search/"));
    assert.match(await page.locator("main").textContent(), /tide/i);
  }), []);
});

test("lists are filtered", async () => {
  assert.deepEqual(await on("resources/", async (page) => {
    const value = page.locator("[data-facet] a[data-value]").first(), count = await value.locator(".count").textContent();
    await value.click();
    await page.locator(".filter [role=status]", { hasText: new RegExp(`Found: ${count.trim()} of`) }).waitFor();
    assert.equal(new URL(page.url()).pathname, "/hub/resources/");
  }), []);
});

test("the switch of the theme switches, and the choice stays", async () => {
  assert.deepEqual(await on("", async (page) => {
    const color = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor), light = await color();
    await page.locator(".theme-switch").click();
    const dark = await color();
    assert.notEqual(dark, light);
    await page.goto(`${home}events/`);
    assert.equal(await color(), dark);
  }), []);
});
