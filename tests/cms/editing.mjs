// A content management system itself, in a browser, with the page that we make for it as a server sends it:
// `node editing.mjs decap|sveltia CHROMIUM ADDRESS OUT`, where ADDRESS is that of the page. It says what is wrong with the configuration and what the
// browser refuses, shows the collections, and writes one event by the form; the files that would be committed go to OUT.
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../browser/', import.meta.url));
const { chromium } = require('playwright-core');

const [system, executablePath, address, out] = process.argv.slice(2);
const packages = new URL('node_modules/', import.meta.url);
const TITLE = 'A night: of "lamps"', START = '2026-12-01T18:30', DURATION = '2h';

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const page = await browser.newPage({ timezoneId: 'America/New_York', viewport: { width: 1300, height: 1000 } });
page.setDefaultTimeout(30000);

// Whatever is wrong, but that the network ends at this computer.
const faults = new Set();
page.on('pageerror', (error) => faults.add(String(error)));
page.on('console', (message) => {
  const unreachable = /net::ERR_FAILED/.test(message.text()) && new URL(message.location().url || address).host !== new URL(address).host;
  if (['error', 'warning'].includes(message.type()) && !unreachable) faults.add(message.text());
});
await page.exposeFunction('refused', (what) => faults.add(`refused: ${what}`));
await page.addInitScript(() => addEventListener('securitypolicyviolation', (event) => window.refused(`${event.effectiveDirective} ${event.blockedURI}`)));

// What stands in for unpkg.com hands out the files of the packages, byte for byte, under their version.
function packaged(url) {
  const [, name, version, file] = url.pathname.match(/^\/((?:@[^/]+\/)?[^/@]+)@([^/]+)\/(.*)$/) ?? [];
  if (!name || JSON.parse(readFileSync(new URL(`${name}/package.json`, packages))).version !== version) return undefined;
  return readFileSync(new URL(`${name}/${file}`, packages));
}

// The repository is one in memory, with the same configuration otherwise.
let inMemory = false;
const config = (text) => (inMemory ? text.replace(/^backend:\n(  .*\n)+/m, 'backend:\n  name: test-repo\n') : text);

await page.route('**/*', async (route) => {
  const url = new URL(route.request().url());
  if (url.pathname.endsWith('/config.yml')) {
    const response = await route.fetch();
    return route.fulfill({ response, body: config(await response.text()) });
  }
  if (url.host === new URL(address).host || ['blob:', 'data:'].includes(url.protocol)) return route.continue();
  const body = url.host === 'unpkg.com' && packaged(url);
  if (!body) return route.abort();
  return route.fulfill({ body, contentType: 'text/javascript', headers: { 'Access-Control-Allow-Origin': '*' } });
});

const save = (path, text) => {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), text);
  console.log(`file: ${path}`);
};

const systems = {
  decap: {
    button: /login/i,
    async collections() {
      await page.getByRole('link', { name: 'Events' }).first().waitFor();
      return page.locator('aside a, nav a').allInnerTexts();
    },
    async write() {
      const field = (name) => page.locator(`[id^="${name}-field"]`).first();
      await field('title').fill(TITLE);
      await field('start').fill(START);
      await field('duration').fill(DURATION);
      await page.locator('[contenteditable=true]').first().click();
      await page.keyboard.type('Some text.');
      await page.getByText('Publish', { exact: true }).first().click();
      await page.getByText('Publish now').first().click();
      await page.waitForFunction(() => window.repoFiles?.content?.events);
    },
    files: () => page.evaluate(() => {
      const walk = (folder, path) => Object.entries(folder).flatMap(([name, entry]) =>
        (typeof entry.content === 'string' ? [[`${path}${name}`, entry.content]] : walk(entry, `${path}${name}/`)));
      return walk(window.repoFiles, '');
    }),
  },
  sveltia: {
    button: /sign in with|test repository/i,
    async collections() {
      await page.getByRole('option', { name: /Events/ }).or(page.getByText('Events', { exact: true })).first().waitFor();
      const labels = (await page.locator('body').innerText()).split('\n');
      return labels.map((label) => label.trim()).filter(Boolean);
    },
    async write() {
      const field = (name) => page.locator(`[data-key-path="${name}"]`).first();
      await field('title').locator('input').first().fill(TITLE);
      await field('start').locator('input').first().fill(START);
      await field('duration').locator('input').first().fill(DURATION);
      // Fields are made when one comes to them.
      await page.mouse.move(400, 500);
      for (let i = 0; i < 50 && !(await field('body').count()); i += 1) {
        await page.mouse.wheel(0, 900);
        await page.waitForTimeout(100);
      }
      await field('body').locator('[contenteditable=true]').first().click();
      await page.keyboard.type('Some text.');
      await page.getByRole('button', { name: 'Save', exact: true }).first().click();
      await page.waitForFunction(() => window.location.hash === '#/collections/event');
    },
    files: () => page.evaluate(async () => {
      const found = [];
      const walk = async (folder, path) => {
        for await (const [name, entry] of folder.entries()) {
          if (entry.kind === 'directory') await walk(entry, `${path}${name}/`);
          else found.push([`${path}${name}`.replace(/^[^/]*\//, ''), await (await entry.getFile()).text()]);
        }
      };
      await walk(await navigator.storage.getDirectory(), '');
      return found;
    }),
  },
};

/** Whether the program of the system is refused on another page of the website. */
async function refusedOn(path, url) {
  await page.goto(new URL(path, address).href);
  return page.evaluate((src) => new Promise((resolve) => {
    addEventListener('securitypolicyviolation', (event) => resolve(event.blockedURI === src));
    const script = document.createElement('script');
    script.onload = () => resolve(false);
    script.onerror = () => setTimeout(resolve, 2000, false);
    script.src = src;
    document.head.append(script);
  }), url);
}

try {
  const { button, collections, write, files } = systems[system];
  const start = async () => {
    await page.goto(address);
    await page.getByRole('button', { name: button }).or(page.getByText('Error loading the CMS configuration')).or(page.getByText(/errors in the CMS configuration/)).first().waitFor({ timeout: 60000 });
    return page.getByRole('button', { name: button }).count();
  };
  // As it is for the forge; then with a repository in memory.
  let right = await start();
  inMemory = true;
  right = right && await start();
  if (!right) {
    console.log(`wrong: ${(await page.locator('body').innerText()).replaceAll('\n', ' ').slice(0, 2000)}`);
  } else {
    await page.getByRole('button', { name: button }).click();
    for (const label of await collections()) console.log(`collection: ${label.trim()}`);
    await page.goto(`${address}#/collections/event/new`);
    await write();
    const written = await files();
    for (const fault of faults) console.log(`fault: ${fault}`);
    const url = await page.locator('script[src^="https://unpkg.com"]').first().getAttribute('src');
    for (const path of ['/', '/events/']) console.log(`${await refusedOn(path, url) ? 'strict' : 'open'}: ${path}`);
    // Last, since a server that sees them shows the pages anew.
    for (const [path, text] of written) save(path, text);
  }
} finally {
  await browser.close();
}
