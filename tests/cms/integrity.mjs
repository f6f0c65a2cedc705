// Whether the program that a page loads is the file of the package in this folder: `node integrity.mjs < index.html`.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const page = readFileSync(0, 'utf8');
const [, name, version, file, digest] = page.match(/<script src="https:\/\/unpkg\.com\/((?:@[^/"]+\/)?[^/@"]+)@([^/"]+)\/([^"]+)" integrity="([^"]+)" crossorigin="anonymous">/);
const read = (path) => readFileSync(new URL(`node_modules/${name}/${path}`, import.meta.url));
const installed = JSON.parse(read('package.json')).version;
const found = `sha384-${createHash('sha384').update(read(file)).digest('base64')}`;
console.log(installed === version && found === digest ? 'the same' : `${installed} ${found}`);
