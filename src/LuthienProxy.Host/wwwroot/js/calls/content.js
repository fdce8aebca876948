import { h } from '../dom/element.js';
import { readable } from '../text/json.js';
import { inline, textBlock } from '../text/shown.js';

/** @typedef {import('../api/types.js').Content} Content */

const NAMES = /** @type {Record<string, string>} */ ({
  text: 'Text', thinking: 'Thinking', tool_call: 'Tool call', tool_result: 'Tool result', image: 'Image', document: 'Document', refusal: 'Refusal', opaque: 'Something else',
});

/**
 * What a piece of content is called: its kind, and which tool it calls or where it is from.
 * @param {Content} content
 * @returns {import('../dom/element.js').Child[]} nothing for plain text, which needs no name
 */
export function contentName(content) {
  if (content.kind === 'text' && content.choice === 0) return [];
  return [
    NAMES[content.kind] ?? 'Something else',
    content.toolName !== null && [' ', h('code', {}, inline(content.toolName))],
    content.type !== null && [' ', inline(content.type)],
    content.isError && h('span', { class: 'badge bad' }, 'error'),
    content.choice > 0 && ` (answer ${content.choice + 1})`,
  ];
}

/**
 * The text of a piece as people read it: arguments laid out, everything else as it was said.
 * @param {Content} content
 * @returns {string}
 */
export function contentText(content) {
  if (content.kind === 'tool_call' || content.kind === 'opaque') return readable(content.text);
  return content.text === '' && content.reference !== null ? content.reference : content.text;
}

/**
 * One piece of a message or an answer.
 * @param {Content} content
 * @returns {HTMLElement}
 */
export function contentView(content) {
  const name = contentName(content);
  const isCode = content.kind !== 'text' && content.kind !== 'thinking' && content.kind !== 'refusal';
  return h('div', { class: 'content', data: { kind: content.kind } },
    name.length > 0 && h('div', { class: 'content-name' }, name),
    textBlock(contentText(content), { class: isCode ? 'code' : '' }));
}
