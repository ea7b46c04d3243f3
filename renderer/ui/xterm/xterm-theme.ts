/** Colours of a terminal, read from the design tokens of the theme that the page shows now. */
import type { ITheme } from '@xterm/xterm';

/** Value of a colour token: `cssToken('accent')`. */
export function cssToken(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** The 16 ANSI colours by tokens: each is legible on `base`, so that black and white stay visible in both themes. */
export const ANSI_TOKENS = [
  'text3',
  'err',
  'ok',
  'warn',
  'syn-key',
  'syn-pre',
  'accent',
  'text2',
  'text3',
  'err',
  'ok',
  'warn',
  'syn-key',
  'syn-pre',
  'accent',
  'text',
] as const;

const ANSI_NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;

/** The background is left to what lies behind the terminal: `base`, which contrast is reckoned against. */
export function xtermTheme(): ITheme {
  const theme: ITheme = {
    background: `${cssToken('base')}00`,
    foreground: cssToken('text'),
    cursor: cssToken('accent'),
    cursorAccent: cssToken('accent-ink'),
    selectionBackground: cssToken('select'),
    selectionInactiveBackground: cssToken('active'),
    scrollbarSliderBackground: cssToken('line2'),
    scrollbarSliderHoverBackground: cssToken('control'),
    scrollbarSliderActiveBackground: cssToken('control'),
    overviewRulerBorder: '#00000000',
  };
  ANSI_NAMES.forEach((name, i) => {
    theme[name] = cssToken(ANSI_TOKENS[i]!);
    theme[`bright${name[0]!.toUpperCase()}${name.slice(1)}` as 'brightBlack'] = cssToken(ANSI_TOKENS[i + 8]!);
  });
  return theme;
}

/** The selection while it is the match at hand. */
export function matchColours(): ITheme {
  return {
    selectionBackground: cssToken('warn'),
    selectionInactiveBackground: cssToken('warn'),
    selectionForeground: cssToken('base'),
  };
}
