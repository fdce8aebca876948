/** @typedef {{ name: string, type: string, state: string, mailbox: number, handled: number, restarts: number, children: Actor[] }} Actor */

/** How many children of one actor are shown until somebody asks: a busy gateway has one for every call. */
export const FIRST_CHILDREN = 20;

/**
 * What stands out below an actor, for a tree that is closed.
 * @param {Actor} actor
 * @returns {{ count: number, mailbox: number, restarts: number }} itself and all below it
 */
export function sumOf(actor) {
  return actor.children.reduce((sum, child) => {
    const below = sumOf(child);
    return { count: sum.count + below.count, mailbox: sum.mailbox + below.mailbox, restarts: sum.restarts + below.restarts };
  }, { count: 1, mailbox: actor.mailbox, restarts: actor.restarts });
}

/**
 * An actor's children, those first that a person looks for: with the fullest mailbox, then restarted ones, then by name.
 * @param {Actor} actor
 * @returns {Actor[]}
 */
export function sorted(actor) {
  return actor.children.toSorted((a, b) => b.mailbox - a.mailbox || b.restarts - a.restarts || (a.name < b.name ? -1 : 1));
}
