import assert from 'node:assert/strict';
import http from 'node:http';
import { after, test } from 'node:test';
import { startService } from './mock/service.mjs';
import { closeBrowser, consent, fillFields, heading, openPage } from './support/ceremony.mjs';

after(closeBrowser);

// A host page on another site: localhost beside 127.0.0.1.
async function startHost(script) {
  const server = http.createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end(`<!doctype html><title>Host</title><div id="place"></div><script>window.heard=[];addEventListener('message',e=>heard.push({origin:e.origin,data:e.data}))</script>${script}`);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://localhost:${server.address().port}`, end: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))) };
}

async function framed({ allowed, messages }, test) {
  const host = await startHost('<!--script-->');
  const service = await startService({
    frameAncestors: allowed ? [host.origin] : ['https://elsewhere.example'],
    messageOrigins: messages ? [host.origin] : [],
    returnUrl: `${host.origin}/back`,
  });
  const { page, faults } = await openPage();
  try {
    await page.goto(host.origin);
    await page.addScriptTag({ url: `${service.origin}/esign/signing/embed.js` });
    await page.evaluate(async (url) => {
      window.told = [];
      const signing = (await SwitchyardSign.loadDocuSign('key')).signing({ url, displayFormat: 'focused' });
      signing.on('ready', (event) => told.push(event)).on('sessionEnd', (event) => told.push(event)).mount(document.getElementById('place'));
    }, service.link('1'));
    await test({ page, service, host, faults, frame: page.frameLocator('iframe') });
  } finally {
    await page.context().close();
    await service.end();
    await host.end();
  }
}

test('in a frame of an allowed origin the host hears ready and how it ended, and takes the frame away', async () => {
  await framed({ allowed: true, messages: true }, async ({ page, frame, host, service, faults }) => {
    await frame.getByRole('heading', { name: 'Before you sign: electronic records' }).waitFor();
    await page.waitForFunction(() => told.some(({ type }) => type === 'ready'));
    const inner = page.frames()[1];
    await consent(inner);
    await fillFields(inner);
    await inner.getByRole('button', { name: 'Finish', exact: true }).click();
    await page.waitForFunction(() => told.some(({ type }) => type === 'sessionEnd'));
    assert.deepEqual(await page.evaluate(() => told.at(-1)), { type: 'sessionEnd', sessionEndType: 'signing_complete', returnUrl: `${host.origin}/back?event=signing_complete` });
    assert.equal(await page.locator('iframe').count(), 0);
    const heard = await page.evaluate(() => heard);
    assert.ok(heard.every(({ origin }) => origin === service.origin));
    assert.ok(!JSON.stringify(heard).includes('Owner'), 'no typed value leaves by message');
    assert.deepEqual(faults, []);
  });
});

test('without message origins the framed page is silent and goes to the return URL itself', async () => {
  await framed({ allowed: true, messages: false }, async ({ page, host }) => {
    const inner = page.frames()[1];
    await consent(inner);
    await fillFields(inner);
    await inner.getByRole('button', { name: 'Finish', exact: true }).click();
    await heading(inner, 'You have signed').waitFor();
    await inner.getByRole('link', { name: /Continue to localhost/ }).click();
    await inner.waitForURL(`${host.origin}/back?event=signing_complete`);
    assert.deepEqual(await page.evaluate(() => heard), []);
  });
});

test('another origin shows nothing of it', async () => {
  await framed({ allowed: false, messages: true }, async ({ page }) => {
    await page.waitForTimeout(1500);
    const inner = page.frames()[1];
    assert.ok(!(await inner.content()).includes('electronic records'));
    assert.deepEqual(await page.evaluate(() => heard), []);
  });
});
