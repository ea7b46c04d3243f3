/**
 * Makes a terminal as every part of the window shows it: fonts and colours of the design, find, Unicode 11 widths, WebGL
 * where a GPU draws it. This file brings xterm.js with it: import it lazily.
 */
import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { type ITerminalOptions, Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { hasGpu } from './gpu.ts';
import { cssToken, matchColours, xtermTheme } from './xterm-theme.ts';
import './xterm.css';

export interface Xterm {
  readonly terminal: Terminal;
  readonly search: SearchAddon;
  /** Takes the size of the element; false where it has none (hidden). */
  fit(): boolean;
  /** Reads the colours again: the theme of the page has changed. */
  recolour(): void;
  /** While text is being found the selection is the match at hand, and has its colour. */
  showMatch(on: boolean): void;
  /** Height of a row in px; 0 before it is drawn. */
  rowHeight(): number;
  dispose(): void;
}

const FONT_SIZE = 13;
const ROW_HEIGHT = 20;

/** Opens a terminal in `element`, which may not be in the page yet. */
export function createXterm(element: HTMLElement, options: ITerminalOptions): Xterm {
  const terminal = new Terminal({
    allowProposedApi: true,
    allowTransparency: true,
    cursorBlink: false,
    cursorInactiveStyle: 'outline',
    fontFamily: cssToken('font-mono'),
    fontSize: FONT_SIZE,
    fontWeightBold: 600,
    lineHeight: ROW_HEIGHT / glyphHeight(),
    // Colours of programs are made for black screens: here they have to be legible on paper too.
    minimumContrastRatio: 4.5,
    theme: xtermTheme(),
    ...options,
  });
  const fitting = new FitAddon();
  const search = new SearchAddon({ highlightLimit: 2_000 });
  terminal.loadAddon(fitting);
  terminal.loadAddon(search);
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  terminal.open(element);
  let matching = false;
  const theme = () => ({ ...xtermTheme(), ...(matching && matchColours()) });
  if (hasGpu()) void drawByGpu(terminal);
  return {
    terminal,
    search,
    fit() {
      if (element.clientWidth === 0 || element.clientHeight === 0) return false;
      fitting.fit();
      return true;
    },
    recolour() {
      terminal.options.theme = theme();
    },
    showMatch(on) {
      if (on === matching) return;
      matching = on;
      terminal.options.theme = theme();
    },
    rowHeight: () => (element.querySelector('.xterm-screen')?.clientHeight ?? 0) / terminal.rows,
    dispose: () => terminal.dispose(),
  };
}

async function drawByGpu(terminal: Terminal): Promise<void> {
  const { WebglAddon } = await import('@xterm/addon-webgl');
  try {
    const addon = new WebglAddon();
    // The DOM renderer takes over when the graphics driver takes the context away.
    addon.onContextLoss(() => addon.dispose());
    terminal.loadAddon(addon);
  } catch {
    // Without WebGL after all: the DOM renderer stays.
  }
}

/** Height that the font gives a line by itself, by which xterm multiplies `lineHeight`. */
function glyphHeight(): number {
  const probe = document.createElement('span');
  probe.textContent = 'W';
  probe.style.cssText = `position:absolute;visibility:hidden;line-height:normal;font:${FONT_SIZE}px ${cssToken('font-mono')}`;
  document.body.append(probe);
  const height = probe.offsetHeight;
  probe.remove();
  return height || 17;
}
