// What practice asks of quote, rules and draft: customers that do not exist, at suppliers that do not exist, with numbers worked out by hand.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createApplication } from './support/application.mjs';
import * as contracting from './support/contracting.mjs';
import { eventually, startServer } from './support/server.mjs';

const { ask, change, done } = contracting;
const start = contracting.monthAhead(4);
const site = (line1, city, state, zip) => ({ line1, city, state, zip });
let server;
let partner;

before(async () => {
  server = await startServer();
  partner = await createApplication(server);
  const fixed = (utility, state, term, price, changes = {}) => ({ utility, state, term, price, band: '0-999 MWh', start, ...changes });
  await contracting.importSheet(server, {
    supplier: 'quarry-hill', rows: [
      ...['Small Load', 'Watt-hour'].flatMap((name) => [['0-74', '0.06120'], ['75-149', '0.06050'], ['150-299', '0.05990']].map(([band, price]) => fixed('ComEd', 'IL', 24, price, { class: name, band: `${band} MWh` }))),
      fixed('PECO', 'PA', 24, '0.06600', { class: 'GS' }), fixed('PPL', 'PA', 24, '0.06350', { class: 'GS3' }), fixed('PSE&G', 'NJ', 24, '0.08200'), fixed('Oncor', 'TX', 36, '0.05900'),
      fixed('Pepco MD', 'MD', 12, '0.09010'), fixed('Pepco MD', 'MD', 24, '0.08740'), fixed('BGE', 'MD', 12, '0.08100'),
    ],
  });
  await contracting.importSheet(server, { supplier: 'short-creek-gas', rows: [fixed('Columbia Gas of Ohio', 'OH', 12, '0.3890', { commodity: 'gas', unit: '$/Ccf', band: '0-10000 Ccf' })] });
  await contracting.importSheet(server, { supplier: 'two-rivers', rows: [fixed('AEP Ohio - OP', 'OH', 24, '0.05500', { class: 'GS2' })] });
  await contracting.setTerms(server, 'supplier', '--supplier', 'two-rivers', '--commodity', 'electric', '--share-tiers', '0:1;0.007:0.5', '--realized-max', '0.012');
  await contracting.setTerms(server, 'margin_policy', '--supplier', 'two-rivers', '--commodity', 'electric', '--margin-min', '0', '--margin-max', '0.020', '--margin-step', '0.0005', '--margin-default', '0.005');
  await eventually(() => offer({ supplier: 'two-rivers', utility: 'aep-ohio-op' }).catch(() => false), { timeoutMs: 30_000, what: 'the sheets are sold' });
});
after(() => server?.end());

const offer = async (changes) => (await contracting.offersOf(partner, { commodity: 'electric', annualUsage: '60000', supplier: 'quarry-hill', ...changes }))[0];
const sitesOf = async (customer, accounts) => contracting.addAccounts(partner, customer.id, accounts);
const FIELDS = `contract{id status product annualUsage usageUnit estimatedAnnualCost blendedPrice{price exactCost blendedCost difference} startDate endDate commission{rate}
  accounts{nodes{price priceUnit margin termMonths annualUsage usageUnit estimatedAnnualCost startDate startIsEstimate submitBy rescission{rule}}}}`;
// A draft of rates, and what validation finds.
async function drafted(customer, lines, changes = {}) {
  const { contract } = await done(partner, 'createContract', { customerId: customer.id, accounts: lines, ...changes }, FIELDS);
  const found = await done(partner, 'validateContract', { id: contract.id }, 'isSendable checks{code severity path message requiredBy}');
  return { contract, ...found };
}
async function refusalOf(customer, account) {
  const payload = await change(partner, 'addServiceAccounts', { customerId: customer.id, accounts: [account] }, 'serviceAccounts{accountNumber accountNumberVerdict}');
  return payload;
}
const requirements = (variables) => ask(partner, `query($utility:String!,$commodity:Commodity!,$state:String!){signupRequirements(utility:$utility,commodity:$commodity,state:$state){
  schema documents{kind title neededBy} disclosures{key place title text} rescission{id days businessDays startEvent via text}}}`, variables).then((data) => data.signupRequirements);

test('S01 a bakery in ComEd with two meters: 0.06620, and 3,972.00 a year', async () => {
  const zip = (await partner.get('/v1/utilities?zip=60614&commodity=electric')).body;
  assert.deepEqual((zip.items ?? []).map(({ code }) => code), ['comed'], JSON.stringify(zip).slice(0, 300));
  const rates = [await offer({ utility: 'comed', rateClass: 'Small Load', margin: '0.005' }), await offer({ utility: 'comed', rateClass: 'Watt-hour', margin: '0.005' })];
  assert.deepEqual(rates.map(({ price, usageBand }) => [price, usageBand.min, usageBand.maxExclusive]), [['0.06620', '0', '75'], ['0.06620', '0', '75']]);
  const customer = await contracting.makeCustomer(partner);
  const [one, two] = await sitesOf(customer, [contracting.accountInput(), contracting.accountInput({ accountNumber: '2145983025', rateClass: 'Watt-hour', annualUsage: '21600' })]);
  assert.deepEqual([one.accountNumberVerdict, two.accountNumberVerdict], ['VALID', 'VALID']);
  const { contract, isSendable } = await drafted(customer, [one, two].map(({ id }, index) => ({ serviceAccountId: id, rateId: rates[index].rateId, margin: '0.005' })));
  assert.deepEqual([contract.annualUsage, contract.estimatedAnnualCost, contract.commission.rate, isSendable], ['60000', '3972.00', '0.00500', true]);
  assert.deepEqual(contract.accounts.nodes.map(({ price, rescission }) => [price, rescission]), [['0.06620', null], ['0.06620', null]]);
});

test('S02 forty sites of three utilities: above the matrix, and each number is judged by its utility', async () => {
  const answer = await partner.get('/v1/prices?commodity=electric&utility=ppl&annualUsage=11100000&supplier=quarry-hill');
  assert.equal(answer.body.items?.length ?? 0, 0);
  assert.match(answer.text, /custom/i);
  const customer = await contracting.makeCustomer(partner, { legalName: 'Keystone Fitness Group Inc', entityType: 'CORPORATION', taxId: '23-5559876' });
  const many = (count, utility, numberOf, place) => Array.from({ length: count }, (_, index) => ({ commodity: 'ELECTRIC', utility, accountNumber: numberOf(index), serviceAddress: site('1 Main St', ...place), annualUsage: '277500' }));
  const accounts = await sitesOf(customer, [...many(14, 'ppl', (index) => String(1_200_300_400 + 7 * index), ['Allentown', 'PA', '18101']), ...many(13, 'peco', (index) => String(4_410_200_300 + 9 * index), ['Philadelphia', 'PA', '19103']),
    ...many(13, 'pseg', (index) => `PE${String(1_000_000_000_000 + 11 * index).padStart(18, '0')}`, ['Newark', 'NJ', '07102'])]);
  assert.deepEqual(accounts.map(({ accountNumberVerdict }) => accountNumberVerdict), Array(40).fill('VALID'));
  const { refusals } = await refusalOf(customer, { commodity: 'ELECTRIC', utility: 'pseg', accountNumber: '4410200300', serviceAddress: site('1 Main St', 'Newark', 'NJ', '07102') });
  assert.deepEqual(refusals.map(({ path }) => path), ['/accounts/0/accountNumber']);
  assert.match(refusals[0].message + refusals[0].hint, /PE/);
});

test('S03 gas in Columbia Gas of Ohio stays in Ccf: 0.4190, 2,011.20 a year', async () => {
  const { rateId, price, priceUnit } = await offer({ commodity: 'gas', utility: 'columbia-gas-oh', supplier: 'short-creek-gas', annualUsage: '4800', usageUnit: 'Ccf', margin: '0.03' });
  assert.deepEqual([price, priceUnit], ['0.4190', '$/Ccf']);
  const customer = await contracting.makeCustomer(partner, { legalName: 'Short North Diner LLC' });
  const [account] = await sitesOf(customer, [{ commodity: 'GAS', utility: 'columbia-gas-oh', accountNumber: '123456780010005', serviceAddress: site('10 High St', 'Columbus', 'OH', '43215'), annualUsage: '4800', usageUnit: 'CCF' }]);
  assert.equal(account.accountNumberVerdict, 'VALID');
  const { contract } = await drafted(customer, [{ serviceAccountId: account.id, rateId, margin: '0.03' }]);
  assert.deepEqual([contract.annualUsage, contract.usageUnit, contract.estimatedAnnualCost], ['4800', 'CCF', '2011.20']);
  assert.deepEqual(contract.accounts.nodes.map((each) => [each.price, each.priceUnit]), [['0.4190', 'CCF']]);
  const { rescission } = await requirements({ utility: 'columbia-gas-oh', commodity: 'GAS', state: 'OH' });
  assert.deepEqual([rescission.days, rescission.businessDays, rescission.startEvent], [7, true, 'utility_notice_postmark']);
});

test('S04 a move-in in Texas asks for its day, and has no right to step back', async () => {
  const { rateId } = await offer({ utility: 'oncor', annualUsage: '96000' });
  const customer = await contracting.makeCustomer(partner, { legalName: 'Deep Ellum Tacos LLC' });
  const [account] = await sitesOf(customer, [{ commodity: 'ELECTRIC', utility: 'oncor', accountNumber: '10443720009876543', serviceAddress: site('2700 Main St', 'Dallas', 'TX', '75201'), annualUsage: '96000' }]);
  assert.equal(account.accountNumberVerdict, 'VALID');
  const requestedStart = `${start.month}-07`;
  const { contract } = await drafted(customer, [{ serviceAccountId: account.id, rateId, requestedStart }], { dealType: 'MOVE_IN' });
  assert.equal(contract.accounts.nodes[0].startDate, requestedStart);
  assert.equal(contract.accounts.nodes[0].rescission, null);
  const undated = await change(partner, 'createContract', { customerId: customer.id, dealType: 'MOVE_IN', dryRun: true, accounts: [{ serviceAccountId: account.id, rateId }] });
  assert.ok(undated.refusals.some(({ path }) => path.startsWith('/accounts/0')), JSON.stringify(undated.refusals));
});

const wrongNumbers = {
  'S06 an ESI ID of 16 digits': ['oncor', '1044372000987654', ['Dallas', 'TX', '75201'], /17/, /16/],
  'S06 an ESI ID of another company': ['oncor', '10032780001112223', ['Dallas', 'TX', '75201'], /AEP Texas/i],
  'S07 a gas POD for electricity': ['pseg', 'PG000000001234567890', ['Newark', 'NJ', '07102'], /PE/, /gas/i],
  'S08 twelve digits at JCP&L': ['jcpl', '100012345678', ['Morristown', 'NJ', '07960'], /customer number/, /08 and 18 digits/],
  'S13 a gas number of NYSEG for electricity': ['nyseg', 'N02000012345678', ['Binghamton', 'NY', '13901'], /N01/, /gas/i],
};
for (const [name, [utility, accountNumber, place, ...says]] of Object.entries(wrongNumbers)) {
  test(`${name} is refused, and the message says what would be right`, async () => {
    const customer = await contracting.makeCustomer(partner);
    const { refusals, serviceAccounts } = await refusalOf(customer, { commodity: 'ELECTRIC', utility, accountNumber, serviceAddress: site('1 Main St', ...place), annualUsage: '60000' });
    assert.deepEqual([serviceAccounts, refusals.map(({ path }) => path)], [[], ['/accounts/0/accountNumber']]);
    for (const words of says) assert.match(`${refusals[0].message} ${refusals[0].hint}`, words);
  });
}

test('S13 electricity and gas of one shop are two contracts', async () => {
  const customer = await contracting.makeCustomer(partner, { legalName: 'Binghamton Print Works Inc', entityType: 'CORPORATION' });
  const place = site('1 Court St', 'Binghamton', 'NY', '13901');
  const accounts = await sitesOf(customer, [
    { commodity: 'ELECTRIC', utility: 'nyseg', accountNumber: 'N01000012345678', serviceAddress: place, annualUsage: '52000' }, { commodity: 'GAS', utility: 'nyseg-gas', accountNumber: 'N02000012345678', serviceAddress: place, annualUsage: '6100' }]);
  assert.deepEqual(accounts.map(({ accountNumberVerdict }) => accountNumberVerdict), ['VALID', 'VALID']);
  const electric = await offer({ utility: 'comed', rateClass: 'Small Load' });
  const gas = await offer({ commodity: 'gas', utility: 'columbia-gas-oh', supplier: 'short-creek-gas', annualUsage: '4800', usageUnit: 'Ccf' });
  const { refusals } = await change(partner, 'createContract', { customerId: customer.id, accounts: accounts.map(({ id }, index) => ({ serviceAccountId: id, rateId: [electric, gas][index].rateId })) });
  assert.ok(refusals.length > 0, 'one contract of both is refused');
});

test('S15 prices of two accounts are blended: 0.07017, and 52,627.50 for 52,625.00', async () => {
  const rates = [await offer({ utility: 'peco', annualUsage: '750000', margin: '0.005' }), await offer({ utility: 'ppl', annualUsage: '750000', margin: '0.005' })];
  assert.deepEqual(rates.map(({ price }) => price), ['0.07100', '0.06850']);
  const customer = await contracting.makeCustomer(partner, { legalName: 'Two Towns Inc', entityType: 'CORPORATION' });
  const accounts = await sitesOf(customer, [
    { commodity: 'ELECTRIC', utility: 'peco', accountNumber: '5500112233', serviceAddress: site('1 Market St', 'Philadelphia', 'PA', '19103'), rateClass: 'GS', annualUsage: '500000' },
    { commodity: 'ELECTRIC', utility: 'ppl', accountNumber: '5500112244', serviceAddress: site('1 Hamilton St', 'Allentown', 'PA', '18101'), rateClass: 'GS3', annualUsage: '250000' }]);
  const { contract } = await drafted(customer, accounts.map(({ id }, index) => ({ serviceAccountId: id, rateId: rates[index].rateId, margin: '0.005' })));
  assert.deepEqual(contract.blendedPrice, { price: '0.07017', exactCost: '52625.00', blendedCost: '52627.50', difference: '2.50' });
});

test('S16 of a fee of 10 mils 8.5 are realized, and 20 are refused', async () => {
  const limits = (margin) => partner.get(`/v1/margin-limits?commodity=electric&supplier=two-rivers&utility=aep-ohio-op&margin=${margin}`);
  assert.match((await limits('0.010')).text, /0\.0085/);
  const account = { commodity: 'ELECTRIC', utility: 'aep-ohio-op', accountNumber: '00140060123456789', serviceAddress: site('1 Market St', 'Steubenville', 'OH', '43952'), rateClass: 'GS2', annualUsage: '310000' };
  const customer = await contracting.makeCustomer(partner, { legalName: 'Steubenville Stamping LLC' });
  const [{ id, accountNumberVerdict }] = await sitesOf(customer, [account]);
  assert.equal(accountNumberVerdict, 'VALID');
  const { rateId, price } = await offer({ supplier: 'two-rivers', utility: 'aep-ohio-op', annualUsage: '310000', margin: '0.010' });
  assert.equal(price, '0.06500');
  const { refusals } = await change(partner, 'createContract', { customerId: customer.id, accounts: [{ serviceAccountId: id, rateId, margin: '0.0205' }] });
  assert.deepEqual(refusals.map(({ code, path }) => [code, path]), [['margin_out_of_policy', '/accounts/0/margin']]);
});

test('S11 a price of Friday is sold over the weekend until its instant', async () => {
  const { rateId, expiresAt, sellable } = await offer({ utility: 'bge', annualUsage: '40000' });
  assert.equal(sellable, true);
  const customer = await contracting.makeCustomer(partner, { legalName: 'Harbor Prints LLC' });
  const [{ id }] = await sitesOf(customer, [{ commodity: 'ELECTRIC', utility: 'bge', accountNumber: '5512340987', serviceAddress: site('1 Pratt St', 'Baltimore', 'MD', '21201'), annualUsage: '40000' }]);
  const { contract } = await done(partner, 'createContract', { customerId: customer.id, accounts: [{ serviceAccountId: id, rateId }] }, 'contract{signBy submitBy validUntil}');
  assert.deepEqual(contract, { signBy: expiresAt, submitBy: expiresAt, validUntil: expiresAt });
});

test('S12 a start is the meter\'s read of its month, where the reads are known', async () => {
  const { rateId } = await offer({ utility: 'comed', rateClass: 'Small Load' });
  const customer = await contracting.makeCustomer(partner, { legalName: 'Third Read LLC' });
  const nextReads = [1, 2, 3, 4, 5].map((ahead) => `${contracting.monthAhead(ahead).month}-18`);
  const [{ id }] = await sitesOf(customer, [contracting.accountInput({ accountNumber: '2145983033', nextReads })]);
  const { serviceAccount } = await ask(partner, 'query($id:ID!){serviceAccount(id:$id){nextReads(count:2){date assumed}}}', { id });
  assert.deepEqual(serviceAccount.nextReads, nextReads.slice(0, 2).map((date) => ({ date, assumed: false })));
  const { contract } = await drafted(customer, [{ serviceAccountId: id, rateId }]);
  assert.equal(contract.accounts.nodes[0].startDate, `${start.month}-18`);
  const early = await change(partner, 'createContract', { customerId: customer.id, dryRun: true, accounts: [{ serviceAccountId: id, rateId, startMonth: contracting.monthAhead(1).month }] });
  assert.ok(early.refusals.length > 0 && early.refusals.every(({ path }) => path.startsWith('/accounts/0')), `another month is another price: ${JSON.stringify(early.refusals)}`);
});

test('S24 a renewal of what is signed is a draft of its own, linked both ways: 0.08840 for 24 months', async () => {
  const [year, two] = [await offer({ utility: 'pepco-md', termMonths: '12', annualUsage: '180000', margin: '0.001' }), await offer({ utility: 'pepco-md', termMonths: '24', annualUsage: '180000', margin: '0.001' })];
  assert.deepEqual([year.price, two.price], ['0.09110', '0.08840']);
  const customer = await contracting.makeCustomer(partner, { legalName: 'Rockville Labs Inc', entityType: 'CORPORATION' });
  const [{ id, accountNumberVerdict }] = await sitesOf(customer, [{ commodity: 'ELECTRIC', utility: 'pepco-md', accountNumber: '0512345678901234567890', serviceAddress: site('1 Monroe St', 'Rockville', 'MD', '20850'), annualUsage: '180000' }]);
  assert.equal(accountNumberVerdict, 'VALID');
  const { contract } = await drafted(customer, [{ serviceAccountId: id, rateId: year.rateId, margin: '0.001' }]);
  const renewal = { id: contract.id, accounts: [{ serviceAccountId: id, rateId: two.rateId, margin: '0.001' }] };
  assert.deepEqual((await change(partner, 'renewContract', renewal)).refusals.map(({ code }) => code), ['contract_not_signed']);
});

test('S25 blend and extend is for what is signed; the weighted price is the new quote\'s', async () => {
  const { rateId } = await offer({ utility: 'pseg', annualUsage: '400000' });
  const customer = await contracting.makeCustomer(partner, { legalName: 'Hudson Cold Store Inc', entityType: 'CORPORATION' });
  const [{ id }] = await sitesOf(customer, [{ commodity: 'ELECTRIC', utility: 'pseg', accountNumber: 'PE000000009876543210', serviceAddress: site('1 Grove St', 'Jersey City', 'NJ', '07302'), annualUsage: '400000' }]);
  const { contract } = await drafted(customer, [{ serviceAccountId: id, rateId }]);
  const { refusals } = await change(partner, 'amendContract', { id: contract.id, kind: 'BLEND_AND_EXTEND', reason: 'lower market', accounts: [{ serviceAccountId: id, rateId }] });
  assert.deepEqual(refusals.map(({ code }) => code), ['contract_not_signed']);
});

test('S16 the commission line of a year, 2,635.00', { skip: 'commission lines are not made here; the realized rate is' }, () => {});
test('S24 renewal window and holdover of a contract that runs', { skip: 'a contract becomes active by a supplier\'s answer, which no client gives' }, () => {});
test('S25 the blend 0.08706 of a running contract', { skip: 'a contract becomes active by a supplier\'s answer, which no client gives' }, () => {});
test('S26 an early termination fee, 770.00', { skip: 'no query gives an estimate of it' }, () => {});
