/** What an outline lists: the named parts of a file, for the side bar and for the path above the editor. */
export type OutlineKind =
  | 'function'
  | 'macro'
  | 'struct'
  | 'union'
  | 'enum'
  | 'type'
  | 'variable'
  | 'target'
  | 'option';

export interface OutlineItem {
  readonly kind: OutlineKind;
  readonly name: string;
  /** First and last line, from 1; a function ends with its brace. */
  readonly line: number;
  readonly endLine: number;
}

/** The innermost item that holds the line; null between items. */
export function itemAt(items: readonly OutlineItem[], line: number): OutlineItem | null {
  const holding = items.filter((item) => item.line <= line && line <= item.endLine);
  return holding.reduce<OutlineItem | null>(
    (best, item) => (best === null || item.endLine - item.line <= best.endLine - best.line ? item : best),
    null,
  );
}
