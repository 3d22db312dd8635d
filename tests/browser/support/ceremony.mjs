// A browser with one page at a ceremony, and the steps that many tests take. A page fails its test by a console error, a broken policy or a lost exception.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { startService } from '../mock/service.mjs';

const AXE = readFileSync(path.resolve(import.meta.dirname, '../node_modules/axe-core/axe.min.js'), 'utf8');
const SHOTS = process.env.SCREENSHOTS ?? '';

let browser;

export async function openBrowser() {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // Root may not use the sandbox; the pages are our own.
    args: ['--no-sandbox', '--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'],
  });
  return browser;
}

export async function closeBrowser() {
  await browser?.close();
  browser = undefined;
}

export async function openPage(context = {}) {
  const opened = await openBrowser();
  const area = await opened.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', timezoneId: 'America/Chicago', locale: 'en-US', ...context });
  const page = await area.newPage();
  page.setDefaultTimeout(30_000);
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    // A refused or lost call is the matter of some tests; the browser writes it to the console by itself.
    if (message.type() === 'error' && !/Failed to load resource|net::ERR|ERR_/.test(message.text())) faults.push(message.text());
    if (/Content Security Policy|TrustedScript/.test(message.text())) faults.push(message.text());
  });
  return { page, faults };
}

/** Runs `test` at a fresh service and page; takes both away after it. */
export async function atCeremony(options, test) {
  const service = await startService(options);
  const { page, faults } = await openPage(options.context);
  try {
    if (options.open !== false) await page.goto(service.link('1'));
    await test({ service, page });
    assert.deepEqual(faults, []);
  } finally {
    await page.context().close();
    await service.end();
  }
}

export const heading = (page, name) => page.getByRole('heading', { level: 1, name });

export async function consent(page) {
  await page.getByRole('button', { name: /Open the test page|Abrir la página de prueba/ }).click();
  await page.getByText(/HARBOR\./).waitFor();
  await page.getByRole('checkbox', { name: /electronic records|documentos y firmas electrónicos/ }).check();
  await page.getByRole('button', { name: /Agree and read|Aceptar y leer/ }).click();
  await page.locator('canvas[data-drawn]').first().waitFor();
}

export async function fillFields(page) {
  await page.getByLabel('Title').fill('Owner');
  await page.getByRole('checkbox', { name: 'I have read the terms of payment' }).check();
  await page.getByRole('button', { name: 'Initial here: Initials' }).click();
  await page.getByRole('button', { name: 'Adopt and sign' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Sign here: Signature' }).click();
}

export async function assertAccessible(page, what) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  assert.deepEqual(found, [], `axe at ${what}`);
}

export async function assertNoSidewaysScroll(page, what) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${what} is ${wide} px wider than the window`);
}

/** A picture for the eye, where SCREENSHOTS names a folder. */
export async function shot(page, name, options = {}) {
  if (SHOTS) await page.screenshot({ path: path.join(SHOTS, `${name}.png`), ...options });
}
