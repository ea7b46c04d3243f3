/** Colours of found text in a terminal. */
import type { ISearchOptions } from '@xterm/addon-search';
import { cssToken } from './xterm-theme.ts';

export function findDecorations(): NonNullable<ISearchOptions['decorations']> {
  return {
    matchBackground: cssToken('warn-soft'),
    matchBorder: cssToken('warn-line'),
    matchOverviewRuler: cssToken('warn-line'),
    activeMatchBackground: cssToken('warn'),
    activeMatchBorder: cssToken('warn'),
    activeMatchColorOverviewRuler: cssToken('warn'),
  };
}
