// Looks at what we give to content management systems: `node config.mjs decap|sveltia CONFIG` prints what is wrong with a configuration,
// by the schema of the system itself; `node config.mjs write CONFIG ROOT` writes entries as a system would.
import { readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const yaml = require('yaml');

const [what, path, root] = process.argv.slice(2);
const config = yaml.parse(readFileSync(path, 'utf8'));

function sveltia() {
  const Ajv = require('ajv').default;
  const schema = JSON.parse(readFileSync(new URL('node_modules/@sveltia/cms/schema/sveltia-cms.json', import.meta.url)));
  const fits = new Ajv({ strict: false, allErrors: true, formats: { regex: true, uri: true } }).compile(schema);
  if (!fits(config)) fits.errors.forEach((error) => console.log(`${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`));
}

// The slug of the entry that all relations name.
const slug = (collection) => `first-${collection}`;

// A value that a person could enter, in the form in which the widget keeps it.
function value(field) {
  const example = (field.hint ?? '').split(/ – such as |^Such as /)[1]?.split('; the name of')[0] ?? 'Words';
  switch (field.widget) {
    case 'boolean': return true;
    case 'number': return Math.max(field.min ?? 1, 1);
    case 'select': return field.multiple ? field.options.slice(0, 2) : field.options[0];
    case 'relation': return field.multiple ? [slug(field.collection)] : slug(field.collection);
    case 'datetime': return field.time_format === false ? '2026-12-01' : '2026-12-01T18:30';
    case 'image': return 'stove.jpg';
    case 'markdown': return 'Some *words*.\n\n- and a list';
    case 'object': return Object.fromEntries(field.fields.map((inner) => [inner.name, value(inner)]));
    case 'list': return field.field ? [text(field.field, example)] : [Object.fromEntries(field.fields.map((inner) => [inner.name, value(inner)]))];
    case 'string': return text(field, example);
    default: throw new Error(`what is ${field.widget}?`);
  }
}

let count = 0;

// The example if it has the form that is asked for; of a list its first.
function text(field, example) {
  if (field.widget !== 'string') return value(field);
  const one = example.startsWith('[') ? yaml.parse(example)[0] : example;
  // An address of the site belongs to one item only.
  if (one.startsWith?.('/')) return `${one}${count++}/`;
  if (!field.pattern) return typeof one === 'string' ? one : 'Words';
  if (!new RegExp(field.pattern[0]).test(one)) throw new Error(`${field.name}: ${one} is not ${field.pattern[0]}`);
  return one;
}

// As Decap writes a file: a document of the package `yaml`, and the text behind it.
function file(data, body) {
  const document = new yaml.Document();
  document.contents = yaml.createNode(data);
  return `---\n${document.toString()}---\n${body ?? ''}\n`;
}

function save(folder, name, data) {
  const { body, ...fields } = data;
  const path = join(root, folder, `${name}.md`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, file(fields, body));
}

// What is left of a field that somebody has opened and not filled in, or emptied again.
function emptied(field) {
  switch (field.widget) {
    case 'object': return Object.fromEntries(field.fields.map((inner) => [inner.name, emptied(inner)]));
    case 'list': return [];
    case 'boolean': return false;
    case 'relation': case 'select': return field.multiple ? [] : '';
    case 'image': return null;
    default: return '';
  }
}

function write() {
  for (const { name, folder, fields } of config.collections.filter((collection) => collection.folder)) {
    const least = Object.fromEntries(fields.filter((field) => field.required || field.name === 'body').map((field) => [field.name, value(field)]));
    save(folder, slug(name), least);
    // Each field alone, since some exclude each other; and what is left of it when it is emptied again.
    for (const field of fields.filter((field) => !field.required && field.name !== 'body')) {
      save(folder, `${name}-${field.name}`.replaceAll('_', '-'), { ...least, [field.name]: value(field) });
      save(folder, `${name}-no-${field.name}`.replaceAll('_', '-'), { ...least, [field.name]: emptied(field) });
      console.log(`${name}.${field.name}`);
    }
  }
}

({ sveltia, write })[what]();
