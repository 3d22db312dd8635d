import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, atCeremony, closeBrowser, consent, fillFields, heading, shot } from './support/ceremony.mjs';

after(closeBrowser);

const returnUrl = 'http://localhost:9/back?deal=7';

async function choose(page, name) {
  await page.getByRole('button', { name: 'Options' }).click();
  await page.getByRole('button', { name, exact: true }).click();
}

// The host's own page, which these tests do not need.
async function answerHost(page) {
  await page.route('http://localhost:9/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>Host</title>Host' }));
}

test('declining asks for a reason, ends the document and says so', async () => {
  await atCeremony({ returnUrl }, async ({ page, service }) => {
    await answerHost(page);
    await consent(page);
    await page.getByRole('button', { name: 'Options' }).click();
    await shot(page, 'menu-1280');
    await assertAccessible(page, 'menu');
    await page.getByRole('button', { name: 'Decline to sign' }).click();
    const dialog = page.getByRole('dialog', { name: 'Decline to sign' });
    await assertAccessible(page, 'decline');
    await dialog.getByRole('button', { name: 'Decline to sign' }).click();
    await dialog.getByText('Say in a few words').waitFor();
    assert.equal(service.envelope.acts.length, 0);
    await dialog.getByLabel('Reason').fill('The term is too long.');
    await shot(page, 'decline-1280');
    await dialog.getByRole('button', { name: 'Decline to sign' }).click();
    await heading(page, 'You have declined to sign').waitFor();
    await assertAccessible(page, 'declined');
    await shot(page, 'declined-1280');
    assert.deepEqual(service.envelope.acts, [{ act: 'decline', signer: '1', reason: 'The term is too long.' }]);
    await page.getByRole('link', { name: 'Continue to localhost:9' }).click();
    await page.waitForURL('http://localhost:9/back?deal=7&event=decline');
  });
});

test('finish later goes back with event=cancel, and a new link goes on with what was typed', async () => {
  await atCeremony({ returnUrl }, async ({ page, service }) => {
    await answerHost(page);
    await consent(page);
    await page.getByLabel('Title').fill('Owner');
    await choose(page, 'Finish later');
    await assertAccessible(page, 'finish later');
    await page.getByRole('button', { name: 'Leave for now' }).click();
    await page.waitForURL('http://localhost:9/back?deal=7&event=cancel');
    await page.goto(service.link('1'));
    await page.locator('canvas[data-drawn]').first().waitFor();
    assert.equal(await page.getByLabel('Title').inputValue(), 'Owner');
    assert.equal(service.envelope.acts.length, 0);
  });
});

test('assigning to someone else asks who and why', async () => {
  await atCeremony({ allowReassign: true }, async ({ page, service }) => {
    await consent(page);
    await choose(page, 'Assign to someone else');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
    await dialog.getByText('Enter an e-mail address').waitFor();
    await assertAccessible(page, 'assign refused');
    await dialog.getByLabel('Their full name').fill('Ben Ode');
    await dialog.getByLabel('Their e-mail address').fill('ben@example.com');
    await dialog.getByLabel('Reason').fill('He may sign for the company.');
    await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
    await heading(page, 'Assigned').waitFor();
    assert.deepEqual(service.envelope.acts, [{ act: 'reassign', signer: '1', name: 'Ben Ode', email: 'ben@example.com', reason: 'He may sign for the company.' }]);
  });
});

test('help says how it goes and whom to ask', async () => {
  await atCeremony({}, async ({ page }) => {
    await heading(page, 'Before you sign: electronic records').waitFor();
    await choose(page, 'Help');
    await page.getByRole('dialog', { name: 'Help' }).getByRole('link', { name: 'contracts@example.com' }).waitFor();
    await assertAccessible(page, 'help');
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'menu-button');
  });
});

test('a new link begins at the page where the signer was', async () => {
  await atCeremony({ pageCount: 5 }, async ({ page, service }) => {
    await consent(page);
    await page.locator('[data-page="4"]').scrollIntoViewIfNeeded();
    await page.evaluate(() => document.querySelector('[data-page="4"]').scrollIntoView());
    await page.getByLabel('Purchase order').fill('PO-9');
    await page.evaluate(() => document.querySelector('[data-page="4"]').scrollIntoView());
    await page.waitForTimeout(300);
    await page.goto('about:blank');
    assert.deepEqual(service.envelope.signer('1').reading, { documentId: '1', page: 4 });
    await page.goto(service.link('1'));
    await page.locator('[data-page="4"] canvas[data-drawn]').waitFor();
    await page.waitForFunction(() => Math.abs(document.querySelector('[data-page="4"]').getBoundingClientRect().top) < 200);
  });
});

test('the choice to assign is not there where the sender forbids it', async () => {
  await atCeremony({}, async ({ page }) => {
    await consent(page);
    await page.getByRole('button', { name: 'Options' }).click();
    await page.getByRole('button', { name: 'Finish later' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Assign to someone else' }).count(), 0);
  });
});

test('after Finish the page goes on by itself, unless the signer stays', async () => {
  await atCeremony({ returnUrl }, async ({ page }) => {
    await answerHost(page);
    await consent(page);
    await fillFields(page);
    await page.getByRole('button', { name: 'Finish', exact: true }).click();
    await heading(page, 'You have signed').waitFor();
    await page.getByText(/You go on to the next page in/).waitFor();
    await assertAccessible(page, 'done with a way on');
    await page.waitForURL('http://localhost:9/back?deal=7&event=signing_complete', { timeout: 15_000 });
  });
});

test('a finished document is read, downloaded and closed', async () => {
  await atCeremony({ returnUrl, readOnly: true }, async ({ page }) => {
    await answerHost(page);
    await heading(page, 'A finished document').waitFor();
    await page.locator('canvas[data-drawn]').first().waitFor();
    await assertAccessible(page, 'read-only view');
    assert.equal(await page.getByRole('button', { name: 'Finish', exact: true }).count(), 0);
    await page.getByRole('button', { name: 'Continue to localhost:9' }).click();
    await page.waitForURL('http://localhost:9/back?deal=7&event=viewing_complete');
  });
});
