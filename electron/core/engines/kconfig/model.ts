/**
 * The tree as it was written: places in the menu, apart from the symbols whose values they set. No value is kept here.
 *
 * Text is held as binary strings (one char per byte), so that any input, valid UTF-8 or not, is written back byte for
 * byte; `text.ts` decodes what is shown to a person.
 */
import type { ExprId } from './expressions.ts';

export const NO = 0;
export const MOD = 1;
export const YES = 2;
export type Tristate = 0 | 1 | 2;

export enum SymbolType {
  Unknown,
  Bool,
  Tristate,
  Int,
  Hex,
  String,
}

/** A file that was read: its name as the sources gave it, and its text. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

export interface Place {
  readonly file: SourceFile;
  readonly line: number;
}

/** A condition of a property: first as written, after `finalize` with the dependencies of its place. */
export interface Property extends Place {
  readonly node: MenuNode;
  condition: ExprId;
  /** The condition as written in the property's own `if`; for explanations. */
  readonly written: ExprId;
}

export interface Default extends Property {
  readonly value: ExprId;
}

export interface Range extends Property {
  readonly low: KSymbol;
  readonly high: KSymbol;
}

export interface Selection extends Property {
  readonly target: KSymbol;
}

export interface Prompt extends Property {
  readonly text: string;
}

export class KSymbol {
  type: SymbolType = SymbolType.Unknown;
  readonly prompts: Prompt[] = [];
  readonly defaults: Default[] = [];
  readonly ranges: Range[] = [];
  readonly selects: Selection[] = [];
  readonly implies: Selection[] = [];
  readonly nodes: MenuNode[] = [];
  /** Condition under which its dependencies are met; -1: it has none. */
  directDependency: ExprId | -1 = -1;
  /** Or-ed from all selects and implies of it; -1: nothing does. */
  selectedBy: ExprId | -1 = -1;
  impliedBy: ExprId | -1 = -1;
  /** Who selects and implies it, in the order of `selectedBy`. */
  readonly selectors: Selection[] = [];
  readonly impliers: Selection[] = [];
  /** The choice that it is a value of. */
  choice: KSymbol | null = null;
  /** Values of a choice, in order; empty for other symbols. */
  readonly members: KSymbol[] = [];
  optional = true;
  /** `option env=` of old dialects: the value comes from the environment. */
  environment: string | null = null;
  allNoConfigY = false;

  constructor(
    readonly id: number,
    /** '' for an unnamed choice. */
    readonly name: string,
    readonly kind: 'symbol' | 'constant' | 'choice',
  ) {}
}

export enum NodeKind {
  Root,
  Menu,
  Comment,
  If,
  Config,
  MenuConfig,
  Choice,
}

export class MenuNode implements Place {
  parent: MenuNode | null = null;
  /** First child and next sibling: implicit submenus move runs of siblings about. */
  first: MenuNode | null = null;
  next: MenuNode | null = null;
  prompt: Prompt | null = null;
  dependency: ExprId;
  /** Own `depends on` as written. */
  written: ExprId;
  /** `visible if`; -1: none. */
  visibility: ExprId | -1 = -1;
  /** Offsets of the help text in its file's text: [start of the first line, end, indentation in columns]. */
  help: readonly [number, number, number] | null = null;

  constructor(
    readonly kind: NodeKind,
    readonly symbol: KSymbol | null,
    readonly file: SourceFile,
    readonly line: number,
    yes: ExprId,
  ) {
    this.dependency = yes;
    this.written = yes;
  }

  *children(): Generator<MenuNode> {
    for (let child = this.first; child; child = child.next) yield child;
  }
}

/** The node after `node` in the order of the files, `root`'s subtree only; null at the end. */
export function nextInOrder(node: MenuNode, root: MenuNode): MenuNode | null {
  if (node.first) return node.first;
  let at: MenuNode | null = node;
  while (at && at !== root) {
    if (at.next) return at.next;
    at = at.parent;
  }
  return null;
}
