import { h, refill } from '../dom/element.js';
import { SHOWN, shown } from '../text/shown.js';
import { contentText, contentView } from './content.js';

/** @typedef {import('../api/types.js').Content} Content */

/**
 * What of a text is new, where it only grew.
 * @param {string} before
 * @param {string} after
 * @returns {string | null} the end that came; null where the text was changed, or has become too long to be shown at once
 */
export function grown(before, after) {
  return after.length > before.length && after.length <= SHOWN && after.startsWith(before) ? after.slice(before.length) : null;
}

/**
 * The pieces of an answer as it grows: what is there stays, so a reader keeps the place and the selection.
 * @param {string} whenEmpty what stands where nothing has come yet
 * @returns {{ element: HTMLElement, show: (contents: Content[], isGrowing: boolean) => void }}
 */
export function growingContents(whenEmpty) {
  const element = h('div', { class: 'contents' });
  /** @type {{ content: Content, view: HTMLElement }[]} */
  let pieces = [];
  return {
    element,
    show(contents, isGrowing) {
      if (contents.length === 0) {
        pieces = [];
        refill(element, h('p', { class: 'soft' }, whenEmpty));
      } else if (pieces.length === 0) {
        refill(element);
      }
      pieces.slice(contents.length).forEach(({ view }) => view.remove());
      pieces = contents.map((content, index) => become(element, pieces[index], content));
      element.classList.toggle('growing', isGrowing && contents.length > 0);
    },
  };
}

/**
 * @param {HTMLElement} parent
 * @param {{ content: Content, view: HTMLElement } | undefined} piece
 * @param {Content} content
 * @returns {{ content: Content, view: HTMLElement }}
 */
function become(parent, piece, content) {
  if (!piece) {
    const view = contentView(content);
    parent.append(view);
    return { content, view };
  }
  const isSame = piece.content.kind === content.kind && piece.content.toolName === content.toolName;
  const end = isSame ? grown(contentText(piece.content), contentText(content)) : null;
  if (end !== null) {
    piece.view.querySelector('.said')?.append(...shown(end));
    return { content, view: piece.view };
  }
  if (isSame && piece.content.text === content.text) return { content, view: piece.view };
  const view = contentView(content);
  piece.view.replaceWith(view);
  return { content, view };
}
