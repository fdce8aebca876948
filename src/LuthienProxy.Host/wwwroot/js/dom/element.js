/**
 * @typedef {Node | string | number | null | undefined | false | any[]} Child
 * What may stand in an element; lists may hold lists.
 *
 * @typedef {Record<string, unknown> & { on?: Record<string, (event: any) => void>, data?: Record<string, string | number> }} Properties
 */

const SVG = 'http://www.w3.org/2000/svg';
const FORBIDDEN = /^(?:on.*|style|srcdoc|innerhtml|outerhtml)$/i;
const ADDRESSES = new Set(['href', 'src', 'action', 'formaction']);

/**
 * Makes an HTML element. Strings become text nodes, so nothing that was recorded is ever read as markup.
 * @param {string} tag its name
 * @param {Properties} [properties] attributes; `on` holds listeners, `data` data attributes; null, undefined and false leave an attribute out
 * @param {...Child} children what stands in it
 * @returns {HTMLElement}
 */
export function h(tag, properties, ...children) {
  return fill(document.createElement(tag), properties, children);
}

/**
 * Makes an SVG element.
 * @param {string} tag its name
 * @param {Properties} [properties] as of {@link h}
 * @param {...Child} children what stands in it
 * @returns {SVGElement}
 */
export function svg(tag, properties, ...children) {
  return fill(/** @type {SVGElement} */ (document.createElementNS(SVG, tag)), properties, children);
}

/**
 * Puts other children into an element in place of those it has.
 * @param {Element} element the element
 * @param {...Child} children what stands in it from now on
 * @returns {Element}
 */
export function refill(element, ...children) {
  element.replaceChildren(...nodes(children));
  return element;
}

/**
 * Sets an element's text when it differs: an unchanged page costs no layout.
 * @param {Node} element the element
 * @param {string} text its text
 * @returns {void}
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * The children as nodes, in order; what is not there is left out.
 * @param {Child[]} children
 * @returns {Node[]}
 */
function nodes(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== '')
    .map((child) => (typeof child === 'string' || typeof child === 'number' ? document.createTextNode(String(child)) : /** @type {Node} */ (child)));
}

/**
 * @template {Element} T
 * @param {T} element
 * @param {Properties | undefined} properties
 * @param {Child[]} children
 * @returns {T}
 */
function fill(element, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name === 'on') for (const [type, listener] of Object.entries(/** @type {object} */ (value))) element.addEventListener(type, listener);
    else if (name === 'data') for (const [key, item] of Object.entries(/** @type {object} */ (value))) /** @type {any} */ (element).dataset[key] = String(item);
    else attribute(element, name, value);
  }
  element.append(...nodes(children));
  return element;
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {unknown} value
 * @returns {void}
 */
function attribute(element, name, value) {
  if (FORBIDDEN.test(name)) throw new TypeError(`The attribute '${name}' could run or restyle what it holds.`);
  if (value === null || value === undefined || value === false) return;
  const text = value === true ? '' : String(value);
  // Only places of this site: a recorded 'javascript:' address must never become a link.
  if (ADDRESSES.has(name) && !/^(?:\/(?![/\\])|[?#])/.test(text)) throw new TypeError(`'${name}' must lead to a place on this site.`);
  element.setAttribute(name, text);
}
