import { h } from '../dom/element.js';
import { inline } from '../text/shown.js';
import { contentPair, valuePair } from './pair-view.js';
import { tally } from './sides.js';

/** @typedef {import('../api/types.js').CallDiff} CallDiff */
/** @typedef {{ id: string, title: string, summary: string, isChanged: boolean, entries: HTMLElement[] }} Section */

/**
 * The parts of a comparison in order; those that neither side has are left out.
 * @param {CallDiff} diff
 * @returns {Section[]}
 */
export function sectionsOf({ request, response }) {
  return [
    request && section('model', 'Model', [request.model], [valuePair(request.model)]),
    request && section('system', 'System prompt', request.system, request.system.map((change) => contentPair(change))),
    request && section('messages', 'Messages', request.messages, request.messages.map(messageEntry)),
    request && section('tools', 'Tools', request.tools, request.tools.map((change) => valuePair(change))),
    request && section('parameters', 'Parameters', request.parameters, request.parameters.map((change) => valuePair(change))),
    response && section('answer', 'Answer', response.blocks, response.blocks.map((change) => contentPair(change))),
    response && section('end', 'How it ended', [response.stopReason, response.error], [response.stopReason, response.error].filter((change) => change.before !== null || change.after !== null).map((change) => valuePair(change, change.name === 'stop' ? 'Stop reason' : undefined))),
  ].filter((part) => part !== null && part.entries.length > 0).map((part) => /** @type {Section} */ (part));
}

/**
 * A section as it stands in the page.
 * @param {Section} part
 * @returns {HTMLElement}
 */
export function sectionView({ id, title, summary, isChanged, entries }) {
  return h('section', { class: 'card diff-section', data: { changed: String(isChanged) }, 'aria-labelledby': `part-${id}` },
    h('div', { class: 'row' }, h('h2', { id: `part-${id}` }, title), h('span', { class: 'soft' }, summary === '' ? 'the same' : summary)), entries);
}

/**
 * @param {string} id
 * @param {string} title
 * @param {{ change: string }[]} changes
 * @param {HTMLElement[]} entries
 * @returns {Section}
 */
function section(id, title, changes, entries) {
  return { id, title, summary: tally(changes), isChanged: tally(changes) !== '', entries };
}

/**
 * @param {import('../api/types.js').MessageChange} change
 * @returns {HTMLElement}
 */
function messageEntry(change) {
  const place = (change.afterIndex ?? change.beforeIndex ?? 0) + 1;
  const name = h('span', {}, `${place}. `, inline(change.role));
  if (change.content.length === 0) return h('div', { class: 'pair', data: { change: change.change } }, h('div', { class: 'pair-name' }, name, ' the same'));
  return h('div', { class: 'message-pairs', data: { change: change.change } }, change.content.map((content) => contentPair(change.change === 'added' || change.change === 'removed' ? { ...content, change: change.change } : content, [name, ' '])));
}
