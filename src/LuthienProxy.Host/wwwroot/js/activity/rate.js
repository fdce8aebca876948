/**
 * @typedef {{ counts: number[], latencies: (number | null)[], perSecond: number, medianMs: number | null }} Rates
 * Of each second, the oldest first: how many transactions were opened, and the median time to the first byte (null where there was none). Then both over all of it.
 */

/** How far back the drawing of the rate goes, in seconds. */
export const SECONDS = 120;

const MAX_SAMPLES = 200;

/**
 * Counts transactions and their times to the first byte by the second.
 * @returns {{ opened: (now: number) => void, firstByte: (now: number, ms: number) => void, read: (now: number) => Rates }} `now` in milliseconds since 1970
 */
export function createRate() {
  /** @type {Map<number, { count: number, times: number[] }>} */
  const buckets = new Map();

  /** @param {number} now */
  const bucket = (now) => {
    const second = Math.floor(now / 1000);
    let found = buckets.get(second);
    if (!found) {
      found = { count: 0, times: [] };
      buckets.set(second, found);
      for (const old of buckets.keys()) if (old <= second - SECONDS) buckets.delete(old);
    }
    return found;
  };

  return {
    opened(now) {
      bucket(now).count += 1;
    },
    firstByte(now, ms) {
      const { times } = bucket(now);
      if (times.length < MAX_SAMPLES) times.push(ms);
    },
    read(now) {
      // The present second is not over, so it would always look like a fall.
      const last = Math.floor(now / 1000) - 1;
      const seconds = Array.from({ length: SECONDS }, (_, index) => buckets.get(last - SECONDS + 1 + index));
      const counts = seconds.map((found) => found?.count ?? 0);
      return {
        counts,
        latencies: seconds.map((found) => median(found?.times ?? [])),
        perSecond: counts.slice(-10).reduce((sum, value) => sum + value, 0) / 10,
        medianMs: median(seconds.flatMap((found) => found?.times ?? [])),
      };
    },
  };
}

/**
 * @param {number[]} values
 * @returns {number | null}
 */
function median(values) {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}
