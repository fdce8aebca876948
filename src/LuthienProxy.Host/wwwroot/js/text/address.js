/**
 * The address of something by its id, whatever the id holds.
 * @param {string} root the path before it (`/calls`)
 * @param {string} id
 * @returns {string}
 */
export function pathTo(root, id) {
  return `${root}/${encoded(id)}`;
}

/**
 * A text as part of an address; half a character, which no address can hold, becomes the sign for that.
 * @param {string} text
 * @returns {string}
 */
export function encoded(text) {
  return encodeURIComponent(text.toWellFormed());
}

/**
 * The id in a page's path (`/calls/{id}`).
 * @param {string} path the path of the address
 * @returns {string} the id; what cannot be read as one, as it stands there
 */
export function idIn(path) {
  const part = path.split('/')[2] ?? '';
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
