import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient, queryOf } from '../../../src/LuthienProxy.Host/wwwroot/js/api/client.js';
import { camel } from '../../../src/LuthienProxy.Host/wwwroot/js/api/names.js';
import { asProblem, problemOf } from '../../../src/LuthienProxy.Host/wwwroot/js/api/problem.js';
import { createSession } from '../../../src/LuthienProxy.Host/wwwroot/js/api/session.js';
import { expiryOf } from '../../../src/LuthienProxy.Host/wwwroot/js/shell/expiry.js';
import { PLACES, placeOf } from '../../../src/LuthienProxy.Host/wwwroot/js/shell/navigation.js';
import { refusal } from '../../../src/LuthienProxy.Host/wwwroot/js/shell/sign-in.js';
import { chosenTheme, themeAfter } from '../../../src/LuthienProxy.Host/wwwroot/js/shell/theme.js';
import { HOSTILE } from '../mock/hostile.js';

const json = (body, status = 200, headers = {}) => new Response(body === null ? null : JSON.stringify(body), { status, headers });

/** A gateway that gives these answers in turn, and what it was asked. */
function gateway(...answers) {
  const asked = [];
  const client = createClient(async (path, options) => {
    asked.push({ path, ...options });
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { client, asked };
}

test('names are read in either way', () => {
  assert.deepEqual(camel({ transaction_id: 'a', took_ms_p50: 1, isStream: true, list: [{ at_x: null }] }), { transactionId: 'a', tookMsP50: 1, isStream: true, list: [{ atX: null }] });
});

test('what is somebody else’s keeps its names', () => {
  for (const name of ['config', 'schema', 'example', 'data', 'repairs']) assert.deepEqual(camel({ [name]: { a_b: { c_d: 1 } } }), { [name]: { a_b: { c_d: 1 } } });
});

test('a member named like a prototype is a member', () => {
  const read = camel(JSON.parse('{"__proto__":{"is_admin":true},"a":1}'));
  assert.equal(read.isAdmin, undefined);
  assert.equal(Object.getPrototypeOf(read), Object.prototype);
});

test('a read sends no body and no token, and leaves out what is empty', async () => {
  const { client, asked } = gateway(json({ next_page: 1 }));
  client.useToken('t');
  assert.deepEqual(await client.get('/x', { limit: 5, cursor: null, text: 'a&b' }), { nextPage: 1 });
  assert.equal(asked[0].path, '/x?limit=5&text=a%26b');
  assert.deepEqual([asked[0].body, asked[0].headers.get('x-luthien-csrf')], [undefined, null]);
  assert.equal(queryOf({}), '');
});

test('a change carries the token of the session', async () => {
  const { client, asked } = gateway(json(null, 204));
  client.useToken('secret');
  assert.equal(await client.post('/x', { onFailure: 1 }), null);
  assert.deepEqual([asked[0].method, asked[0].headers.get('x-luthien-csrf'), asked[0].body, asked[0].credentials], ['POST', 'secret', '{"onFailure":1}', 'same-origin']);
});

test('the head of a good answer is heard before the rest, that of a problem is not', async () => {
  const { client } = gateway(new Response('{}', { status: 200, headers: { 'x-luthien-transaction-id': 'abc' } }), json({ title: 'no' }, 422));
  const heard = [];
  await client.post('/x', {}, { onHead: (headers) => heard.push(headers.get('x-luthien-transaction-id')) });
  await client.post('/x', {}, { onHead: () => heard.push('problem') }).catch(() => undefined);
  assert.deepEqual(heard, ['abc']);
});

test('a problem comes with its fields', async () => {
  const { client } = gateway(json({ type: 'urn:luthien:problem:policy-refused', title: 'Policy refused', status: 422, detail: 'Nothing has changed.', errors: [{ policy: 'P', field: 'pairs[0].find', message: 'It must not be empty.' }, 7] }, 422));
  const problem = await client.post('/x', {}).catch((cause) => cause);
  assert.deepEqual([problem.kind, problem.status, problem.isPassing, problem.problems], ['policy-refused', 422, false, [{ policy: 'P', field: 'pairs[0].find', message: 'It must not be empty.' }, { policy: null, field: null, message: 'It is wrong.' }]]);
});

test('an answer of somebody between is told as what it is', () => {
  const problem = problemOf(502, '<html><h1>Bad Gateway</h1>', '7');
  assert.deepEqual([problem.title, problem.detail, problem.isPassing, problem.retryAfterMs], ['The gateway answered 502.', '<html><h1>Bad Gateway</h1>', true, 7000]);
  assert.equal(problemOf(500, '', 'soon').retryAfterMs, null);
  assert.equal(problemOf(429, 'null', '9999999').retryAfterMs, 3600000);
});

test('no answer is a problem that may pass; the caller’s own abort is none', async () => {
  const { client } = gateway(new TypeError('network'), new TypeError('aborted'));
  assert.deepEqual(await client.get('/x').catch(({ status, isPassing }) => [status, isPassing]), [0, true]);
  const abort = new AbortController();
  abort.abort();
  assert.equal((await client.get('/x', {}, abort.signal).catch((cause) => cause)).message, 'aborted');
  assert.equal(asProblem('x').detail, 'x');
});

test('signing in sends the key once, in a body, and keeps it nowhere', async () => {
  const { client, asked } = gateway(json(null, 204), json({ csrf: 't', expires_at: '2026-01-31T13:00:00Z' }), json(null, 204));
  const session = createSession(client);
  await session.signIn('the-key');
  assert.deepEqual(session.current, { state: 'in', expiresAt: Date.parse('2026-01-31T13:00:00Z') });
  await session.signOut();
  assert.equal(session.current.state, 'out');
  assert.deepEqual(asked.map(({ method, path }) => `${method} ${path}`), ['POST /api/session', 'GET /api/session', 'DELETE /api/session']);
  assert.equal(asked[2].headers.get('x-luthien-csrf'), 't');
  assert.equal(asked.filter((one) => JSON.stringify([one.path, one.body, [...one.headers]]).includes('the-key')).length, 1);
});

test('a wrong key leaves the page signed out, a lost session says that it has ended', async () => {
  const { client } = gateway(json({}, 401), json({ csrf: 't', expires_at: null }), json({}, 401));
  const session = createSession(client);
  const states = [];
  session.onChange(({ state }) => states.push(state));
  await assert.rejects(session.signIn('wrong'));
  await session.load();
  await assert.rejects(client.get('/debug/calls'));
  assert.deepEqual(states, ['out', 'in', 'expired']);
});

test('a page that comes back with an old cookie says that the session has ended', async () => {
  const { client } = gateway(json({ type: 'urn:luthien:problem:session-ended' }, 401));
  const returning = createSession(client);
  await assert.rejects(returning.load());
  assert.equal(returning.current.state, 'expired');
  const other = createSession(gateway(json({ type: 'urn:luthien:problem:unauthorized' }, 401)).client);
  await assert.rejects(other.load());
  assert.equal(other.current.state, 'out');
});

test('a change goes through when another tab has signed in anew, and not for ever when it is refused', async () => {
  const stale = () => json({ type: 'urn:luthien:problem:csrf' }, 403);
  const { client, asked } = gateway(stale(), json({ csrf: 'new' }), json({ done: true }), stale(), json({ csrf: 'new' }));
  client.useToken('old');
  assert.deepEqual(await client.post('/x', {}), { done: true });
  assert.deepEqual(asked.map(({ method, path, headers }) => `${method} ${path} ${headers.get('x-luthien-csrf')}`), ['POST /x old', 'GET /api/session null', 'POST /x new']);
  await assert.rejects(client.post('/x', {}), ({ kind }) => kind === 'csrf');
  assert.equal(asked.length, 5);
});

test('a page that asks for nothing notices the end of its session too', async () => {
  let now = 0;
  const { client } = gateway(json({ csrf: 't', expires_at: new Date(60000).toISOString() }));
  const session = createSession(client, { now: () => now });
  await session.load();
  session.lapse();
  assert.equal(session.current.state, 'in');
  now = 60000;
  session.lapse();
  assert.equal(session.current.state, 'expired');
});

test('the end of a session is told before it comes', () => {
  const at = (ms) => expiryOf({ state: 'in', expiresAt: ms }, 0);
  assert.deepEqual([at(4 * 60000), at(3600000), at(-1), expiryOf({ state: 'out', expiresAt: null }, 0)], [{ text: 'Session ends in 4 min', isNear: true }, { text: 'Session ends in 1 h', isNear: false }, { text: 'Session has ended', isNear: true }, { text: '', isNear: false }]);
});

test('a refused sign-in says whose fault it is', () => {
  assert.equal(refusal(problemOf(401, '', null)), 'This is not the admin key.');
  assert.equal(refusal(problemOf(429, '', '30')), 'Too many tries. Wait 30 s.');
  assert.match(refusal(problemOf(503, '{"detail":"Later."}', null)), /Later/);
});

test('every page belongs to a place', () => {
  assert.deepEqual(['/', '/activity/monitor', '/calls/1', '/sessions/1', '/history', '/debug/diff', '/policy-config', '/system'].map(placeOf), [null, '/activity/monitor', '/activity/monitor', '/history', '/history', '/debug/diff', '/policy-config', '/system']);
  assert.equal(PLACES.length, 5);
});

test('themes go round; what else stands in their place counts as none', () => {
  assert.deepEqual(['system', 'light', 'dark'].map(themeAfter), ['light', 'dark', 'system']);
  assert.deepEqual(['dark', HOSTILE.script, null].map((kept) => chosenTheme({ getItem: () => kept })), ['dark', 'system', 'system']);
  assert.equal(chosenTheme({ getItem() { throw new Error('forbidden'); } }), 'system');
});
