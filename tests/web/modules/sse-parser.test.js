import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONGEST, createSseParser } from '../../../src/LuthienProxy.Host/wwwroot/js/live/sse-parser.js';

const TEXT = 'retry: 250\n\n: beat 15000\n\nid: gw-1-2-3\nevent: gap\ndata: {"missed":4}\n\ndata: one\ndata: two\n\n';
const EXPECTED = [
  { kind: 'retry', ms: 250 }, { kind: 'comment', text: 'beat 15000' }, { kind: 'event', id: 'gw-1-2-3', type: 'gap', data: '{"missed":4}' }, { kind: 'place', id: 'gw-1-2-3' }, { kind: 'event', id: '', type: 'message', data: 'one\ntwo' },
];
const read = (...pieces) => {
  const parser = createSseParser();
  return pieces.flatMap((piece) => parser.push(piece));
};

test('a stream says events, comments and how long to wait', () => assert.deepEqual(read(TEXT), EXPECTED));

test('it says the same however it is cut', () => {
  assert.deepEqual(read(...TEXT), EXPECTED);
  for (let at = 1; at < TEXT.length; at += 1) assert.deepEqual(read(TEXT.slice(0, at), TEXT.slice(at)), EXPECTED);
});

test('lines may end in CR LF, cut between the two as well', () => {
  const text = TEXT.replaceAll('\n', '\r\n');
  for (let at = 1; at < text.length; at += 1) assert.deepEqual(read(text.slice(0, at), text.slice(at)), EXPECTED);
});

test('an id without data says how far the stream is, and is no event', () => {
  assert.deepEqual(read('retry: 5\nid: a\n\n', ': beat\nid: b\n\n'), [{ kind: 'retry', ms: 5 }, { kind: 'place', id: 'a' }, { kind: 'comment', text: 'beat' }, { kind: 'place', id: 'b' }]);
});

test('an event that was not ended is none', () => assert.deepEqual(read('data: half\n'), []));

test('what is not known, has no data or breaks the rules is left out', () => {
  assert.deepEqual(read('event: x\n\n', 'colour: red\n\n', 'retry: soon\n\n', 'id: a\0b\ndata: 1\n\n'), [{ kind: 'event', id: '', type: 'message', data: '1' }]);
});

test('only one blank behind the colon is not part of a value', () => assert.equal(read('data:  x\n\n')[0].data, ' x'));

test('an event that is too long is left out, and the next one is there', () => {
  const long = 'x'.repeat(LONGEST);
  assert.deepEqual(read(`data: ${long}y\n\ndata: after\n\n`).map((said) => said.data), ['after']);
  assert.deepEqual(read('data: ', long, long, '\n\ndata: after\n\n').map((said) => said.data), ['after']);
  assert.deepEqual(read(`data: ${long}\ndata: ${long}\n\ndata: after\n\n`).map((said) => said.data), ['after']);
});
