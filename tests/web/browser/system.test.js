import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SETTLED } from './places.js';
import { scenes } from './scene.js';

const scene = scenes();

test('nodes, journal, dependencies, actors and settings stand there, trouble first', async (context) => {
  const { page } = await scene(context, '/system');
  await page.until(`${SETTLED} && document.querySelector("#settings-title")`);
  assert.match(await page.text('#nodes-title'), /2 live/);
  assert.match(await page.text('.banner'), /do not all run the same policies/);
  assert.match(await page.text('section[aria-labelledby=dependencies-title] li'), /redis.*down/);
  assert.match(await page.text('section[aria-labelledby=journal-title]'), /Lag4 ms/);
});

test('settings tell their source, secrets only that they are set', async (context) => {
  const { page } = await scene(context, '/system');
  await page.until('document.querySelector("#settings-title")');
  const found = await page.run('[...document.querySelectorAll("section[aria-labelledby=settings-title] tbody tr")].map((row) => row.innerText.replace(/\\s+/g, " ").trim())');
  assert.equal(found.length, 4);
  assert.ok(found.includes('auth.admin-api-key set, not shown environment ADMIN_API_KEY'));
  await page.click('#settings-changed');
  assert.ok(await page.run('document.querySelectorAll("section[aria-labelledby=settings-title] tbody tr").length') > 4);
});

test('a large tree shows its beginning, and what somebody opened stays open while it is read again', async (context) => {
  const { mock, page } = await scene(context, '/system', { mode: 'large' });
  await page.until('document.querySelector(".actors")');
  assert.ok(await page.run('document.querySelectorAll(".actors li").length') < 100);
  await page.run('[...document.querySelectorAll(".actors summary")].find((line) => line.textContent.startsWith("transactions")).click()');
  await page.until('document.querySelectorAll(".actors .leaf").length > 20');
  const reads = mock.state.requests.filter((request) => request.endsWith('/actors')).length;
  mock.hub.emit({ type: 'node.started' });
  await page.run('document.querySelector(".actors").dataset.old = "yes"');
  await page.until('!document.querySelector(".actors").dataset.old');
  assert.ok(mock.state.requests.filter((request) => request.endsWith('/actors')).length > reads);
  assert.ok(await page.run('document.querySelectorAll(".actors .leaf").length') > 20);
});

test('a dependency that comes back is shown as it happens', async (context) => {
  const { mock, page } = await scene(context, '/system');
  await page.until('document.querySelector("#dependencies-title")');
  const reads = () => mock.state.requests.filter((request) => request.endsWith('/dependencies')).length;
  const before = reads();
  await page.run('document.querySelector("section[aria-labelledby=dependencies-title]").dataset.old = "yes"');
  mock.hub.emit({ type: 'dependency.state', dependency: 'redis', state: 'up' });
  await page.until('!document.querySelector("section[aria-labelledby=dependencies-title]").dataset.old');
  assert.ok(reads() > before);
});
