import { announce } from '../dom/announce.js';
import { h, refill } from '../dom/element.js';
import { changed, fromApi, moved, stageOf } from './chain.js';
import { stageView } from './stage-view.js';

/** @typedef {import('./chain.js').Stage} Stage */

/**
 * The chain that somebody puts together.
 * @param {import('./policy-api.js').Available[]} available what can be chosen
 * @param {() => void} onChange hears of every change
 */
export function chainView(available, onChange) {
  const list = h('ol', { class: 'chain' });
  const empty = h('p', { class: 'soft' }, 'No policy: everything passes as it is. Add one from the list.');
  /** @type {Stage[]} */
  let stages = [];
  /** @type {Map<string, import('./stage-view.js').StageView>} */
  const views = new Map();

  /** @param {Stage[]} next */
  const become = (next) => {
    stages = next;
    for (const key of [...views.keys()].filter((known) => !stages.some((stage) => stage.key === known))) views.delete(key);
    stages.forEach((stage) => views.has(stage.key) || views.set(stage.key, make(stage)));
    const elements = stages.map((stage) => viewOf(stage).element);
    if (elements.some((element, index) => list.children[index] !== element) || list.children.length !== elements.length) refill(list, elements);
    stages.forEach((stage, index) => viewOf(stage).show(index, stages.length));
    empty.hidden = stages.length > 0;
    onChange();
  };
  const viewOf = (/** @type {Stage} */ stage) => /** @type {import('./stage-view.js').StageView} */ (views.get(stage.key));
  const placeOf = (/** @type {string} */ key) => stages.findIndex((stage) => stage.key === key);

  /** @param {Stage} stage */
  const make = ({ key, ...stage }) => stageView({ key, ...stage }, available, {
    onChange: (change) => {
      stages = changed(stages, key, change);
      onChange();
    },
    onMove: (by) => {
      const hadFocus = document.activeElement;
      become(moved(stages, key, placeOf(key) + by));
      /** @type {HTMLElement | null} */ (hadFocus)?.focus();
      announce(`${stage.policy} is now stage ${placeOf(key) + 1} of ${stages.length}`);
    },
    onRemove: () => {
      const at = placeOf(key);
      become(stages.toSpliced(at, 1));
      views.get(stages[Math.min(at, stages.length - 1)]?.key ?? '')?.focus();
      announce(`${stage.policy} was removed`);
    },
    onDrop: (dragged) => become(moved(stages, dragged, placeOf(key))),
  });

  become([]);
  return {
    element: h('div', {}, empty, list),
    /** @returns {Stage[]} */
    stages: () => stages,
    /** @param {import('./chain.js').Reference[]} references shows this chain from now on */
    load: (references) => become(fromApi(references)),
    /** @param {import('./policy-api.js').Available} policy adds it at the end */
    add(policy) {
      const stage = stageOf(policy.name, policy.example);
      become([...stages, stage]);
      viewOf(stage).focus();
      viewOf(stage).element.scrollIntoView({ block: 'nearest' });
      announce(`${policy.name} was added as stage ${stages.length}`);
    },
    /** @param {Map<string, import('../schema/check.js').Fault[]>} faults what is wrong, by stage */
    showFaults: (faults) => stages.forEach((stage) => viewOf(stage).showFaults(faults.get(stage.key) ?? [])),
    /** @returns {Map<string, import('../schema/check.js').Fault[]>} what the forms know to be wrong */
    faults: () => new Map(stages.map((stage) => /** @type {[string, import('../schema/check.js').Fault[]]} */ ([stage.key, viewOf(stage).faults()])).filter(([, faults]) => faults.length > 0)),
  };
}
