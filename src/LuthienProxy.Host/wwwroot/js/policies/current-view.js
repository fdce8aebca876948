import { h } from '../dom/element.js';
import { moment } from '../text/format.js';
import { inline } from '../text/shown.js';

/** @typedef {import('./policy-api.js').Current} Current */

/**
 * What is in use, by name.
 * @param {Pick<Current, 'name' | 'version' | 'policies'> | null} current
 * @returns {string}
 */
export function nameOf(current) {
  if (!current || (current.name === null && current.policies.length === 0)) return 'no policy';
  return current.name === null ? current.policies.map((policy) => policy.policy).join(', ') : current.version > 0 ? `${current.name} v${current.version}` : current.name;
}

/**
 * What is in use now.
 * @param {Current} current
 * @param {() => void} onDeactivate hears that nothing shall be in use
 * @returns {HTMLElement}
 */
export function currentView(current, onDeactivate) {
  const tone = { healthy: 'good', degraded: 'warn' }[current.status] ?? 'bad';
  return h('section', { class: 'card current', 'aria-labelledby': 'current-title' },
    h('div', { class: 'row' }, h('h2', { id: 'current-title' }, 'In use: ', inline(nameOf(current))), h('span', { class: `badge ${tone}` }, current.status), h('span', { class: 'soft' }, `since ${moment(current.since)}`, current.source && [', from ', current.source === 'db' ? 'the database' : 'a file']),
      current.name !== null && current.source === 'db' && h('button', { type: 'button', class: 'quiet danger push', on: { click: onDeactivate } }, 'Switch off')),
    current.reasons.map((reason) => h('p', { class: 'error' }, inline(reason))),
    current.policies.length === 0 ? h('p', { class: 'soft' }, 'Everything passes as it is.') : h('ol', { class: 'flow' }, current.policies.map((policy) => h('li', {}, inline(policy.name ?? policy.policy), policy.mode?.toLowerCase() === 'shadow' && h('span', { class: 'shadow' }, ' shadow')))));
}
