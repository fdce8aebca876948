/**
 * @typedef {object} Stage
 * One policy of a chain, as somebody puts it together.
 * @property {string} key what the page recognises it by
 * @property {string} policy the policy's type
 * @property {string} name the instance's name; empty for the type's
 * @property {'enforce' | 'shadow'} mode
 * @property {'' | 'closed' | 'open'} onFailure what happens where it cannot decide; empty for what the policy says
 * @property {any} config
 */

/**
 * @typedef {{ policy: string, name?: string | null, config?: unknown, mode?: string, onFailure?: string | null }} Reference
 * A policy of a chain as the API has it.
 */

let last = 0;

/**
 * A new stage.
 * @param {string} policy the policy's type
 * @param {unknown} config its settings
 * @returns {Stage}
 */
export function stageOf(policy, config) {
  last += 1;
  return { key: `stage-${last}`, policy, name: '', mode: 'enforce', onFailure: '', config: structuredClone(config) ?? {} };
}

/**
 * A chain as the API has it, to be changed.
 * @param {Reference[]} references
 * @returns {Stage[]}
 */
export function fromApi(references) {
  return references.map((reference) => ({
    ...stageOf(reference.policy, reference.config ?? {}),
    name: reference.name ?? '',
    mode: reference.mode?.toLowerCase() === 'shadow' ? 'shadow' : 'enforce',
    onFailure: /** @type {Stage['onFailure']} */ (['closed', 'open'].find((word) => word === reference.onFailure?.toLowerCase()) ?? ''),
  }));
}

/**
 * A chain as the API takes it. Where a type stands twice without a name, the later ones get one, so that what is wrong with one of them can be told.
 * @param {Stage[]} stages
 * @returns {Reference[]}
 */
export function toApi(stages) {
  const names = namesOf(stages);
  return stages.map((stage, index) => ({
    policy: stage.policy, ...(names[index] !== stage.policy || stage.name !== '' ? { name: names[index] } : {}), config: stage.config, mode: stage.mode, ...(stage.onFailure === '' ? {} : { onFailure: stage.onFailure }),
  }));
}

/**
 * What each stage is called in problems and decisions.
 * @param {Stage[]} stages
 * @returns {string[]}
 */
export function namesOf(stages) {
  const taken = new Set(stages.map((stage) => stage.name).filter((name) => name !== ''));
  return stages.map((stage) => {
    if (stage.name !== '') return stage.name;
    let name = stage.policy;
    for (let number = 2; taken.has(name); number += 1) name = `${stage.policy}-${number}`;
    taken.add(name);
    return name;
  });
}

/**
 * The chain with a stage moved.
 * @param {Stage[]} stages
 * @param {string} key which stage
 * @param {number} to its new place; beyond the ends it stays at the end
 * @returns {Stage[]}
 */
export function moved(stages, key, to) {
  const from = stages.findIndex((stage) => stage.key === key);
  if (from < 0) return stages;
  const rest = stages.toSpliced(from, 1);
  return rest.toSpliced(Math.max(0, Math.min(to, rest.length)), 0, stages[from]);
}

/**
 * The chain with a stage changed.
 * @param {Stage[]} stages
 * @param {string} key which stage
 * @param {Partial<Stage>} change
 * @returns {Stage[]}
 */
export function changed(stages, key, change) {
  return stages.map((stage) => (stage.key === key ? { ...stage, ...change } : stage));
}

/**
 * Whether two chains are the same for the API.
 * @param {Stage[]} stages
 * @param {Stage[]} others
 * @returns {boolean}
 */
export function isSame(stages, others) {
  return JSON.stringify(toApi(stages)) === JSON.stringify(toApi(others));
}

/**
 * What is wrong, sorted to the stages that it is about.
 * @param {import('../api/problem.js').FieldProblem[]} problems as the gateway tells them
 * @param {Stage[]} stages
 * @returns {{ byStage: Map<string, import('../schema/check.js').Fault[]>, own: Map<string, string[]>, rest: string[] }} of each stage; of the instance's own fields; of nothing that is shown
 */
export function faultsOf(problems, stages) {
  const names = namesOf(stages);
  /** @type {ReturnType<typeof faultsOf>} */
  const found = { byStage: new Map(), own: new Map(), rest: [] };
  for (const { policy, field, message } of problems) {
    // Where the body could not be read, the path begins at the body: policies[1].config.pairs
    const [, place, inside] = /^(?:policies|chain)\[(\d+)\]\.?(.*)$/.exec(field ?? '') ?? [];
    const index = place !== undefined ? Number(place) : names.indexOf(policy ?? '');
    const stage = stages[index];
    if (stage) found.byStage.set(stage.key, [...(found.byStage.get(stage.key) ?? []), { path: (place !== undefined ? inside.replace(/^config\.?/, '') : field) ?? '', message }]);
    else if (field === 'name' || field === 'description') found.own.set(field, [...(found.own.get(field) ?? []), message]);
    else found.rest.push([policy, field, message].filter(Boolean).join(': '));
  }
  return found;
}
