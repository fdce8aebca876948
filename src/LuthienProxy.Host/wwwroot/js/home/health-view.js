import { h } from '../dom/element.js';
import { inline } from '../text/shown.js';

const TONES = /** @type {Record<string, string>} */ ({ healthy: 'good', degraded: 'warn' });
const SENTENCES = /** @type {Record<string, string>} */ ({ healthy: 'The gateway is well.', degraded: 'The gateway works, with a limp.', draining: 'The gateway is stopping.' });

/**
 * How the gateway is, in a line.
 * @param {{ status: string, reasons: string[] }} health as `/health/ready` tells it
 * @returns {HTMLElement}
 */
export function healthView({ status, reasons }) {
  return h('div', { class: `health ${TONES[status] ?? 'bad'}`, role: 'status' }, h('b', {}, SENTENCES[status] ?? 'The gateway is not well.'), (reasons ?? []).map((reason) => h('p', {}, inline(reason))));
}
