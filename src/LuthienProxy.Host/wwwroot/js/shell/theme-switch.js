import { announce } from '../dom/announce.js';
import { h, refill } from '../dom/element.js';
import { chosenTheme, themeAfter, useTheme } from './theme.js';

const FACES = { system: ['◐', 'Auto'], light: ['○', 'Light'], dark: ['●', 'Dark'] };

/**
 * A button that goes round the themes.
 * @returns {HTMLElement}
 */
export function themeSwitch() {
  let theme = chosenTheme();
  const button = h('button', { type: 'button', class: 'quiet theme-switch', on: { click: () => become(themeAfter(theme)) } });
  const show = () => {
    const [sign, word] = FACES[theme];
    refill(button, h('span', { 'aria-hidden': 'true' }, sign), ` ${word}`);
    button.setAttribute('aria-label', `Theme: ${word}. Change it.`);
  };
  /** @param {import('./theme.js').Theme} next */
  const become = (next) => {
    theme = next;
    useTheme(theme);
    show();
    announce(`Theme: ${FACES[theme][1]}`);
  };
  show();
  return button;
}
