import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_HOSTILE, HOSTILE } from '../mock/hostile.js';
import { bytes, ago, clock, count, duration, moment, short, when } from '../../../src/LuthienProxy.Host/wwwroot/js/text/format.js';
import { readable } from '../../../src/LuthienProxy.Host/wwwroot/js/text/json.js';
import { cut, pieces, plain } from '../../../src/LuthienProxy.Host/wwwroot/js/text/visible.js';
import { diffWords } from '../../../src/LuthienProxy.Host/wwwroot/js/text/words.js';

const marks = (text) => pieces(text).filter(({ mark }) => mark !== null).map(({ mark }) => mark);
const side = (runs, other) => runs.filter(({ change }) => change !== other).map(({ text }) => text).join('');

test('plain text is one piece, untouched', () => assert.deepEqual(pieces('Grüße\n\t日本 👩‍👩‍👧 <b>'), [{ text: 'Grüße\n\t日本 👩‍👩‍👧 <b>', mark: null }]));

test('escape sequences, directions and hidden characters stand by their names', () => {
  assert.deepEqual(marks(HOSTILE.ansi), ['ESC', 'ESC', 'ESC', 'U+0007', 'U+009B', 'U+0008', 'U+0008', 'U+0008']);
  assert.deepEqual(marks(HOSTILE.bidi), ['RLO', 'PDF', 'LRI', 'PDI', 'ALM']);
  assert.deepEqual(marks(HOSTILE.hidden).slice(0, 3), ['ZWSP', 'BOM', 'U+E0069']);
  assert.deepEqual(marks(HOSTILE.surrogate), ['U+D83D']);
});

test('the pieces make the text again, whatever it is', () => {
  for (const text of ['', ...Object.values(HOSTILE), ALL_HOSTILE, '\r\n\r', '\u2028']) assert.equal(pieces(text).map((piece) => piece.text).join(''), text);
});

test('a line of plain text has no breaks, no marks that act, and a bound', () => {
  assert.equal(plain('a\n\n b\u202ec'), 'a b[RLO]c');
  assert.equal(plain('x'.repeat(400), 10), 'xxxxxxxxx…');
  assert.equal(plain('😀'.repeat(10), 6).length, 5);
  assert.equal(plain(''), '');
});

test('a text is never cut inside a character', () => assert.deepEqual([cut('a😀', 2), cut('a😀', 3), cut('ab', 9)], ['a', 'a😀', 'ab']));

test('words that were changed are found, the rest is the same', () => {
  assert.deepEqual(diffWords('The key is 1234.', 'The key is [removed].'), [{ change: 'same', text: 'The key is ' }, { change: 'removed', text: '1234' }, { change: 'added', text: '[removed]' }, { change: 'same', text: '.' }]);
  assert.deepEqual(diffWords('same', 'same'), [{ change: 'same', text: 'same' }]);
  assert.deepEqual(diffWords('', ''), []);
  assert.deepEqual(diffWords('', 'new'), [{ change: 'added', text: 'new' }]);
  assert.deepEqual(diffWords('a b c', 'b c'), [{ change: 'removed', text: 'a ' }, { change: 'same', text: 'b c' }]);
});

test('the runs always make both texts again', () => {
  let seed = 7;
  const random = (most) => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % most; };
  const text = () => Array.from({ length: random(30) }, () => ['a', 'b', 'cc', ' ', '.', '\n', '<i>', '日本', '😀'][random(9)]).join('');
  for (let round = 0; round < 2000; round += 1) {
    const [before, after] = [text(), text()];
    const runs = diffWords(before, after);
    assert.deepEqual([side(runs, 'added'), side(runs, 'removed')], [before, after]);
    assert.ok(runs.every((run, index) => run.text !== '' && run.change !== runs[index - 1]?.change));
  }
});

test('texts that are too long to compare come as one that went and one that came', () => {
  const [before, after] = ['a', 'b'].map((word) => Array.from({ length: 60000 }, (_, index) => word + index).join(' '));
  assert.deepEqual(diffWords(before, after).map(({ change }) => change), ['removed', 'added']);
  assert.deepEqual(diffWords(`same ${'x y '.repeat(1500)}`, `same ${'z w '.repeat(400)}`).map(({ change }) => change).slice(0, 1), ['same']);
});

test('JSON is laid out and never rewritten', () => {
  assert.equal(readable('{"b":12345678901234567890,"a":[],"a":{"c":[1,2]}}'), '{\n  "b": 12345678901234567890,\n  "a": [],\n  "a": {\n    "c": [\n      1,\n      2\n    ]\n  }\n}');
  assert.equal(readable('[{}, "a,b:{c}\\""]'), '[\n  {},\n  "a,b:{c}\\""\n]');
});

test('what is no JSON stays as it is', () => assert.deepEqual(['', '{half', 'plain', '12', HOSTILE.template].map(readable), ['', '{half', 'plain', '12', HOSTILE.template]));

test('laying out long and deep JSON takes a time in step with its length', () => {
  const deep = '['.repeat(3000) + ']'.repeat(3000);
  assert.ok(readable(deep).length < 600000);
  assert.ok(readable(JSON.stringify(Array.from({ length: 50000 }, (_, index) => ({ index })))).length > 1000000);
});

test('numbers are written alike everywhere', () => {
  assert.deepEqual([null, NaN, 0.123, 12.4, 999.4, 1500, 59940, 61000, 3700000].map(duration), ['–', '–', '0.12 ms', '12 ms', '999 ms', '1.50 s', '59.9 s', '1 min 1 s', '1 h 1 min']);
  assert.deepEqual([null, 0, 999, 1000, 1234, 34567, 999499, 999501, 5600000].map(short), ['–', '0', '999', '1.0 k', '1.2 k', '35 k', '999 k', '1.0 M', '5.6 M']);
  assert.deepEqual([undefined, 0, 1023, 1024, 1536, 1024 ** 2 * 200, 1024 ** 6].map(bytes), ['–', '0 B', '1023 B', '1.0 KiB', '1.5 KiB', '200 MiB', '1048576 TiB']);
  assert.deepEqual([null, 1234567].map(count), ['–', '1,234,567']);
});

test('times that are none are a dash', () => {
  assert.deepEqual([when(null, 0), when(1e12, 1e12).length, when(1e12, 1.1e12).length], ['–', 8, 11]);
  assert.deepEqual([moment('soon'), moment(null), clock(''), ago(undefined, 0)], ['–', '–', '–', '–']);
  assert.match(moment('2026-01-31T12:00:00Z'), /^2026-0[12]-\d\d \d\d:00:00$/);
  assert.deepEqual([0, 4, 40, 400, 40000, 400000].map((seconds) => ago(1e12 - seconds * 1000, 1e12)), ['just now', 'just now', '40 s ago', '6 min ago', '11 h ago', '4 d ago']);
});
