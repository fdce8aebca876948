import { bindKeys } from '../dom/keys.js';
import { h, refill, setText } from '../dom/element.js';
import { keyedList } from '../dom/keyed-list.js';
import { count } from '../text/format.js';
import { plain } from '../text/visible.js';
import { FILTER_KEYS, withValue } from './filter.js';
import { addressOf } from './address.js';
import { USUAL, forgetFilter, saveFilter, savedFilters } from './saved-filters.js';

/** @typedef {import('./chips.js').Chip} Chip */

/**
 * The field for the filter, its chips, and the filters that were saved.
 * @param {{ onFilter: (text: string) => void }} options hears of every change
 * @returns {{ element: HTMLElement, showFilter: (text: string) => void, showChips: (chips: Chip[]) => void, focus: () => void }}
 */
export function filterBar({ onFilter }) {
  const field = /** @type {HTMLInputElement} */ (h('input', {
    id: 'filter', type: 'search', spellcheck: 'false', autocomplete: 'off', placeholder: 'status:blocked model:claude "drop table"', 'aria-describedby': 'filter-hint', on: { input: () => onFilter(field.value) },
  }));
  const chips = h('div', { class: 'chips', role: 'group', 'aria-label': 'Narrow by state or model' });
  const choose = (/** @type {string} */ text) => {
    field.value = text;
    onFilter(text);
  };
  const updateChips = keyedList(chips, (/** @type {Chip} */ chip) => `${chip.key}:${chip.value}`, (chip) => chipView(chip, (now) => choose(withValue(field.value, now.key, now.isOn ? null : now.value))));
  const element = h('search', { class: 'filter-bar' },
    h('div', { class: 'filter-field' }, h('label', { for: 'filter', class: 'unseen' }, 'Filter'), field, savedMenu(choose, () => field.value)),
    h('p', { class: 'hint', id: 'filter-hint' }, 'Words, ', FILTER_KEYS.slice(0, 5).map((key) => [h('code', {}, `${key}:`), ' ']), '; ', h('code', {}, '-'), ' leaves out. Keys: ', h('kbd', {}, '/'), ' filter, ', h('kbd', {}, 'j'), ' ',
      h('kbd', {}, 'k'), ' rows, ', h('kbd', {}, 'p'), ' pause.'),
    chips);
  bindKeys([{ key: '/', action: (event) => { event.preventDefault(); field.focus(); field.select(); } }]);
  return {
    element,
    showFilter: (text) => { if (field.value !== text) field.value = text; },
    showChips: updateChips,
    focus: () => field.focus(),
  };
}

/**
 * @param {Chip} first
 * @param {(chip: Chip) => void} toggle
 * @returns {import('../dom/keyed-list.js').ItemView<Chip>}
 */
function chipView(first, toggle) {
  let chip = first;
  const number = h('b', {});
  const element = h('button', { type: 'button', class: `chip chip-${chip.key}`, data: { value: chip.value }, on: { click: () => toggle(chip) } }, plain(chip.name, 40), ' ', number);
  return {
    element,
    update(now) {
      chip = now;
      setText(number, count(now.count));
      element.setAttribute('aria-pressed', String(now.isOn));
    },
  };
}

/**
 * @param {(filter: string) => void} choose
 * @param {() => string} current
 * @returns {HTMLElement}
 */
function savedMenu(choose, current) {
  const list = h('ul', {});
  const name = /** @type {HTMLInputElement} */ (h('input', { type: 'text', maxlength: 60, 'aria-label': 'Name of the filter', placeholder: 'Name' }));
  const menu = /** @type {HTMLDetailsElement} */ (h('details', { class: 'menu' }, h('summary', {}, 'Saved'), h('div', { class: 'menu-body' }, list,
    h('form', { on: { submit: save } }, name, h('button', { type: 'submit' }, 'Save this filter')))));

  const entry = (/** @type {{ name: string, filter: string }} */ saved, /** @type {boolean} */ isOwn) => h('li', {},
    h('a', { href: addressOf('/activity/monitor', { filter: saved.filter, isPaused: false }), on: { click: (event) => { event.preventDefault(); menu.open = false; choose(saved.filter); } } }, plain(saved.name, 60)),
    h('code', {}, plain(saved.filter, 60)),
    isOwn && h('button', { type: 'button', class: 'quiet', 'aria-label': `Forget ${plain(saved.name, 60)}`, on: { click: () => show(forgetFilter(sessionStorage, saved.name)) } }, '×'));
  const show = (/** @type {{ name: string, filter: string }[]} */ own) => refill(list, USUAL.map((saved) => entry(saved, false)), own.map((saved) => entry(saved, true)));

  /** @param {SubmitEvent} event */
  function save(event) {
    event.preventDefault();
    show(saveFilter(sessionStorage, { name: name.value, filter: current() }));
    name.value = '';
  }
  show(savedFilters(sessionStorage));
  return menu;
}
