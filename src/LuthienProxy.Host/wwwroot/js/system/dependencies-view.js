import { h } from '../dom/element.js';
import { duration, moment } from '../text/format.js';
import { inline } from '../text/shown.js';

/** @typedef {{ name: string, kind: string, state: string, since: string, latencyMs: number | null, detail: string | null }} Dependency */

const TONES = /** @type {Record<string, string>} */ ({ up: 'good', degraded: 'warn', down: 'bad' });

/**
 * What the gateway needs from others, those in trouble first.
 * @param {Dependency[]} dependencies
 * @returns {HTMLElement}
 */
export function dependenciesView(dependencies) {
  const order = ['down', 'degraded', 'up'];
  const sorted = dependencies.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.name < b.name ? -1 : 1));
  return h('section', { class: 'card', 'aria-labelledby': 'dependencies-title' }, h('h2', { id: 'dependencies-title' }, 'Dependencies'),
    sorted.length === 0 ? h('p', { class: 'soft' }, 'None: everything is in this process.') : h('ul', { class: 'plain' }, sorted.map((one) => h('li', {},
      h('div', { class: 'row' }, h('b', {}, inline(one.name)), h('span', { class: `badge ${TONES[one.state] ?? ''}` }, one.state), h('span', { class: 'soft' }, inline(one.kind), `, since ${moment(one.since)}`), h('span', { class: 'soft push number' }, one.latencyMs === null ? '' : duration(one.latencyMs))),
      one.detail !== null && h('p', { class: 'hint' }, inline(one.detail))))));
}
