const TOKENS = /"(?:[^"\\]|\\.)*"|[^\s"[\]{},:]+|[[\]{},:]/gs;
const DEEPEST = 40;

/**
 * JSON text with line breaks for people, where it is JSON; any other text as it is. Numbers keep their digits and members their order and repetitions,
 * because the text is laid out anew and not written from what it says: 12345678901234567890 must not become 12345678901234567000.
 * @param {string} text maybe JSON
 * @returns {string}
 */
export function readable(text) {
  if (!/^\s*[[{]/.test(text) || !isJson(text)) return text;
  /** @type {string[]} */
  const out = [];
  let depth = 0;
  let isOpened = false;
  for (const [token] of text.matchAll(TOKENS)) {
    const closes = token === '}' || token === ']';
    if (closes) depth -= 1;
    if (isOpened !== closes && (isOpened || closes)) out.push(line(depth));
    out.push(token === ':' ? ': ' : token);
    isOpened = token === '{' || token === '[';
    if (isOpened) depth += 1;
    if (token === ',') out.push(line(depth));
  }
  return out.join('');
}

/**
 * @param {number} depth
 * @returns {string}
 */
function line(depth) {
  return `\n${'  '.repeat(Math.min(depth, DEEPEST))}`;
}

/**
 * @param {string} text
 * @returns {boolean}
 */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
