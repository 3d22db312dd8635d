import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, atCeremony, closeBrowser, consent, heading, shot } from './support/ceremony.mjs';

after(closeBrowser);

const signBy = '2026-11-24T23:00:00Z';

async function walk(page, what, words = {}) {
  await heading(page, words.consent ?? 'Before you sign: electronic records').waitFor();
  await assertNoSidewaysScroll(page, `consent, ${what}`);
  await assertAccessible(page, `consent, ${what}`);
  await shot(page, `consent-${what}`);
  await consent(page);
  await assertNoSidewaysScroll(page, `sign, ${what}`);
  await assertAccessible(page, `sign, ${what}`);
  await shot(page, `sign-${what}`);
}

for (const [what, context] of [
  ['390', { viewport: { width: 390, height: 844 }, hasTouch: true }],
  ['320', { viewport: { width: 320, height: 640 } }],
  ['zoom-200', { viewport: { width: 640, height: 450 } }],
  ['zoom-400', { viewport: { width: 320, height: 225 } }],
  ['dark', { colorScheme: 'dark' }],
  ['forced-colours', { forcedColors: 'active' }],
]) {
  test(`the ceremony is whole at ${what}`, async () => {
    await atCeremony({ signBy, context }, async ({ page }) => {
      await walk(page, what);
      await page.getByRole('button', { name: 'Next field' }).first().click();
      await page.waitForFunction(() => document.activeElement?.id === 'field-1-title');
      await shot(page, `field-${what}`);
      await page.keyboard.type('Owner');
      await assertAccessible(page, `field, ${what}`);
      await page.getByRole('button', { name: 'Finish', exact: true }).click();
      await page.getByRole('link', { name: /Signature: place/ }).click();
      await page.waitForFunction(() => document.activeElement?.id === 'field-1-sign');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Adopt your signature' }).waitFor();
      await assertNoSidewaysScroll(page, `adopt, ${what}`);
      await assertAccessible(page, `adopt, ${what}`);
      await shot(page, `adopt-${what}`);
    });
  });
}

test('the ceremony speaks Spanish, by the sender’s choice and by the signer’s', async () => {
  await atCeremony({ signBy, language: 'es' }, async ({ page }) => {
    await walk(page, 'es', { consent: 'Antes de firmar: documentos electrónicos' });
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'es');
    await page.getByLabel('Idioma').selectOption('en');
    await heading(page, 'Read and sign').waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    await page.reload();
    await heading(page, 'Read and sign').waitFor();
  });
});

test('a brand’s accent that cannot be read is moved until it can', async () => {
  for (const accent of ['#ffee00', '#00ff66', '#101010']) {
    for (const colorScheme of ['light', 'dark']) {
      await atCeremony({ accent, context: { colorScheme } }, async ({ page }) => {
        await heading(page, 'Before you sign: electronic records').waitFor();
        await assertAccessible(page, `${accent}, ${colorScheme}`);
      });
    }
  }
});

test('pages are enlarged within their own frame, and printing draws all of them', async () => {
  await atCeremony({ pageCount: 6 }, async ({ page }) => {
    await consent(page);
    await page.getByRole('button', { name: 'Larger' }).click();
    await page.getByText('125 %').waitFor();
    await assertNoSidewaysScroll(page, 'enlarged');
    await assertAccessible(page, 'enlarged');
    await page.evaluate(() => (window.print = () => (window.printed = document.querySelectorAll('canvas[data-drawn]').length)));
    await page.getByRole('button', { name: 'Options' }).click();
    await page.getByRole('button', { name: 'Print', exact: true }).click();
    await page.waitForFunction(() => window.printed > 0);
    assert.equal(await page.evaluate(() => window.printed), 6);
  });
});
