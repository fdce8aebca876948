import { h } from '../dom/element.js';

/** @typedef {import('./read.js').Field} Field */
/** @typedef {(id: string, field: Field, value: unknown, set: (value: unknown) => void) => HTMLElement} ScalarView */

const LONG = 60;

/** The control for each kind of simple setting. An optional one that is left empty is not sent: the policy's own default holds. */
export const SCALARS = Object.freeze(/** @type {Record<string, ScalarView>} */ ({ text: textView, number: numberView, integer: numberView, boolean: booleanView, choice: choiceView, json: jsonView }));

/** @type {ScalarView} */
function textView(id, field, value, set) {
  const text = typeof value === 'string' ? value : '';
  const read = (/** @type {Event} */ event) => {
    const now = /** @type {HTMLInputElement} */ (event.target).value;
    set(now === '' && !field.isRequired ? undefined : now);
  };
  const properties = { id, spellcheck: 'false', placeholder: placeholder(field), on: { input: read } };
  if (text.length <= LONG && !text.includes('\n') && !/instruction|template|prompt/i.test(field.name)) return h('input', { type: 'text', autocomplete: 'off', value: text, ...properties });
  return h('textarea', { rows: 4, ...properties }, text);
}

/** @type {ScalarView} */
function numberView(id, field, value, set) {
  return h('input', {
    id, type: 'number', step: field.kind === 'integer' ? 1 : 'any', value: typeof value === 'number' ? value : null, placeholder: placeholder(field),
    on: { input: (event) => set(event.target.value === '' ? undefined : event.target.valueAsNumber) },
  });
}

/** @type {ScalarView} */
function booleanView(id, field, value, set) {
  if (field.isRequired) {
    const box = /** @type {HTMLInputElement} */ (h('input', { id, type: 'checkbox', on: { change: () => set(box.checked) } }));
    box.checked = value === true;
    return box;
  }
  return select(id, [['', placeholder(field)], ['true', 'yes'], ['false', 'no']], value === undefined || value === null ? '' : String(value), (chosen) => set(chosen === '' ? undefined : chosen === 'true'));
}

/** @type {ScalarView} */
function choiceView(id, field, value, set) {
  const choices = field.choices.map((choice) => /** @type {[string, string]} */ ([choice, choice]));
  return select(id, field.isRequired ? choices : [['', placeholder(field)], ...choices], typeof value === 'string' ? value : '', (chosen) => set(chosen === '' ? undefined : chosen));
}

/** @type {ScalarView} */
function jsonView(id, field, value, set) {
  const area = /** @type {HTMLTextAreaElement} */ (h('textarea', { id, rows: 4, spellcheck: 'false', placeholder: 'JSON', on: { input: () => set(parsed(area.value)) } }, value === undefined ? '' : JSON.stringify(value, null, 2)));
  return area;
}

/**
 * What a person wrote as JSON; what is none yet is kept as the text it is, so that the gateway's word on it is heard and nothing is lost.
 * @param {string} text
 * @returns {unknown} undefined for an empty text
 */
export function parsed(text) {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * @param {string} id
 * @param {[string, string][]} options value and name
 * @param {string} value
 * @param {(value: string) => void} set
 * @returns {HTMLElement}
 */
function select(id, options, value, set) {
  const element = /** @type {HTMLSelectElement} */ (h('select', { id, on: { change: () => set(element.value) } }, options.map(([key, name]) => h('option', { value: key }, name))));
  element.value = value;
  return element;
}

/**
 * @param {Field} field
 * @returns {string}
 */
function placeholder(field) {
  return field.fallback !== undefined && field.fallback !== null ? `default: ${String(field.fallback)}` : field.isRequired ? '' : 'default';
}
