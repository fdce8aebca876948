import { h, setText, svg } from '../dom/element.js';

const WIDTH = 240;
const HEIGHT = 36;

/**
 * The lines of a drawing, as SVG paths; a null breaks the line.
 * @param {(number | null)[]} values one a step
 * @param {number} top the value at the upper edge
 * @returns {string} the path's commands; empty where there is nothing to draw
 */
export function pathOf(values, top) {
  const step = WIDTH / Math.max(1, values.length - 1);
  let isDown = false;
  return values.map((value, index) => {
    if (value === null) {
      isDown = false;
      return '';
    }
    const command = isDown ? 'L' : 'M';
    isDown = true;
    const y = HEIGHT - 2 - (top > 0 ? Math.min(value / top, 1) : 0) * (HEIGHT - 4);
    // A single point has no length; a stroke of nothing with round ends shows it.
    return `${command}${(index * step).toFixed(1)} ${y.toFixed(1)}${command === 'M' ? 'h0' : ''}`;
  }).join('');
}

/**
 * A small drawing of a number over time with the number beside it.
 * @param {string} name what it is
 * @returns {{ element: HTMLElement, show: (values: (number | null)[], text: string) => void }}
 */
export function sparkline(name) {
  const line = svg('path', { class: 'line', d: '' });
  const figure = h('b', {});
  const element = h('div', { class: 'spark' },
    h('span', { class: 'spark-name' }, name), figure,
    svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' }, line));
  return {
    element,
    show(values, text) {
      const top = Math.max(1, ...values.map((value) => value ?? 0));
      const path = pathOf(values, top);
      if (line.getAttribute('d') !== path) line.setAttribute('d', path);
      setText(figure, text);
    },
  };
}
