import { asProblem } from '../api/problem.js';
import { h, refill } from '../dom/element.js';
import { failureView, waitingView } from '../shell/failure.js';
import { moment } from '../text/format.js';
import { inline } from '../text/shown.js';

/** @typedef {import('./policy-api.js').Instance} Instance */
/** @typedef {import('./policy-api.js').Version} Version */
/** @typedef {import('./policy-api.js').PolicyChange} PolicyChange */

const WORDS = /** @type {Record<string, string>} */ ({ create: 'made', activate: 'activated', rollback: 'rolled back to', deactivate: 'switched off', delete: 'deleted' });

/**
 * What has been configured; each instance opens to its versions, to look at, to go on from, or to use again.
 * @param {Instance[]} instances
 * @param {{ onEdit: (version: Version) => void, onActivate: (version: Version) => void, read: (name: string) => Promise<Version[]> }} actions
 * @returns {HTMLElement}
 */
export function instancesView(instances, actions) {
  return h('section', { class: 'card', 'aria-labelledby': 'versions-title' }, h('h2', { id: 'versions-title' }, 'Versions'),
    instances.length === 0 ? h('p', { class: 'soft' }, 'None has been made yet.') : h('ul', { class: 'plain' }, instances.map((instance) => h('li', {}, instanceView(instance, actions)))));
}

/**
 * @param {Instance} instance
 * @param {Parameters<typeof instancesView>[1]} actions
 * @returns {HTMLElement}
 */
function instanceView(instance, actions) {
  const versions = h('div', {});
  const read = async () => {
    refill(versions, waitingView());
    try {
      refill(versions, h('ul', { class: 'plain' }, (await actions.read(instance.name)).map((version) => versionView(version, actions))));
    } catch (cause) {
      refill(versions, failureView(asProblem(cause), () => void read()));
    }
  };
  const isActive = instance.activeVersion !== null;
  if (isActive) void read();
  return h('details', { open: isActive, on: { toggle: (event) => event.target.open && versions.childNodes.length === 0 && void read() } },
    h('summary', {}, h('b', {}, inline(instance.name)), isActive && [' ', h('span', { class: 'badge good' }, `v${instance.activeVersion} active`)], h('span', { class: 'soft' }, ` ${instance.versions} ${instance.versions === 1 ? 'version' : 'versions'}`),
      instance.description && h('span', { class: 'soft' }, '. ', inline(instance.description))), versions);
}

/**
 * @param {Version} version
 * @param {Parameters<typeof instancesView>[1]} actions
 * @returns {HTMLElement}
 */
function versionView(version, { onEdit, onActivate }) {
  return h('li', {},
    h('div', { class: 'row' }, h('b', {}, inline(`${version.name} v${version.version}`)), version.isActive && h('span', { class: 'badge good' }, 'active'),
      h('span', { class: 'row push' }, h('button', { type: 'button', on: { click: () => onEdit(version) } }, 'Open'), !version.isActive && h('button', { type: 'button', on: { click: () => onActivate(version) } }, 'Activate'))),
    h('p', { class: 'hint' }, inline(version.policies.map((policy) => policy.name ?? policy.policy).join(' → ') || 'no policy'), '. ', moment(version.createdAt), ' by ', inline(version.createdBy), version.description && ['. ', inline(version.description)]));
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
