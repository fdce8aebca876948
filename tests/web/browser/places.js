import { idOf } from '../mock/fixtures.js';

/** Every page that asks for the key: its name and where it is. */
export const PLACES = Object.freeze({
  activity: '/activity/monitor', call: `/calls/${idOf(20)}`, diff: `/debug/diff?id=${idOf(20)}`, 'diff-choice': '/debug/diff', history: '/history', search: '/history?text=drop',
  session: '/sessions/session-3', 'policy-config': '/policy-config', system: '/system',
});

/** Holds when a page has nothing more to wait for. */
export const SETTLED = 'document.querySelector("main h1") && !document.querySelector("main .waiting")';

/** What stands in a page and must never stand there. */
export const TROUBLE = `(() => ({
  ran: window.hacked ?? null,
  styled: document.querySelectorAll('[style]').length,
  markup: document.querySelectorAll('main script, main img, main iframe, main style, main object, main svg[onload], main a[href^="javascript"], main [onerror]').length,
  outside: [...document.querySelectorAll('main a[href]')].filter((link) => link.origin !== location.origin).length,
  turned: /[\\u202a-\\u202e\\u2066-\\u2069\\u001b]/.test(document.body.innerText),
  nameless: [...document.querySelectorAll('button, a[href], input, select, textarea')].filter((element) => element.checkVisibility() && !element.textContent.trim() && !element.getAttribute('aria-label') && !(element.labels?.length > 0)).map((element) => element.outerHTML.slice(0, 120)),
  doubled: [...document.querySelectorAll('[id]')].map((element) => element.id).filter((id, index, all) => all.indexOf(id) !== index),
}))()`;

/** What {@link TROUBLE} gives for a page without any. */
export const NONE = Object.freeze({ ran: null, styled: 0, markup: 0, outside: 0, turned: false, nameless: [], doubled: [] });
