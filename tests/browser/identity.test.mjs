import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, atCeremony, closeBrowser, consent, fillFields, heading, openPage, shot } from './support/ceremony.mjs';

after(closeBrowser);

const signer = { name: 'Ana Maria Lopez', email: 'ana@example.com' };

test('an access code is asked for; the fifth wrong one closes the page', async () => {
  await atCeremony({ signers: [{ ...signer, accessCode: 'maple-42' }] }, async ({ page }) => {
    await heading(page, 'Confirm that it is you').waitFor();
    await assertAccessible(page, 'access code');
    await shot(page, 'access-code-1280');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Enter the access code that the sender gave you.').waitFor();
    for (const left of [4, 3, 2, 1]) {
      await page.getByLabel('Access code').fill('wrong');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByText(left === 1 ? '1 try left.' : `${left} tries left.`).waitFor();
    }
    await page.getByLabel('Access code').fill('wrong');
    await page.getByRole('button', { name: 'Continue' }).click();
    await heading(page, 'Too many wrong codes').waitFor();
  });
});

test('the right access code opens the consent', async () => {
  await atCeremony({ signers: [{ ...signer, accessCode: 'maple-42' }] }, async ({ page }) => {
    await page.getByLabel('Access code').fill('maple-42');
    await page.getByRole('button', { name: 'Continue' }).click();
    await heading(page, 'Before you sign: electronic records').waitFor();
  });
});

test('a code by e-mail is sent, may be refused and opens the consent', async () => {
  await atCeremony({ signers: [{ ...signer, emailCode: '314159' }] }, async ({ page }) => {
    await page.getByText('We send a 6-digit code to a•••@example.com.').waitFor();
    await page.getByRole('button', { name: 'Send the code' }).click();
    await page.getByLabel('6-digit code').fill('000000');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('This is not the code of the last letter. 4 tries left.').waitFor();
    await assertAccessible(page, 'e-mail code');
    await shot(page, 'email-code-1280');
    await page.getByLabel('6-digit code').fill('314 159');
    await page.getByRole('button', { name: 'Continue' }).click();
    await heading(page, 'Before you sign: electronic records').waitFor();
  });
});

test('two signers: the second waits blind, signs after the first, and the document is finished', async () => {
  const signers = [signer, { name: 'Ben Ode', email: 'ben@example.com' }];
  await atCeremony({ signers }, async ({ page, service }) => {
    const early = await openPage();
    await early.page.goto(service.link('2'));
    await heading(early.page, 'It is not your turn yet').waitFor();
    await consent(page);
    await fillFields(page);
    await page.getByRole('button', { name: 'Finish', exact: true }).click();
    await page.getByText('Next: Ben Ode.').waitFor();
    await assertAccessible(page, 'signed, another waits');
    await early.page.goto(service.link('2'));
    await consent(early.page);
    await fillFields(early.page);
    await early.page.getByRole('button', { name: 'Finish', exact: true }).click();
    await early.page.getByText('All have signed.').waitFor();
    assert.equal(service.envelope.status, 'completed');
    assert.deepEqual(early.faults, []);
    await early.page.context().close();
  });
});
