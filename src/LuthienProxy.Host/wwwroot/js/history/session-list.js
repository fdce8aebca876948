import { h } from '../dom/element.js';
import { ago, many, moment, short } from '../text/format.js';
import { inline } from '../text/shown.js';
import { plain } from '../text/visible.js';
import { pathTo } from '../text/address.js';

/** @typedef {import('../api/types.js').SessionSummary} SessionSummary */

/**
 * A session's title: what it is about, or else when it was.
 * @param {SessionSummary} session
 * @returns {string}
 */
export function titleOf(session) {
  return session.title ? plain(session.title, 140) : `Session of ${moment(session.firstAt)}`;
}

/**
 * One session of the list.
 * @param {SessionSummary} session
 * @param {number} now milliseconds since 1970
 * @returns {HTMLElement}
 */
export function sessionEntry(session, now) {
  const { turns, calls, interventions } = session;
  return h('li', { class: 'entry' },
    h('a', { class: 'entry-title', href: pathTo('/sessions', session.sessionId) }, inline(titleOf(session))),
    h('div', { class: 'entry-facts' },
      h('time', { datetime: session.lastAt, title: moment(session.lastAt) }, ago(session.lastAt, now)),
      h('span', {}, many(turns, 'turn')), calls > turns && h('span', {}, many(calls - turns, 'errand')),
      interventions > 0 && h('span', { class: 'outcome outcome-replace' }, many(interventions, 'intervention')),
      h('span', {}, `${short(session.inputTokens)} → ${short(session.outputTokens)} tokens`), h('code', { class: 'soft' }, inline(plain(session.sessionId, 40)))));
}
