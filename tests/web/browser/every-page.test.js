import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NONE, PLACES, SETTLED, TROUBLE } from './places.js';
import { scenes } from './scene.js';

const scene = scenes();

for (const mode of ['usual', 'empty', 'large', 'hostile']) {
  for (const [name, path] of Object.entries(PLACES)) {
    test(`${name}, ${mode}: it stands there, nothing runs, nothing is refused by the policy, and it fits a phone`, async (context) => {
      const { mock, page } = await scene(context, path, { mode });
      await page.until(SETTLED);
      assert.deepEqual(await page.run(TROUBLE), NONE);
      assert.deepEqual([page.errors, mock.state.violations], [[], []]);
      assert.ok(await page.run('document.querySelector("main").innerText.length > 20'));
      await page.send('Emulation.setDeviceMetricsOverride', { width: 390, height: 844, deviceScaleFactor: 1, mobile: true });
      await page.until('document.documentElement.scrollWidth <= innerWidth');
    });
  }
}

for (const [name, path] of Object.entries(PLACES)) {
  test(`${name}, the database away: it says so, and goes on when it is back`, async (context) => {
    const { mock, page } = await scene(context, path, { mode: 'database-down' });
    await page.until('document.querySelector("main .failure")');
    assert.match(await page.text('main .failure'), /Database unavailable/);
    mock.state.mode = 'usual';
    await page.run('[...document.querySelectorAll("main .failure button")].forEach((button) => button.click())');
    await page.until(`!document.querySelector("main .failure button") && ${SETTLED}`);
  });
}

test('what runs or is refused would be seen', async (context) => {
  const { mock, page } = await scene(context, '/history');
  await page.until(SETTLED);
  await page.run(`document.querySelector('main').setAttribute('style', 'color: red')`);
  await page.run(`document.querySelector('main').append(Object.assign(document.createElement('img'), { alt: '' }))`);
  await page.until('true');
  assert.equal((await page.run(TROUBLE)).styled, 1);
  assert.equal((await page.run(TROUBLE)).markup, 1);
  await assert.rejects(page.run(`document.body.insertAdjacentHTML('beforeend', '<b>x</b>')`));
  assert.ok(page.errors.length > 0);
  assert.ok(mock.state.violations.length > 0);
});

test('the landing page asks for no key and tells how the gateway is', async (context) => {
  const { mock, page } = await scene(context, '/', { isSignedIn: false });
  assert.match(await page.until('document.querySelector(".health")?.textContent'), /limp/);
  assert.equal(await page.run('document.querySelector("dialog")'), null);
  assert.deepEqual(mock.state.requests.filter((request) => /^\w+ \/(?:api|admin|debug)\//.test(request)), []);
  assert.deepEqual([await page.run(TROUBLE), page.errors, mock.state.violations], [NONE, [], []]);
});

test('a gateway that is away is told, and found again', async (context) => {
  const { mock, page } = await scene(context, '/history', { mode: 'down', isSignedIn: false });
  assert.match(await page.until('document.querySelector(".failure")?.textContent'), /No answer/);
  mock.state.mode = 'usual';
  await page.click('.failure button');
  await page.until('document.querySelector("dialog[open]")');
});
