// A browser that watches itself: whatever a page says to the console, asks of another host or is refused counts as a fault.
import * as node from "node:test";
import { chromium } from "playwright-core";

// What takes longer hangs: then it is said where, and the tests go on.
const timeout = 900_000;
export const [test, before, after] = [
  (name, run) => node.test(name, { timeout }, run), (run) => node.before(run, { timeout }), (run) => node.after(run, { timeout }),
];

const QUIET = [
  "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-quic",
];

/** Starts a browser, if need be with more arguments. */
export const launch = (more = []) => chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: [...QUIET, ...more] });

/**
 * An empty page in a time zone at a moment, with what went wrong on it: said to the console, asked of another host than the one (or those)
 * given, refused by the policy. Its clock stands still until the test moves it.
 */
export async function open(browser, host, { now, zone = "UTC", script = true, width = 1280 } = {}) {
  const context = await browser.newContext({
    timezoneId: zone, locale: "en-US", javaScriptEnabled: script, viewport: { width, height: 900 },
  });
  const page = await context.newPage(), faults = [], hosts = host instanceof Set ? host : new Set([host]);
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) faults.push(message.text()); });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!hosts.has(url.host) && url.protocol !== "data:") faults.push(`a request to ${url}`);
  });
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
  });
  if (now && script) {
    // The clock runs from its installation on, so it is put before the moment at which it is to stop.
    await page.clock.install({ time: new Date(Date.parse(now) - 3600_000) });
    await page.clock.pauseAt(new Date(now));
  }
  return { page, faults, close: () => context.close() };
}
