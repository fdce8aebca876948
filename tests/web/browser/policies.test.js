import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOSTILE } from '../mock/hostile.js';
import { scenes } from './scene.js';

const scene = scenes();
const READY = 'document.querySelectorAll(".stage").length > 0';
const order = '[...document.querySelectorAll(".stage b")].map((name) => name.textContent)';
const press = (name) => `[...document.querySelectorAll("main button")].find((button) => (button.getAttribute("aria-label") ?? button.textContent) === ${JSON.stringify(name)}).click()`;
const fill = (selector, value) => `(() => { const field = document.querySelector(${JSON.stringify(selector)}); field.value = ${JSON.stringify(value)}; field.dispatchEvent(new Event('input', { bubbles: true })); })()`;
const posts = (mock) => mock.state.requests.filter((request) => request.startsWith('POST /admin/'));

test('what is in use is on the page within a second, as the gateway says it', async (context) => {
  const { page } = await scene(context, '/system');
  await page.send('Page.addScriptToEvaluateOnNewDocument', { source: `(function look() { if (document.querySelector('#current-title')) window.shownAt = performance.now(); else requestAnimationFrame(look); })()` });
  await page.open(`${await page.run('location.origin')}/policy-config`);
  assert.ok(await page.until('window.shownAt') < 1000);
  await page.until(READY);
  assert.equal(await page.text('#current-title'), 'In use: careful v2');
  assert.deepEqual(await page.run(order), ['SqlProtection', 'StringReplacement']);
  assert.equal(await page.run('document.querySelector(".stage:nth-child(2) select").value'), 'shadow');
});

test('a chain is put together, configured and activated with one call, and the page shows the new version', async (context) => {
  const { mock, page } = await scene(context, '/policy-config');
  await page.until(READY);
  await page.run(press('Add ToolCallJudge'));
  await page.until(`${order}.length === 3`);
  await page.run(fill('.stage:nth-child(3) [id$="-model"]', 'sim/judge'));
  await page.run(fill('.stage:nth-child(3) [id$="-threshold"]', '0.25'));
  await page.run(press('Activate'));
  await page.until('document.querySelector("#current-title").textContent === "In use: careful v3"');
  assert.deepEqual(posts(mock), ['POST /admin/policy/enable']);
  const [made] = mock.state.store.versions;
  assert.deepEqual(made.policies, [
    { policy: 'SqlProtection', config: { readOnly: false }, mode: 'enforce' }, { policy: 'StringReplacement', config: { pairs: [{ find: 'colour', replace: 'color' }] }, mode: 'shadow' },
    { policy: 'ToolCallJudge', config: { upstream: 'anthropic', model: 'sim/judge', threshold: 0.25 }, mode: 'enforce' },
  ]);
  assert.match(await page.until('document.querySelector(".banner.good")?.textContent'), /In use: careful v3/);
});

test('what the gateway refuses is marked at its field, and what was in use stays so', async (context) => {
  const { mock, page } = await scene(context, '/policy-config');
  await page.until(READY);
  await page.run(press('Add ToolCallJudge'));
  await page.run(fill('.stage:nth-child(3) [id$="-upstream"]', 'nowhere'));
  await page.run(press('Activate'));
  assert.match(await page.until('document.querySelector(".stage:nth-child(3) [id$=upstream-error]").textContent'), /no such upstream/);
  assert.equal(await page.run('document.querySelector(".stage:nth-child(3) [id$=\\"-upstream\\"]").getAttribute("aria-invalid")'), 'true');
  assert.match(await page.until('document.querySelector(".failure")?.textContent'), /Still in use: careful v2/);
  assert.equal(mock.state.store.versions.find((version) => version.isActive).version, 2);
  await page.run(fill('.stage:nth-child(3) [id$="-upstream"]', 'anthropic'));
  await page.run(press('Activate'));
  await page.until('document.querySelector("#current-title").textContent === "In use: careful v3"');
});

test('what the form knows to be wrong is told without asking the gateway', async (context) => {
  const { mock, page } = await scene(context, '/policy-config');
  await page.until(READY);
  await page.run(press('Add ToolCallJudge'));
  await page.run(fill('.stage:nth-child(3) [id$="-retries"]', '1.5'));
  await page.run(press('Validate'));
  assert.match(await page.until('document.querySelector("[id$=retries-error]").textContent'), /whole number/);
  assert.deepEqual(posts(mock), []);
});

test('a gateway that is away changes nothing, says so, and can be asked again', async (context) => {
  const { mock, page } = await scene(context, '/policy-config');
  await page.until(READY);
  mock.state.mode = 'down';
  await page.run(press('Activate'));
  assert.match(await page.until('document.querySelector("form .failure")?.textContent'), /cannot be reached/);
  // Whatever else could not be read for the same reason: it is told once.
  assert.equal(await page.run('document.querySelectorAll(".failure").length'), 1);
  mock.state.mode = 'usual';
  await page.until('document.querySelector("form .failure button")');
  await page.run('((button) => { button.click(); button.click(); })(document.querySelector("form .failure button"))');
  await page.until('document.querySelector("#current-title")?.textContent === "In use: careful v3"');
  await page.until('document.querySelector(".banner.good")');
  assert.equal(mock.state.store.versions.length, 3);
});

test('a page whose parts all fail for one reason tells it once, with one way out for all', async (context) => {
  const { mock, page } = await scene(context, '/system');
  mock.state.mode = 'database-down';
  await page.open(`${await page.run('location.origin')}/policy-config`);
  await page.until('document.querySelector(".failure button") && document.querySelector(".waiting") === null');
  assert.equal(await page.run('document.querySelectorAll(".failure").length'), 1);
  mock.state.mode = 'usual';
  await page.click('.failure button');
  await page.until(READY);
  await page.until('document.querySelector(".failure") === null && document.querySelector("#current-title")?.textContent === "In use: careful v2"');
});

test('stages are moved by keys, by buttons and by dragging', async (context) => {
  const { page } = await scene(context, '/policy-config');
  await page.until(READY);
  await page.run('document.querySelector(".stage").focus()');
  await page.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'ArrowDown', modifiers: 1, windowsVirtualKeyCode: 40 });
  assert.deepEqual(await page.run(order), ['StringReplacement', 'SqlProtection']);
  assert.equal(await page.run('document.activeElement.querySelector("b").textContent'), 'SqlProtection');
  await page.run('document.querySelector(".stage:nth-child(2) [aria-label=\\"Move up\\"]").click()');
  assert.deepEqual(await page.run(order), ['SqlProtection', 'StringReplacement']);
  await page.run(`(() => {
    const dataTransfer = new DataTransfer();
    document.querySelector('.stage:nth-child(2) .grip').dispatchEvent(new DragEvent('dragstart', { dataTransfer, bubbles: true }));
    document.querySelector('.stage:nth-child(1)').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  })()`);
  assert.deepEqual(await page.run(order), ['StringReplacement', 'SqlProtection']);
});

test('a prompt is tried before and after, and its own events are found among two hundred of others', async (context) => {
  const { page } = await scene(context, '/policy-config');
  await page.until(READY);
  await page.run(press('Add AllCaps'));
  await page.run(press('Try it'));
  await page.until('document.querySelector(".tried ins")');
  assert.match(await page.run('document.querySelector(".tried .after").innerText'), /THE COLOUR IS BLUE/);
  assert.equal(await page.until('document.querySelector("[data-part=live]").textContent.startsWith("Seen") && document.querySelector("[data-part=live]").textContent'), 'Seen live: opened → completed');
  assert.match(await page.text('.tried .decisions'), /AllCaps/);
});

test('an older version is opened, activated and rolled back', async (context) => {
  const { page } = await scene(context, '/policy-config');
  await page.until(`${READY} && document.querySelectorAll("section[aria-labelledby=versions-title] li li").length === 2`);
  await page.run('[...document.querySelectorAll("button")].filter((button) => button.textContent === "Open").at(-1).click()');
  assert.deepEqual(await page.run(order), ['SqlProtection']);
  await page.run('[...document.querySelectorAll("section[aria-labelledby=versions-title] button")].find((button) => button.textContent === "Activate").click()');
  await page.until('document.querySelector("#current-title").textContent === "In use: careful v1"');
  await page.run(press('↶ Roll back'));
  await page.until('document.querySelector("#current-title").textContent === "In use: careful v2"');
  // The history is asked for again when the change is told.
  await page.until('document.querySelector("section[aria-labelledby=history-title]").innerText.includes("rolled back to careful v2 in place of careful v1")');
});

test('what somebody else activates is shown as it happens', async (context) => {
  const { mock, page } = await scene(context, '/policy-config');
  await page.until(READY);
  await page.until('true');
  mock.state.store.versions = mock.state.store.versions.map((version) => ({ ...version, isActive: version.version === 1 }));
  mock.hub.emit({ type: 'policy.activated', name: 'careful', version: 1, by: 'admin (bob)', action: 'activate' });
  await page.until('document.querySelector("#current-title").textContent === "In use: careful v1"');
});

test('a policy that a new assembly brings appears by itself, with a form, whatever it says', async (context) => {
  const { page } = await scene(context, '/policy-config', { extraPolicy: { name: HOSTILE.script, category: HOSTILE.handler, description: HOSTILE.svg, useCase: HOSTILE.template, example: { [HOSTILE.script]: HOSTILE.breakOut },
    schema: { type: 'object', properties: { [HOSTILE.script]: { type: 'string', description: HOSTILE.handler }, [HOSTILE.key]: { enum: [HOSTILE.svg] } } } } });
  await page.until(READY);
  await page.run(press(`Add ${HOSTILE.script}`));
  await page.until('document.querySelectorAll(".stage").length === 3');
  assert.equal(await page.run('document.querySelector(".stage:nth-child(3) .form :is(input, textarea)").value'), HOSTILE.breakOut);
  assert.deepEqual([await page.run('window.hacked ?? null'), page.errors], [null, []]);
});

test('settings can be written as JSON, and what is inside a policy has its own form', async (context) => {
  const { mock, page } = await scene(context, '/policy-config');
  await page.until(READY);
  await page.run(press('Add MultiParallel'));
  await page.until('document.querySelector(".inner-policy")');
  assert.equal(await page.run('document.querySelector(".inner-policy select").value'), 'SqlProtection');
  await page.run('[...document.querySelectorAll(".stage:nth-child(3) button")].find((button) => button.textContent === "As JSON").click()');
  await page.run(fill('.stage:nth-child(3) textarea', '{"vote":"AnyBlocks","policies":[{"policy":"AllCaps"},{"policy":"NoOp"}]}'));
  await page.run(press('Activate'));
  await page.until('document.querySelector("#current-title").textContent === "In use: careful v3"');
  assert.deepEqual(mock.state.store.versions[0].policies[2].config, { vote: 'AnyBlocks', policies: [{ policy: 'AllCaps' }, { policy: 'NoOp' }] });
});
