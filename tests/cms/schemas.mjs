// Reads texts as an editor does and holds them against our schemas: `node schemas.mjs FOLDER < cases`, each case a line
// `{schema, text, about}`. Prints for each whether it fits, and what does not.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const Ajv = require('ajv/dist/2020').default;
const yaml = require('yaml');

const folder = process.argv[2];
// Strict: a word in a schema that means nothing is an error. What we mean to say is said in several types at once.
const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictTypes: false });
const schemas = new Map(readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => [
  name.slice(0, -'.json'.length),
  ajv.compile(JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))),
]));

for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const { schema, text } = JSON.parse(line);
  const fits = schemas.get(schema);
  const document = yaml.parseDocument(text);
  if (document.errors.length) {
    console.log(`no YAML: ${document.errors[0].message}`);
    continue;
  }
  const [error] = fits(document.toJSON()) ? [] : fits.errors;
  console.log(error ? `no ${error.instancePath} ${error.message} ${JSON.stringify(error.params)}` : 'yes');
}
