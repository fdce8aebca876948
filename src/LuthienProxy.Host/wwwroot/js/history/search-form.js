import { bindKeys } from '../dom/keys.js';
import { h } from '../dom/element.js';
import { STATES } from './query.js';

/** @typedef {import('./query.js').Query} Query */

/**
 * The form that asks the record.
 * @param {(query: Query) => void} onQuery hears what somebody looks for
 * @returns {{ element: HTMLElement, show: (query: Query) => void }}
 */
export function searchForm(onQuery) {
  const text = input({ id: 'search-text', type: 'search', placeholder: 'words that were said, "a phrase", -without', spellcheck: 'false' });
  const model = input({ id: 'search-model', type: 'text', spellcheck: 'false', size: 18 });
  const state = /** @type {HTMLSelectElement} */ (h('select', { id: 'search-state' }, h('option', { value: '' }, 'any'), STATES.map((name) => h('option', { value: name }, name))));
  const from = input({ id: 'search-from', type: 'date' });
  const to = input({ id: 'search-to', type: 'date' });
  const intervened = input({ id: 'search-intervened', type: 'checkbox' });
  let session = '';
  const send = () => onQuery({ text: text.value.trim(), model: model.value.trim(), state: state.value, session, from: from.value, to: to.value, intervened: intervened.checked });
  const clear = h('button', { type: 'button', class: 'quiet', on: { click: () => onQuery({ text: '', model: '', state: '', session: '', from: '', to: '', intervened: false }) } }, 'Clear');
  const labelled = (/** @type {string} */ name, /** @type {HTMLElement} */ field) => h('label', { for: field.id }, h('span', {}, name), field);
  const element = h('search', {}, h('form', { class: 'search-form', on: { submit: (event) => { event.preventDefault(); send(); }, change: (event) => event.target.type !== 'search' && event.target.type !== 'text' && send() } },
    h('div', { class: 'search-words' }, h('label', { for: 'search-text', class: 'unseen' }, 'Words'), text, h('button', { type: 'submit', class: 'primary' }, 'Search')),
    h('div', { class: 'search-more' }, labelled('Model', model), labelled('State', state), labelled('From', from), labelled('To', to),
      h('label', { for: 'search-intervened', class: 'check' }, intervened, ' changed or stopped by a policy'), clear)));
  bindKeys([{ key: '/', action: (event) => { event.preventDefault(); text.focus(); } }]);
  return {
    element,
    show(query) {
      text.value = query.text;
      model.value = query.model;
      state.value = query.state;
      session = query.session;
      from.value = query.from;
      to.value = query.to;
      intervened.checked = query.intervened;
    },
  };
}

/**
 * @param {import('../dom/element.js').Properties} properties
 * @returns {HTMLInputElement}
 */
function input(properties) {
  return /** @type {HTMLInputElement} */ (h('input', { autocomplete: 'off', ...properties }));
}
