/**
 * @typedef {{ key: string, ctrl?: boolean, action: (event: KeyboardEvent) => void }} Shortcut
 */

const TYPING = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/**
 * Whether somebody is typing into a field, where letters are not shortcuts.
 * @param {EventTarget | null} target where a key was pressed
 * @returns {boolean}
 */
export function isTyping(target) {
  const element = /** @type {HTMLElement | null} */ (target);
  return TYPING.has(element?.tagName ?? '') || element?.isContentEditable === true;
}

/**
 * Binds keys of the whole page. Single letters rest while somebody types; combinations do not.
 * @param {Shortcut[]} shortcuts which key does what
 * @returns {() => void} unbinds them
 */
export function bindKeys(shortcuts) {
  /** @param {KeyboardEvent} event */
  const pressed = (event) => {
    const ctrl = event.ctrlKey || event.metaKey;
    const found = shortcuts.find((shortcut) => shortcut.key === event.key && (shortcut.ctrl ?? false) === ctrl);
    if (!found || event.altKey || event.defaultPrevented || (!ctrl && isTyping(event.target) && event.key !== 'Escape')) return;
    found.action(event);
  };
  document.addEventListener('keydown', pressed);
  return () => document.removeEventListener('keydown', pressed);
}

/**
 * Which entry of a list the arrow keys lead to.
 * @param {string} key the key's name
 * @param {number} at where the focus is, from 0
 * @param {number} count how many entries there are
 * @returns {number} the entry, or -1 when the key leads nowhere
 */
export function step(key, at, count) {
  const wanted = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[key];
  return wanted === undefined || wanted < 0 || wanted >= count ? -1 : wanted;
}
