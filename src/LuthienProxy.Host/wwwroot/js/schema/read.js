/**
 * @typedef {'object' | 'array' | 'choice' | 'text' | 'number' | 'integer' | 'boolean' | 'policy' | 'json'} FieldKind
 * `policy` is a policy inside another one's settings; `json` is what no form fits.
 *
 * @typedef {object} Field
 * One setting, as a form asks for it.
 * @property {FieldKind} kind
 * @property {string} name
 * @property {string} description
 * @property {boolean} isRequired
 * @property {string[]} choices of a choice
 * @property {Field[]} fields of an object
 * @property {Field | null} item of an array
 * @property {unknown} fallback what the schema says is taken where nothing is given; undefined where it says nothing
 */

const DEEPEST = 8;

/**
 * The settings that a JSON Schema describes. What this reader does not know becomes a field for JSON: every schema has a form, if a plain one.
 * @param {unknown} schema a JSON Schema (2020-12)
 * @returns {Field}
 */
export function readSchema(schema) {
  return read(schema, schema, '', true, 0);
}

/**
 * @param {unknown} given
 * @param {unknown} root
 * @param {string} name
 * @param {boolean} isRequired
 * @param {number} depth
 * @returns {Field}
 */
function read(given, root, name, isRequired, depth) {
  const schema = resolved(given, root);
  const kind = depth > DEEPEST ? 'json' : kindOf(schema);
  /** @type {Field} */
  const field = { kind, name, description: typeof schema.description === 'string' ? schema.description : '', isRequired, choices: [], fields: [], item: null, fallback: schema.default };
  if (kind === 'choice') field.choices = schema.enum.filter((/** @type {unknown} */ value) => value !== null).map(String);
  if (kind === 'array') field.item = read(schema.items, root, '', true, depth + 1);
  if (kind === 'object') {
    const required = Array.isArray(schema.required) ? schema.required : [];
    field.fields = Object.entries(schema.properties ?? {}).map(([key, value]) => read(value, root, key, required.includes(key), depth + 1));
  }
  return field;
}

/**
 * @param {Record<string, any>} schema
 * @returns {FieldKind}
 */
function kindOf(schema) {
  if (Array.isArray(schema.enum)) return schema.enum.every((/** @type {unknown} */ value) => typeof value === 'string' || value === null) ? 'choice' : 'json';
  const types = [schema.type ?? []].flat().filter((type) => type !== 'null');
  if (types.length !== 1) return 'json';
  switch (types[0]) {
    case 'object': return typeof schema.properties !== 'object' || schema.properties === null ? 'json' : 'policy' in schema.properties && 'config' in schema.properties ? 'policy' : 'object';
    case 'array': return schema.items === undefined || typeof schema.items === 'boolean' ? 'json' : 'array';
    case 'string': return 'text';
    case 'number': case 'integer': case 'boolean': return types[0];
    default: return 'json';
  }
}

/**
 * The schema that a reference within the document points to.
 * @param {unknown} schema
 * @param {unknown} root
 * @returns {Record<string, any>}
 */
function resolved(schema, root) {
  let at = /** @type {any} */ (schema);
  for (let hops = 0; typeof at?.$ref === 'string' && hops < DEEPEST; hops += 1) {
    if (!at.$ref.startsWith('#')) return {};
    const steps = at.$ref.slice(1).split('/').filter((/** @type {string} */ step) => step !== '').map((/** @type {string} */ step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
    at = steps.reduce((/** @type {any} */ place, /** @type {string} */ step) => (place !== null && typeof place === 'object' && Object.hasOwn(place, step) ? place[step] : {}), /** @type {any} */ (root));
  }
  return typeof at === 'object' && at !== null && typeof at.$ref !== 'string' ? at : {};
}
