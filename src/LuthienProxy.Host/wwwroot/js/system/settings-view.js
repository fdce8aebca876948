import { h, refill } from '../dom/element.js';
import { count } from '../text/format.js';
import { inline } from '../text/shown.js';

/** @typedef {{ path: string, value: string | null, source: string, place: string | null, description: string | null, isSecret: boolean, isSet: boolean }} Setting */

/**
 * The settings that match what somebody looks for.
 * @param {Setting[]} settings
 * @param {string} words
 * @param {boolean} isChangedOnly without those that have their default
 * @returns {Setting[]}
 */
export function matching(settings, words, isChangedOnly) {
  const wanted = words.trim().toLowerCase().split(/\s+/).filter((word) => word !== '');
  return settings.filter((setting) => (!isChangedOnly || setting.source !== 'default') && wanted.every((word) => [setting.path, setting.isSecret ? '' : setting.value, setting.source, setting.place].join(' ').toLowerCase().includes(word)));
}

/**
 * Every setting with its value, and where that comes from. Of secrets only whether there is one.
 * @param {Setting[]} settings
 * @returns {HTMLElement}
 */
export function settingsView(settings) {
  const rows = h('tbody', {});
  const number = h('span', { class: 'soft', role: 'status' });
  const words = /** @type {HTMLInputElement} */ (h('input', { id: 'settings-find', type: 'search', placeholder: 'Find a setting', autocomplete: 'off', on: { input: () => draw() } }));
  const changed = /** @type {HTMLInputElement} */ (h('input', { id: 'settings-changed', type: 'checkbox', checked: true, on: { change: () => draw() } }));
  const draw = () => {
    const found = matching(settings, words.value, changed.checked);
    refill(number, `${count(found.length)} of ${count(settings.length)}`);
    refill(rows, found.map((setting) => h('tr', {},
      h('td', {}, h('code', {}, inline(setting.path)), setting.description && h('p', { class: 'hint' }, inline(setting.description))),
      h('td', {}, setting.isSecret ? h('span', { class: 'soft' }, setting.isSet ? 'set, not shown' : 'not set') : setting.value === null || setting.value === '' ? h('span', { class: 'soft' }, 'empty') : h('code', {}, inline(setting.value))),
      h('td', {}, h('span', { class: `badge ${setting.source === 'default' ? '' : 'good'}` }, setting.source), setting.source !== 'default' && setting.place !== null && [' ', h('code', { class: 'soft' }, inline(setting.place))]))));
  };
  draw();
  return h('section', { class: 'card', 'aria-labelledby': 'settings-title' }, h('h2', { id: 'settings-title' }, 'Settings'),
    h('div', { class: 'row' }, h('label', { class: 'unseen', for: 'settings-find' }, 'Find a setting'), words, h('label', { for: 'settings-changed' }, changed, ' only what is not the default'), number),
    h('div', { class: 'table-scroll' }, h('table', {}, h('thead', {}, h('tr', {}, ['Setting', 'Value', 'From'].map((name) => h('th', { scope: 'col' }, name)))), rows)));
}
