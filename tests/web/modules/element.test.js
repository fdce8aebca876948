import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_HOSTILE, HOSTILE } from '../mock/hostile.js';
import { useFakeDocument } from './fake-document.js';

useFakeDocument();
const { h, refill, svg } = await import('../../../src/LuthienProxy.Host/wwwroot/js/dom/element.js');
const { shown, textBlock } = await import('../../../src/LuthienProxy.Host/wwwroot/js/text/shown.js');
const { step } = await import('../../../src/LuthienProxy.Host/wwwroot/js/dom/keys.js');

for (const [name, payload] of Object.entries(HOSTILE)) {
  test(`${name} becomes text, as a child and as an attribute`, () => {
    const element = h('p', { title: payload, data: { it: payload } }, payload);
    assert.equal(element.childNodes.length, 1);
    assert.equal(element.childNodes[0].nodeValue, payload);
    assert.equal(element.getAttribute('title'), payload);
  });
}

test('what could run or restyle is refused as an attribute', () => {
  for (const name of ['onclick', 'ONERROR', 'style', 'srcdoc', 'innerHTML']) assert.throws(() => h('a', { [name]: 'x' }), TypeError);
});

test('an address leads to this site or nowhere', () => {
  for (const href of [HOSTILE.address, 'https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', 'data:text/html,x', ' /x', '']) assert.throws(() => h('a', { href }), TypeError);
  for (const href of ['/calls/1', '/', '?q=1', '#main']) assert.equal(h('a', { href }).getAttribute('href'), href);
});

test('what is not there leaves no trace', () => {
  const element = h('p', { title: null, hidden: false, disabled: true }, null, undefined, false, '', 0, [['a'], null]);
  assert.deepEqual([...element.attributes], [['disabled', '']]);
  assert.equal(element.textContent, '0a');
});

test('listeners are functions and never text', () => {
  const press = () => undefined;
  assert.deepEqual(h('button', { on: { click: press } }).listeners, [['click', press]]);
});

test('children are put in place of others; SVG is made the same way', () => {
  assert.equal(refill(svg('g', { d: 'M0 0' }, 'old'), 'new', h('b', {}, '!')).textContent, 'new!');
});

test('a text with all of it holds marks and text, and no other element', () => {
  const block = textBlock(ALL_HOSTILE);
  assert.deepEqual([...new Set(block.childNodes.map((node) => node.name ?? 'text'))].sort(), ['span', 'text']);
  assert.equal(block.all('script').length + block.all('img').length + block.all('svg').length, 0);
  assert.ok(shown(HOSTILE.bidi).every((node) => !/[\u202a-\u202e\u2066-\u2069]/.test(node.textContent)));
});

test('a long text shows its beginning and says how much there is', () => {
  const block = textBlock('x'.repeat(30000));
  assert.equal(block.childNodes[0].textContent.length, 20000);
  assert.match(block.all('button')[0].textContent, /10,000/);
});

test('arrow keys lead to neighbours and stop at the ends', () => {
  assert.deepEqual([step('ArrowDown', 0, 3), step('ArrowUp', 0, 3), step('ArrowDown', 2, 3), step('End', 0, 3), step('Home', 2, 3), step('x', 1, 3), step('ArrowDown', -1, 0)], [1, -1, -1, 2, 0, -1, -1]);
});
