/** When a session's end is near enough to be told. */
export const NEAR_MS = 5 * 60000;

/**
 * What to tell about a session's end.
 * @param {import('../api/session.js').Session} session
 * @param {number} now milliseconds since 1970
 * @returns {{ text: string, isNear: boolean }} empty text where there is nothing to tell
 */
export function expiryOf(session, now) {
  if (session.state !== 'in' || session.expiresAt === null) return { text: '', isNear: false };
  const left = session.expiresAt - now;
  if (left <= 0) return { text: 'Session has ended', isNear: true };
  const minutes = Math.ceil(left / 60000);
  const text = minutes < 60 ? `${minutes} min` : minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} days`;
  return { text: `Session ends in ${text}`, isNear: left <= NEAR_MS };
}
