import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOSTILE } from '../mock/hostile.js';
import { version } from '../mock/policies.js';
import { useFakeDocument } from './fake-document.js';

useFakeDocument();
const { historyView, instancesView } = await import('../../../src/LuthienProxy.Host/wwwroot/js/policies/past-view.js');
const { currentView } = await import('../../../src/LuthienProxy.Host/wwwroot/js/policies/current-view.js');
const { availableOf } = await import('../../../src/LuthienProxy.Host/wwwroot/js/policies/policy-api.js');

const instance = (more) => ({ name: 'careful', class: 'MultiSerial', description: null, newestVersion: 2, activeVersion: 2, versions: 2, createdAt: '', createdBy: 'admin', ...more });
const settle = () => new Promise((resolve) => setImmediate(resolve));
const press = (element, name) => element.all('button').find((button) => button.textContent === name).listeners.find(([type]) => type === 'click')[1]();

test('the instance that is active opens to its versions, others when asked', async () => {
  const asked = [];
  const chosen = [];
  const view = instancesView([instance(), instance({ name: 'other', activeVersion: null })], {
    read: async (name) => { asked.push(name); return [version(name, 2, [{ policy: HOSTILE.script }], true), version(name, 1, [])]; }, onEdit: ({ version: number }) => chosen.push(`open ${number}`), onActivate: ({ version: number }) => chosen.push(`activate ${number}`),
  });
  await settle();
  assert.deepEqual(asked, ['careful']);
  press(view, 'Activate');
  press(view, 'Open');
  assert.deepEqual(chosen, ['activate 1', 'open 2']);
  const details = view.all('details')[1];
  details.listeners.find(([type]) => type === 'toggle')[1]({ target: { open: true } });
  await settle();
  assert.deepEqual(asked, ['careful', 'other']);
  assert.equal(view.all('script').length, 0);
});

test('versions that cannot be read say so, and are asked for again', async () => {
  let tries = 0;
  const view = instancesView([instance()], { read: async () => { tries += 1; if (tries === 1) throw new Error('away'); return [version('careful', 2, [], true)]; }, onEdit: () => undefined, onActivate: () => undefined });
  await settle();
  press(view, 'Try again');
  await settle();
  assert.match(view.textContent, /careful v2/);
});

test('every kind of change is told, and there is a way back only where something was before', () => {
  const change = (action, from, to) => ({ number: 1, action, from: from && { name: 'a', version: from }, to: to && { name: 'a', version: to }, at: '', by: 'admin' });
  assert.match(historyView([change('deactivate', 2, null)], () => undefined).textContent, /admin switched off a v2/);
  assert.equal(historyView([change('activate', null, 1)], () => undefined).all('button')[0].getAttribute('disabled'), '');
  assert.equal(historyView([change('activate', 1, 2)], () => undefined).all('button')[0].getAttribute('disabled'), null);
});

test('what the database holds can be switched off, what a file holds cannot', () => {
  const current = (more) => ({ status: 'healthy', reasons: [], source: 'db', name: 'a', version: 1, policies: [], since: '', ...more });
  assert.equal(currentView(current({}), () => undefined).all('button').length, 1);
  assert.equal(currentView(current({ source: 'file' }), () => undefined).all('button').length, 0);
  assert.equal(currentView(current({ name: null }), () => undefined).all('button').length, 0);
});

test('what can be chosen comes by category, and after it what is broken, with why', () => {
  const list = availableOf({ categories: [{ category: 'Text', policies: [{ name: 'AllCaps' }] }], broken: [{ name: HOSTILE.script, error: 'It has no attribute.' }] });
  assert.deepEqual(list.map(({ name, error }) => [name, error]), [['AllCaps', null], [HOSTILE.script, 'It has no attribute.']]);
});
