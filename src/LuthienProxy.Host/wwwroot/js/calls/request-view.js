import { h, refill } from '../dom/element.js';
import { readable } from '../text/json.js';
import { inline, textBlock } from '../text/shown.js';
import { contentView } from './content.js';

/** @typedef {import('../api/types.js').Message} Message */

/** How many of the latest messages stand open; an agent's history may hold hundreds. */
const OPEN = 4;

/**
 * A message.
 * @param {Message} message
 * @returns {HTMLElement}
 */
export function messageView(message) {
  return h('article', { class: 'message', data: { role: message.role } }, h('h3', { class: 'role' }, inline(message.role)), message.content.map(contentView));
}

/**
 * A request as the client sent it.
 * @param {import('../api/types.js').RequestView} request
 * @returns {HTMLElement}
 */
export function requestView({ system, messages, tools, parameters }) {
  const hidden = messages.slice(0, -OPEN);
  const earlier = h('div', {}, hidden.length > 0 && h('button', { type: 'button', class: 'quiet', on: { click: () => refill(earlier, hidden.map(messageView)) } }, `Show ${hidden.length} earlier messages`));
  return h('div', { class: 'request' },
    system.length > 0 && h('details', {}, h('summary', {}, 'System prompt'), system.map(contentView)),
    tools.length > 0 && h('details', {}, h('summary', {}, `Tools (${tools.length})`), tools.map((tool) => h('details', { class: 'inner' }, h('summary', {}, h('code', {}, inline(tool.name)), ' ', tool.description && h('span', { class: 'soft' }, inline(tool.description.slice(0, 160)))), textBlock(readable(tool.definition), { class: 'code' })))),
    parameters.length > 0 && h('details', {}, h('summary', {}, `Parameters (${parameters.length})`), h('dl', { class: 'facts wide' }, parameters.map(({ name, value }) => h('div', {}, h('dt', {}, inline(name)), h('dd', {}, textBlock(readable(value), { class: 'code', limit: 2000 })))))),
    earlier, messages.slice(-OPEN).map(messageView));
}
