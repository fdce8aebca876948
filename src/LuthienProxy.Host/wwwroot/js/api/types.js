/**
 * What the API answers, with names as the pages write them. See docs/api.md for what each means.
 *
 * @typedef {'text' | 'thinking' | 'tool_call' | 'tool_result' | 'image' | 'document' | 'refusal' | 'opaque'} ContentKind
 * @typedef {{ kind: ContentKind, text: string, toolCallId: string | null, toolName: string | null, isError: boolean, type: string | null, reference: string | null, choice: number }} Content
 * @typedef {{ role: string, content: Content[] }} Message
 * @typedef {{ name: string, value: string }} NamedText
 * @typedef {{ name: string, kind: string, description: string | null, definition: string }} Tool
 * @typedef {{ input: number | null, output: number | null, cacheRead: number | null, cacheCreation: number | null, reasoning: number | null }} Usage
 * @typedef {{ model: string, system: Content[], messages: Message[], tools: Tool[], parameters: NamedText[] }} RequestView
 * @typedef {{ blocks: Content[], stopReason: string | null, usage: Usage | null, error: string | null, isComplete: boolean }} ResponseView
 * @typedef {{ size: number, text: string | null, base64: string | null, isExcerpt: boolean, cut: string | null, sha256: string | null }} Body
 *
 * @typedef {object} Call
 * @property {string} transactionId
 * @property {string} openedAt
 * @property {string | null} endedAt
 * @property {string} node
 * @property {string} format
 * @property {string} path
 * @property {string | null} model
 * @property {boolean} isStream
 * @property {string} kind
 * @property {string | null} sessionId
 * @property {string | null} traceId
 * @property {string | null} title
 * @property {string | null} upstream
 * @property {number | null} upstreamStatus
 * @property {string} state
 * @property {number | null} status
 * @property {string | null} stopReason
 * @property {string | null} errorCode
 * @property {string | null} error
 * @property {boolean} isIntervened
 * @property {Usage | null} usage
 * @property {number} bytesReceived
 * @property {number} bytesDelivered
 * @property {number | null} firstByteMs
 * @property {number | null} durationMs
 *
 * @typedef {object} Decision
 * @property {number} sequence
 * @property {string} at
 * @property {string} policy
 * @property {number} version
 * @property {number} stage
 * @property {boolean} isShadow
 * @property {'forward' | 'replace' | 'block' | 'drop' | 'error'} verdict
 * @property {string | null} reason
 * @property {number | null} block
 * @property {number | null} probability
 * @property {number} tookMs
 * @property {Body | null} seen
 *
 * @typedef {{ sequence: number, at: string, policy: string, upstream: string, model: string, isCached: boolean, attempts: number, tookMs: number, answer: Body | null, failure: string | null }} Judge
 * @typedef {{ call: Call, requestHeaders: NamedText[], upstreamUrl: string | null, isRequestChanged: boolean, responseHeaders: NamedText[], isResponseChanged: boolean, decisions: Decision[],
 *   judges: Judge[], repairs: Record<string, number>, request: RequestView | null, response: ResponseView | null, gaps: string[] }} CallDetail
 * @typedef {{ sequence: number, at: string, type: string, data: Record<string, any>, body: Body | null }} RecordedEvent
 *
 * @typedef {'same' | 'changed' | 'added' | 'removed'} Change
 * @typedef {{ name: string, change: Change, before: string | null, after: string | null }} ValueChange
 * @typedef {{ change: Change, beforeIndex: number | null, afterIndex: number | null, before: Content | null, after: Content | null, words: import('../text/words.js').WordRun[] }} ContentChange
 * @typedef {{ change: Change, role: string, beforeIndex: number | null, afterIndex: number | null, content: ContentChange[] }} MessageChange
 * @typedef {{ isChanged: boolean, model: ValueChange, system: ContentChange[], tools: ValueChange[], parameters: ValueChange[], messages: MessageChange[] }} RequestDiff
 * @typedef {{ isChanged: boolean, blocks: ContentChange[], stopReason: ValueChange, error: ValueChange }} ResponseDiff
 * @typedef {{ transactionId: string, format: string, isStream: boolean, isChanged: boolean, request: RequestDiff | null, response: ResponseDiff | null, gaps: string[] }} CallDiff
 *
 * @typedef {{ sessionId: string, firstAt: string, lastAt: string, title: string | null, calls: number, turns: number, interventions: number, inputTokens: number, outputTokens: number }} SessionSummary
 * @typedef {{ call: Call, system: Content[], newMessages: Message[], knownMessages: number, response: ResponseView | null, gaps: string[] }} SessionCall
 */

export {};
