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

/** A property of a symbol at one of its places. `condition` gets the dependencies of the place when the tree is finalised. */
export class Property implements Place {
  /** The condition as written in the property's own `if`; for explanations. */
  readonly written: ExprId;

  constructor(
    readonly node: MenuNode,
    readonly line: number,
    public condition: ExprId,
  ) {
    this.written = condition;
  }

  get file(): SourceFile {
    return this.node.file;
  }
}

export class Default extends Property {
  constructor(
    node: MenuNode,
    line: number,
    condition: ExprId,
    readonly value: ExprId,
  ) {
    super(node, line, condition);
  }
}

export class Range extends Property {
  constructor(
    node: MenuNode,
    line: number,
    condition: ExprId,
    readonly low: KSymbol,
    readonly high: KSymbol,
  ) {
    super(node, line, condition);
  }
}

/** A `select` or an `imply`. */
export class Selection extends Property {
  constructor(
    node: MenuNode,
    line: number,
    condition: ExprId,
    readonly target: KSymbol,
  ) {
    super(node, line, condition);
  }
}

export class Prompt extends Property {
  constructor(
    node: MenuNode,
    line: number,
    condition: ExprId,
    readonly text: string,
  ) {
    super(node, line, condition);
  }
}

const NONE: readonly never[] = [];

/**
 * An option, a constant or a choice. Its lists are shared and empty until something is added with `add`: most of the
 * many thousand symbols of a large tree have few of them.
 */
export class KSymbol {
  type: SymbolType = SymbolType.Unknown;
  prompts: readonly Prompt[] = NONE;
  defaults: readonly Default[] = NONE;
  ranges: readonly Range[] = NONE;
  selects: readonly Selection[] = NONE;
  implies: readonly Selection[] = NONE;
  nodes: readonly MenuNode[] = NONE;
  /** Condition under which its dependencies are met; -1: it has none. */
  directDependency: ExprId | -1 = -1;
  /** Or-ed from all selects and implies of it; -1: nothing does. */
  selectedBy: ExprId | -1 = -1;
  impliedBy: ExprId | -1 = -1;
  /** Who selects and implies it, in the order of `selectedBy`. */
  selectors: readonly Selection[] = NONE;
  impliers: readonly Selection[] = NONE;
  /** The choice that it is a value of. */
  choice: KSymbol | null = null;
  /** Values of a choice, in order; empty for other symbols. */
  members: readonly KSymbol[] = NONE;
  optional = true;
  /** `option env=` of old dialects: the value comes from the environment. */
  environment: string | null = null;
  allNoConfigY = false;
  /** Of a constant: numbers of the shell commands whose answers it is made of and that nobody knows. */
  unknown: readonly number[] = NONE;
  /** Never in a .config: what comes from the environment, and the list of default configurations. */
  unwritten = false;

  constructor(
    readonly id: number,
    /** '' for an unnamed choice. */
    readonly name: string,
    readonly kind: 'symbol' | 'constant' | 'choice',
  ) {}
}

/** `list` with `item` at its end; only the shared empty list is replaced. */
export function add<T>(list: readonly T[], item: T): readonly T[] {
  if (list.length === 0) return [item];
  (list as T[]).push(item);
  return list;
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
