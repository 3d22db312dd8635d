import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { CHOICES } from './mock/envelope.mjs';
import { assertAccessible, atCeremony, closeBrowser, consent, fillFields, heading, shot } from './support/ceremony.mjs';

after(closeBrowser);

test('a signer agrees, reads, fills, signs and has the copy', async () => {
  await atCeremony({ signBy: '2026-11-24T23:00:00Z', message: 'Please sign today.' }, async ({ page, service }) => {
    await heading(page, 'Before you sign: electronic records').waitFor();
    await shot(page, 'consent-1280', { fullPage: true });
    await assertAccessible(page, 'consent');
    await consent(page);
    await shot(page, 'sign-1280');
    await assertAccessible(page, 'sign');
    await page.getByLabel('Title').fill('Owner');
    await page.getByRole('checkbox', { name: 'I have read the terms of payment' }).check();
    await page.getByRole('button', { name: 'Initial here: Initials' }).click();
    await page.getByRole('dialog', { name: 'Adopt your signature' }).waitFor();
    await shot(page, 'adopt-1280');
    await assertAccessible(page, 'adopt');
    await page.getByRole('button', { name: 'Adopt and sign' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Sign here: Signature' }).click();
    await page.getByText('You have reached the end.').waitFor();
    await shot(page, 'filled-1280');
    await page.getByRole('button', { name: 'Finish', exact: true }).click();
    await heading(page, 'You have signed').waitFor();
    await shot(page, 'done-1280');
    await assertAccessible(page, 'done');
    assert.equal(service.envelope.acts.length, 1);
    assert.equal(service.envelope.acts[0].values['1-title'], 'Owner');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download', exact: true }).click()]);
    assert.equal(download.suggestedFilename(), 'Electricity supply agreement 24 months.pdf');
  });
});

test('a ceremony is done by keyboard alone', async () => {
  await atCeremony({}, async ({ page, service }) => {
    await heading(page, 'Before you sign: electronic records').waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent?.trim() || '');
    const tabTo = async (wanted) => {
      for (let press = 0; press < 40; press++) {
        if (wanted.test(await focused())) return;
        await page.keyboard.press('Tab');
      }
      assert.fail(`Tab never reached ${wanted}`);
    };
    await tabTo(/sample-open/);
    await page.keyboard.press('Enter');
    await page.getByText(/HARBOR\./).waitFor();
    await tabTo(/consent-tick/);
    await page.keyboard.press('Space');
    await tabTo(/Agree and read/);
    await page.keyboard.press('Enter');
    await page.locator('canvas[data-drawn]').first().waitFor();
    await tabTo(/Next field/);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'field-1-title');
    await page.keyboard.type('Owner');
    await tabTo(/field-1-agree/);
    await page.keyboard.press('Space');
    await tabTo(/field-1-initial/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Adopt your signature' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.equal(await focused(), 'field-1-initial');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await tabTo(/field-1-sign/);
    await page.keyboard.press('Enter');
    await tabTo(/^finish$/);
    await page.keyboard.press('Enter');
    await heading(page, 'You have signed').waitFor();
    assert.equal(service.envelope.acts.length, 1);
    assert.equal(await focused(), 'You have signed');
  });
});

test('Finish pressed early names each missing field, and each link leads to its field', async () => {
  await atCeremony({}, async ({ page, service }) => {
    await consent(page);
    await page.getByRole('button', { name: 'Finish', exact: true }).click();
    const summary = page.getByRole('group', { name: 'There is a problem' });
    await summary.waitFor();
    assert.equal(await summary.getByRole('link').count(), 4);
    await shot(page, 'missing-1280');
    await assertAccessible(page, 'missing fields');
    await summary.getByRole('link', { name: 'Title: fill in this field.' }).click();
    await page.waitForFunction(() => document.activeElement?.id === 'field-1-title');
    assert.equal(service.envelope.acts.length, 0);
  });
});

test('consent asks for the opened test page, then for the tick', async () => {
  await atCeremony({}, async ({ page }) => {
    await heading(page, 'Before you sign: electronic records').waitFor();
    assert.equal(await page.getByRole('checkbox').isChecked(), false);
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Agree and read the document' }).click();
    await page.getByRole('alert').getByText('Open the test page first').waitFor();
    await page.getByRole('checkbox').uncheck();
    await page.getByRole('button', { name: 'Open the test page (PDF)' }).click();
    await page.getByText(/HARBOR\./).waitFor();
    await page.getByRole('button', { name: 'Agree and read the document' }).click();
    await page.getByRole('alert').getByText('Tick the box if you agree').waitFor();
    await assertAccessible(page, 'consent refused');
  });
});

test('a signature is drawn, and another is uploaded in its place', async () => {
  await atCeremony({}, async ({ page, service }) => {
    await consent(page);
    await page.getByRole('button', { name: 'Sign here: Signature' }).click();
    await page.getByRole('radio', { name: 'Draw' }).check();
    await page.getByRole('button', { name: 'Adopt and sign' }).click();
    await page.getByRole('alert').getByText('Draw your signature in the box').waitFor();
    for (const name of ['Draw your signature', 'Draw your initials']) {
      const area = await page.getByRole('img', { name }).boundingBox();
      await page.mouse.move(area.x + 20, area.y + 60);
      await page.mouse.down();
      await page.mouse.move(area.x + 90, area.y + 20, { steps: 5 });
      await page.mouse.move(area.x + 120, area.y + 80, { steps: 5 });
      await page.mouse.up();
    }
    await shot(page, 'draw-1280');
    await assertAccessible(page, 'drawing');
    await page.getByRole('button', { name: 'Adopt and sign' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const drawn = service.log.findLast(({ name }) => name === 'POST adopt').body;
    assert.equal(drawn.kind, 'drawn');
    assert.ok(drawn.signature[0].points.length > 5);
    assert.ok(drawn.signature[0].points.flat().every((part) => Number.isInteger(part) && part >= 0 && part <= 1000));
    await page.getByRole('button', { name: 'Change signature' }).click();
    await page.getByRole('radio', { name: 'Upload' }).check();
    await page.getByLabel('Picture of your signature').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('not a picture') });
    await page.getByRole('button', { name: 'Adopt and sign' }).click();
    await page.getByRole('alert').getByText('not a PNG or JPEG').waitFor();
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    await page.getByLabel('Picture of your signature').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') });
    await page.getByRole('button', { name: 'Adopt and sign' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.equal(service.log.findLast(({ name }) => name === 'POST adopt').body.kind, 'uploaded');
  });
});

test('a choice between radios is one question; a list has its items; a note is only read', async () => {
  await atCeremony({ moreTabs: CHOICES }, async ({ page, service }) => {
    await consent(page);
    await page.getByText('6 required fields left.').waitFor();
    await page.getByRole('group', { name: 'Tax exempt' }).getByRole('radio', { name: 'No' }).check();
    await page.getByLabel('Rate class').selectOption('Large');
    await page.getByText('4 required fields left.').waitFor();
    await assertAccessible(page, 'choices');
    await shot(page, 'choices-1280');
    await page.getByText('Saved', { exact: true }).waitFor();
    const { draft } = service.envelope.signer('1');
    assert.deepEqual([draft['tax-yes'], draft['tax-no'], draft.rate], ['false', 'true', 'l']);
    assert.equal(await page.locator('#mark-note').textContent(), 'Rates as of today');
    assert.equal(await page.getByLabel('Note').count(), 0);
  });
});
