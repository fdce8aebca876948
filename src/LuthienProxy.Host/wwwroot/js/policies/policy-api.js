import { pathTo } from '../text/address.js';

/** @typedef {import('./chain.js').Reference} Reference */
/** @typedef {{ name: string, category: string, description: string, useCase: string, example: unknown, schema: unknown, error: string | null }} Available */
/** @typedef {{ status: string, reasons: string[], source: string | null, name: string | null, version: number, policies: Reference[], since: string }} Current */
/** @typedef {{ name: string, version: number, description: string | null, policies: Reference[], isActive: boolean, createdAt: string, createdBy: string }} Version */
/** @typedef {{ name: string, class: string, description: string | null, newestVersion: number, activeVersion: number | null, versions: number, createdAt: string, createdBy: string }} Instance */
/** @typedef {{ number: number, action: string, from: { name: string, version: number } | null, to: { name: string, version: number } | null, at: string, by: string }} PolicyChange */
/** @typedef {{ request: import('../api/types.js').RequestView | null, response: import('../api/types.js').ResponseView | null }} Side */
/** @typedef {{ transactionId: string, state: string, before: Side, after: Side, decisions: import('../api/types.js').Decision[], judges: import('../api/types.js').Judge[], gaps: string[] }} Tried */
/** @typedef {{ policy: string, version: number, calls: number, verdicts: Record<string, number>, tookMsP50: number | null, tookMsP99: number | null, latest: { transactionId: string, at: string, verdict: 'forward' | 'replace' | 'block' | 'drop' | 'error', reason: string | null, probability: number | null }[] }} Shadow */

/** @typedef {{ since: string, policies: Shadow[] }} Shadows */

const PAGE = 50;

/** The gateway ends a trial itself, after two minutes unless it is told otherwise (policy.trials.timeout, at most ten), and then waits for the record. */
const TRIAL_PATIENCE_MS = 720000;

/**
 * All types that can be chosen, and after them those that cannot, with why.
 * @param {{ categories: { category: string, policies: Omit<Available, 'error'>[] }[], broken: { name: string, error: string }[] }} list
 * @returns {Available[]}
 */
export function availableOf({ categories, broken }) {
  return [
    ...categories.flatMap(({ policies }) => policies.map((policy) => ({ ...policy, error: null }))),
    ...broken.map(({ name, error }) => ({ name, error, category: 'Cannot be used', description: '', useCase: '', example: {}, schema: {} })),
  ];
}

/**
 * The policy API.
 * @param {import('../api/client.js').Client} client
 */
export function createPolicyApi(client) {
  return {
    /** @returns {Promise<Available[]>} what can be chosen; a broken one has an `error` */
    available: async () => availableOf(await client.get('/admin/policy/list')),
    /** @returns {Promise<Current>} what this node runs now */
    current: () => client.get('/admin/policy/current'),
    /** @returns {Promise<Instance[]>} what has been configured, by name */
    instances: async () => (await client.get('/admin/policy/instances', { limit: PAGE })).instances,
    /**
     * @param {string} name of an instance
     * @returns {Promise<Version[]>} its latest versions
     */
    versions: async (name) => (await client.get(pathTo('/admin/policy/instances', name), { limit: PAGE })).versions,
    /** @returns {Promise<PolicyChange[]>} the latest changes */
    history: async () => (await client.get('/admin/policy/history', { limit: PAGE })).changes,
    /** @returns {Promise<Shadows>} what policies that only look on would have done */
    shadows: () => client.get('/api/policy/shadow'),
    /** @param {Definition} definition */
    validate: (definition) => client.post('/admin/policy/validate', definition),
    /** @param {Definition} definition creates a version and activates it, in one */
    enable: (definition) => client.post('/admin/policy/enable', definition),
    /** @param {{ name: string, version: number }} version */
    activate: ({ name, version }) => client.post('/admin/policy/activate', { name, version }),
    rollback: () => client.post('/admin/policy/rollback'),
    /** What then runs is no policy, or the fallback. */
    deactivate: () => client.post('/admin/policy/deactivate'),
    /**
     * @param {{ chain: Reference[], format: string, model: string, prompt: string }} trial
     * @param {(transactionId: string) => void} onId hears the call's id, before the call has said anything
     * @returns {Promise<Tried>}
     */
    attempt: (trial, onId) => client.post('/api/policy/try', trial, { patienceMs: TRIAL_PATIENCE_MS, onHead: (headers) => onId(headers.get('x-luthien-transaction-id') ?? '') }),
  };
}

/** @typedef {{ name?: string, description?: string, policies: Reference[] }} Definition */
/** @typedef {ReturnType<typeof createPolicyApi>} PolicyApi */
