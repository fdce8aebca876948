import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, idOf } from '../mock/fixtures.js';
import { HOSTILE } from '../mock/hostile.js';
import { lifeOf } from '../mock/traffic.js';
import { scenes } from './scene.js';

const scene = scenes();
const rows = '[...document.querySelectorAll(".activity tbody tr:not(.gap)")]';
const live = 'document.querySelector(".live-status").dataset.tone === "good"';
const opened = (number, more = {}) => ({ ...lifeOf(number)[0], ...more });

test('an event is on the page within half a second, and its row follows the call to its end', async (context) => {
  const { mock, page } = await scene(context, '/activity/monitor', { mode: 'empty' });
  await page.until(live);
  for (let number = 0; number < 10; number += 1) {
    const started = performance.now();
    mock.hub.emit(opened(300000 + number));
    await page.until(`document.querySelector('a[href="/calls/${idOf(300000 + number)}"]')`);
    assert.ok(performance.now() - started < 500);
  }
  lifeOf(300009, { end: 'blocked' }).forEach(mock.hub.emit);
  assert.match(await page.until(`${rows}[0].innerText.includes('drops the table') && ${rows}[0].innerText`), /blocked/);
});

test('a page that is cut off six times comes back by itself, marks what it missed, and shows nothing twice', async (context) => {
  const { mock, page } = await scene(context, '/activity/monitor', { mode: 'empty', retryMs: 20 });
  await page.until(live);
  for (let round = 0; round < 6; round += 1) {
    mock.hub.emit(opened(400000 + round));
    await page.until(`${rows}.length === ${round + 1}`);
    if (round % 2 === 0) mock.hub.cut();
    else mock.hub.restart();
    await page.until(`document.querySelector(".live-status").dataset.tone !== "good"`);
    await page.until(live);
  }
  await page.until(`${live} && document.querySelector(".live-status").dataset.attempts === "0"`, 'a connection that holds');
  mock.hub.emit(opened(400099));
  await page.until(`${rows}.length === 7`);
  assert.equal(await page.run(`new Set(${rows}.map((row) => row.querySelector("a").href)).size`), 7);
  assert.equal(await page.run('document.querySelectorAll(".gap").length'), 3);
  assert.match(await page.text('.gap'), /the gateway was started anew/);
});

test('what happened while the page was cut off is shown when it is back', async (context) => {
  const { mock, page } = await scene(context, '/activity/monitor', { mode: 'empty', retryMs: 20 });
  await page.until(live);
  mock.hub.emit(opened(1));
  await page.until(`${rows}.length === 1`);
  mock.state.streamStatus = 503;
  mock.hub.cut();
  await page.until('document.querySelector(".live-status").dataset.tone === "bad"');
  mock.hub.emit(opened(2));
  mock.state.streamStatus = null;
  await page.until(`${rows}.length === 2`);
});

test('one blocked call among a thousand is found in two actions', async (context) => {
  const { page } = await scene(context, '/activity/monitor', { mode: 'large' });
  await page.until('document.querySelector(".count").textContent.startsWith("1,000 of 1,000")');
  await page.click('.chip[data-value="blocked"]');
  await page.until(`${rows}.length === 1`);
  await page.click('.activity .row-link');
  await page.until(`location.pathname === "/calls/${idOf(333)}"`);
});

test('the same is found by keys alone', async (context) => {
  const { page } = await scene(context, '/activity/monitor', { mode: 'large' });
  await page.until('document.querySelector(".count").textContent.startsWith("1,000 of 1,000")');
  await page.press('/');
  await page.type('#filter', 'status:blocked');
  await page.until(`${rows}.length === 1`);
  await page.run('document.activeElement.blur()');
  await page.press('j');
  await page.press('Enter');
  await page.until('location.pathname.startsWith("/calls/")');
});

test('the address shows somebody else the same', async (context) => {
  const { open, page } = await scene(context, '/activity/monitor', { mode: 'large' });
  await page.until('document.querySelector(".count").textContent.startsWith("1,000")');
  await page.type('#filter', 'model:codex "release notes" -status:failed');
  const shown = await page.until('!document.querySelector(".count").textContent.startsWith("1,000") && document.querySelector(".count").textContent');
  const other = await open(await page.run('location.pathname + location.search'));
  await other.until(`document.querySelector(".count").textContent === ${JSON.stringify(shown)}`);
  assert.equal(await other.run('document.querySelector("#filter").value'), 'model:codex "release notes" -status:failed');
});

test('a paused list stands still and counts what comes', async (context) => {
  const { mock, page } = await scene(context, '/activity/monitor');
  await page.until(`${live} && ${rows}.length === 60`);
  await page.press('p');
  await page.until('document.querySelector(".pause").textContent.includes("Go on")');
  for (let number = 0; number < 5; number += 1) mock.hub.emit(opened(500000 + number));
  await page.until('document.querySelector(".count").textContent.includes("5 new")');
  assert.equal(await page.run(`${rows}.length`), 60);
  await page.press('p');
  await page.until(`${rows}.length === 65`);
});

test('a page that is opened paused shows what is on record and counts what comes', async (context) => {
  const { mock, page } = await scene(context, '/activity/monitor?paused=1');
  await page.until(`${live} && ${rows}.length === 60`);
  for (let number = 0; number < 5; number += 1) mock.hub.emit(opened(500000 + number));
  await page.until('document.querySelector(".count").textContent.includes("5 new")');
  assert.equal(await page.run(`${rows}.length`), 60);
});

test('filters can be saved for the tab, used and forgotten', async (context) => {
  const { page } = await scene(context, '/activity/monitor');
  await page.type('#filter', 'model:codex');
  await page.click('.menu summary');
  await page.type('.menu input', HOSTILE.script.slice(0, 50));
  await page.press('Enter');
  await page.until('document.querySelectorAll(".menu li").length === 5');
  await page.click('.menu li:first-child a');
  assert.equal(await page.run('document.querySelector("#filter").value'), 'status:blocked');
  await page.open(await page.run('location.href'));
  await page.until('document.querySelectorAll(".menu li").length === 5');
  await page.click('.menu li:last-child button');
  await page.until('document.querySelectorAll(".menu li").length === 4');
});

test('whoever reads a row keeps it while others come', async (context) => {
  const { mock, page } = await scene(context, '/activity/monitor');
  await page.until(`${live} && ${rows}.length === 60`);
  await page.run(`${rows}[3].querySelector("a").focus()`);
  const held = await page.run('document.activeElement.href');
  for (let number = 0; number < 20; number += 1) mock.hub.emit(opened(500000 + number));
  await page.until(`${rows}.length === 80`);
  assert.equal(await page.run('document.activeElement.href'), held);
});

test('two thousand events a second leave a page that answers, with bounded rows', async (context) => {
  const { mock, page } = await scene(context, '/activity/monitor', { mode: 'empty' });
  await page.until(live);
  let number = 600000;
  const flood = setInterval(() => { for (let count = 0; count < 14; count += 1) lifeOf(number += 1, { end: number % 50 === 0 ? 'blocked' : 'completed' }).forEach(mock.hub.emit); }, 50);
  context.after(() => clearInterval(flood));
  const longest = await page.run(`new Promise((done) => {
    let last = performance.now();
    let longest = 0;
    const end = last + 4000;
    const frame = (now) => { longest = Math.max(longest, now - last); last = now; now < end ? requestAnimationFrame(frame) : done(longest); };
    requestAnimationFrame(frame);
  })`);
  clearInterval(flood);
  assert.ok(longest < 1000, `the longest frame took ${longest} ms`);
  assert.ok(await page.run('document.querySelectorAll(".activity tbody tr").length') <= 100);
  const total = Number((await page.text('.count')).match(/of ([\d,]+)/)[1].replaceAll(',', ''));
  assert.ok(total <= 2000);
});

test('a gateway that has too many listeners is asked again when it says so', async (context) => {
  const { mock, page } = await scene(context, '/activity/monitor', { streamStatus: 429 });
  assert.match(await page.until('document.querySelector(".live-status").dataset.tone === "bad" && document.querySelector(".live-status").textContent'), /next try in 1 s/);
  mock.state.streamStatus = null;
  await page.until(live);
});

test('the record fills the list before anything happens, with times and titles', async (context) => {
  const { page } = await scene(context, '/activity/monitor', { calls: [call(1)] });
  await page.until(`${rows}.length === 1`);
  assert.match(await page.run(`${rows}[0].innerText`), /claude-haiku-4-5[\s\S]*181 ms[\s\S]*Why is the build slow\?/);
});
