// The search in a browser.
//
//   node search.mjs <folder>    with the websites that tests/browser.rs has built there:
//     hub/                      a small hub, at /hub/
//     folder/, without/         the same for opening from a folder; the same without a search
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, launch, open, test } from "./browser.mjs";
import { serve } from "./serve.mjs";

const folder = process.argv[2];
let browser, site;
before(async () => {
  browser = await launch();
  site = await serve(join(folder, "hub"));
});
after(async () => {
  await browser.close();
  site.stop();
});

/** Opens an address of the hub, does something with the page, and wants that nothing went wrong: no message, no refusal by the CSP. */
async function on(path, use, options = {}) {
  const { page, faults, close } = await open(browser, new URL(site.at).host, options);
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  try {
    const response = await page.goto(site.at + path);
    assert.match(response.headers()["content-security-policy"], /script-src 'self' 'wasm-unsafe-eval'/);
    await use(page, asked);
    assert.deepEqual(faults, []);
  } finally {
    await close();
  }
}

const field = (page) => page.getByRole("searchbox", { name: "Search for" });
const choice = (page, name) => page.getByRole("combobox", { name });
const titles = (page) => page.locator("#found h3").allTextContents();
const said = (page) => page.getByRole("status").textContent();

/** Waits until the page announces so many results, and gives their titles. */
async function results(page, count) {
  const text = count ? `Results: ${count}` : "Nothing found";
  await page.getByRole("status").filter({ hasText: new RegExp(`^${text}(?!\\d)`) }).waitFor({ timeout: 10_000 })
    .catch(async () => assert.fail(`"${text}" is not said, but "${await said(page)}": ${await titles(page)}`));
  return titles(page);
}

test("nothing is loaded before somebody begins to search", async () => {
  const ofIndex = (asked) => asked.filter((path) => path.startsWith("/hub/search/index/"));
  await on("/hub/search/", async (page, asked) => {
    await page.waitForLoadState("networkidle");
    assert.deepEqual(ofIndex(asked), []);
    await field(page).focus();
    await page.waitForLoadState("networkidle");
    assert.ok(ofIndex(asked).includes("/hub/search/index/pagefind.js"), asked.join(" "));
  });
  await on("/hub/", async (page, asked) => {
    await page.waitForLoadState("networkidle");
    assert.deepEqual(asked.filter((path) => path.includes("search")), []);
    await page.getByRole("link", { name: "Search" }).click();
    await page.waitForURL("**/hub/search/");
  });
});

test("items are found by title, by a word of their text, and with or without accents", async () => {
  await on("/hub/search/", async (page) => {
    for (const [words, found] of [
      ["splicing", "Splicing for beginners"], ["marlinspike", "Splicing for beginners"], ["cafe", "Café sin prisa"],
      ["café", "Café sin prisa"], ["CAFÉ", "Café sin prisa"], ["Okonkwo", "Harbor evening"], ["threads", "Weaving"],
    ]) {
      await field(page).fill(words);
      await page.locator("#found h3", { hasText: found }).waitFor({ timeout: 10_000 })
        .catch(async () => assert.fail(`${words}: ${await said(page)} ${await titles(page)}`));
    }
    await field(page).fill("xylophonist");
    assert.deepEqual(await results(page, 0), []);
    await field(page).fill("marlinspike");
    await results(page, 1);
    assert.match(await page.locator("#found mark").first().textContent(), /^marlinspike/);
    await page.locator("#found a").click();
    await page.waitForURL("**/hub/resources/splicing/");
  });
});

test("what somebody wrote as HTML stays text", async () => {
  await on("/hub/search/?q=angular", async (page) => {
    await results(page, 1);
    assert.match(await page.locator("#found li").textContent(), /<b>angular<\/b> & <img>/);
    assert.equal(await page.locator("#found img, #found b").count(), 0);
  });
});

test("choices narrow, the order is by date, and the address keeps all of it", async () => {
  await on("/hub/search/?q=rope", async (page) => {
    const all = await results(page, 5);
    assert.ok(all.includes("Harbor evening") && all.includes("Splicing for beginners"), all.join());
    await choice(page, "Kind").selectOption("Resources");
    assert.deepEqual((await results(page, 3)).toSorted(), ["Café sin prisa", "Splicing for beginners", "Weaving"]);
    await choice(page, "Topic").selectOption("Knots");
    assert.deepEqual((await results(page, 2)).toSorted(), ["Splicing for beginners", "Weaving"]);
    await choice(page, "Order").selectOption("Newest first");
    assert.match(page.url(), /\?q=rope&kind=resource&topic=knots&order=newest$/);
    await page.waitForFunction(() => document.querySelector("#found h3")?.textContent === "Weaving");
    assert.deepEqual(await titles(page), ["Weaving", "Splicing for beginners"]);
    await choice(page, "Order").selectOption("Oldest first");
    await page.waitForFunction(() => document.querySelector("#found h3")?.textContent.startsWith("Splicing"));
    await choice(page, "Topic").selectOption("All");
    await choice(page, "Language").selectOption("Español");
    assert.deepEqual(await results(page, 1), ["Café sin prisa"]);
    assert.equal(await page.locator("#found li").getAttribute("lang"), "es");
  });
  // A choice alone is a question too; what stands in the address is asked when the page is opened.
  await on("/hub/search/?topic=knots&order=newest&kind=nonsense", async (page) => {
    assert.deepEqual(await results(page, 2), ["Weaving", "Splicing for beginners"]);
  });
});

test("dates narrow to what takes place or was published between them", async () => {
  const date = (page, name) => page.getByLabel(name, { exact: true });
  await on("/hub/search/?q=rope", async (page, asked) => {
    await results(page, 5);
    assert.deepEqual(asked.filter((path) => path.endsWith(".pf_filter")), [], "filters are loaded when they are used");
    await date(page, "From date").fill("2026-04-01");
    assert.deepEqual((await results(page, 4)).toSorted(), ["Café sin prisa", "Harbor evening", "Rope camp", "Weaving"]);
    await date(page, "Until date").fill("2026-05-01");
    assert.deepEqual((await results(page, 2)).toSorted(), ["Café sin prisa", "Weaving"]);
    assert.match(page.url(), /\?q=rope&from=2026-04-01&until=2026-05-01$/);
    await choice(page, "Kind").selectOption("Events");
    await results(page, 0);
    await page.goBack();
    await results(page, 2);
  });
  // A day in the middle of three; one before which nothing is; a date that is none.
  await on("/hub/search/?from=2026-12-11&until=2026-12-11", async (page) => {
    assert.deepEqual(await results(page, 1), ["Rope camp"]);
  });
  await on("/hub/search/?until=2020-01-01", async (page) => {
    await results(page, 0);
  });
  await on("/hub/search/?q=marlinspike&from=soon", async (page) => {
    await results(page, 1);
  });
});

test("words of languages without spaces are found, whatever is the language of the hub", async () => {
  for (const [path, label] of [["/hub/search/", "Search for"], ["/japanese/search/", "検索する言葉"]]) {
    await on(path, async (page) => {
      for (const [words, found] of [["灯台", "港の夜"], ["勉強会", "港の夜"], ["มาตรฐาน", "เชือก"]]) {
        await page.getByRole("searchbox", { name: label }).fill(words);
        await page.locator("#found h3", { hasText: found }).waitFor({ timeout: 10_000 })
          .catch(async () => assert.fail(`${path} ${words}: ${await said(page)} ${await titles(page)}`));
        assert.doesNotMatch(await page.locator("#found").textContent(), /[\u200b\u2060]/);
      }
      await page.getByRole("searchbox", { name: label }).fill("灯台");
      await page.locator("#found mark", { hasText: "灯台" }).first().waitFor();
      assert.match(await page.locator("#found li p").last().textContent(), /灯台で勉強会を開きます。/);
    });
  }
});

test("the way back leads through what was searched for", async () => {
  await on("/hub/search/", async (page) => {
    await field(page).pressSequentially("weav");
    await results(page, 1);
    await field(page).press("Enter");
    await field(page).fill("rope");
    await results(page, 5);
    await page.goBack();
    assert.deepEqual(await results(page, 1), ["Weaving"]);
    assert.equal(await field(page).inputValue(), "weav");
    await page.goBack();
    await page.getByRole("heading", { name: "Topics" }).waitFor();
    assert.equal(await field(page).inputValue(), "");
    assert.equal(await page.locator("#found").isVisible(), false);
    await page.goForward();
    assert.deepEqual(await results(page, 1), ["Weaving"]);
  });
});

test("keys", async () => {
  await on("/hub/search/", async (page) => {
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "search-words");
    await page.keyboard.type("a/b");
    assert.equal(await field(page).inputValue(), "a/b");
    await page.keyboard.press("Escape");
    assert.equal(await field(page).inputValue(), "");
    assert.equal(new URL(page.url()).search, "");
    await page.getByRole("checkbox").uncheck();
    await page.reload();
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "");
  });
});

test("arrows lead through the results, and Escape back", async () => {
  await on("/hub/search/?q=rope&order=oldest", async (page) => {
    const all = await results(page, 5), focused = () => page.evaluate(() => document.activeElement.textContent || document.activeElement.id);
    await field(page).focus();
    for (const title of [...all, all.at(-1)]) {
      await page.keyboard.press("ArrowDown");
      assert.equal(await focused(), title);
    }
    await page.keyboard.press("ArrowUp");
    assert.equal(await focused(), all.at(-2));
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");
    await page.keyboard.press("Escape");
    assert.equal(await focused(), "search-words");
    assert.equal(await field(page).inputValue(), "rope");
  });
});

test("without scripts the page tells other ways", async () => {
  await on("/hub/search/", async (page) => {
    assert.equal(await page.locator("form.search").isVisible(), false);
    assert.match(await page.locator("noscript").textContent(), /needs JavaScript/);
    for (const name of ["Resources", "Events", "Knots"]) assert.ok(await page.locator(".browse").getByRole("link", { name }).isVisible(), name);
  }, { script: false });
});

test("an index that does not come is told, and asked for again", async () => {
  const { page, close } = await open(browser, new URL(site.at).host);
  await page.route("**/pagefind.js", (route) => route.abort());
  await page.goto(`${site.at}/hub/search/?q=rope`);
  await page.getByRole("status").filter({ hasText: "could not be loaded" }).waitFor();
  assert.ok(await page.getByRole("heading", { name: "Topics" }).isVisible());
  await close();
});

test("there is no search in a folder, nor where it is switched off", () => {
  for (const name of ["folder", "without"]) {
    const home = readFileSync(join(folder, name, "index.html"), "utf8");
    assert.ok(!home.includes("search"), name);
    assert.ok(!readFileSync(join(folder, name, "_headers"), "utf8").includes("wasm"), name);
  }
});
