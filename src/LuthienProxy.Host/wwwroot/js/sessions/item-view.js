import { contentView } from '../calls/content.js';
import { h } from '../dom/element.js';
import { clock, duration } from '../text/format.js';
import { inline } from '../text/shown.js';
import { plain } from '../text/visible.js';
import { encoded, pathTo } from '../text/address.js';

/** @typedef {import('./transcript.js').Item} Item */

/**
 * One entry of a conversation.
 * @param {Item} item
 * @returns {HTMLElement}
 */
export function itemView(item) {
  switch (item.kind) {
    case 'turn': return turnView(item);
    case 'errand': return h('div', { class: 'errand' }, callLink(item, item.call.kind.replace('_', ' ')), ' ', inline(plain(item.call.title ?? '', 100)));
    case 'note': return h('div', { class: 'note' }, inline(item.text));
    case 'system': return h('details', { class: 'spoken', data: { role: 'system' } }, h('summary', {}, 'System prompt'), item.contents.map(contentView));
    default: return h('article', { class: 'spoken', data: { role: item.kind === 'answer' ? 'answer' : item.role } }, h('h3', { class: 'role' }, inline(item.role)), item.contents.map(contentView));
  }
}

/**
 * @param {Item} item
 * @returns {HTMLElement}
 */
function turnView(item) {
  const { call } = item;
  return h('div', { class: 'turn' }, h('h2', {}, callLink(item, `Turn ${item.turn}`)), h('span', {}, clock(call.openedAt)), h('code', {}, inline(plain(call.model ?? '–', 50))), h('span', {}, duration(call.durationMs)),
    call.state !== 'completed' && h('span', { class: `state state-${call.state === 'open' ? 'running' : call.state}` }, call.state),
    call.isIntervened && h('a', { class: 'outcome outcome-replace', href: `/debug/diff?id=${encoded(call.transactionId)}` }, 'changed by a policy'));
}

/**
 * @param {Item} item
 * @param {string} text
 * @returns {HTMLElement}
 */
function callLink({ call }, text) {
  return h('a', { href: pathTo('/calls', call.transactionId) }, text);
}
