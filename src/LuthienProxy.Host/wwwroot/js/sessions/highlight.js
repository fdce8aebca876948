const NAME = 'found';

/**
 * Marks words wherever they stand in an element, without touching what is drawn. A browser that cannot do that marks nothing.
 * @param {Element} element where to look
 * @param {string} words what to mark; nothing for taking the marks away
 * @returns {void}
 */
export function highlight(element, words) {
  if (!('highlights' in CSS)) return;
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return void CSS.highlights.delete(NAME);
  const marks = new Highlight();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.nodeValue ?? '').toLowerCase();
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      const range = new Range();
      range.setStart(node, Math.min(at, node.nodeValue?.length ?? 0));
      range.setEnd(node, Math.min(at + wanted.length, node.nodeValue?.length ?? 0));
      marks.add(range);
    }
  }
  CSS.highlights.set(NAME, marks);
}
