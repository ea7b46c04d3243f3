/** What the engine asks of the outside, and what comes of reading: the tree, its symbols and the problems found. */
import type { Expressions } from './expressions.ts';
import type { KSymbol, MenuNode } from './model.ts';

/** What the engine asks of the outside. Texts are binary strings: one char for each byte. */
export interface KconfigOutside {
  /** Text of a file; undefined where there is none. Names are as the sources give them. */
  read(name: string): string | undefined;
  /** Names that match a pattern of `source`, in byte order. */
  glob(pattern: string): readonly string[];
  environment(name: string): string | undefined;
  /** Output of a command; undefined: the answer is not known, which is reported. */
  shell(command: string): string | undefined;
}

export interface KconfigProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface ParsedKconfig {
  readonly root: MenuNode;
  readonly symbols: readonly KSymbol[];
  readonly byName: ReadonlyMap<string, KSymbol>;
  readonly expressions: Expressions;
  /** The symbol that `modules` names; the constant n where there is none. */
  readonly modules: KSymbol;
  readonly problems: readonly KconfigProblem[];
  readonly files: readonly string[];
  /** Environment variables that were asked for, with their values; '' where unset. */
  readonly environment: ReadonlyMap<string, string>;
  /** Shell commands whose answers are not known; `KSymbol.unknown` counts them. */
  readonly unknownCommands: readonly string[];
}
