import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detail, idOf, part } from '../mock/fixtures.js';
import { lifeOf } from '../mock/traffic.js';
import { SETTLED } from './places.js';
import { scenes } from './scene.js';

const scene = scenes();
const growing = (text, isOpen) => () => {
  const all = detail(1);
  return { ...all, decisions: [], judges: [], call: { ...all.call, transaction_id: idOf(1), state: isOpen ? 'open' : 'completed', status: isOpen ? null : 200 }, response: { ...all.response, blocks: [part('text', text)], is_complete: !isOpen } };
};

test('a stopped call says first who stopped it and why, then how likely harm was', async (context) => {
  const { page } = await scene(context, `/calls/${idOf(20)}`);
  await page.until(SETTLED);
  assert.match(await page.text('.banner.stop'), /ToolCallJudge stopped this call: The call drops a table/);
  assert.match(await page.text('.likely'), /94 %/);
  assert.match(await page.text('.decisions'), /shadow[\s\S]*asked claude-haiku-4-5/);
  assert.equal(await page.run('document.querySelectorAll(".legend li").length'), 4);
  assert.match(await page.text('.request'), /Tool call Bash/);
});

test('an answer grows while it streams, and what a reader has marked stays marked', async (context) => {
  const { mock, page } = await scene(context, `/calls/${idOf(1)}`, { detail: growing('Once upon', true) });
  await page.until('document.querySelector(".growing .said")?.textContent === "Once upon"');
  await page.until('document.querySelector(".live-status").dataset.tone === "good"');
  await page.run('getSelection().selectAllChildren(document.querySelector(".growing .said"))');
  mock.state.detail = growing('Once upon a time', true);
  mock.hub.emit(lifeOf(1)[4]);
  await page.until('document.querySelector(".growing .said").textContent === "Once upon a time"');
  assert.equal(await page.run('getSelection().toString()'), 'Once upon');
  mock.state.detail = growing('Once upon a time.', false);
  mock.hub.emit(lifeOf(1)[6]);
  await page.until('!document.querySelector(".growing") && document.querySelector(".page-head .state").textContent === "completed"');
  assert.match(await page.text('.contents'), /Once upon a time\./);
  await page.until('true');
  assert.equal(mock.hub.clients.size, 0);
});

test('a call that is not on record yet is looked for again; one that never was is told', async (context) => {
  const { mock, page } = await scene(context, `/calls/${'0'.repeat(32)}`);
  await page.until('document.querySelector(".empty")');
  assert.match(await page.text('main'), /not on record/);
  assert.equal(mock.state.requests.filter((request) => request.endsWith('0000')).length, 6);
});

test('an address that is none leads to a page that says so', async (context) => {
  const { page } = await scene(context, '/calls/%E0%A4%A');
  await page.until('document.querySelector(".empty")');
});

test('both sides of a change stand beside each other, with the words that differ marked', async (context) => {
  const { page } = await scene(context, `/debug/diff?id=${idOf(20)}`);
  await page.until(SETTLED);
  const marked = await page.run('[...document.querySelectorAll(".pair")].map((pair) => [[...pair.querySelectorAll("del")].map((mark) => mark.textContent).join("|"), [...pair.querySelectorAll("ins")].map((mark) => mark.textContent).join("|")]).filter(([del, ins]) => del + ins !== "")');
  assert.deepEqual(marked, [['opus|1', 'sonnet|5'], ['helpful', 'careful| Follow the house rules.'], ['sk-live-1234567890', '[redacted key]'], ['any', 'a safe'], ['1', '0.2'], ['1234', '[removed]'], ['tool_use', 'end_turn']].map(([del, ins]) => [del, ins]));
  const sections = await page.run('[...document.querySelectorAll(".diff-section h2")].map((title) => title.textContent)');
  assert.deepEqual(sections, ['Model', 'System prompt', 'Messages', 'Tools', 'Parameters', 'Answer', 'How it ended']);
});

test('what is the same is shown when asked', async (context) => {
  const { page } = await scene(context, `/debug/diff?id=${idOf(20)}`);
  await page.until(SETTLED);
  const shown = '[...document.querySelectorAll(".pair")].filter((pair) => pair.checkVisibility()).length';
  const before = await page.run(shown);
  await page.click('#show-same');
  assert.ok(await page.run(shown) > before);
  assert.match(await page.run('document.querySelector(".parts").innerText'), /I should use the key/);
});

test('keys go through the changes, round and round', async (context) => {
  const { page } = await scene(context, `/debug/diff?id=${idOf(20)}`);
  await page.until(SETTLED);
  await page.press('n');
  assert.match(await page.run('document.activeElement.innerText'), /opus/);
  await page.press('n');
  assert.match(await page.run('document.activeElement.innerText'), /helpful/);
  await page.press('p');
  await page.press('p');
  assert.match(await page.run('document.activeElement.innerText'), /tool_use/);
});

test('the history is searched on the server, and the address is the search', async (context) => {
  const { mock, page } = await scene(context, '/history');
  await page.until('document.querySelectorAll(".entry").length === 50');
  await page.click('.more');
  await page.until('document.querySelectorAll(".entry").length === 100');
  await page.press('/');
  await page.type('#search-text', 'drop table');
  await page.press('Enter');
  await page.until('document.querySelector("h2").textContent === "Calls" && document.querySelectorAll(".entry").length > 0');
  assert.equal(await page.run('location.search'), '?text=drop+table');
  assert.ok(mock.state.requests.includes('GET /api/search'));
  await page.run('history.back()');
  await page.until('document.querySelector("h2").textContent === "Sessions" && document.querySelectorAll(".entry").length === 50');
});

test('a search without a match, and one that takes too long, say what to do', async (context) => {
  const { page } = await scene(context, '/history?text=nothing');
  assert.match(await page.until('document.querySelector(".empty")?.textContent'), /Nothing on record matches/);
  await page.open(`${await page.run('location.origin')}/history?text=slow`);
  assert.match(await page.until('document.querySelector(".failure")?.textContent'), /Narrow it by time/);
});
