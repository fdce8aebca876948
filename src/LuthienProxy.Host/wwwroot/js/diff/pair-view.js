import { contentName, contentText } from '../calls/content.js';
import { h } from '../dom/element.js';
import { readable } from '../text/json.js';
import { shown, textBlock } from '../text/shown.js';
import { sidesOf, wordsOf } from './sides.js';

/** @typedef {import('../api/types.js').ContentChange} ContentChange */
/** @typedef {import('../api/types.js').ValueChange} ValueChange */

const LONGEST = 100000;

/**
 * A value on both sides.
 * @param {ValueChange} change
 * @param {import('../dom/element.js').Child} [name] what it is called, where not by its own name
 * @returns {HTMLElement}
 */
export function valuePair(change, name = undefined) {
  const label = name ?? h('code', {}, shown(change.name));
  return pair(change.change, label, change.before === null ? null : readable(change.before), change.after === null ? null : readable(change.after), [], 'code');
}

/**
 * A piece of content on both sides.
 * @param {ContentChange} change
 * @param {import('../dom/element.js').Child} [name] what it is called, where its kind does not say enough
 * @returns {HTMLElement}
 */
export function contentPair({ change, before, after, words }, name = undefined) {
  const either = /** @type {import('../api/types.js').Content} */ (after ?? before);
  const isCode = either.kind === 'tool_call' || either.kind === 'tool_result' || either.kind === 'opaque';
  const label = [name, contentName(either).length > 0 ? contentName(either) : name === undefined && 'Text'];
  const renamed = before && after && before.toolName !== after.toolName ? ` (was ${before.toolName ?? 'without a name'})` : '';
  return pair(change, [label, renamed], before && contentText(before), after && contentText(after), words, isCode ? 'code' : '');
}

/**
 * @param {import('../api/types.js').Change} change
 * @param {import('../dom/element.js').Child} label
 * @param {string | null} before
 * @param {string | null} after
 * @param {import('../text/words.js').WordRun[]} words
 * @param {string} kind further classes
 * @returns {HTMLElement}
 */
function pair(change, label, before, after, words, kind) {
  const head = h('div', { class: 'pair-name' }, label, change !== 'same' && h('span', { class: `badge ${{ added: 'good', removed: 'bad', changed: 'warn' }[change]}` }, change));
  const [left, right] = change === 'same' ? [plainSide(before, kind), plainSide(before, kind)] : change === 'changed' && before !== null && after !== null && before.length + after.length <= LONGEST
    ? marked(before, after, words, kind) : [plainSide(before, kind), plainSide(after, kind)];
  return h('div', { class: 'pair', data: { change }, tabindex: change === 'same' ? null : '-1' }, head,
    h('div', { class: 'side before', 'aria-label': 'Before' }, left), h('div', { class: 'side after', 'aria-label': 'After' }, right));
}

/**
 * @param {string | null} text
 * @param {string} kind
 * @returns {HTMLElement}
 */
function plainSide(text, kind) {
  return text === null ? h('p', { class: 'soft none' }, 'not there') : textBlock(text, { class: kind });
}

/**
 * @param {string} before
 * @param {string} after
 * @param {import('../text/words.js').WordRun[]} words
 * @param {string} kind
 * @returns {HTMLElement[]}
 */
function marked(before, after, words, kind) {
  const sides = sidesOf(wordsOf(words, before, after));
  const side = (/** @type {import('./sides.js').Run[]} */ runs, /** @type {string} */ tag) => h('div', { class: `said ${kind}`, dir: 'auto' }, runs.map((run) => (run.isChanged ? h(tag, {}, shown(run.text)) : shown(run.text))));
  return [side(sides.before, 'del'), side(sides.after, 'ins')];
}
