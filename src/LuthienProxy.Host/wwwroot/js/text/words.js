/**
 * @typedef {{ change: 'same' | 'added' | 'removed', text: string }} WordRun
 */

const MAX_TOKENS = 4000;
const MAX_EDITS = 1000;

/**
 * What was made of a text, word by word: the runs that are not `added` make the text before, those not `removed` the text after. Texts that are too long or too
 * different to compare in a blink come as one run removed and one added.
 * @param {string} before the text before
 * @param {string} after the text after
 * @returns {WordRun[]} the runs in order
 */
export function diffWords(before, after) {
  if (before === after) return before === '' ? [] : [{ change: 'same', text: before }];
  const a = tokens(before);
  const b = tokens(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const left = a.slice(head, a.length - tail);
  const right = b.slice(head, b.length - tail);
  const middle = left.length + right.length > MAX_TOKENS ? null : shortest(left, right);
  return runs([
    ...a.slice(0, head).map((text) => same(text)),
    ...(middle ?? [...left.map((text) => removed(text)), ...right.map((text) => added(text))]),
    ...a.slice(a.length - tail).map((text) => same(text)),
  ]);
}

/**
 * The shortest way from one list to the other (Myers), or null when it is longer than is worth looking for.
 * @param {string[]} a
 * @param {string[]} b
 * @returns {WordRun[] | null}
 */
function shortest(a, b) {
  const offset = MAX_EDITS + 1;
  const reach = new Int32Array(2 * offset + 1);
  /** @type {Int32Array[]} */
  const trace = [];
  for (let edits = 0; edits <= Math.min(MAX_EDITS, a.length + b.length); edits += 1) {
    trace.push(reach.slice(offset - edits - 1, offset + edits + 2));
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && reach[offset + k - 1] < reach[offset + k + 1]);
      let x = down ? reach[offset + k + 1] : reach[offset + k - 1] + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      reach[offset + k] = x;
      if (x >= a.length && x - k >= b.length) return back(a, b, trace, edits);
    }
  }
  return null;
}

/**
 * The way back through what {@link shortest} tried.
 * @param {string[]} a
 * @param {string[]} b
 * @param {Int32Array[]} trace how far each diagonal reached before each number of edits, from the diagonal -edits - 1 on
 * @param {number} edits
 * @returns {WordRun[]}
 */
function back(a, b, trace, edits) {
  /** @type {WordRun[]} */
  const way = [];
  let x = a.length;
  let y = b.length;
  for (let d = edits; d > 0; d -= 1) {
    const k = x - y;
    const at = (/** @type {number} */ diagonal) => trace[d][diagonal + d + 1];
    const down = k === -d || (k !== d && at(k - 1) < at(k + 1));
    const from = down ? at(k + 1) : at(k - 1);
    const fromY = from - (down ? k + 1 : k - 1);
    const corner = down ? from : from + 1;
    for (; x > corner; x -= 1, y -= 1) way.push(same(a[x - 1]));
    way.push(down ? added(b[fromY]) : removed(a[from]));
    x = from;
    y = fromY;
  }
  for (; x > 0; x -= 1) way.push(same(a[x - 1]));
  return way.reverse();
}

/**
 * Joins neighbours of one kind; between two same runs what was removed comes before what was added.
 * @param {WordRun[]} steps
 * @returns {WordRun[]}
 */
function runs(steps) {
  /** @type {WordRun[]} */
  const joined = [];
  let gone = '';
  let come = '';
  const flush = () => {
    if (gone !== '') joined.push(removed(gone));
    if (come !== '') joined.push(added(come));
    gone = '';
    come = '';
  };
  let kept = '';
  for (const { change, text } of steps) {
    if (change === 'same') {
      flush();
      kept += text;
      continue;
    }
    if (kept !== '') joined.push(same(kept));
    kept = '';
    if (change === 'removed') gone += text;
    else come += text;
  }
  flush();
  if (kept !== '') joined.push(same(kept));
  return joined;
}

/**
 * Words, white space and single other characters.
 * @param {string} text
 * @returns {string[]}
 */
function tokens(text) {
  return text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}

/** @type {(text: string) => WordRun} */
const same = (text) => ({ change: 'same', text });
/** @type {(text: string) => WordRun} */
const added = (text) => ({ change: 'added', text });
/** @type {(text: string) => WordRun} */
const removed = (text) => ({ change: 'removed', text });
