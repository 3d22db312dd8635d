// The Contracting API as a partner's programmer uses it: one call a document, files as multipart, and a book of made-up prices.
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { attempt, command } from './server.mjs';
import { request } from './application.mjs';

// The answer's body; a refused request too.
export async function graphql(caller, query, variables = {}) {
  const answer = await caller.post('/graphql', { query, variables }, { headers: { accept: 'application/graphql-response+json' } });
  if (answer.body === undefined) throw new Error(`${answer.status} ${answer.text}`);
  return answer.body;
}

// The data; an error is thrown with its message.
export async function ask(caller, query, variables = {}) {
  const body = await graphql(caller, query, variables);
  if (body.errors || !body.data) throw new Error(JSON.stringify(body));
  return body.data;
}

const REFUSALS = 'refusals{code path message hint retryable} dryRun replayed';

// One mutation by its name: its payload, with `fields` and what every payload has.
export async function change(caller, name, input, fields = '') {
  const type = `${name[0].toUpperCase()}${name.slice(1)}Input!`;
  const data = await ask(caller, `mutation($input:${type}){${name}(input:$input){${fields} ${REFUSALS}}}`, { input: { idempotencyKey: randomUUID(), ...input } });
  return data[name];
}

// The same where a refusal is a fault of the test.
export async function done(caller, name, input, fields) {
  const payload = await change(caller, name, input, fields);
  if (payload.refusals.length) throw new Error(`${name}: ${JSON.stringify(payload.refusals)}`);
  return payload;
}

// A PDF of so many empty pages, with its table of offsets.
export function pdfOf(pages = 1) {
  const kids = Array.from({ length: pages }, (_, page) => `${page + 3} 0 R`).join(' ');
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', `<</Type/Pages/Kids[${kids}]/Count ${pages}>>`, ...Array(pages).fill('<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>')];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj${object}endobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = text.length;
  return `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`;
}

// By the GraphQL multipart request specification: operations, map, then the file.
export async function upload(caller, input, { bytes = pdfOf(), name = 'paper.pdf', type = 'application/pdf' } = {}) {
  const query = `mutation($input:UploadDocumentInput!){uploadDocument(input:$input){document{id kind purpose fileName contentType sizeBytes sha256 contentUrl} ${REFUSALS}}}`;
  const form = new FormData();
  form.set('operations', JSON.stringify({ query, variables: { input: { idempotencyKey: randomUUID(), ...input, file: null } } }));
  form.set('map', JSON.stringify({ 0: ['variables.input.file'] }));
  form.set('0', new Blob([bytes], { type }), name);
  return request(caller.server, 'POST', '/graphql', { headers: await caller.headers({ accept: 'application/graphql-response+json' }), body: form });
}

export const address = (changes = {}) => ({ line1: '2200 N Clark St', city: 'Chicago', state: 'IL', zip: '60614', ...changes });

export function customerInput(changes = {}) {
  return {
    legalName: 'Lincoln Park Bread LLC', entityType: 'LLC', taxIdKind: 'EIN', taxId: '36-5551234', legalAddress: address(), billingAddress: address(),
    contacts: [{ role: 'SIGNER', firstName: 'Ana', lastName: 'Ruiz', title: 'Owner', authority: 'officer', email: 'ana@bread.example', phone: '312-555-0142' }], ...changes,
  };
}

export async function makeCustomer(caller, changes = {}) {
  return (await done(caller, 'createCustomer', customerInput(changes), 'customer{id version legalName}')).customer;
}

export const accountInput = (changes = {}) => ({ commodity: 'ELECTRIC', utility: 'comed', accountNumber: '2145983017', serviceAddress: address(), rateClass: 'Small Load', annualUsage: '38400', ...changes });

export async function addAccounts(caller, customerId, accounts) {
  return (await done(caller, 'addServiceAccounts', { customerId, accounts }, 'serviceAccounts{id accountNumber accountNumberVerdict}')).serviceAccounts;
}

export async function makeQuote(caller, lines, changes = {}) {
  const answer = await caller.post('/v1/quotes', { lines, ...changes }, { headers: { 'idempotency-key': randomUUID() } });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body;
}

export async function offersOf(caller, asked) {
  const { body, text } = await caller.get(`/v1/prices?${new URLSearchParams(asked)}`);
  if (!body.items?.length) throw new Error(text);
  return body.items;
}

// The first day of the month that is `ahead` months from now, and how people write it.
export function monthAhead(ahead, now = new Date()) {
  const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
  return { month: day.toISOString().slice(0, 7), printed: `${day.getUTCMonth() + 1}/1/${day.getUTCFullYear()}` };
}

const layoutOf = ({ supplier, states, aggregateBy, at }) => `layout: ${supplier}-list
version: 1
supplier: ${supplier}
supplier_name: ${supplier.replace(/(^|-)(\w)/g, (_, dash, letter) => `${dash && ' '}${letter.toUpperCase()}`)}
about: Made up for a test. A line a price.
open: {types: [csv]}
match:
  says: ['^${supplier} offer$', '^utility$', '^term$', '^band$']
valid:
  from: {column: '^from$', forms: [M/D/YYYY]}
  until: {column: '^until$', forms: [M/D/YYYY]}
  at: ${at}
scope: []
new_supplier: {time_zone: America/New_York, states: [${states.join(', ')}], aggregate_by: ${aggregateBy}}
price: {no_offer: [blank], basis: displayed}
tables:
  - name: offers
    anchor: {says: '^${supplier} offer$', row_says: ['^utility$', '^term$', '^price$']}
    fields:
      commodity: {column: '^commodity$'}
      customer_class: commercial
      utility: {column: '^utility$'}
      state: {column: '^state$'}
      rate_class: {column: '^class$', optional: true}
      zone: {column: '^zone$', optional: true}
      product: Fixed
      start: {column: '^start$', forms: [M/D/YYYY]}
      term: {column: '^term$'}
      band: {column: '^band$'}
      price_unit: {column: '^unit$'}
    prices:
      - header: '^price$'
`;

const printedDay = (milliseconds) => {
  const day = new Date(milliseconds);
  return `${day.getUTCMonth() + 1}/${day.getUTCDate()}/${day.getUTCFullYear()}`;
};

// A supplier that does not exist, its layout and its sheet of today, imported into Test. `rows`: {commodity, utility, state, class, zone, start, term, band,
// unit, price}, the start as {printed}; `days` (in ms) is how long it is valid, until the hour `at`.
export async function importSheet(server, { supplier, rows, aggregateBy = 'contract', at = '17:00 America/New_York', days = 3 * 86_400_000 }) {
  const directory = path.join(server.dataDirectory, `layouts of ${supplier}`);
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, `${supplier}-list.yaml`), layoutOf({ supplier, states: [...new Set(rows.map(({ state }) => state))], aggregateBy, at }));
  const [from, until] = [printedDay(Date.now() - 86_400_000), printedDay(Date.now() + days)];
  const lines = rows.map((row) =>
    ['x', row.commodity ?? 'electric', row.utility, row.state, row.class ?? '', row.zone ?? '', row.start.printed, row.term, row.band, row.unit ?? '$/kWh', row.price, from, until].join(','));
  const file = path.join(directory, `${supplier}.csv`);
  await writeFile(file, `${supplier} offer,commodity,utility,state,class,zone,start,term,band,unit,price,from,until\r\n${lines.join('\r\n')}\r\n`);
  const outcome = await attempt(server.dataDirectory, 'prices', 'import', file, '--environment', 'test', '--layouts', directory, '--json');
  const report = JSON.parse(outcome.stdout.trim().split('\n')[0]);
  if (report.status !== 'published') throw new Error(`${supplier} is not sold: ${outcome.stdout} ${outcome.stderr}`);
  return report;
}

export const setTerms = (server, ...args) => command(server.dataDirectory, 'terms', 'set', ...args, '--environment', 'test', '--reason', 'for a test');
