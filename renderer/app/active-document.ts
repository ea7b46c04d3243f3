/** The text at hand and where the caret is in it: written by the editor, read by outline, status bar and problems. */
import { createStore } from 'zustand/vanilla';

export interface ActiveSymbol {
  readonly name: string;
  readonly kind: 'function' | 'macro' | 'struct' | 'union' | 'enum' | 'type' | 'variable' | 'target' | 'option';
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
