import { h, setText } from '../dom/element.js';

/**
 * What the connection is told as.
 * @param {import('../live/connection.js').Connection} connection
 * @returns {{ word: string, tone: 'good' | 'busy' | 'bad' }}
 */
export function statusOf({ state, attempts, waitMs }) {
  switch (state) {
    case 'live': return { word: 'Live', tone: 'good' };
    case 'connecting': return { word: attempts > 0 ? `Connecting again (try ${attempts + 1})` : 'Connecting', tone: 'busy' };
    case 'waiting': return { word: `No connection, next try in ${Math.max(1, Math.round(waitMs / 1000))} s`, tone: 'bad' };
    case 'refused': return { word: 'Signed out', tone: 'bad' };
    case 'idle': return { word: 'Not connected', tone: 'busy' };
  }
}

/**
 * The light that tells whether a page is live.
 * @returns {{ element: HTMLElement, show: (connection: import('../live/connection.js').Connection) => void }}
 */
export function liveStatus() {
  const text = h('span', {});
  const element = h('span', { class: 'live-status', role: 'status' }, h('span', { class: 'light', 'aria-hidden': 'true' }), text);
  return {
    element,
    show(connection) {
      const { word, tone } = statusOf(connection);
      element.dataset.tone = tone;
      element.dataset.attempts = String(connection.attempts);
      setText(text, word);
    },
  };
}
