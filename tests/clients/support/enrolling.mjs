// A contract on its way to the supplier: drafted for some meters in the sandbox's own book, sent, and signed without a browser.
import { randomUUID } from 'node:crypto';
import { addAccounts, accountInput, ask, done, makeCustomer, offersOf } from './contracting.mjs';
import { eventually } from './server.mjs';

// A draft for these ComEd meters. Its id.
export async function draftOf(partner, accountNumbers, { supplier = 'prairie-crown', annualUsage = 38_400 } = {}) {
  const customer = await makeCustomer(partner, { legalName: `Lincoln Park Bread ${randomUUID().slice(0, 6)} LLC` });
  const accounts = await addAccounts(partner, customer.id, accountNumbers.map((accountNumber) => accountInput({ accountNumber, annualUsage: String(annualUsage) })));
  const [{ rateId }] = await offersOf(partner, { commodity: 'electric', utility: 'comed', annualUsage: String(annualUsage * accounts.length), rateClass: 'Small Load', supplier, termMonths: 24 });
  const { contract } = await done(partner, 'createContract', { customerId: customer.id, accounts: accounts.map(({ id }) => ({ serviceAccountId: id, rateId })) }, 'contract{id}');
  return contract.id;
}

export const contractStatus = async (partner, id) => (await ask(partner, 'query($id:ID!){contract(id:$id){status}}', { id })).contract.status;

// Sent, and signed by everybody. The contract's id, once it is known as signed.
export async function signed(partner, id) {
  await done(partner, 'sendContract', { id, delivery: 'NONE' }, 'contract{status}');
  await eventually(async () => (await partner.post(`/v1/test/contracts/${id}/sign`, {}, { headers: { 'idempotency-key': randomUUID() } })).status === 202, { timeoutMs: 30_000, what: 'the signature' });
  await eventually(async () => !['DRAFT', 'SENT', 'VIEWED'].includes(await contractStatus(partner, id)), { timeoutMs: 30_000, what: 'the contract knows that it is signed' });
  return id;
}
