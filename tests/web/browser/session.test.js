import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEY } from '../mock/server.js';
import { SETTLED } from './places.js';
import { scenes } from './scene.js';

const scene = scenes();

const kept = `JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href, document.documentElement.outerHTML, [...document.querySelectorAll('input')].map((field) => field.value)])`;

test('a wrong key is told plainly and asked for anew; the right one opens the page', async (context) => {
  const { mock, page } = await scene(context, '/history', { isSignedIn: false });
  await page.until('document.querySelector("dialog[open]")');
  await page.press('Escape');
  await page.type('#sign-in-key', 'wrong');
  await page.press('Enter');
  assert.equal(await page.until('document.querySelector("#sign-in-error").textContent'), 'This is not the admin key.');
  assert.equal(await page.run('document.querySelector("dialog").open && document.activeElement.id'), 'sign-in-key');
  await page.type('#sign-in-key', KEY);
  await page.press('Enter');
  await page.until(SETTLED);
  assert.equal(await page.run('document.querySelector("dialog").open'), false);
});

test('the key is kept nowhere that a script or the next page could find it', async (context) => {
  const { mock, page } = await scene(context, '/history');
  await page.until(SETTLED);
  assert.ok(!(await page.run(kept)).includes(KEY));
  await page.open(`${mock.url}/system`);
  await page.until(SETTLED);
  assert.ok(!(await page.run(kept)).includes(KEY));
});

test('a session that ends is told, and signing in goes on where the page was', async (context) => {
  const { mock, page } = await scene(context, '/policy-config');
  await page.until('document.querySelector(".stage")');
  await page.run('(() => { const field = document.querySelector("#instance-name"); field.value = "kept"; })()');
  mock.state.sessions.forEach((session) => { session.until = 0; });
  await page.run('[...document.querySelectorAll("button")].find((button) => button.textContent === "Validate").click()');
  await page.until('document.querySelector("dialog[open]")');
  assert.match(await page.text('#sign-in-reason'), /has ended/);
  await page.type('#sign-in-key', KEY);
  await page.press('Enter');
  await page.until('!document.querySelector("dialog[open]")');
  assert.equal(await page.run('document.querySelector("#instance-name").value'), 'kept');
  await page.run('[...document.querySelectorAll("button")].find((button) => button.textContent === "Validate").click()');
  await page.until('document.querySelector(".banner.good")');
});

test('a session’s end is seen without asking the gateway anything', async (context) => {
  const { mock, page } = await scene(context, '/history', { sessionMs: 240000 });
  assert.match(await page.until('document.querySelector(".expiry.near")?.textContent'), /Session ends in 4 min/);
});

test('signing out ends the session on the gateway and asks for the key again', async (context) => {
  const { mock, page } = await scene(context, '/history');
  await page.until(SETTLED);
  await page.run('[...document.querySelectorAll("header button")].find((button) => button.textContent === "Sign out").click()');
  await page.until('document.querySelector("dialog[open]")');
  assert.ok([...mock.state.sessions.values()].every(({ until }) => until === 0));
  await page.open(`${mock.url}/history`);
  await page.until('document.querySelector("dialog[open]")');
});

test('the theme follows the system until somebody chooses, and is all that the browser keeps', async (context) => {
  const { mock, page } = await scene(context, '/history', { look: { dark: true } });
  const paper = 'getComputedStyle(document.body).backgroundColor';
  assert.equal(await page.run(paper), 'rgb(20, 22, 26)');
  await page.click('.theme-switch');
  assert.equal(await page.run(paper), 'rgb(247, 247, 245)');
  await page.open(`${mock.url}/system`);
  assert.equal(await page.run(paper), 'rgb(247, 247, 245)');
  assert.deepEqual(await page.run('({ ...localStorage })'), { 'luthien.theme': 'light' });
});

test('everything can be reached by the keyboard, and it shows where one is', async (context) => {
  const { mock, page } = await scene(context, '/history');
  await page.until(SETTLED);
  await page.run('document.activeElement.blur()');
  await page.press('Tab');
  assert.equal(await page.run('document.activeElement.className'), 'skip');
  for (let stop = 0; stop < 25; stop += 1) {
    await page.press('Tab');
    const shown = await page.run('(() => { const style = getComputedStyle(document.activeElement); return style.outlineStyle !== "none" && style.outlineWidth !== "0px"; })()');
    assert.ok(shown, await page.run('document.activeElement.outerHTML.slice(0, 100)'));
  }
});
