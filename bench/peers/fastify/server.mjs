// The job of GET /v1/prices as a Node service does it well: fastify with schemas both ways, a verified-token cache, a pool of
// PostgreSQL connections with prepared statements. Reads one JSON object of settings from the file that is named; prints its URL.
import { createHash, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import { createVerifier } from 'fast-jwt';
import pg from 'pg';

const settings = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const pool = new pg.Pool({ host: settings.socket, user: 'postgres', max: 10 });

// The server's public keys, by kid; tokens that were verified are kept by fast-jwt until they expire.
const verifiers = new Map(
  settings.jwks.keys.map((jwk) => [
    jwk.kid,
    createVerifier({
      key: createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' }),
      algorithms: ['ES256'], allowedIss: settings.issuer, allowedAud: settings.issuer, cache: 1000,
    }),
  ]),
);
const applications = new Map([[settings.apiKeyHash, { clientId: settings.clientId, isActive: true }]]);

function kidOf(token) {
  return JSON.parse(Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString()).kid;
}
const kids = new Map();
function verify(token) {
  let verifier = kids.get(token);
  if (!verifier) {
    verifier = verifiers.get(kidOf(token));
    kids.set(token, verifier);
  }
  return verifier(token);
}

function callerOf(request) {
  const key = request.headers['x-api-key'];
  const application = key && applications.get(createHash('sha256').update(key).digest('hex'));
  if (!application?.isActive) return undefined;
  const authorization = request.headers.authorization ?? '';
  if (!authorization.startsWith('Bearer ')) return undefined;
  try {
    const claims = verify(authorization.slice(7));
    return claims.client_id === application.clientId && claims.scope.includes('prices:total') ? claims : undefined;
  } catch {
    return undefined;
  }
}

const text = { type: 'string' };
const nullable = { type: ['string', 'null'] };
const item = {
  rateId: text, supplier: text, utility: text, commodity: text, customerClass: text, zone: nullable, rateClass: text, product: text,
  greenPercent: nullable, startMonth: text, termMonths: { type: 'integer' },
  usageBand: { type: 'object', properties: { min: text, maxExclusive: text, unit: text } },
  basePrice: text, margin: text, price: text, priceUnit: text, estimatedAnnualCost: text, expiresAt: text, sellable: { type: 'boolean' }, rateRef: text,
};
const answer = {
  type: 'object',
  properties: {
    asOf: text, environment: text,
    query: {
      type: 'object',
      properties: {
        commodity: text, utility: text, annualUsage: text, usageUnit: text, startMonth: { type: 'array', items: text },
        termMonths: { type: 'array', items: { type: 'integer' } }, customerClass: text, margin: text, sort: text,
      },
    },
    items: { type: 'array', items: { type: 'object', properties: item } },
    nextCursor: nullable,
  },
};
const question = {
  type: 'object',
  required: ['commodity', 'utility', 'annualUsage', 'startMonth', 'termMonths'],
  properties: {
    commodity: { enum: ['electric'] }, utility: { type: 'string', maxLength: 40 }, annualUsage: { type: 'integer', minimum: 0, maximum: 1e12 },
    startMonth: { type: 'string', pattern: '^\\d{4}-\\d{2}$' }, termMonths: { type: 'integer', minimum: 1, maximum: 600 },
    margin: { type: 'string', pattern: '^0\\.\\d{1,6}$' },
  },
};

const kDecimals = 5;
function dollars(micros, decimals) {
  const digits = String(Math.round(micros / 10 ** (6 - decimals))).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
function cents(usage, micros) {
  const digits = String(Math.floor((usage * micros + 5_000) / 10_000)).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const statement = {
  name: 'prices',
  text: `SELECT number, rate_class, band_from, band_below, price_micros FROM rates
         WHERE utility = $1 AND start_month = $2 AND term_months = $3 AND band_from <= $4 AND band_below > $4
         ORDER BY price_micros, number LIMIT 51`,
  rowMode: 'array',
};

async function prices(request) {
  const { utility, annualUsage, startMonth, termMonths, margin = '0' } = request.query;
  const { rows } = await pool.query({ ...statement, values: [utility, startMonth, termMonths, annualUsage] });
  const marginMicros = Math.round(Number(margin) * 1e6);
  const now = new Date();
  const items = rows.slice(0, 50).map(([number, rateClass, from, below, priceMicros]) => {
    const base = Number(priceMicros);
    const price = base + marginMicros;
    return {
      rateId: `rat_06h0t3zd69vdz25hx06g32g5${number.padStart(8, '0')}`,
      supplier: 'prairie-crown', utility, commodity: 'electric', customerClass: 'commercial', zone: null, rateClass, product: 'Fixed', greenPercent: null,
      startMonth, termMonths, usageBand: { min: from, maxExclusive: below, unit: 'kWh' },
      basePrice: dollars(base, kDecimals), margin: dollars(marginMicros, kDecimals), price: dollars(price, kDecimals), priceUnit: '$/kWh',
      estimatedAnnualCost: cents(annualUsage, price), expiresAt: settings.expiresAt, sellable: now < settings.expiresAtDate,
      rateRef: `ref_3k4bzfgk7dsefvawecnzztg2${number.padStart(8, '0')}`,
    };
  });
  return {
    asOf: now.toISOString(), environment: 'test',
    query: {
      commodity: 'electric', utility, annualUsage: String(annualUsage), usageUnit: 'kWh', startMonth: [startMonth], termMonths: [termMonths],
      customerClass: 'commercial', margin: dollars(marginMicros, 6), sort: 'price',
    },
    items,
    nextCursor: rows.length > 50 ? String(rows[50][0]) : null,
  };
}

settings.expiresAtDate = new Date(settings.expiresAt);
const server = Fastify({ logger: false });
server.addHook('onRequest', (request, reply, done) => {
  if (callerOf(request)) return done();
  reply.code(401).send({ code: 'unauthenticated' });
});
server.get('/v1/prices', { schema: { querystring: question, response: { 200: answer } } }, prices);
await server.listen({ host: '127.0.0.1', port: 0 });
console.log(`http://127.0.0.1:${server.server.address().port}`);
process.on('SIGTERM', () => server.close().then(() => process.exit(0)));
