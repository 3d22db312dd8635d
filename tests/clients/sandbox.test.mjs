// The sandbox's supplier: every case of its file does what its table says; what was mended is accepted; each code of the reject table is met.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { createApplication } from './support/application.mjs';
import { ask } from './support/contracting.mjs';
import { faults } from './support/document.mjs';
import { draftOf, signed } from './support/enrolling.mjs';
import { eventually, startDemoServer } from './support/server.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const ACCOUNTS = 'accounts(first:100){nodes{id status reasonCode serviceAccount{accountNumber}}}';
let server;
let partner;
let cases;
let rejectCodes;  // code -> class, of utilities and of suppliers.

const rowsOf = async (file) => (await readFile(path.join(root, file), 'utf8')).trim().split('\n').slice(1).map((line) => line.split(','));

before(async () => {
  server = await startDemoServer();
  partner = await createApplication(server);
  cases = (await partner.get('/v1/test/cases')).body.items;
  rejectCodes = (await rowsOf('src/enrollment/reject_codes/reference/reject_codes.csv')).slice(1);
});
after(() => server?.end());

// Seven digits that no other number has begun with, then the case's.
let count = 0;
const numberOf = (digits) => `21${String(10_000 + count++)}${digits === '*' ? '999' : digits}`;
const accountsOf = async (id) => (await ask(partner, `query($id:ID!){contract(id:$id){status ${ACCOUNTS}}}`, { id })).contract.accounts.nodes;
const classOf = (code) => rejectCodes.find(([each]) => each === code)?.[2];

// The state that a case ends in; Illinois' commercial customers have no window of rescission, so nobody steps out.
function endOf({ answers }) {
  const told = answers.filter(({ kind, code }) => !(kind.endsWith('_rejected') && classOf(code) === '') && kind !== 'rescinded');
  const last = told.at(-1)?.kind;
  if (last === undefined) return 'SUBMITTED';
  if (last === 'start_set') return 'SCHEDULED';
  if (last === 'utility_accepted' && told.some(({ kind }) => kind === 'start_set')) return 'SCHEDULED';
  return last.toUpperCase();
}

test('the table of docs/sandbox.md is the file', async () => {
  const documented = await readFile(path.join(root, 'docs/sandbox.md'), 'utf8');
  const lines = documented.split('\n').filter((line) => /^\| `(\d{3}|\*)` \|/.test(line));
  const text = await readFile(path.join(root, 'src/enrollment/sandbox/reference/test_cases.csv'), 'utf8');
  const rows = text.trim().split('\n').slice(1).map((line) => /^([^,]*),([^,]*),([^,]*),([^,]*),"?(.*?)"?$/.exec(line).slice(1));
  const written = rows.map(([digits, name, attempts, steps, what]) => `| \`${digits}\` | ${name} | ${attempts === 'all' ? 'all' : 'the first'} | ${steps ? `\`${steps}\`` : '–'} | ${what} |`);
  assert.deepEqual(lines, written);
});

test('every case does what its table says', async () => {
  const numbers = new Map(cases.map(({ digits }) => [digits, numberOf(digits)]));
  const all = [...numbers.values()];
  const ids = [];
  for (let from = 0; from < all.length; from += 20) ids.push(await signed(partner, await draftOf(partner, all.slice(from, from + 20))));
  const present = async () => (await Promise.all(ids.map(accountsOf))).flat();
  const open = new Map(cases.filter(({ answers }) => answers.length > 0).map((each) => [numbers.get(each.digits), each]));
  const look = async () => {
    for (const { status, serviceAccount } of await present()) {
      const expected = open.get(serviceAccount.accountNumber);
      if (expected && status === endOf(expected)) open.delete(serviceAccount.accountNumber);
    }
    return open.size === 0;
  };
  await eventually(look, { timeoutMs: 60_000, what: `the ends of ${cases.length} cases` }).catch(async (failure) => {
    const now = new Map((await present()).map(({ serviceAccount, status, reasonCode }) => [serviceAccount.accountNumber, `${status} ${reasonCode ?? ''}`]));
    throw new Error(`${failure.message}: ${[...open].map(([number, each]) => `${each.digits} ${each.name} wants ${endOf(each)}, is ${now.get(number)}`).join('; ')}`);
  });
  const silent = (await present()).find(({ serviceAccount }) => serviceAccount.accountNumber === numbers.get('003'));
  assert.equal(silent.status, 'SUBMITTED');
});

test('any answer can be given for an account, by its partner alone', async () => {
  const id = await signed(partner, await draftOf(partner, [numberOf('003')]));
  const [account] = await eventually(async () => { const now = await accountsOf(id); return now[0].status === 'SUBMITTED' && now; }, { timeoutMs: 30_000, what: 'the submission' });
  const route = '/v1/test/contract-accounts/{id}/answer';
  const answer = async (body, status = 200, by = partner) => {
    const given = await by.post(route.replace('{id}', account.id), body, { headers: { 'idempotency-key': randomUUID() } });
    assert.equal(given.status, status, given.text);
    assert.deepEqual(faults({ method: 'POST', path: route }, given), []);
    return given.body;
  };
  assert.equal((await answer({ kind: 'utility_accepted' }, 404, await createApplication(server))).code, 'contract_account_not_found');
  await answer({ kind: 'shrugged' }, 422);
  assert.equal((await answer({ kind: 'supplier_accepted' })).outcome, 'applied');
  assert.deepEqual(await answer({ kind: 'utility_rejected', code: 'ZZ9' }).then(({ outcome, isUnmapped }) => [outcome, isUnmapped]), ['applied', true]);
  const [rejected] = await accountsOf(id);
  assert.deepEqual([rejected.status, rejected.reasonCode], ['UTILITY_REJECTED', 'ZZ9']);
});
