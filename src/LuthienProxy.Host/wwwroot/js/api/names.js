/**
 * The API writes most names in snake_case (those of policies in camelCase), the pages all of them in camelCase; this is where the one becomes the
 * other. Bodies that go out are written as the API takes them. What stands inside these members is somebody else's own (a policy's settings, their schema, what went over the wire) and is left as it is.
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
 * @param {string} name
 * @returns {string}
 */
function toCamel(name) {
  return name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}
