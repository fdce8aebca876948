import { h, refill, setText } from '../dom/element.js';
import { shown } from '../text/shown.js';
import { blank, readableName, withMember } from './blank.js';
import { under } from './check.js';
import { readSchema } from './read.js';
import { SCALARS } from './scalar-views.js';

/** @typedef {import('./read.js').Field} Field */
/** @typedef {import('./check.js').Fault} Fault */
/** @typedef {{ policies: { name: string, schema: unknown }[], errors: Map<string, HTMLElement>, controls: Map<string, HTMLElement>, prefix: string }} Context */

let last = 0;

/**
 * A form for what a schema describes.
 * @param {Field} field what is asked for
 * @param {unknown} value what it begins with
 * @param {(value: any) => void} onChange hears of every change with the whole value
 * @param {{ name: string, schema: unknown }[]} policies the policies that may stand inside others
 * @returns {{ element: HTMLElement, showFaults: (faults: Fault[]) => Fault[] }} shows what is wrong beside its field, and gives back what has none
 */
export function schemaForm(field, value, onChange, policies) {
  last += 1;
  /** @type {Context} */
  const context = { policies, errors: new Map(), controls: new Map(), prefix: `form-${last}` };
  const element = h('div', { class: 'form' }, field.kind === 'object' && field.fields.length === 0 ? h('p', { class: 'soft' }, 'Nothing to set.') : body(field, value, '', onChange, context));
  return {
    element,
    showFaults(faults) {
      context.errors.forEach((place) => setText(place, ''));
      context.controls.forEach((control) => control.removeAttribute('aria-invalid'));
      return faults.filter(({ path, message }) => {
        const place = context.errors.get(path) ?? nearest(context.errors, path);
        if (!place) return true;
        place.append(...shown(`${message} `));
        context.controls.get(path)?.setAttribute('aria-invalid', 'true');
        return false;
      });
    },
  };
}

/**
 * @param {Map<string, HTMLElement>} errors
 * @param {string} path
 * @returns {HTMLElement | null} where the innermost field that holds the path shows its errors
 */
function nearest(errors, path) {
  for (let at = path; at !== ''; at = at.replace(/(?:^|\.)[^.[\]]*$|\[\d+\]$/, '')) {
    const place = errors.get(at);
    if (place) return place;
  }
  return null;
}

/**
 * @param {Field} field
 * @param {unknown} value
 * @param {string} path
 * @param {(value: unknown) => void} set
 * @param {Context} context
 * @returns {import('../dom/element.js').Child}
 */
function body(field, value, path, set, context) {
  if (field.kind === 'object') return members(field, value, path, set, context);
  if (field.kind === 'array') return entries(field, value, path, set, context);
  if (field.kind === 'policy') return inner(value, path, set, context);
  const id = `${context.prefix}-${path}`;
  const control = SCALARS[field.kind](id, field, value, set);
  context.controls.set(path, control);
  return control;
}

/** @type {typeof body} */
function members(field, value, path, set, context) {
  let now = value;
  return field.fields.map((member) => labelled(member, under(path, member.name), /** @type {any} */ (now)?.[member.name], (item) => {
    now = withMember(now, member.name, item);
    set(now);
  }, context));
}

/**
 * @param {Field} field
 * @param {string} path
 * @param {unknown} value
 * @param {(value: unknown) => void} set
 * @param {Context} context
 * @returns {HTMLElement}
 */
function labelled(field, path, value, set, context) {
  const error = h('p', { class: 'error', id: `${context.prefix}-${path}-error`, role: 'alert' });
  context.errors.set(path, error);
  const name = [readableName(field.name), field.isRequired && h('span', { class: 'needed', title: 'needed' }, ' *')];
  const isGroup = field.kind === 'object' || field.kind === 'array' || field.kind === 'policy';
  const content = body(field, value, path, set, context);
  context.controls.get(path)?.setAttribute('aria-describedby', error.id);
  const hint = field.description !== '' && h('p', { class: 'hint' }, field.description);
  return isGroup ? h('fieldset', {}, h('legend', {}, name), hint, content, error) : h('div', { class: 'field' }, h('label', { for: `${context.prefix}-${path}` }, name), hint, content, error);
}

/** @type {typeof body} */
function entries(field, value, path, set, context) {
  const item = /** @type {Field} */ (field.item);
  let now = Array.isArray(value) ? value : [];
  const list = h('ol', { class: 'entries' });
  const become = (/** @type {unknown[]} */ next) => {
    now = next;
    set(now.length === 0 && !field.isRequired ? undefined : now);
    draw();
  };
  const draw = () => refill(list, now.map((entry, index) => {
    const error = h('p', { class: 'error', role: 'alert' });
    const at = `${path}[${index}]`;
    context.errors.set(at, error);
    const content = body(item, entry, at, (changed) => {
      now = now.with(index, changed);
      set(now);
    }, context);
    // The list's name stands above it; each field says which entry it is.
    context.controls.get(at)?.setAttribute('aria-label', `${readableName(field.name)} ${index + 1}`);
    return h('li', {}, h('div', { class: 'entry-body' }, content, error), h('button', { type: 'button', class: 'quiet', 'aria-label': `Remove entry ${index + 1}`, on: { click: () => become(now.toSpliced(index, 1)) } }, '×'));
  }));
  draw();
  return [list, h('button', { type: 'button', on: { click: () => become([...now, blank(item)]) } }, '+ Add')];
}

/**
 * A policy inside another one's settings: which, and its own settings.
 * @param {unknown} value
 * @param {string} path
 * @param {(value: unknown) => void} set
 * @param {Context} context
 * @returns {HTMLElement}
 */
function inner(value, path, set, context) {
  let now = /** @type {Record<string, unknown>} */ (typeof value === 'object' && value !== null ? value : { policy: '' });
  const settings = h('div', { class: 'inner-settings' });
  const choice = SCALARS.choice(`${context.prefix}-${path}-policy`, { ...TEXT, choices: ['', ...context.policies.map((policy) => policy.name)] }, now.policy, (policy) => {
    now = { policy: policy ?? '' };
    set(now);
    draw();
  });
  context.controls.set(under(path, 'policy'), choice);
  choice.setAttribute('aria-label', 'Policy');
  const error = h('p', { class: 'error', role: 'alert' });
  context.errors.set(under(path, 'policy'), error);
  const draw = () => {
    const schema = context.policies.find((policy) => policy.name === now.policy)?.schema;
    refill(settings, schema !== undefined && body(readSchema(schema), now.config ?? {}, under(path, 'config'), (config) => {
      now = withMember(now, 'config', config);
      set(now);
    }, context));
  };
  draw();
  return h('div', { class: 'inner-policy' }, choice, error, settings);
}

/** @type {Field} */
const TEXT = { kind: 'choice', name: 'policy', description: '', isRequired: true, choices: [], fields: [], item: null, fallback: undefined };
