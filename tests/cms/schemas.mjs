// Reads texts as an editor does and holds them against our schemas: `node schemas.mjs FOLDER < cases`, each case a line
// `{schema, text, about}`. Prints for each whether it fits, and what does not.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const drafts = [require('ajv/dist/2020').default, require('ajv').default];
const yaml = require('yaml');

const folder = process.argv[2];
// Strict: a word in a schema that means nothing is an error. What we mean to say is said in several types at once.
const options = { strict: true, allowUnionTypes: true, strictTypes: false };
const compiled = drafts.map((Ajv) => {
  const ajv = new Ajv(options);
  const known = new Map();
  return (name) => {
    if (!known.has(name)) known.set(name, ajv.compile(JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'))));
    return known.get(name);
  };
});

for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const { schema, text } = JSON.parse(line);
  const document = yaml.parseDocument(text);
  if (document.errors.length) {
    console.log(`no YAML: ${document.errors[0].message}`);
    continue;
  }
  const value = document.toJSON();
  const [[error], [other]] = compiled.map((schemas) => (schemas(schema)(value) ? [] : schemas(schema).errors));
  if (!error !== !other) throw new Error(`the drafts differ on ${line}`);
  console.log(error ? `no ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}` : 'yes');
}
