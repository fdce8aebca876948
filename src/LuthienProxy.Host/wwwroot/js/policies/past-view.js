import { h } from '../dom/element.js';
import { moment } from '../text/format.js';
import { inline } from '../text/shown.js';

/** @typedef {import('./policy-api.js').Version} Version */
/** @typedef {import('./policy-api.js').PolicyChange} PolicyChange */

const WORDS = /** @type {Record<string, string>} */ ({ create: 'made', activate: 'activated', rollback: 'rolled back to', delete: 'deleted' });

/**
 * The versions of all instances, to look at, to go on from, or to use again.
 * @param {Version[]} versions
 * @param {{ onEdit: (version: Version) => void, onActivate: (version: Version) => void }} actions
 * @returns {HTMLElement}
 */
export function versionsView(versions, { onEdit, onActivate }) {
  return h('section', { class: 'card', 'aria-labelledby': 'versions-title' }, h('h2', { id: 'versions-title' }, 'Versions'),
    versions.length === 0 ? h('p', { class: 'soft' }, 'None has been made yet.') : h('ul', { class: 'plain' }, versions.map((version) => h('li', {},
      h('div', { class: 'row' }, h('b', {}, inline(`${version.name} v${version.version}`)), version.isActive && h('span', { class: 'badge good' }, 'active'),
        h('span', { class: 'row push' }, h('button', { type: 'button', on: { click: () => onEdit(version) } }, 'Open'), !version.isActive && h('button', { type: 'button', on: { click: () => onActivate(version) } }, 'Activate'))),
      h('p', { class: 'hint' }, inline(version.policies.map((policy) => policy.name ?? policy.policy).join(' → ') || 'no policy'), '. ', moment(version.createdAt), ' by ', inline(version.createdBy), version.description && ['. ', inline(version.description)])))));
}

/**
 * Who changed what, and the way back.
 * @param {PolicyChange[]} changes the newest first
 * @param {() => void} onRollback
 * @returns {HTMLElement}
 */
export function historyView(changes, onRollback) {
  const name = (/** @type {{ name: string, version: number } | null} */ version) => (version === null ? 'no policy' : `${version.name} v${version.version}`);
  const isBackPossible = changes.some((change) => (change.action === 'activate' || change.action === 'rollback') && change.from !== null);
  return h('section', { class: 'card', 'aria-labelledby': 'history-title' },
    h('div', { class: 'row' }, h('h2', { id: 'history-title' }, 'What was changed'), h('button', { type: 'button', class: 'push', disabled: !isBackPossible, on: { click: onRollback } }, '↶ Roll back')),
    changes.length === 0 ? h('p', { class: 'soft' }, 'Nothing yet.') : h('ol', { class: 'plain' }, changes.map((change) => h('li', {},
      h('span', { class: 'soft number' }, moment(change.at)), ' ', inline(change.by), ` ${WORDS[change.action] ?? change.action} `, h('b', {}, inline(name(change.to ?? change.from))), change.from !== null && change.to !== null && [h('span', { class: 'soft' }, ' in place of ', inline(name(change.from)))]))));
}
