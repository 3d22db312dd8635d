import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, atCeremony, closeBrowser, consent, fillFields, heading, openPage, shot } from './support/ceremony.mjs';

after(closeBrowser);

const finish = (page) => page.getByRole('button', { name: 'Finish', exact: true });

test('a document withdrawn during an open ceremony ends it with its own page', async () => {
  await atCeremony({}, async ({ page, service }) => {
    await consent(page);
    await fillFields(page);
    service.envelope.void();
    await heading(page, 'The sender has withdrawn this document').waitFor();
    await assertAccessible(page, 'withdrawn');
    await shot(page, 'withdrawn-1280');
    assert.equal(service.envelope.acts.length, 0);
  });
});

test('a document withdrawn in the second of Finish is not signed', async () => {
  await atCeremony({}, async ({ page, service }) => {
    await consent(page);
    await fillFields(page);
    await page.route('**/api/events*', (route) => route.abort());
    service.envelope.void();
    await finish(page).click();
    await heading(page, 'The sender has withdrawn this document').waitFor();
    assert.equal(service.envelope.acts.length, 0);
  });
});

test('the answer to Finish is lost: the page asks again with the same key, and one signature stands', async () => {
  await atCeremony({}, async ({ page, service }) => {
    await consent(page);
    await fillFields(page);
    service.loseAnswers('POST finish');
    await finish(page).click();
    await page.getByText('The connection was lost while you signed').waitFor();
    await assertAccessible(page, 'uncertain');
    await shot(page, 'uncertain-1280');
    service.heal();
    await heading(page, 'You have signed').waitFor();
    const keys = new Set(service.log.filter(({ name }) => name === 'POST finish').map(({ body }) => body.key));
    assert.equal(keys.size, 1);
    assert.equal(service.envelope.acts.length, 1);
  });
});

test('the network goes away: what is typed stays, and is sent when it is back', async () => {
  await atCeremony({}, async ({ page, service }) => {
    await consent(page);
    await page.context().setOffline(true);
    await page.getByLabel('Title').fill('Owner, typed on a train');
    await page.getByText('No connection', { exact: true }).waitFor();
    await page.getByText('Kept in this window, not yet sent').waitFor();
    await assertAccessible(page, 'offline');
    await shot(page, 'offline-1280');
    await page.context().setOffline(false);
    await page.getByText('No connection', { exact: true }).waitFor({ state: 'detached' });
    await page.getByText('Saved', { exact: true }).waitFor();
    assert.equal(service.envelope.signer('1').draft['1-title'], 'Owner, typed on a train');
  });
});

test('an idle signer is warned and can extend', async () => {
  await atCeremony({ idleSeconds: 40, warnSeconds: 36 }, async ({ page, service }) => {
    await consent(page);
    const dialog = page.getByRole('dialog', { name: 'Are you still there?' });
    await dialog.waitFor();
    await assertAccessible(page, 'idle warning');
    await shot(page, 'idle-1280');
    await dialog.getByRole('button', { name: 'Extend' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.ok(service.log.some(({ name }) => name === 'POST extend'));
  });
});

test('a session that ended is resumed by a new link with what could not be sent before', async () => {
  await atCeremony({}, async ({ page, service }) => {
    await consent(page);
    await page.getByLabel('Title').fill('Owner');
    await page.getByText('Saved', { exact: true }).waitFor();
    service.passRealSeconds(1300);
    await page.getByLabel('Purchase order').fill('PO-77');
    await heading(page, 'This page was closed for your safety').waitFor();
    await assertAccessible(page, 'timed out');
    await shot(page, 'timeout-1280');
    await page.goto(service.link('1'));
    await page.locator('canvas[data-drawn]').first().waitFor();
    assert.equal(await page.getByLabel('Title').inputValue(), 'Owner');
    assert.equal(await page.getByLabel('Purchase order').inputValue(), 'PO-77');
    await page.getByText('Saved', { exact: true }).waitFor();
    assert.equal(service.envelope.signer('1').draft['1-po'], 'PO-77');
  });
});

test('a used link goes nowhere, a reload goes on, and another window is told so', async () => {
  await atCeremony({ open: false }, async ({ page, service }) => {
    const link = service.link('1');
    await page.goto(link);
    await consent(page);
    await page.getByLabel('Title').fill('Owner');
    await page.getByText('Saved', { exact: true }).waitFor();
    assert.match(page.url(), /\/esign\/signing\/session\//);
    await page.reload();
    await page.locator('canvas[data-drawn]').first().waitFor();
    assert.equal(await page.getByLabel('Title').inputValue(), 'Owner');
    const other = await page.context().newPage();
    await other.goto(page.url());
    await heading(other, 'This page belongs to another window').waitFor();
    await assertAccessible(other, 'another window');
    const response = await other.goto(link);
    assert.equal(response.status(), 410);
  });
});

test('two windows of one signer keep each other’s fields', async () => {
  await atCeremony({}, async ({ page, service }) => {
    await consent(page);
    const second = await openPage();
    await second.page.goto(service.link('1'));
    await second.page.locator('canvas[data-drawn]').first().waitFor();
    await page.getByLabel('Title').fill('Owner');
    await second.page.getByLabel('Purchase order').fill('PO-1');
    await page.waitForFunction(() => document.getElementById('field-1-po').value === 'PO-1');
    await second.page.waitForFunction(() => document.getElementById('field-1-title').value === 'Owner');
    await fillFields(page);
    await finish(page).click();
    await heading(page, 'You have signed').waitFor();
    await heading(second.page, 'You have signed').waitFor();
    await second.page.context().close();
    assert.equal(service.envelope.acts.length, 1);
    assert.equal(service.envelope.acts[0].values['1-po'], 'PO-1');
  });
});

test('Back and Forward land on the ceremony as it is, and never sign twice', async () => {
  await atCeremony({}, async ({ page, service }) => {
    await consent(page);
    await fillFields(page);
    await finish(page).click();
    await heading(page, 'You have signed').waitFor();
    await page.goto('about:blank');
    await page.goBack();
    await heading(page, 'You have signed').waitFor();
    assert.equal(service.envelope.acts.length, 1);
  });
});

test('Finish pressed twice in a row signs once', async () => {
  await atCeremony({}, async ({ page, service }) => {
    await consent(page);
    await fillFields(page);
    await finish(page).dblclick();
    await heading(page, 'You have signed').waitFor();
    assert.equal(service.log.filter(({ name }) => name === 'POST finish').length, 1);
    assert.equal(service.envelope.acts.length, 1);
  });
});
