// The page and the real server together; what only the page decides is held against the stand-in.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible, closeBrowser, consent, heading, openPage, shot } from './support/ceremony.mjs';
import { sendEnvelope, signerOf, startRealService, stateOf, viewOf } from './support/real_service.mjs';

let service;
before(async () => (service = await startRealService()));
after(async () => {
  await closeBrowser();
  await service?.end();
});

const ana = signerOf('1', 'Ana Maria Lopez');
const ben = signerOf('2', 'Ben Ode');

async function withPage(act) {
  const { page, faults } = await openPage();
  await page.route('http://localhost:9/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>Host</title>Host' }));
  try {
    await act(page);
    assert.deepEqual(faults, []);
  } finally {
    await page.context().close();
  }
}

async function fill(page) {
  await page.getByRole('checkbox', { name: 'I have read the terms of payment' }).check();
  await page.getByRole('button', { name: /^Sign here/ }).first().click();
  await page.getByRole('button', { name: 'Adopt and sign' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.locator('.end-mark').first().scrollIntoViewIfNeeded();
  await page.getByText('You have reached the end.').waitFor();
}

const finish = (page) => page.getByRole('button', { name: 'Finish', exact: true }).click();

test('two signers in order sign a document, and it is completed', async () => {
  const envelopeId = await sendEnvelope(service, [ana, ben]);
  for (const signer of [ana, ben]) {
    await withPage(async (page) => {
      await page.goto(await viewOf(service, envelopeId, signer));
      await consent(page);
      await assertAccessible(page, 'sign');
      await fill(page);
      await shot(page, `real-filled-${signer.recipientId}`);
      await finish(page);
      await heading(page, 'You have signed').waitFor();
      await page.waitForURL('http://localhost:9/back?deal=7&event=signing_complete', { timeout: 15_000 });
    });
  }
  const { status, recipients } = await stateOf(service, envelopeId);
  assert.equal(status, 'completed');
  assert.deepEqual(recipients.signers.map((signer) => signer.status), ['completed', 'completed']);
});

test('a used link goes back with ttl_expired; the page itself is reloaded and goes on with what was typed', async () => {
  const envelopeId = await sendEnvelope(service, [ana]);
  const url = await viewOf(service, envelopeId, ana);
  await withPage(async (page) => {
    await page.goto(url);
    await consent(page);
    await page.getByLabel('Purchase order').fill('PO-7');
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.reload();
    await page.locator('canvas[data-drawn]').first().waitFor();
    assert.equal(await page.getByLabel('Purchase order').inputValue(), 'PO-7');
    const again = await fetch(url, { redirect: 'manual' });
    assert.deepEqual([again.status, again.headers.get('location')], [303, 'http://localhost:9/back?deal=7&event=ttl_expired']);
    await page.goto(await viewOf(service, envelopeId, ana));
    await page.locator('canvas[data-drawn]').first().waitFor();
    assert.equal(await page.getByLabel('Purchase order').inputValue(), 'PO-7');
  });
});

test('a document voided during an open ceremony is not signed', async () => {
  const envelopeId = await sendEnvelope(service, [ana]);
  await withPage(async (page) => {
    await page.goto(await viewOf(service, envelopeId, ana));
    await consent(page);
    await fill(page);
    await service.call('PUT', `envelopes/${envelopeId}`, { status: 'voided', voidedReason: 'The price changed.' });
    await finish(page);
    await heading(page, 'The sender has withdrawn this document').waitFor();
  });
  assert.equal((await stateOf(service, envelopeId)).status, 'voided');
});

test('a signer declines with a reason', async () => {
  const envelopeId = await sendEnvelope(service, [ana]);
  await withPage(async (page) => {
    await page.goto(await viewOf(service, envelopeId, ana));
    await consent(page);
    await page.getByRole('button', { name: 'Options' }).click();
    await page.getByRole('button', { name: 'Decline to sign' }).click();
    await page.getByLabel('Reason').fill('The term is too long.');
    await page.getByRole('dialog').getByRole('button', { name: 'Decline to sign' }).click();
    await heading(page, 'You have declined to sign').waitFor();
  });
  const { status, recipients } = await stateOf(service, envelopeId);
  assert.deepEqual([status, recipients.signers[0].declinedReason], ['declined', 'The term is too long.']);
});

test('Finish is refused from the price’s deadline on, and nothing is signed', async () => {
  const signBy = new Date(Date.now() + 9_000).toISOString();
  const envelopeId = await sendEnvelope(service, [ana], { customFields: { textCustomFields: [{ name: 'switchyardSignBy', value: signBy, show: 'false' }] } });
  await withPage(async (page) => {
    await page.goto(await viewOf(service, envelopeId, ana));
    await page.getByText('Price good until').waitFor();
    await heading(page, 'The price has expired').waitFor({ timeout: 20_000 });
    await assertAccessible(page, 'expired');
  });
  assert.notEqual((await stateOf(service, envelopeId)).status, 'completed');
});
