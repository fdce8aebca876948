import { h, refill, svg } from '../dom/element.js';
import { duration } from '../text/format.js';
import { inline } from '../text/shown.js';
import { gathered, timelineOf } from './timeline.js';

const WIDTH = 1000;
const LANE = 22;

/**
 * The course of a call as a drawing, and as a list that says the same.
 * @returns {{ element: HTMLElement, show: (events: import('../api/types.js').RecordedEvent[], nowMs: number | null, hasMore: boolean, firstByteMs: number | null) => void }}
 */
export function timelineView() {
  const element = h('section', { class: 'card timeline', 'aria-labelledby': 'timeline-title' });
  return {
    element,
    show(events, nowMs, hasMore, firstByteMs) {
      const { totalMs, phases, marks } = timelineOf(events, nowMs, firstByteMs);
      refill(element, h('h2', { id: 'timeline-title' }, 'Timeline'),
        phases.length === 0 ? h('p', { class: 'soft' }, 'Nothing is on record yet.') : [drawing(totalMs, phases, marks), legend(phases), list(marks, hasMore)]);
    },
  };
}

/**
 * @param {number} totalMs
 * @param {import('./timeline.js').Phase[]} phases
 * @param {import('./timeline.js').Mark[]} marks
 * @returns {SVGElement}
 */
function drawing(totalMs, phases, marks) {
  const x = (/** @type {number} */ ms) => (totalMs > 0 ? (ms / totalMs) * WIDTH : 0);
  return svg('svg', { class: 'lanes', viewBox: `0 -12 ${WIDTH} ${phases.length * LANE + 14}`, preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' },
    phases.map((phase, index) => [
      svg('line', { class: 'lane', x1: 0, x2: WIDTH, y1: index * LANE + LANE / 2, y2: index * LANE + LANE / 2 }),
      svg('rect', { class: `phase phase-${index}`, x: x(phase.fromMs).toFixed(1), width: Math.max(3, x(phase.toMs) - x(phase.fromMs)).toFixed(1), y: index * LANE + 3, height: LANE - 6, rx: 3 }),
    ]),
    marks.filter(({ type }) => type === 'policy_decided' || type === 'judge_called').map((mark) =>
      svg('line', { class: `at at-${mark.type}`, x1: x(mark.atMs).toFixed(1), x2: x(mark.atMs).toFixed(1), y1: -10, y2: phases.length * LANE })));
}

/**
 * @param {import('./timeline.js').Phase[]} phases
 * @returns {HTMLElement}
 */
function legend(phases) {
  return h('ul', { class: 'legend' }, phases.map((phase, index) =>
    h('li', {}, h('span', { class: `swatch phase-${index}`, 'aria-hidden': 'true' }), `${phase.name} `, h('b', {}, duration(phase.toMs - phase.fromMs)))));
}

/**
 * @param {import('./timeline.js').Mark[]} marks
 * @param {boolean} hasMore
 * @returns {HTMLElement}
 */
function list(marks, hasMore) {
  return h('details', { class: 'events' }, h('summary', {}, `All ${marks.length}${hasMore ? ' first' : ''} events`),
    h('ol', {}, gathered(marks).map((mark) => h('li', {},
      h('span', { class: 'number soft' }, duration(mark.atMs)), ' ', inline(mark.name), mark.count > 1 && ` × ${mark.count}, until ${duration(mark.untilMs)}`))));
}
