/** @typedef {import('../api/types.js').RecordedEvent} RecordedEvent */
/** @typedef {{ name: string, fromMs: number, toMs: number }} Phase */
/** @typedef {{ name: string, type: string, atMs: number, sequence: number }} Mark */

/** What each recorded event is called. */
export const EVENT_NAMES = Object.freeze(/** @type {Record<string, string>} */ ({
  opened: 'Opened', request_received: 'Request received', request_forwarded: 'Sent upstream', upstream_responded: 'Upstream answered', original_segment: 'Piece of the answer came',
  delivered_segment: 'Piece delivered', policy_decided: 'Policy decided', judge_called: 'Judge asked', completed: 'Completed', blocked: 'Blocked', failed: 'Failed', cancelled: 'Cancelled', interrupted: 'Interrupted',
}));

const ENDS = ['completed', 'blocked', 'failed', 'cancelled', 'interrupted'];

/**
 * The course of a call: its phases and what happened within, in milliseconds from its opening.
 * @param {RecordedEvent[]} events its events in order
 * @param {number | null} nowMs of a call that still runs: how long it has run by the clock; null for one that has ended
 * @param {number | null} [firstByteMs] when the first byte came; without it, when the first piece was put on record, which is up to a flush later
 * @returns {{ totalMs: number, phases: Phase[], marks: Mark[] }} nothing of what has not happened
 */
export function timelineOf(events, nowMs, firstByteMs = null) {
  const start = Date.parse(events[0]?.at ?? '');
  if (Number.isNaN(start)) return { totalMs: 0, phases: [], marks: [] };
  const marks = events.map(({ at, type, sequence }) => ({ name: EVENT_NAMES[type] ?? type, type, atMs: Math.max(0, Date.parse(at) - start) || 0, sequence }));
  const first = (/** @type {string[]} */ ...types) => marks.find((mark) => types.includes(mark.type))?.atMs ?? null;
  const end = first(...ENDS);
  const totalMs = Math.max(end ?? nowMs ?? 0, ...marks.map((mark) => mark.atMs));
  const sent = first('request_forwarded');
  const answered = first('upstream_responded');
  const piece = first('original_segment', 'delivered_segment');
  const streamed = firstByteMs !== null && answered !== null ? Math.max(firstByteMs, answered) : piece;
  /** @type {[string, number | null, (number | null)[]][]} */
  const steps = [['Deciding', 0, [sent, end]], ['Waiting for the upstream', sent, [answered, streamed, end]], ['Waiting for the first byte', answered, [streamed, end]], ['Streaming', streamed, [end]]];
  return {
    totalMs,
    phases: steps.flatMap(([name, from, ends]) => (from === null ? [] : [{ name, fromMs: from, toMs: ends.find((value) => value !== null) ?? totalMs }])),
    marks,
  };
}

/**
 * Pieces of an answer follow one another by the hundred; a list of events shows each run of them as one entry.
 * @param {Mark[]} marks
 * @returns {(Mark & { count: number, untilMs: number })[]}
 */
export function gathered(marks) {
  /** @type {(Mark & { count: number, untilMs: number })[]} */
  const found = [];
  for (const mark of marks) {
    const last = found.at(-1);
    if (last && mark.type.endsWith('_segment') && last.type === mark.type) {
      last.count += 1;
      last.untilMs = mark.atMs;
    } else {
      found.push({ ...mark, count: 1, untilMs: mark.atMs });
    }
  }
  return found;
}
