/** How numbers, times and sizes are written; the same on every page. Each of these gives a dash where nothing is known. */

const NONE = '–';

/**
 * A duration.
 * @param {number | null | undefined} ms milliseconds
 * @returns {string}
 */
export function duration(ms) {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return NONE;
  if (ms < 1) return `${ms.toFixed(2)} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60000) return `${(ms / 1000).toFixed(ms < 10000 ? 2 : 1)} s`;
  const minutes = Math.floor(ms / 60000);
  return minutes < 60 ? `${minutes} min ${Math.floor((ms % 60000) / 1000)} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/**
 * A count, its thousands parted.
 * @param {number | null | undefined} value the count
 * @returns {string}
 */
export function count(value) {
  return value === null || value === undefined || !Number.isFinite(value) ? NONE : value.toLocaleString('en');
}

/**
 * A count of things: 1 turn, 2 turns.
 * @param {number} value the count
 * @param {string} thing what one of them is called
 * @returns {string}
 */
export function many(value, thing) {
  return `${count(value)} ${thing}${value === 1 ? '' : 's'}`;
}

/**
 * A count in few characters: 950, 1.2 k, 34 k, 5.6 M.
 * @param {number | null | undefined} value the count
 * @returns {string}
 */
export function short(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE;
  if (value < 1000) return String(Math.round(value));
  const [divisor, unit] = value < 999500 ? [1000, 'k'] : [1000000, 'M'];
  const scaled = value / divisor;
  return `${scaled < 9.95 ? scaled.toFixed(1) : Math.round(scaled)} ${unit}`;
}

/**
 * A size.
 * @param {number | null | undefined} value bytes
 * @returns {string}
 */
export function bytes(value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE;
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length - 1, value < 1024 ? 0 : Math.floor(Math.log2(value) / 10));
  const scaled = value / 1024 ** power;
  return `${power === 0 || scaled >= 100 ? Math.round(scaled) : scaled.toFixed(1)} ${units[power]}`;
}

/**
 * A time of day in the reader's zone, to the second.
 * @param {string | number | null | undefined} at RFC 3339, or milliseconds since 1970
 * @returns {string}
 */
export function clock(at) {
  const time = dateOf(at);
  return time ? time.toLocaleTimeString('en-GB') : NONE;
}

/**
 * A time as short as it can be told: the time of day, of another day its date as well.
 * @param {string | number | null | undefined} at RFC 3339, or milliseconds since 1970
 * @param {number} now milliseconds since 1970
 * @returns {string}
 */
export function when(at, now) {
  const whole = moment(at);
  if (whole === NONE) return NONE;
  return whole.slice(0, 10) === moment(now).slice(0, 10) ? whole.slice(11) : whole.slice(5, 16);
}

/**
 * A date and time in the reader's zone.
 * @param {string | number | null | undefined} at RFC 3339, or milliseconds since 1970
 * @returns {string}
 */
export function moment(at) {
  const time = dateOf(at);
  if (!time) return NONE;
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

/**
 * How long ago something was, roughly.
 * @param {string | number | null | undefined} at RFC 3339, or milliseconds since 1970
 * @param {number} now milliseconds since 1970
 * @returns {string}
 */
export function ago(at, now) {
  const time = dateOf(at);
  if (!time) return NONE;
  const seconds = Math.max(0, Math.round((now - time.getTime()) / 1000));
  if (seconds < 60) return seconds < 5 ? 'just now' : `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  return seconds < 86400 ? `${Math.floor(seconds / 3600)} h ago` : `${Math.floor(seconds / 86400)} d ago`;
}

/**
 * @param {string | number | null | undefined} at
 * @returns {Date | null}
 */
function dateOf(at) {
  if (at === null || at === undefined || at === '') return null;
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? null : time;
}
