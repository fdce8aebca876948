import { h } from '../dom/element.js';
import { ago, count, moment } from '../text/format.js';
import { inline } from '../text/shown.js';

/** @typedef {{ node: string, state: string, startedAt: string, seenAt: string, version: string | null, openCalls: number, policy: { name: string | null, version: number } | null, isSelf: boolean }} Node */

const TONES = /** @type {Record<string, string>} */ ({ live: 'good', stopping: 'warn', gone: 'bad' });

/**
 * Whether the nodes that live run one and the same chain.
 * @param {Node[]} nodes
 * @returns {boolean}
 */
export function isOneChain(nodes) {
  return new Set(nodes.filter((node) => node.state === 'live').map(({ policy }) => JSON.stringify([policy?.name ?? null, policy?.version ?? 0]))).size <= 1;
}

/**
 * @param {{ name: string | null, version: number }} policy of a file it may have neither
 * @returns {string}
 */
function policyName({ name, version }) {
  return `${name ?? 'without a name'}${version > 0 ? ` v${version}` : ''}`;
}

/**
 * The gateways that share a database.
 * @param {Node[]} nodes
 * @param {boolean} isComplete whether the database could be asked for the others
 * @param {number} now milliseconds since 1970
 * @returns {HTMLElement}
 */
export function nodesView(nodes, isComplete, now) {
  return h('section', { class: 'card', 'aria-labelledby': 'nodes-title' }, h('h2', { id: 'nodes-title' }, `Nodes (${count(nodes.filter((node) => node.state === 'live').length)} live)`),
    !isComplete && h('p', { class: 'banner' }, 'The database cannot be asked: other nodes are missing here.'),
    !isOneChain(nodes) && h('p', { class: 'banner' }, 'The nodes do not all run the same policies. They should within a second of a change.'),
    h('div', { class: 'table-scroll' }, h('table', {}, h('thead', {}, h('tr', {}, ['Node', 'State', 'Calls', 'Policy', 'Version', 'Started', 'Seen'].map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, nodes.map((node) => h('tr', {},
        h('td', {}, inline(node.node, 'id'), node.isSelf && h('span', { class: 'soft' }, ' (this one)')), h('td', {}, h('span', { class: `badge ${TONES[node.state] ?? ''}` }, node.state)), h('td', { class: 'number' }, count(node.openCalls)),
        h('td', {}, node.policy === null ? 'none' : inline(policyName(node.policy))), h('td', {}, inline(node.version ?? 'unknown')), h('td', { class: 'number' }, moment(node.startedAt)), h('td', {}, ago(node.seenAt, now))))))));
}
