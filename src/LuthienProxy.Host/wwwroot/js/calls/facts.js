import { h } from '../dom/element.js';
import { bytes, count, duration, moment } from '../text/format.js';
import { inline } from '../text/shown.js';
import { pathTo } from '../text/address.js';

/** @typedef {import('../api/types.js').CallDetail} CallDetail */

/**
 * What is known of a call in figures and names; what is not known is left out.
 * @param {CallDetail} detail
 * @returns {HTMLElement}
 */
export function factsView({ call, upstreamUrl, repairs, requestHeaders, responseHeaders }) {
  const { usage } = call;
  const mended = Object.entries(repairs ?? {}).map(([kind, times]) => `${kind} × ${times}`).join(', ');
  /** @type {[string, import('../dom/element.js').Child][]} */
  const facts = [
    ['Opened', moment(call.openedAt)], ['Took', duration(call.durationMs)], ['First byte', duration(call.firstByteMs)], ['Status', call.status],
    ['Tokens in', usage && count(usage.input)], ['Tokens out', usage && count(usage.output)], ['From cache', usage?.cacheRead ? count(usage.cacheRead) : null], ['Reasoning', usage?.reasoning ? count(usage.reasoning) : null],
    ['Delivered', bytes(call.bytesDelivered)], ['Stop reason', call.stopReason && inline(call.stopReason)], ['Format', inline(call.format)], ['Upstream', call.upstream && inline(call.upstream)],
    ['Address', upstreamUrl && inline(upstreamUrl)], ['Node', inline(call.node)],
    ['Session', call.sessionId && h('a', { href: pathTo('/sessions', call.sessionId) }, inline(call.sessionId))],
    ['Trace', call.traceId && inline(call.traceId, 'id')], ['Mended', mended && inline(mended)],
  ];
  return h('section', { class: 'card', 'aria-label': 'Facts' },
    h('dl', { class: 'facts' }, facts.filter(([, value]) => value !== null && value !== '' && value !== false && value !== '–').map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))),
    headersView('Headers of the request', requestHeaders), headersView('Headers of the answer', responseHeaders));
}

/**
 * @param {string} title
 * @param {import('../api/types.js').NamedText[]} headers
 * @returns {HTMLElement | null}
 */
function headersView(title, headers) {
  if (headers.length === 0) return null;
  return h('details', {}, h('summary', {}, `${title} (${headers.length})`), h('dl', { class: 'facts wide' }, headers.map(({ name, value }) => h('div', {}, h('dt', {}, inline(name)), h('dd', {}, inline(value))))));
}
