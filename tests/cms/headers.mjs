// What the parser of Netlify makes of our rules: `node headers.mjs _HEADERS < addresses`, an address a line. Prints for each the policies of the rules that
// fit it, in their order, behind tabs.
import { readFileSync } from 'node:fs';
import { parseAllHeaders } from '@netlify/headers-parser';

const { headers, errors } = await parseAllHeaders({ headersFiles: [process.argv[2]], configHeaders: [], minimal: false });
if (errors.length) throw new Error(errors.join('\n'));
for (const address of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const fitting = headers.filter(({ forRegExp }) => forRegExp.test(address));
  console.log([address, ...fitting.map(({ values }) => values['Content-Security-Policy']).filter(Boolean)].join('\t'));
}
