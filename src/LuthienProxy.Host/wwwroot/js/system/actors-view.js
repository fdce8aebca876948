import { h, refill } from '../dom/element.js';
import { count } from '../text/format.js';
import { inline } from '../text/shown.js';
import { FIRST_CHILDREN, sorted, sumOf } from './actor-tree.js';

/** @typedef {import('./actor-tree.js').Actor} Actor */

/**
 * The tree of actors of one node. What somebody has opened stays open while it is read again.
 * @returns {{ element: HTMLElement, show: (tree: { node: string, root: Actor, count: number, isTruncated: boolean }) => void }}
 */
export function actorsView() {
  const element = h('section', { class: 'card', 'aria-labelledby': 'actors-title' });
  /** @type {Set<string>} */
  const open = new Set(['', '/user', '/user/gateway', '/system', '/system/journal']);
  return {
    element,
    show({ node, root, count: all, isTruncated }) {
      refill(element, h('h2', { id: 'actors-title' }, `Actors (${count(all)})`), h('p', { class: 'hint' }, 'Of the node ', inline(node), isTruncated && '; not all are shown', '. Those with the fullest mailbox come first.'),
        h('ul', { class: 'actors' }, actorEntry(root, '', open)));
    },
  };
}

/**
 * @param {Actor} actor
 * @param {string} path
 * @param {Set<string>} open
 * @returns {HTMLElement}
 */
function actorEntry(actor, path, open) {
  const sum = sumOf(actor);
  const line = [
    h('b', {}, inline(actor.name)), ' ', h('span', { class: 'soft' }, inline(actor.type)), actor.state !== 'idle' && [' ', h('span', { class: 'badge' }, actor.state)],
    sum.mailbox > 0 && h('span', { class: 'badge warn' }, `${count(sum.mailbox)} waiting`), sum.restarts > 0 && h('span', { class: 'badge bad' }, `${count(sum.restarts)} restarts`),
  ];
  if (actor.children.length === 0) return h('li', { class: 'leaf' }, line);
  const list = h('ul', {});
  const draw = (/** @type {number} */ most) => refill(list, sorted(actor).slice(0, most).map((child) => actorEntry(child, `${path}/${child.name}`, open)),
    actor.children.length > most && h('li', { class: 'leaf' }, h('button', { type: 'button', class: 'quiet', on: { click: () => draw(most * 10) } }, `${count(actor.children.length - most)} more`)));
  const details = /** @type {HTMLDetailsElement} */ (h('details', { open: open.has(path), on: { toggle } }, h('summary', {}, line, h('span', { class: 'soft' }, ` ${count(sum.count - 1)} below`)), list));

  function toggle() {
    if (details.open) open.add(path);
    else open.delete(path);
    if (details.open && list.childNodes.length === 0) draw(FIRST_CHILDREN);
  }
  if (open.has(path)) draw(FIRST_CHILDREN);
  return h('li', {}, details);
}
