import { standingOf } from '../activity/row.js';
import { h } from '../dom/element.js';
import { duration, moment, short } from '../text/format.js';
import { inline } from '../text/shown.js';
import { plain } from '../text/visible.js';
import { pathTo } from '../text/address.js';

/** @typedef {import('../api/types.js').Call} Call */

/**
 * Calls as a list for reading.
 * @param {Call[]} calls in their order
 * @param {(call: Call) => string} [hrefOf] where each leads
 * @returns {HTMLElement}
 */
export function callList(calls, hrefOf = (call) => pathTo('/calls', call.transactionId)) {
  return h('ul', { class: 'cards' }, calls.map((call) => callEntry(call, hrefOf(call))));
}

/**
 * One call of such a list.
 * @param {Call} call
 * @param {string} href where it leads
 * @returns {HTMLElement}
 */
export function callEntry(call, href) {
  const standing = standingOf({ ...call, outcome: 'none' });
  return h('li', { class: 'entry' },
    h('a', { class: 'entry-title', href }, inline(plain(call.title ?? call.error ?? call.path, 140))),
    h('div', { class: 'entry-facts' },
      h('span', { class: `state state-${standing}` }, standing === 'running' ? call.state : standing),
      call.isIntervened && call.state !== 'blocked' && h('span', { class: 'outcome outcome-touched' }, 'changed or stopped'),
      h('time', { datetime: call.openedAt }, moment(call.openedAt)), h('code', {}, inline(plain(call.model ?? '–', 60))), h('span', {}, duration(call.durationMs)),
      call.usage && h('span', {}, `${short(call.usage.input)} → ${short(call.usage.output)} tokens`),
      call.kind !== 'turn' && h('span', { class: 'badge' }, call.kind.replace('_', ' '))));
}
