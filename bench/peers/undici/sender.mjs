// A sender of webhooks in Node as a team would write it: reads what is due in batches, signs with HMAC-SHA256, posts with undici's keep-alive pool and writes the
// results down in batches; the same rows in the same tables as Switchyard's courier. Delivers until nothing is due; prints {"deliveries","seconds","cpuSeconds"}.
//
//   sender.mjs DATABASE URL SECRET
import { createHmac } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { Pool } from 'undici';

const CONNECTIONS = 16; // At once to one endpoint, as Switchyard.
const READ_AT_ONCE = 1_024;
const WRITTEN_AT_ONCE = 256;

const [file, address, secret] = process.argv.slice(2);
const url = new URL(address);
const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
const database = new DatabaseSync(file);
for (const pragma of ['journal_mode=WAL', 'synchronous=FULL']) database.exec(`PRAGMA ${pragma}`);

const due = database.prepare(`SELECT d.id, d.attempts, d.event_number, e.id AS event, e.number, e.type, e.version, e.audience, e.subject, e.payload, e.at_ms
  FROM webhook_deliveries d JOIN outbox_events e ON e.id = d.event_id
  WHERE d.state = 'pending' AND d.next_at_ms <= ? AND d.event_number > ? ORDER BY d.event_number LIMIT ?`);
const update = database.prepare(`UPDATE webhook_deliveries SET state = ?, attempts = ?, last_status = ?, last_error = '', finished_at_ms = ? WHERE id = ? AND state = 'pending'`);
const insert = database.prepare(`INSERT INTO webhook_attempts (delivery_id, attempt, at_ms, took_ms, request_headers, status, error, answer) VALUES (?, ?, ?, ?, ?, ?, '', ?)`);

const pool = new Pool(url.origin, { connections: CONNECTIONS, pipelining: 1 });
let results = [];

function bodyOf(row) {
  return JSON.stringify({ id: row.event, type: row.type, version: row.version, environment: 'test', partnerId: row.audience, occurredAt: new Date(row.at_ms).toISOString(),
    subject: row.subject, links: { self: `/v1/events/${row.event}` }, ...JSON.parse(row.payload) });
}

function writeDown() {
  const now = Date.now();
  database.exec('BEGIN IMMEDIATE');
  for (const { row, at, took, headers, status } of results) {
    const delivered = status >= 200 && status < 300;
    update.run(delivered ? 'delivered' : 'pending', row.attempts + 1, status, delivered ? now : null, row.id);
    insert.run(row.id, row.attempts + 1, at, took, headers, status, new Uint8Array());
  }
  database.exec('COMMIT');
  results = [];
}

async function deliver(row) {
  const body = bodyOf(row);
  const at = Date.now();
  const timestamp = String(Math.floor(at / 1000));
  const headers = {
    'content-type': 'application/json', 'user-agent': 'peer/1', 'webhook-id': row.event, 'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${createHmac('sha256', key).update(`${row.event}.${timestamp}.${body}`).digest('base64')}`,
    'switchyard-delivery': row.id, 'switchyard-attempt': String(row.attempts + 1), 'switchyard-environment': 'test',
  };
  const response = await pool.request({ method: 'POST', path: url.pathname, headers, body });
  await response.body.dump();
  const shown = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`).join('');
  results.push({ row, at, took: Date.now() - at, headers: shown, status: response.statusCode });
  if (results.length >= WRITTEN_AT_ONCE) writeDown();
}

const began = performance.now();
let deliveries = 0;
let rows = [];
let last = 0;
function next() {
  if (rows.length === 0) {
    rows = due.all(Date.now(), last, READ_AT_ONCE).reverse();
    last = rows[0]?.event_number ?? last;
  }
  return rows.pop();
}
async function work() {
  for (let row; (row = next()) !== undefined; ++deliveries) await deliver(row);
}
await Promise.all(Array.from({ length: CONNECTIONS }, work));
if (results.length > 0) writeDown();
const seconds = (performance.now() - began) / 1000;
const { user, system } = process.cpuUsage();
await pool.close();
console.log(JSON.stringify({ deliveries, seconds, cpuSeconds: (user + system) / 1e6 }));
