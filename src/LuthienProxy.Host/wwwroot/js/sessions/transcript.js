/** @typedef {import('../api/types.js').SessionCall} SessionCall */
/** @typedef {import('../api/types.js').Content} Content */
/** @typedef {import('../api/types.js').Call} Call */

/**
 * @typedef {object} Item
 * One entry of a conversation.
 * @property {'turn' | 'errand' | 'system' | 'message' | 'answer' | 'note'} kind a turn's beginning; an errand of the agent (a title, a probe); the system prompt; what was said; what was answered; a remark
 * @property {string} role who speaks
 * @property {Content[]} contents what is said
 * @property {Call} call the call that it belongs to
 * @property {string} text of a note
 * @property {number} turn the number of the turn, from 1
 */

/**
 * A conversation as entries in order, each thing that was said once. The gateway sends with each call only what is new in it; calls that come again, because a page
 * of the list was read twice, are left out here, but for the answer of one that has ended since.
 * @param {(call: SessionCall) => boolean} [isWanted] which calls are shown
 * @returns {{ add: (calls: SessionCall[]) => Item[], turns: () => number }} takes the next calls and gives their entries
 */
export function createTranscript(isWanted = () => true) {
  /** @type {Set<string>} */
  const known = new Set();
  /** @type {Map<string, number>} the turns without an answer so far, by their calls */
  const open = new Map();
  let turns = 0;

  /**
   * @param {SessionCall} entry
   * @returns {Item[]} what was asked, and, when the call has ended, what came of it
   */
  function asked(entry) {
    const { call } = entry;
    known.add(call.transactionId);
    if (!isWanted(entry)) return [];
    if (call.kind !== 'turn') return [item('errand', call, turns)];
    turns += 1;
    const question = [
      item('turn', call, turns),
      ...(entry.system.length > 0 ? [item('system', call, turns, 'system', entry.system)] : []),
      ...entry.newMessages.map((message) => item('message', call, turns, message.role, message.content)),
    ];
    if (call.state !== 'open') return [...question, ...answered(entry, turns)];
    open.set(call.transactionId, turns);
    return question;
  }

  /**
   * @param {SessionCall} entry
   * @returns {Item[]}
   */
  function again(entry) {
    const turn = open.get(entry.call.transactionId);
    if (turn === undefined || entry.call.state === 'open') return [];
    open.delete(entry.call.transactionId);
    return answered(entry, turn);
  }

  return { turns: () => turns, add: (calls) => calls.flatMap((entry) => (known.has(entry.call.transactionId) ? again(entry) : asked(entry))) };
}

/**
 * @param {SessionCall} entry
 * @param {number} turn
 * @returns {Item[]}
 */
function answered(entry, turn) {
  const { call } = entry;
  return [
    ...(entry.response && entry.response.blocks.length > 0 ? [item('answer', call, turn, 'assistant', entry.response.blocks)] : []),
    ...notesOf(entry).map((text) => ({ ...item('note', call, turn), text })),
  ];
}

/**
 * All that an entry says, in lower case, for searching.
 * @param {Item} entry
 * @returns {string}
 */
export function textOf(entry) {
  const said = entry.contents.map((content) => [content.toolName, content.text].filter(Boolean).join(' '));
  return [...said, entry.text, entry.kind === 'errand' ? entry.call.title ?? '' : ''].join('\n').toLowerCase();
}

/**
 * How tall an entry may be: a guess from its length, which keeps the place of a reader within a screen until it has been measured.
 * @param {Item} entry
 * @param {number} perLine how many characters fit into a line
 * @returns {number} pixels
 */
export function heightOf(entry, perLine) {
  if (entry.kind === 'turn' || entry.kind === 'errand' || entry.kind === 'note') return 44;
  if (entry.kind === 'system') return 60;
  const lines = entry.contents.reduce((sum, { text }) => sum + Math.ceil(Math.min(text.length, 4000) / perLine) + Math.min(text.split('\n', 60).length, 60) + 1, 0);
  return 48 + lines * 22;
}

/**
 * @param {SessionCall} entry
 * @returns {string[]}
 */
function notesOf({ call, response, gaps }) {
  return [
    ...gaps,
    ...(call.state === 'blocked' ? ['A policy stopped this call.'] : []),
    ...(call.error !== null ? [`It ended with an error: ${call.error}`] : []),
    ...(response && !response.isComplete ? ['The answer broke off here.'] : []),
  ];
}

/**
 * @param {Item['kind']} kind
 * @param {Call} call
 * @param {number} turn
 * @param {string} [role]
 * @param {Content[]} [contents]
 * @returns {Item}
 */
function item(kind, call, turn, role = '', contents = []) {
  return { kind, role, contents, call, text: '', turn };
}
