import { h, setText } from '../dom/element.js';
import { bindKeys } from '../dom/keys.js';

/**
 * The field that looks for words in a conversation.
 * @param {{ onWords: (words: string) => void, onStep: (way: 1 | -1) => void }} listeners hear what to look for, and to go on
 * @returns {{ element: HTMLElement, show: (text: string) => void, words: () => string }}
 */
export function findBar({ onWords, onStep }) {
  const field = /** @type {HTMLInputElement} */ (h('input', {
    id: 'find', type: 'search', placeholder: 'Find in this conversation', autocomplete: 'off', spellcheck: 'false', on: { input: () => onWords(field.value), keydown: pressed },
  }));
  const count = h('span', { class: 'soft number', role: 'status' });
  const element = h('search', { class: 'find row' }, h('label', { for: 'find', class: 'unseen' }, 'Find'), field,
    h('button', { type: 'button', 'aria-label': 'Match before', on: { click: () => onStep(-1) } }, '↑'), h('button', { type: 'button', 'aria-label': 'Next match', on: { click: () => onStep(1) } }, '↓'), count);

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    onStep(event.shiftKey ? -1 : 1);
  }
  const focus = (/** @type {Event} */ event) => {
    // Whoever presses it twice gets the browser's own search.
    if (document.activeElement === field && event instanceof KeyboardEvent && event.key === 'f') return;
    event.preventDefault();
    field.focus();
    field.select();
  };
  bindKeys([{ key: 'f', ctrl: true, action: focus }, { key: '/', action: focus }]);
  return { element, show: (text) => setText(count, text), words: () => field.value };
}
