import { h, refill } from '../dom/element.js';
import { inline } from '../text/shown.js';

/** @typedef {import('./policy-api.js').Available} Available */

/**
 * The policies by category, those that match what somebody looks for.
 * @param {Available[]} available
 * @param {string} words
 * @returns {[string, Available[]][]}
 */
export function byCategory(available, words) {
  const wanted = words.trim().toLowerCase().split(/\s+/).filter((word) => word !== '');
  const found = available.filter((policy) => wanted.every((word) => [policy.name, policy.category, policy.description, policy.useCase].join(' ').toLowerCase().includes(word)));
  const categories = [...new Set(found.map((policy) => policy.category))].sort();
  return categories.map((category) => [category || 'Other', found.filter((policy) => policy.category === category)]);
}

/**
 * The policies that can be chosen.
 * @param {Available[]} available
 * @param {(policy: Available) => void} onAdd hears which one somebody wants
 * @returns {HTMLElement}
 */
export function catalogView(available, onAdd) {
  const list = h('div', {});
  const field = /** @type {HTMLInputElement} */ (h('input', { id: 'catalog-find', type: 'search', placeholder: 'Find a policy', autocomplete: 'off', on: { input: () => draw() } }));
  const draw = () => {
    const groups = byCategory(available, field.value);
    refill(list, groups.length === 0 && h('p', { class: 'soft' }, available.length === 0 ? 'No policies were found.' : 'None matches.'), groups.map(([category, policies]) => [h('h3', {}, inline(category)), h('ul', { class: 'catalog' }, policies.map((policy) => entry(policy, onAdd)))]));
  };
  draw();
  return h('section', { class: 'card', 'aria-labelledby': 'catalog-title' }, h('h2', { id: 'catalog-title' }, 'Available'), h('label', { class: 'unseen', for: 'catalog-find' }, 'Find a policy'), field, list);
}

/**
 * @param {Available} policy
 * @param {(policy: Available) => void} onAdd
 * @returns {HTMLElement}
 */
function entry(policy, onAdd) {
  if (policy.error) return h('li', {}, h('b', {}, inline(policy.name)), h('span', { class: 'badge bad' }, 'broken'), h('p', { class: 'hint' }, inline(policy.error)));
  return h('li', {},
    h('div', { class: 'row' }, h('b', {}, inline(policy.name)), h('button', { type: 'button', class: 'push', 'aria-label': `Add ${policy.name}`, on: { click: () => onAdd(policy) } }, '+ Add')),
    h('p', { class: 'hint' }, inline(policy.description)), policy.useCase && h('p', { class: 'hint' }, 'For: ', inline(policy.useCase)));
}
