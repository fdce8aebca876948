import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStream } from '../../../src/LuthienProxy.Host/wwwroot/js/live/stream.js';
import { createSeen } from '../../../src/LuthienProxy.Host/wwwroot/js/live/seen.js';

/** A gateway and a clock that the test plays. */
function play(query = {}) {
  const events = [];
  const states = [];
  const requests = [];
  const timers = new Map();
  let last = 0;
  let unauthorized = 0;
  const settle = async () => { for (let turn = 0; turn < 30; turn += 1) await Promise.resolve(); };
  const stream = createStream({
    query, random: () => 1,
    onEvent: (event) => events.push(event), onState: ({ state, waitMs }) => states.push(waitMs > 0 ? `${state} ${waitMs}` : state), onUnauthorized: () => { unauthorized += 1; },
    timers: { set: (action, ms) => { last += 1; timers.set(last, { action, ms }); return last; }, clear: (id) => timers.delete(id) },
    send: (path, { headers, signal }) => new Promise((resolve, reject) => {
      let controller;
      const body = new ReadableStream({ start(given) { controller = given; } });
      signal.addEventListener('abort', () => reject(signal.reason));
      requests.push({
        path, lastId: headers.get('last-event-id'), signal,
        open: async () => { resolve(new Response(body)); await settle(); },
        answer: async (status, more = {}) => { resolve(new Response(null, { status, headers: more })); await settle(); },
        say: async (text) => { controller.enqueue(new TextEncoder().encode(text)); await settle(); },
        end: async () => { controller.close(); await settle(); },
        fail: async () => { reject(new TypeError('network')); await settle(); },
      });
    }),
  });
  const pass = async (ms) => {
    const [id, timer] = [...timers].find(([, { ms: due }]) => due === ms);
    timers.delete(id);
    timer.action();
    await settle();
  };
  return { stream, events, states, requests, pass, waits: () => [...timers.values()].map(({ ms }) => ms), unauthorized: () => unauthorized };
}

const event = (id, type = 'transaction.opened') => `id: ${id}\nevent: ${type}\ndata: {"type":"${type}","transaction_id":"${id}"}\n\n`;

test('events come once each, with names as the pages write them', async () => {
  const { stream, events, requests } = play();
  stream.start();
  await requests[0].open();
  await requests[0].say(event('a') + event('b') + event('a'));
  assert.deepEqual(events, [{ id: 'a', type: 'transaction.opened', transactionId: 'a' }, { id: 'b', type: 'transaction.opened', transactionId: 'b' }]);
});

test('after a cut it comes back by itself where it was, and shows nothing twice', async () => {
  const { stream, events, states, requests, pass } = play();
  stream.start();
  await requests[0].open();
  await requests[0].say(`retry: 200\n\n${event('a')}${event('b')}`);
  await requests[0].end();
  await pass(200);
  assert.equal(requests[1].lastId, 'b');
  await requests[1].open();
  await requests[1].say(event('b') + event('c'));
  assert.deepEqual(events.map(({ id }) => id), ['a', 'b', 'c']);
  assert.deepEqual(states.filter((state, index) => state !== states[index - 1]), ['connecting', 'live', 'waiting 200', 'connecting', 'live']);
});

test('a gap has no id of its own and is always told, whatever came before it', async () => {
  const { stream, events, requests } = play();
  stream.start();
  await requests[0].open();
  const gap = 'event: gap\ndata: {"type":"gap","missed":3,"reason":"slow"}\n\n';
  await requests[0].say(event('a') + gap + gap);
  assert.deepEqual(events.map(({ type }) => type), ['transaction.opened', 'gap', 'gap']);
});

test('it comes back to where the stream was, also where a filter kept the rest back', async () => {
  const { stream, requests, pass } = play();
  stream.start();
  await requests[0].open();
  await requests[0].say('retry: 200\nid: head\n\n');
  await requests[0].end();
  await pass(200);
  await requests[1].open();
  await requests[1].say(`${event('a')}: beat\nid: b\n\n`);
  await requests[1].end();
  await pass(400);
  assert.deepEqual(requests.map(({ lastId }) => lastId), [null, 'head', 'b']);
});

test('a wrong key is not tried again; a sign-in is asked for once', async () => {
  const { stream, requests, waits, unauthorized } = play();
  stream.start();
  await requests[0].answer(401);
  assert.equal(stream.connection().state, 'refused');
  assert.deepEqual(waits(), []);
  assert.equal(unauthorized(), 1);
  stream.start();
  assert.equal(requests.length, 2);
});

test('a gateway that has too many listeners is obeyed', async () => {
  const { stream, requests, pass } = play();
  stream.start();
  await requests[0].answer(429, { 'retry-after': '9' });
  await pass(9000);
  assert.equal(requests.length, 2);
});

test('no answer within the limit is a failure, and its request is given up', async () => {
  const { stream, requests, pass } = play();
  stream.start();
  await pass(15000);
  assert.ok(requests[0].signal.aborted);
  assert.equal(stream.connection().state, 'waiting');
});

test('a connection without signs of life is given up, once the gateway has said how often they come', async () => {
  const { stream, requests, pass, waits } = play();
  stream.start();
  await requests[0].open();
  assert.ok(!waits().includes(45000));
  await requests[0].say(': beat 15000\n\n');
  await requests[0].say(': beat 15000\n\n');
  await pass(45000);
  assert.equal(stream.connection().state, 'waiting');
});

test('a machine that is online again does not wait', async () => {
  const { stream, requests } = play();
  stream.start();
  await requests[0].fail();
  stream.wake();
  assert.equal(requests.length, 2);
});

test('stopping gives up the request and every wait', async () => {
  const { stream, events, requests, waits } = play();
  stream.start();
  await requests[0].open();
  stream.stop();
  assert.ok(requests[0].signal.aborted);
  await requests[0].say(event('a')).catch(() => undefined);
  assert.deepEqual([events.length, waits().length, stream.connection().state], [0, 0, 'idle']);
});

test('what is no JSON object is left out', async () => {
  const { stream, events, requests } = play();
  stream.start();
  await requests[0].open();
  await requests[0].say('data: {"half\n\ndata: 3\n\ndata: null\n\ndata: []\n\n');
  assert.deepEqual(events, []);
});

test('the gateway is asked to leave out what is not wanted', () => {
  const { stream, requests } = play({ transaction_id: 'a b', model: null });
  stream.start();
  assert.equal(requests[0].path, '/activity/stream?transaction_id=a+b');
});

test('ids are remembered up to a bound, the latest of them', () => {
  const seen = createSeen(3);
  assert.deepEqual(['a', 'b', 'c', 'a', 'd', 'a', 'b'].map((id) => seen.isNew(id)), [true, true, true, false, true, true, true]);
  assert.deepEqual(['', ''].map((id) => seen.isNew(id)), [true, true]);
});
