// Decap itself, in a browser, with our page and configuration: `node decap.mjs CHROMIUM ADMIN OUT`. It says what is wrong with the configuration, and
// writes one event by the form; the files that it would commit go to OUT.
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../browser/', import.meta.url));
const { chromium } = require('playwright-core');

const [executablePath, admin, out] = process.argv.slice(2);
const packages = new URL('node_modules/decap-cms/dist/', import.meta.url);

// The repository is one that Decap keeps in memory, with the same configuration otherwise.
const config = readFileSync(join(admin, 'config.yml'), 'utf8').replace(/name: github/, 'name: test-repo');

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ timezoneId: 'America/New_York' });
  await page.route('**/*', (route) => {
    const url = new URL(route.request().url());
    if (url.host === 'unpkg.com') return route.fulfill({ body: readFileSync(new URL(url.pathname.split('/dist/')[1], packages)), contentType: 'text/javascript' });
    if (url.pathname === '/admin/') return route.fulfill({ body: readFileSync(join(admin, 'index.html')), contentType: 'text/html' });
    if (url.pathname === '/admin/config.yml') return route.fulfill({ body: config, contentType: 'text/yaml' });
    return route.abort();
  });
  await page.goto('https://hub.example.org/admin/');
  const login = page.getByRole('button', { name: /login/i });
  const failed = page.getByText('Error loading the CMS configuration');
  await login.or(failed).first().waitFor({ timeout: 60000 });
  if (await failed.count()) {
    console.log(`wrong: ${(await page.locator('body').innerText()).replaceAll('\n', ' ').slice(0, 2000)}`);
  } else {
    await login.click();
    await page.getByRole('link', { name: 'Events' }).first().waitFor();
    for (const link of await page.locator('aside a, nav a').allInnerTexts()) console.log(`collection: ${link.trim()}`);
    await page.goto('https://hub.example.org/admin/#/collections/event/new');
    await page.getByLabel('Title', { exact: false }).first().waitFor();
    await page.locator('[id^="title-field"]').first().fill('A night: of "lamps"');
    await page.locator('[id^="start-field"]').first().fill('2026-12-01T18:30');
    await page.locator('[id^="duration-field"]').first().fill('2h');
    await page.getByText('Publish', { exact: true }).first().click();
    await page.getByText('Publish now').first().click();
    await page.waitForFunction(() => window.repoFiles?.content?.events, null, { timeout: 20000 });
    const files = await page.evaluate(() => window.repoFiles);
    const walk = (folder, path) => Object.entries(folder).forEach(([name, entry]) => {
      if (typeof entry.content !== 'string') return walk(entry, join(path, name));
      mkdirSync(join(out, path), { recursive: true });
      writeFileSync(join(out, path, name), entry.content);
      console.log(`file: ${join(path, name)}`);
    });
    walk(files, '');
  }
} finally {
  await browser.close();
}
