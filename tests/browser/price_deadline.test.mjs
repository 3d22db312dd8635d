import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, atCeremony, closeBrowser, consent, fillFields, heading, shot } from './support/ceremony.mjs';

after(closeBrowser);

const options = { businessNow: '2026-11-24T16:00:00Z', signBy: '2026-11-24T16:08:00Z', returnUrl: 'http://localhost:9/back' };

test('the deadline is shown as an instant with its zone, and what is left beside it', async () => {
  await atCeremony(options, async ({ page }) => {
    await consent(page);
    await page.getByText(/Price good until Nov 24, 2026, 10:08 AM CST/).waitFor();
    assert.match(await page.locator('.countdown .left').textContent(), /^7:\d\d left$/);
    await shot(page, 'countdown-1280');
    await assertAccessible(page, 'countdown');
  });
});

test('the price expires while the signer types: a clear stop, nothing signed, what was typed is kept', async () => {
  await atCeremony(options, async ({ page, service }) => {
    await page.route('http://localhost:9/**', (route) => route.fulfill({ contentType: 'text/html', body: 'Host' }));
    await consent(page);
    await page.getByLabel('Title').fill('Owner');
    service.passBusinessSeconds(600);
    await heading(page, 'The price has expired').waitFor();
    await page.getByText('until Nov 24, 2026, 10:08 AM CST').waitFor();
    await assertAccessible(page, 'expired');
    await shot(page, 'expired-1280');
    assert.equal(await page.getByRole('button', { name: 'Finish', exact: true }).count(), 0);
    await page.getByRole('button', { name: 'Continue to localhost:9' }).click();
    await page.waitForURL('http://localhost:9/back?event=cancel');
    assert.equal(service.envelope.signer('1').draft['1-title'], 'Owner');
    assert.equal(service.envelope.acts.length, 0);
  });
});

test('the price expires in the second of Finish: the server refuses, the page stops', async () => {
  await atCeremony(options, async ({ page, service }) => {
    await consent(page);
    await fillFields(page);
    await page.route('**/api/events*', (route) => route.abort());
    service.passBusinessSeconds(600);
    await page.getByRole('button', { name: 'Finish', exact: true }).click();
    await heading(page, 'The price has expired').waitFor();
    assert.equal(service.envelope.acts.length, 0);
  });
});
