/**
 * @template T
 * @typedef {{ element: HTMLElement, update: (item: T) => void }} ItemView
 */

/**
 * Keeps an element's children in step with a list: what stays keeps its element, its place in the page's order and the focus within it.
 * @template T
 * @param {HTMLElement} parent the element
 * @param {(item: T) => string} keyOf what an item is recognised by
 * @param {(item: T) => ItemView<T>} make the view of an item
 * @returns {(items: T[]) => void} shows these items from now on
 */
export function keyedList(parent, keyOf, make) {
  /** @type {Map<string, ItemView<T>>} */
  const views = new Map();
  return (items) => {
    const keys = new Set(items.map(keyOf));
    for (const [key, view] of views) {
      if (keys.has(key)) continue;
      view.element.remove();
      views.delete(key);
    }
    let place = parent.firstChild;
    for (const item of items) {
      const key = keyOf(item);
      let view = views.get(key);
      if (!view) {
        view = make(item);
        views.set(key, view);
      }
      view.update(item);
      if (place === view.element) place = place.nextSibling;
      else parent.insertBefore(view.element, place);
    }
  };
}
