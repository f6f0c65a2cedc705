// The steps of a pathway, ticked in a browser.
//
//   node progress.mjs <folder>      with the example hub in hub/, which tests/browser.rs has built there
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, launch, open, test } from "./browser.mjs";
import { serve } from "./serve.mjs";

const PATH = "/pathways/first-winter-of-rust/", OTHER = "/pathways/small-boards/";
let browser, site;
before(async () => {
  browser = await launch();
  site = await serve(join(process.argv[2], "hub"));
});
after(async () => {
  await browser.close();
  site.stop();
});

async function on(options, use) {
  const { page, faults, close } = await open(browser, new URL(site.at).host, options);
  try {
    await page.goto(site.at + PATH);
    await use(page);
    assert.deepEqual(faults, []);
  } finally {
    await close();
  }
}

const said = (page) => page.getByRole("status").first().textContent();
const box = (page, n) => page.getByRole("checkbox").nth(n);

test("without the script it is a plain list", () => on({ script: false }, async (page) => {
  assert.equal(await page.locator(".path > li").count(), 6);
  assert.equal(await page.getByRole("checkbox").count(), 0);
  assert.equal(await page.locator(".progress").count(), 0);
}));

test("what is ticked is counted, said, and kept", () => on({}, async (page) => {
  // Five of the six steps are needed.
  assert.equal(await said(page), "0 of 5 done");
  assert.equal(await page.getByRole("button", { name: "Start again" }).isVisible(), false);
  await page.getByRole("checkbox", { name: "Done: The harbor pilot" }).check();
  await box(page, 0).focus();
  await page.keyboard.press("Space");
  assert.equal(await said(page), "2 of 5 done");
  // The last one can be left out: it is remembered, but counts for nothing.
  await box(page, 5).check();
  assert.equal(await said(page), "2 of 5 done");
  await page.reload();
  assert.equal(await said(page), "2 of 5 done");
  const ticked = await page.getByRole("checkbox").evaluateAll((boxes) => boxes.map((one) => one.checked));
  assert.deepEqual(ticked, [true, true, false, false, false, true]);
  await box(page, 1).uncheck();
  assert.equal(await said(page), "1 of 5 done");
}));

test("it ends, and begins again", () => on({}, async (page) => {
  for (const n of [0, 1, 2, 3, 4]) await box(page, n).check();
  assert.match(await said(page), /^5 of 5 done\. All done/);
  await page.getByRole("button", { name: "Start again" }).click();
  assert.equal(await said(page), "0 of 5 done");
  assert.equal(await box(page, 0).evaluate((one) => document.activeElement === one), true);
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("steps:")).length), 0);
}));

test("each pathway counts for itself, and tabs agree", () => on({}, async (page) => {
  const second = await page.context().newPage();
  await second.goto(site.at + PATH);
  await box(page, 2).check();
  await second.waitForFunction(() => document.querySelector(".progress-said").textContent === "1 of 5 done");
  await second.goto(site.at + OTHER);
  assert.match(await said(second), /^0 of \d+ done$/);
}));

test("broken or forbidden storage stops nobody", () => on({}, async (page) => {
  await page.evaluate((path) => localStorage.setItem(`steps:${path}`, "{not a list"), PATH);
  await page.reload();
  assert.equal(await said(page), "0 of 5 done");
  await page.addInitScript(() => {
    for (const name of ["getItem", "setItem", "removeItem"]) Storage.prototype[name] = () => { throw new DOMException("no", "SecurityError"); };
  });
  await page.reload();
  await box(page, 0).check();
  assert.equal(await said(page), "1 of 5 done");
}));

test("the boxes are large enough for a finger, on narrow screens too", () => on({ width: 320 }, async (page) => {
  const { width, height } = await page.locator(".tick").first().boundingBox();
  assert.ok(width >= 24 && height >= 24, `${width} × ${height}`);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
}));
