/**
 * The API writes names in snake_case, the pages in camelCase; this is where the one becomes the other. What stands inside these members is somebody
 * else's own (a policy's settings, their schema, what went over the wire) and is left as it is.
 */
const FOREIGN = new Set(['config', 'configuration', 'schema', 'example', 'data', 'repairs']);

/**
 * An answer of the API with its names as the pages write them.
 * @param {unknown} value what came
 * @returns {any} the same, new
 */
export function camel(value) {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [toCamel(name), FOREIGN.has(name) ? item : camel(item)]));
}

/**
 * What goes to the API with its names as the API writes them.
 * @param {unknown} value what the pages hold
 * @returns {any} the same, new
 */
export function snake(value) {
  if (Array.isArray(value)) return value.map(snake);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [toSnake(name), FOREIGN.has(name) ? item : snake(item)]));
}

/**
 * @param {string} name
 * @returns {string}
 */
function toCamel(name) {
  return name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

/**
 * @param {string} name
 * @returns {string}
 */
function toSnake(name) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
