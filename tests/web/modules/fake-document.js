/** As much of a document as the making of elements needs. What would make markup of text is not there, so that using it fails. */
class FakeNode {
  constructor(text) { this.nodeValue = text; this.childNodes = []; }
  get textContent() { return this.nodeValue ?? this.childNodes.map((child) => child.textContent).join(''); }
}

class FakeElement extends FakeNode {
  constructor(name) { super(undefined); this.name = name; this.attributes = new Map(); this.dataset = {}; this.listeners = []; }
  setAttribute(name, value) { this.attributes.set(name, value); }
  getAttribute(name) { return this.attributes.get(name) ?? null; }
  addEventListener(type, listener) { this.listeners.push([type, listener]); }
  append(...children) { this.childNodes.push(...children); }
  replaceChildren(...children) { this.childNodes = children; }
  /** All elements below with a name. */
  all(name) { return this.childNodes.flatMap((child) => (child instanceof FakeElement ? [...(child.name === name ? [child] : []), ...child.all(name)] : [])); }
}

/** Puts it in place of the browser's. */
export function useFakeDocument() {
  globalThis.document = { createElement: (name) => new FakeElement(name), createElementNS: (_, name) => new FakeElement(name), createTextNode: (text) => new FakeNode(text) };
}
