import { h } from '../dom/element.js';
import { ruleFor } from '../dom/rules.js';
import { Offsets } from './offsets.js';
import { windowOf } from './window.js';

const SPARE = 600;

/**
 * @template T
 * @typedef {object} VirtualList
 * @property {HTMLElement} element what scrolls
 * @property {(items: T[]) => void} append adds entries at the end
 * @property {() => void} clear takes all entries away
 * @property {(index: number) => HTMLElement | null} reveal scrolls to an entry and gives it
 * @property {(listener: () => void) => void} onDrawn hears whenever other entries are drawn
 * @property {() => number} first the first entry that can be seen, or -1
 */

/**
 * A list that draws only what can be seen: thousands of entries of any height cost what a screenful costs. What a reader looks at stays where it is while
 * entries above it turn out to be taller or smaller than guessed.
 * @template T
 * @param {{ view: (item: T, index: number) => HTMLElement, estimate: (item: T) => number, label: string }} options how an entry is drawn, how tall it may be, and what the list is
 * @returns {VirtualList<T>}
 */
export function virtualList({ view, estimate, label }) {
  const held = h('div', { class: 'virtual-held', role: 'list' });
  const space = h('div', { class: 'virtual-space' }, held);
  const element = h('div', { class: 'virtual', tabindex: '0', role: 'region', 'aria-label': label }, space);
  const spaceRule = ruleFor(space);
  const heldRule = ruleFor(held);
  /** @type {T[]} */
  let items = [];
  let offsets = new Offsets();
  /** @type {Map<number, HTMLElement>} */
  const drawn = new Map();
  /** @type {(() => void)[]} */
  const listeners = [];
  let isAsked = false;

  const observer = new ResizeObserver(() => ask());
  element.addEventListener('scroll', () => ask(), { passive: true });
  observer.observe(element);

  function ask() {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      draw();
    });
  }

  /** Draws what belongs into the visible part, measures it, and keeps the reader's place. */
  function draw() {
    const anchor = offsets.at(element.scrollTop);
    const within = element.scrollTop - offsets.before(Math.max(0, anchor));
    let hasChanged = false;
    for (let round = 0; round < 3; round += 1) {
      const range = windowOf(offsets, element.scrollTop, element.clientHeight, SPARE);
      const isOther = fill(range);
      const grown = measure();
      place(range);
      if (grown !== 0 && anchor >= 0) element.scrollTop = offsets.before(anchor) + within;
      hasChanged ||= isOther;
      if (!isOther && grown === 0) break;
    }
    if (hasChanged) listeners.forEach((listener) => listener());
  }

  /**
   * @param {import('./window.js').Range} range
   * @returns {boolean} whether other entries stand there now
   */
  function fill({ from, to }) {
    let hasChanged = false;
    for (const [index, entry] of drawn) {
      if (index >= from && index < to) continue;
      observer.unobserve(entry);
      entry.remove();
      drawn.delete(index);
      hasChanged = true;
    }
    let next = held.firstChild;
    for (let index = from; index < to; index += 1) {
      const known = drawn.get(index);
      if (known) {
        next = known.nextSibling;
        continue;
      }
      const entry = h('div', { class: 'virtual-entry', role: 'listitem', 'aria-posinset': index + 1, 'aria-setsize': items.length }, view(items[index], index));
      held.insertBefore(entry, next);
      drawn.set(index, entry);
      observer.observe(entry);
      hasChanged = true;
    }
    return hasChanged;
  }

  /** @returns {number} how much the entries' heights differ from what they were taken for */
  function measure() {
    let grown = 0;
    for (const [index, entry] of drawn) grown += Math.abs(offsets.set(index, entry.getBoundingClientRect().height));
    return grown;
  }

  /** @param {import('./window.js').Range} range */
  function place({ from }) {
    spaceRule.set('height', `${Math.ceil(offsets.total)}px`);
    heldRule.set('transform', `translateY(${offsets.before(from)}px)`);
  }

  return {
    element,
    append(more) {
      items = items.concat(more);
      more.forEach((item) => offsets.push(estimate(item)));
      spaceRule.set('height', `${Math.ceil(offsets.total)}px`);
      ask();
    },
    clear() {
      items = [];
      offsets = new Offsets();
      drawn.forEach((entry) => entry.remove());
      drawn.clear();
      element.scrollTop = 0;
      ask();
    },
    reveal(index) {
      element.scrollTop = offsets.before(index) - element.clientHeight / 4;
      draw();
      // What was drawn has other heights than were guessed; the second time they are known.
      element.scrollTop = offsets.before(index) - element.clientHeight / 4;
      draw();
      return drawn.get(index) ?? null;
    },
    onDrawn: (listener) => listeners.push(listener),
    first: () => offsets.at(element.scrollTop),
  };
}
