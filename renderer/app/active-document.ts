/** The text at hand and where the caret is in it: written by the editor, read by outline, status bar and problems. */
import { createStore } from 'zustand/vanilla';

export interface ActiveSymbol {
  readonly name: string;
  /** What it is, for its icon: function, macro, type, variable … */
  readonly kind: string;
  /** From 1. */
  readonly line: number;
  readonly endLine: number;
}

export interface ActiveDocument {
  readonly path: string;
  /** From 1; `column` counts UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** Characters selected; 0 for none. */
  readonly selected: number;
  readonly symbols: readonly ActiveSymbol[];
}

/** null while no text has the window's attention. */
export const activeDocumentStore = createStore<{ active: ActiveDocument | null }>(() => ({ active: null }));

/** The innermost symbol that spans `line`. */
export function symbolAt(symbols: readonly ActiveSymbol[], line: number): ActiveSymbol | null {
  let found: ActiveSymbol | null = null;
  for (const symbol of symbols) {
    if (symbol.line > line || symbol.endLine < line) continue;
    if (found === null || symbol.line >= found.line) found = symbol;
  }
  return found;
}
