// A page that is open while its site is edited.
//
//   node live.mjs <folder of a site>      LYCEUM names the program, which serves the site
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, launch, open, test } from "./browser.mjs";

const root = process.argv[2];
// Not one of those that are tried where none is asked for: it has to be free again when the server is started anew.
const PORT = "4777";
// What it says after its address.
let browser, server, at, said;

// All servers begin at the same moment, as far as they know: a page cannot tell them apart by the time.
const env = { ...process.env, SOURCE_DATE_EPOCH: "1796000000" };

async function start() {
  const words = ["serve", "--root", root, "--port", PORT, "--now", "2026-11-22T12:00"];
  server = spawn(process.env.LYCEUM, words, { stdio: ["ignore", "ignore", "pipe"], env });
  at = undefined;
  for await (const line of createInterface(server.stderr)) {
    at = /^Open (\S+)/.exec(line)?.[1];
    if (at) break;
  }
  assert.ok(at, "the server has an address");
  said = "";
  server.stderr.on("data", (part) => { said += part; }).resume();
}

async function stop() {
  const running = server.exitCode === null && server.signalCode === null;
  assert.ok(running, `the server has stopped by itself: ${said}`);
  const gone = once(server, "exit");
  server.kill();
  await gone;
}

before(async () => {
  browser = await launch();
  await start();
});
after(async () => {
  await browser.close();
  await stop();
});

const NIGHT = "content/events/night.md";
const write = (path, text) => {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
};
const night = (body, start = "2026-12-01T18:00") => write(NIGHT, `---\ntitle: Night\nstart: ${start}\n---\n${body}\n`);

async function on(path, use, expected = /^$/) {
  const { page, faults, close } = await open(browser, new URL(at).host);
  try {
    const listens = page.waitForRequest("**/_lyceum/events");
    await page.goto(new URL(path, at).href);
    await listens;
    await use(page);
    assert.deepEqual(faults.filter((fault) => !expected.test(fault)), []);
  } finally {
    await close();
  }
}

// What is set on the window is gone after a reload. Nothing is asked of a page without a limit: while it is being reloaded, an answer may never come.
const mark = (page) => page.waitForFunction(() => (window.same = true));
const is = (page, same) => page.waitForFunction((same) => (window.same === true) === same, same);
const scroll = (page) => page.waitForFunction(() => { scrollTo({ top: 1500, behavior: "instant" }); return scrollY === 1500; });

test("an edited page comes anew, and stays where the reader was", () => on("events/night/", async (page) => {
  night(`Come.\n\n${"A line.\n\n".repeat(200)}The end.`);
  await page.getByText("The end.").waitFor();
  await scroll(page);
  night(`Come soon.\n\n${"A line.\n\n".repeat(200)}The end.`);
  await page.getByText("Come soon.").waitFor();
  await page.waitForFunction(() => scrollY === 1500);
}));

// Longer than a summary, so that what is behind it concerns the page alone, which then comes before everything else.
const long = "Everybody brings what they have, and takes home what they need. ".repeat(6);

test("whoever writes at the end of a text stays where the reader was", () => on("events/night/", async (page) => {
  // The build of all pages follows each save after a moment.
  const rest = () => page.waitForTimeout(1500);
  night(`${long}\n\n${"A line.\n\n".repeat(200)}The end.`);
  await page.getByText("The end.").waitFor();
  await rest();
  await scroll(page);
  for (const words of ["The very end.", "The end of all."]) {
    night(`${long}\n\n${"A line.\n\n".repeat(200)}${words}`);
    await page.getByText(words).waitFor();
    await page.waitForFunction(() => scrollY === 1500);
    await rest();
  }
  // It changes nothing on this page.
  await mark(page);
  await rest();
  await is(page, true);
}));

test("other pages stay as they are, and say what changed", () => on("", async (page) => {
  night(long);
  const status = page.getByRole("status", { name: "Changes" });
  await status.waitFor();
  await mark(page);
  night(`${long}\n\nSomething else.`);
  await page.waitForTimeout(1500);
  await status.waitFor();
  await is(page, true);
  const link = page.getByRole("link", { name: "/events/night/" });
  assert.equal(await link.getAttribute("href"), "/events/night/");
  await page.getByRole("checkbox", { name: "Always go there" }).check();
  night("Something else again.");
  await page.waitForURL("**/events/night/");
}));

test("what changed elsewhere stays said where the page itself comes anew", () => on("", async (page) => {
  await mark(page);
  write(NIGHT, "---\ntitle: Late night\nstart: 2026-12-01T23:00\n---\nCome.\n");
  await page.getByText("Late night").first().waitFor();
  await page.getByRole("link", { name: "/events/night/" }).waitFor();
  await is(page, false);
}));

test("a new style sheet is swapped in", () => on("events/night/", async (page) => {
  await mark(page);
  const settings = readFileSync(join(root, "site.yaml"), "utf8");
  write("site.yaml", `${settings}theme: {tokens: {paper: "#aabbcc"}}\n`);
  await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(170, 187, 204)");
  // What is for paper stays so, and nothing is there twice.
  const sheets = await page.locator("link[rel=stylesheet]").evaluateAll((all) => all.map((link) => `${link.href.replace(/.*\/(\w+)\..*/, "$1")} ${link.media}`));
  assert.ok(sheets.includes("tokens ") && sheets.includes("print print"), sheets.join());
  assert.equal(new Set(sheets).size, sheets.length);
  await is(page, true);
}));

test("errors lie over the last good page until they are mended", () => on("events/night/", async (page) => {
  night("Never.", "2026-02-30");
  const errors = page.getByRole("alert", { name: "Errors" });
  await errors.waitFor();
  assert.match(await errors.textContent(), /One error keeps.*content\/events\/night\.md:3/s);
  assert.equal(await page.getByRole("heading", { level: 1, name: "Night" }).isVisible(), true);
  // It can be put aside with the keyboard.
  await errors.getByRole("button", { name: "Hide" }).focus();
  await page.keyboard.press("Enter");
  await errors.waitFor({ state: "hidden" });
  night("Never ever.", "2026-02-30");
  await errors.waitFor();
  night("Mended.");
  await page.getByText("Mended.").waitFor();
  assert.equal(await errors.isVisible(), false);
}));

test("it finds a server that was started anew", async () => {
  await stop();
  await start();
  await on("events/night/", async (page) => {
    await stop();
    night("From the new one.");
    await start();
    await page.getByText("From the new one.").waitFor({ timeout: 30_000 });
  }, /ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RE|ERR_SOCKET_NOT_CONNECTED/);
});
