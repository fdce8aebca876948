import { announce } from '../dom/announce.js';
import { h } from '../dom/element.js';

/**
 * What to set so that agents use this gateway.
 * @param {string} origin where the gateway is
 * @returns {HTMLElement}
 */
export function connectView(origin) {
  /** @type {[string, string][]} */
  const ways = [['Claude Code, Anthropic’s SDKs', `export ANTHROPIC_BASE_URL=${origin}`], ['Codex, OpenAI’s SDKs', `export OPENAI_BASE_URL=${origin}/v1`]];
  return h('section', { class: 'card', 'aria-labelledby': 'connect-title' }, h('h2', { id: 'connect-title' }, 'Point an agent here'),
    h('dl', { class: 'ways' }, ways.map(([name, line]) => h('div', {}, h('dt', {}, name), h('dd', {}, h('code', {}, line), h('button', { type: 'button', class: 'quiet', 'aria-label': `Copy the line for ${name}`, on: { click: () => void copy(line) } }, 'Copy'))))),
    h('p', { class: 'hint' }, 'Its own key goes on to the provider, unless the gateway has keys of its own. The model ', h('code', {}, 'sim/hello'), ' answers without any.'));
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    announce('Copied');
  } catch {
    announce('The browser did not let it be copied');
  }
}
