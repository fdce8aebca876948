import { h, refill, setText } from '../dom/element.js';
import { check } from '../schema/check.js';
import { schemaForm } from '../schema/form.js';
import { readSchema } from '../schema/read.js';
import { inline } from '../text/shown.js';

/** @typedef {import('./chain.js').Stage} Stage */
/** @typedef {import('../schema/check.js').Fault} Fault */
/** @typedef {{ onChange: (change: Partial<Stage>) => void, onMove: (by: number) => void, onRemove: () => void, onDrop: (key: string) => void }} Actions */
/** @typedef {{ element: HTMLElement, show: (place: number, count: number) => void, showFaults: (faults: Fault[]) => void, faults: () => Fault[], focus: () => void }} StageView */

const SCHEMALESS = {};

/**
 * One stage of the chain: its settings, and the ways to move it.
 * @param {Stage} first the stage
 * @param {import('./policy-api.js').Available[]} available what can be chosen
 * @param {Actions} actions
 * @returns {StageView}
 */
export function stageView(first, available, actions) {
  const { key } = first;
  let config = first.config;
  const schema = available.find((policy) => policy.name === first.policy)?.schema ?? SCHEMALESS;
  const field = readSchema(schema);
  const number = h('span', { class: 'stage-number', 'aria-hidden': 'true' });
  const other = h('p', { class: 'error', role: 'alert' });
  const settings = h('div', {});
  const up = moveButton('Move up', '↑', () => actions.onMove(-1));
  const down = moveButton('Move down', '↓', () => actions.onMove(1));
  let isJson = false;
  /** @type {ReturnType<typeof schemaForm>} */
  let form;

  const setConfig = (/** @type {any} */ value) => {
    config = value;
    actions.onChange({ config });
  };
  const drawForm = () => {
    form = schemaForm(isJson ? { ...field, kind: 'json', fields: [] } : field, config, (value) => setConfig(isJson ? value ?? {} : value), available);
    refill(settings, form.element);
    setText(toggle, isJson ? 'As a form' : 'As JSON');
  };
  const toggle = h('button', { type: 'button', class: 'quiet', on: { click: () => { isJson = !isJson; drawForm(); } } });
  drawForm();

  const element = h('li', { class: 'stage', tabindex: '0', data: { key }, 'aria-label': `${first.policy}. Alt and the arrow keys move it.`, on: { keydown: pressed, dragover: (event) => event.preventDefault(), drop: dropped } },
    h('div', { class: 'row' },
      h('span', { class: 'grip', draggable: 'true', 'aria-hidden': 'true', title: 'Drag to move', on: { dragstart: (event) => event.dataTransfer?.setData('text/plain', key) } }, '⠿'), number, h('b', {}, inline(first.policy)),
      choice(`${key}-mode`, 'Mode', [['enforce', 'enforce'], ['shadow', 'shadow: only look on']], first.mode, (mode) => actions.onChange({ mode: /** @type {Stage['mode']} */ (mode) })),
      h('span', { class: 'row push' }, up, down, h('button', { type: 'button', class: 'quiet danger', 'aria-label': `Remove ${first.policy}`, on: { click: actions.onRemove } }, '×'))),
    h('details', { open: field.fields.length > 0 && field.fields.length < 5 }, h('summary', {}, 'Settings'), settings,
      h('div', { class: 'row' }, toggle,
        text(`${key}-name`, 'Name', first.name, 'the type’s', (name) => actions.onChange({ name: name.trim() })),
        choice(`${key}-failure`, 'If it cannot decide', [['', 'as the policy says'], ['closed', 'nothing passes'], ['open', 'it passes']], first.onFailure, (onFailure) => actions.onChange({ onFailure: /** @type {Stage['onFailure']} */ (onFailure) })))),
    other);

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (!event.altKey || event.target !== element || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    actions.onMove(event.key === 'ArrowUp' ? -1 : 1);
  }

  /** @param {DragEvent} event */
  function dropped(event) {
    event.preventDefault();
    actions.onDrop(event.dataTransfer?.getData('text/plain') ?? '');
  }

  return {
    element,
    show(place, count) {
      setText(number, `${place + 1}`);
      up.toggleAttribute('disabled', place === 0);
      down.toggleAttribute('disabled', place === count - 1);
    },
    showFaults(faults) {
      const rest = form.showFaults(faults);
      setText(other, rest.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join(' '));
      if (faults.length > 0) /** @type {HTMLDetailsElement} */ (element.querySelector('details')).open = true;
    },
    faults: () => check(field, config),
    focus: () => element.focus(),
  };
}

/**
 * @param {string} label
 * @param {string} sign
 * @param {() => void} action
 * @returns {HTMLElement}
 */
function moveButton(label, sign, action) {
  return h('button', { type: 'button', class: 'quiet', 'aria-label': label, on: { click: action } }, sign);
}

/**
 * @param {string} id
 * @param {string} label
 * @param {[string, string][]} options
 * @param {string} value
 * @param {(value: string) => void} set
 * @returns {HTMLElement}
 */
function choice(id, label, options, value, set) {
  const select = /** @type {HTMLSelectElement} */ (h('select', { id, on: { change: () => set(select.value) } }, options.map(([key, name]) => h('option', { value: key }, name))));
  select.value = value;
  return h('label', { class: 'small', for: id }, `${label} `, select);
}

/**
 * @param {string} id
 * @param {string} label
 * @param {string} value
 * @param {string} placeholder
 * @param {(value: string) => void} set
 * @returns {HTMLElement}
 */
function text(id, label, value, placeholder, set) {
  return h('label', { class: 'small', for: id }, `${label} `, h('input', { id, type: 'text', value, placeholder, size: 14, maxlength: 64, autocomplete: 'off', spellcheck: 'false', on: { input: (event) => set(event.target.value) } }));
}

