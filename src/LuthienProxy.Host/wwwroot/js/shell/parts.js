import { asProblem } from '../api/problem.js';
import { refill } from '../dom/element.js';
import { failureView } from './failure.js';

/** @typedef {import('../api/problem.js').ApiProblem} ApiProblem */

/**
 * Reads the parts of a page, each into its place. What fails keeps nothing else from showing, and what all of them fail for is told once, with one way out for all.
 * @returns {{ read: (place: Element, read: () => Promise<unknown>) => Promise<void>, tell: (by: object, problem: ApiProblem | null) => void }}
 * `read` reads a part; `tell` says that somebody else shows a problem on this page already (null: no longer)
 */
export function createParts() {
  /** @type {Map<Element, { problem: ApiProblem, read: () => Promise<unknown>, isShown: boolean | null }>} */
  const failed = new Map();
  /** @type {Map<object, ApiProblem>} */
  const told = new Map();

  /**
   * @param {Element} place
   * @param {() => Promise<unknown>} read
   */
  async function part(place, read) {
    try {
      await read();
      failed.delete(place);
    } catch (cause) {
      failed.set(place, { problem: asProblem(cause), read, isShown: null });
    }
    show();
  }

  const again = () => void Promise.all([...failed].map(([place, { read }]) => part(place, read)));

  function show() {
    const shown = [...told.values()];
    for (const [place, one] of failed) {
      const isShown = !shown.some((other) => other.title === one.problem.title && other.detail === one.problem.detail);
      if (isShown) shown.push(one.problem);
      // What stands there already is not announced again.
      if (isShown !== one.isShown) refill(place, isShown && failureView(one.problem, again));
      one.isShown = isShown;
    }
  }

  return {
    read: part,
    tell(by, problem) {
      if (problem === null) told.delete(by);
      else told.set(by, problem);
      show();
    },
  };
}
