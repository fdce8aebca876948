/** @typedef {import('./read.js').Field} Field */
/** @typedef {{ path: string, message: string }} Fault */

/**
 * What is wrong with a value, as far as a form can know; the gateway knows more.
 * @param {Field} field what is asked for
 * @param {unknown} value what is given; undefined for nothing
 * @param {string} [path] where it stands (`pairs[0].find`)
 * @returns {Fault[]}
 */
export function check(field, value, path = '') {
  if (value === undefined || value === null) return field.isRequired && field.kind !== 'json' ? [{ path, message: 'This is needed.' }] : [];
  switch (field.kind) {
    case 'text': return typeof value === 'string' ? [] : wrong(path, 'a text');
    case 'boolean': return typeof value === 'boolean' ? [] : wrong(path, 'yes or no');
    case 'number': return typeof value === 'number' && Number.isFinite(value) ? [] : wrong(path, 'a number');
    case 'integer': return Number.isInteger(value) ? [] : wrong(path, 'a whole number');
    case 'choice': return field.choices.includes(/** @type {string} */ (value)) ? [] : wrong(path, `one of ${field.choices.join(', ')}`);
    case 'array': return Array.isArray(value) ? value.flatMap((item, index) => check(/** @type {Field} */ (field.item), item, `${path}[${index}]`)) : wrong(path, 'a list');
    case 'object': return isObject(value) ? objectFaults(field, value, path) : wrong(path, 'a group of settings');
    case 'policy': return isObject(value) && typeof value.policy === 'string' && value.policy !== '' ? [] : [{ path: under(path, 'policy'), message: 'A policy must be chosen.' }];
    default: return [];
  }
}

/**
 * A member's path.
 * @param {string} path where the object stands
 * @param {string} name the member
 * @returns {string}
 */
export function under(path, name) {
  return path === '' ? name : `${path}.${name}`;
}

/**
 * @param {Field} field
 * @param {Record<string, unknown>} value
 * @param {string} path
 * @returns {Fault[]}
 */
function objectFaults(field, value, path) {
  const known = new Set(field.fields.map((member) => member.name));
  return [
    ...field.fields.flatMap((member) => check(member, Object.hasOwn(value, member.name) ? value[member.name] : undefined, under(path, member.name))),
    ...Object.keys(value).filter((name) => !known.has(name)).map((name) => ({ path: under(path, name), message: 'There is no such setting.' })),
  ];
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * @param {string} path
 * @param {string} what
 * @returns {Fault[]}
 */
function wrong(path, what) {
  return [{ path, message: `It must be ${what}.` }];
}
