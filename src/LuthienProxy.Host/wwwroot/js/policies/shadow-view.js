import { verdictView, probabilityView } from '../calls/decisions.js';
import { h } from '../dom/element.js';
import { clock, count, duration, moment } from '../text/format.js';
import { inline } from '../text/shown.js';
import { pathTo } from '../text/address.js';

/** @typedef {import('./policy-api.js').Shadows} Shadows */

/**
 * How often a policy that only looks on would have acted.
 * @param {Record<string, number>} verdicts
 * @returns {number} a share of all, 0 to 1
 */
export function actedShare(verdicts) {
  const all = Object.values(verdicts).reduce((sum, times) => sum + times, 0);
  return all === 0 ? 0 : (all - (verdicts.forward ?? 0)) / all;
}

/**
 * What the policies that only look on would have done.
 * @param {Shadows} shadows
 * @returns {HTMLElement}
 */
export function shadowView({ since, policies }) {
  return h('section', { class: 'card', 'aria-labelledby': 'shadow-title' }, h('h2', { id: 'shadow-title' }, 'In shadow'),
    h('p', { class: 'hint' }, 'What stages in shadow would have done, since ', moment(since), '.'),
    policies.length === 0 ? h('p', { class: 'soft' }, 'Nothing yet. Set a stage to shadow to see what it would do before it may.') : policies.map((shadow) => {
      const share = actedShare(shadow.verdicts);
      return h('div', { class: 'shadow-policy' },
        h('div', { class: 'row' }, h('b', {}, inline(shadow.policy)), h('span', { class: 'soft' }, `version ${shadow.version}`), h('span', { class: 'push' }, `would have acted in ${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} % of ${count(shadow.calls)} calls`)),
        h('p', { class: 'hint' }, Object.entries(shadow.verdicts).map(([verdict, times]) => `${verdict} ${count(times)}`).join(', '), `. Took ${duration(shadow.tookMsP50)} (p50), ${duration(shadow.tookMsP99)} (p99).`),
        h('ul', { class: 'plain' }, shadow.latest.map((one) => h('li', { class: 'row' }, verdictView({ verdict: one.verdict, isShadow: false }), h('a', { href: pathTo('/calls', one.transactionId) }, clock(one.at)), probabilityView(one.probability), one.reason && h('span', { class: 'soft' }, inline(one.reason))))));
    }));
}
