/** @typedef {import('./read.js').Field} Field */

/**
 * The least value that a field can begin with: what is needed is there and empty, what is optional is not there.
 * @param {Field} field
 * @returns {any}
 */
export function blank(field) {
  switch (field.kind) {
    case 'text': return '';
    case 'number': case 'integer': return 0;
    case 'boolean': return false;
    case 'choice': return field.choices[0];
    case 'array': return [];
    case 'object': return Object.fromEntries(field.fields.filter((member) => member.isRequired).map((member) => [member.name, blank(member)]));
    case 'policy': return { policy: '' };
    default: return null;
  }
}

/**
 * A name as people read it: `matchCapitalisation` becomes `Match capitalisation`.
 * @param {string} name
 * @returns {string}
 */
export function readableName(name) {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll(/[_-]/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * An object with one member set, or taken out where the value is undefined. The members keep their order.
 * @param {unknown} value the object; anything else counts as an empty one
 * @param {string} name which member
 * @param {unknown} item its value
 * @returns {Record<string, unknown>} a new object
 */
export function withMember(value, name, item) {
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  const rest = entries.some(([key]) => key === name) ? entries.map(([key, old]) => /** @type {[string, unknown]} */ ([key, key === name ? item : old])) : [...entries, /** @type {[string, unknown]} */ ([name, item])];
  return Object.fromEntries(rest.filter(([, member]) => member !== undefined));
}
