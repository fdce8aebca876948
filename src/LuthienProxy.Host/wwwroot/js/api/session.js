/**
 * @typedef {{ state: 'unknown' | 'in' | 'out' | 'expired', expiresAt: number | null }} Session
 * Whether somebody is signed in here, as far as the page knows, and until when (milliseconds since 1970; null where it is not known).
 */

/**
 * The sign-in of this page: who holds the admin key gets a cookie that scripts cannot read. The key itself is kept nowhere.
 * @param {import('./client.js').Client} client the API
 * @param {{ now?: () => number }} [options] the clock
 */
export function createSession(client, options = {}) {
  const now = options.now ?? Date.now;
  /** @type {Session} */
  let session = { state: 'unknown', expiresAt: null };
  /** @type {((session: Session) => void)[]} */
  const listeners = [];

  /** @param {Session} next */
  const become = (next) => {
    session = next;
    listeners.forEach((listener) => listener(session));
  };

  client.onSignedOut(({ kind }) => {
    client.useToken(null);
    become({ state: session.state === 'in' || session.state === 'expired' || kind === 'session-ended' ? 'expired' : 'out', expiresAt: null });
  });

  return {
    /** @returns {Session} */
    get current() {
      return session;
    },

    /**
     * Hears of every change.
     * @param {(session: Session) => void} listener
     */
    onChange(listener) {
      listeners.push(listener);
    },

    /** Asks the gateway whether this browser is signed in, and gets the token that changes carry. */
    async load() {
      const { csrf, expiresAt } = await client.get('/api/session');
      client.useToken(csrf);
      const until = Date.parse(expiresAt ?? '');
      become({ state: 'in', expiresAt: Number.isNaN(until) ? null : until });
    },

    /**
     * Signs in. Throws the gateway's problem when it refuses.
     * @param {string} key the admin key
     */
    async signIn(key) {
      await client.post('/api/session', { key });
      await this.load();
    },

    /** Signs out: the cookie is no longer good, also where somebody has copied it. */
    async signOut() {
      await client.remove('/api/session');
      client.useToken(null);
      become({ state: 'out', expiresAt: null });
    },

    /** Notices that the time is over; for a page that asks nothing of the gateway meanwhile. */
    lapse() {
      if (session.state === 'in' && session.expiresAt !== null && session.expiresAt <= now()) become({ state: 'expired', expiresAt: null });
    },
  };
}
