/**
 * The tree as objects, for whoever asks about a few of its symbols and places: views of the rows that the tables of
 * `parsed-kconfig.ts` keep, made when they are asked for. No value is kept here.
 *
 * Text is given as binary strings (one char per byte), so that any input, valid UTF-8 or not, is written back byte for
 * byte; `text.ts` decodes what is shown to a person.
 */
import type { ExprId } from './expressions.ts';
import type { ParsedKconfig } from './parsed-kconfig.ts';
import { PropertyKind } from './property-table.ts';
import type { SymbolKind } from './symbol-table.ts';

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

/** A file that was read: its name as the sources gave it, and its bytes. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Place {
  readonly file: SourceFile;
  readonly line: number;
}

/** A property of a symbol at one of its places. */
export class Property implements Place {
  constructor(
    protected readonly tree: ParsedKconfig,
    readonly id: number,
  ) {}

  get node(): MenuNode {
    return this.tree.node(this.tree.properties.node[this.id]!);
  }

  get file(): SourceFile {
    return this.node.file;
  }

  get line(): number {
    return this.tree.properties.line[this.id]!;
  }

  /** With the dependencies of the place. */
  get condition(): ExprId {
    return this.tree.properties.condition[this.id]!;
  }

  /** As written in the property's own `if`. */
  get written(): ExprId {
    return this.tree.properties.written[this.id]!;
  }
}

export class Default extends Property {
  get value(): ExprId {
    return this.tree.properties.a[this.id]!;
  }
}

export class Range extends Property {
  get low(): KSymbol {
    return this.tree.symbol(this.tree.properties.a[this.id]!);
  }

  get high(): KSymbol {
    return this.tree.symbol(this.tree.properties.b[this.id]!);
  }
}

/** A `select` or an `imply`. */
export class Selection extends Property {
  get target(): KSymbol {
    return this.tree.symbol(this.tree.properties.a[this.id]!);
  }
}

export class Prompt extends Property {
  get text(): string {
    return this.tree.promptText(this.id);
  }
}

const KINDS = ['symbol', 'constant', 'choice'] as const;

/** An option, a constant or a choice. There is one view of each. */
export class KSymbol {
  readonly kind: 'symbol' | 'constant' | 'choice';
  private named: string | null = null;

  constructor(
    private readonly tree: ParsedKconfig,
    readonly id: number,
  ) {
    this.kind = KINDS[tree.table.kind[id]! as SymbolKind];
  }

  /** '' for an unnamed choice. */
  get name(): string {
    this.named ??= this.tree.table.nameOf(this.id);
    return this.named;
  }

  get type(): SymbolType {
    return this.tree.table.type[this.id]!;
  }

  get prompts(): readonly Prompt[] {
    return this.properties(PropertyKind.Prompt, Prompt);
  }

  get defaults(): readonly Default[] {
    return this.properties(PropertyKind.Default, Default);
  }

  get ranges(): readonly Range[] {
    return this.properties(PropertyKind.Range, Range);
  }

  get selects(): readonly Selection[] {
    return this.properties(PropertyKind.Select, Selection);
  }

  get implies(): readonly Selection[] {
    return this.properties(PropertyKind.Imply, Selection);
  }

  get nodes(): readonly MenuNode[] {
    const { table, nodes } = this.tree;
    const list: MenuNode[] = [];
    for (let node = table.firstNode[this.id]!; node !== 0; node = nodes.nextOfSymbol[node]!)
      list.push(this.tree.node(node));
    return list;
  }

  /** Condition under which its dependencies are met; -1: it has none. */
  get directDependency(): ExprId | -1 {
    return this.tree.table.directDependency[this.id]!;
  }

  /** Or-ed from all selects and implies of it; -1: nothing does. */
  get selectedBy(): ExprId | -1 {
    return this.tree.table.selectedBy[this.id]!;
  }

  get impliedBy(): ExprId | -1 {
    return this.tree.table.impliedBy[this.id]!;
  }

  /** Who selects and implies it, in the order of `selectedBy`. */
  get selectors(): readonly Selection[] {
    return this.selections(this.tree.table.firstSelector[this.id]!);
  }

  get impliers(): readonly Selection[] {
    return this.selections(this.tree.table.firstImplier[this.id]!);
  }

  /** The choice that it is a value of. */
  get choice(): KSymbol | null {
    const choice = this.tree.table.choice[this.id]!;
    return choice === 0 ? null : this.tree.symbol(choice);
  }

  /** Values of a choice, in order; empty for other symbols. */
  get members(): readonly KSymbol[] {
    const { table } = this.tree;
    const list: KSymbol[] = [];
    for (let member = table.firstMember[this.id]!; member !== 0; member = table.nextMember[member]!)
      list.push(this.tree.symbol(member));
    return list;
  }

  get optional(): boolean {
    return this.tree.table.optional[this.id] === 1;
  }

  get allNoConfigY(): boolean {
    return this.tree.table.allNoConfigY[this.id] === 1;
  }

  /** Never in a .config: what comes from the environment, and the list of default configurations. */
  get unwritten(): boolean {
    return this.tree.table.unwritten[this.id] === 1;
  }

  /** Of a constant: numbers of the shell commands whose answers it is made of and that nobody knows. */
  get unknown(): readonly number[] {
    return this.tree.table.unknownOf(this.id);
  }

  private properties<P extends Property>(kind: PropertyKind, view: new (tree: ParsedKconfig, id: number) => P): P[] {
    const { table, properties } = this.tree;
    const list: P[] = [];
    for (let id = table.firstProperty[this.id]!; id !== 0; id = properties.nextOfSymbol[id]!)
      if (properties.kind[id] === kind) list.push(new view(this.tree, id));
    return list;
  }

  private selections(first: number): Selection[] {
    const list: Selection[] = [];
    for (let id = first; id !== 0; id = this.tree.properties.nextAtTarget[id]!) list.push(new Selection(this.tree, id));
    return list;
  }
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

/** A place in the menu. There is one view of each. */
export class MenuNode implements Place {
  constructor(
    private readonly tree: ParsedKconfig,
    readonly id: number,
  ) {}

  get kind(): NodeKind {
    return this.tree.nodes.kind[this.id]!;
  }

  get symbol(): KSymbol | null {
    const symbol = this.tree.nodes.symbol[this.id]!;
    return symbol === 0 ? null : this.tree.symbol(symbol);
  }

  get file(): SourceFile {
    return this.tree.sources[this.tree.nodes.file[this.id]!]!;
  }

  get line(): number {
    return this.tree.nodes.line[this.id]!;
  }

  get parent(): MenuNode | null {
    return this.id === 0 ? null : this.tree.node(this.tree.nodes.parent[this.id]!);
  }

  get prompt(): Prompt | null {
    const prompt = this.tree.nodes.prompt[this.id]!;
    return prompt === 0 ? null : new Prompt(this.tree, prompt);
  }

  get dependency(): ExprId {
    return this.tree.nodes.dependency[this.id]!;
  }

  /** Own `depends on` as written. */
  get written(): ExprId {
    return this.tree.nodes.written[this.id]!;
  }

  /** `visible if`; -1: none. */
  get visibility(): ExprId | -1 {
    return this.tree.nodes.visibility[this.id]!;
  }

  /** Offsets of the help text in its file: [start of the first line, end, indentation in columns]. */
  get help(): readonly [number, number, number] | null {
    const { helpStart, helpEnd, helpIndentation } = this.tree.nodes;
    const { id } = this;
    return helpEnd[id] === 0 ? null : [helpStart[id]!, helpEnd[id]!, helpIndentation[id]!];
  }

  *children(): Generator<MenuNode> {
    const { first, next } = this.tree.nodes;
    for (let child = first[this.id]!; child !== 0; child = next[child]!) yield this.tree.node(child);
  }
}
