/**
 * Lengths that only the running page knows, such as the height of what is scrolled past, as rules of one style sheet: no element ever has a style
 * attribute, which a strict content security policy would have to allow.
 */

/** @type {CSSStyleSheet | null} */
let sheet = null;
let last = 0;

/**
 * A rule for one element, which it marks with a data attribute.
 * @param {HTMLElement} element what the rule is for
 * @returns {{ set: (name: string, value: string) => void, remove: () => void }} sets one of its properties; takes the rule away
 */
export function ruleFor(element) {
  const styles = sheet ?? adopt();
  last += 1;
  const key = String(last);
  element.dataset.rule = key;
  const index = styles.insertRule(`[data-rule="${key}"] {}`, styles.cssRules.length);
  const rule = /** @type {CSSStyleRule} */ (styles.cssRules[index]);
  return {
    set(name, value) {
      if (rule.style.getPropertyValue(name) !== value) rule.style.setProperty(name, value);
    },
    remove() {
      const at = [...styles.cssRules].indexOf(rule);
      if (at >= 0) styles.deleteRule(at);
      delete element.dataset.rule;
    },
  };
}

/** @returns {CSSStyleSheet} */
function adopt() {
  sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return sheet;
}
