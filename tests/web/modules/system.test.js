import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sorted, sumOf } from '../../../src/LuthienProxy.Host/wwwroot/js/system/actor-tree.js';
import { isOneChain } from '../../../src/LuthienProxy.Host/wwwroot/js/system/nodes-view.js';
import { matching } from '../../../src/LuthienProxy.Host/wwwroot/js/system/settings-view.js';

const actor = (name, mailbox, restarts, children = []) => ({ name, type: 'A', state: 'idle', mailbox, handled: 0, restarts, children });
const setting = (path, value, source, isSecret = false) => ({ path, value, source, place: null, description: null, isSecret, isSet: true });

test('a tree that is closed tells what waits below it', () => {
  assert.deepEqual(sumOf(actor('user', 1, 0, [actor('a', 2, 1, [actor('b', 3, 0)])])), { count: 3, mailbox: 6, restarts: 1 });
});

test('actors with the fullest mailbox come first, then restarted ones, then by name', () => {
  assert.deepEqual(sorted(actor('user', 0, 0, [actor('c', 0, 0), actor('a', 0, 0), actor('b', 0, 2), actor('d', 9, 0)])).map(({ name }) => name), ['d', 'b', 'a', 'c']);
});

test('nodes that live run one chain; those that are gone do not count', () => {
  const node = (state, policy) => ({ state, policy });
  assert.ok(isOneChain([node('live', { name: 'a', version: 1 }), node('live', { name: 'a', version: 1 }), node('gone', { name: 'a', version: 0 })]));
  assert.ok(!isOneChain([node('live', { name: 'a', version: 1 }), node('live', null)]));
  assert.ok(isOneChain([]));
});

test('settings are found by name, value and source, secrets never by value', () => {
  const all = [setting('server.port', '8000', 'default'), setting('auth.key', 'hidden', 'environment', true), setting('journal.mode', 'async', 'file')];
  const found = (words, only = false) => matching(all, words, only).map(({ path }) => path);
  assert.deepEqual([found(''), found('', true), found('port 8000'), found('hidden'), found('FILE')], [['server.port', 'auth.key', 'journal.mode'], ['auth.key', 'journal.mode'], ['server.port'], [], ['journal.mode']]);
});
