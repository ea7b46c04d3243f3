/** What the engine asks of the outside, and what comes of reading: the tree, its symbols and the problems found. */
import { binaryText } from './bytes.ts';
import { Expressions } from './expressions.ts';
import { KSymbol, MenuNode, type SourceFile } from './model.ts';
import { NodeTable } from './node-table.ts';
import { PropertyTable } from './property-table.ts';
import { N_SYMBOL, SymbolTable } from './symbol-table.ts';
import { wordsWithKeywords } from './words.ts';

/** What the engine asks of the outside. Texts are binary strings: one char for each byte. */
export interface KconfigOutside {
  /** A file; undefined where there is none. Names are as the sources give them. Bytes must not change afterwards. */
  read(name: string): string | Uint8Array | undefined;
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

/** A tree of Kconfig: tables of numbers, because large ones have a hundred thousand rows; and views of single rows. */
export class ParsedKconfig {
  readonly words = wordsWithKeywords();
  readonly table = new SymbolTable(this.words);
  readonly nodes = new NodeTable();
  readonly properties = new PropertyTable();
  readonly expressions = new Expressions();
  readonly sources: SourceFile[] = [];
  /** Prompts that are not in a file as they are: with escapes or macros. */
  readonly texts: string[] = [];
  readonly problems: KconfigProblem[] = [];
  /** Environment variables that were asked for, with their values; '' where unset. */
  readonly environment = new Map<string, string>();
  /** Shell commands whose answers are not known; `KSymbol.unknown` counts them. */
  unknownCommands: readonly string[] = [];
  /** The symbol that `modules` names; the constant n where there is none. */
  modulesId = N_SYMBOL;
  /** The symbol whose defaults name default configurations (`option defconfig_list`); the constant n where there is none. */
  defconfigListId = N_SYMBOL;
  private readonly symbolViews: (KSymbol | undefined)[] = [];
  /** How many of the first symbols have a view for sure. */
  private viewed = 0;
  private readonly nodeViews: (MenuNode | undefined)[] = [];

  get root(): MenuNode {
    return this.node(0);
  }

  /** All symbols, each at its id. */
  get symbols(): readonly KSymbol[] {
    for (; this.viewed < this.table.size; this.viewed++) this.symbol(this.viewed);
    return this.symbolViews as KSymbol[];
  }

  get modules(): KSymbol {
    return this.symbol(this.modulesId);
  }

  get files(): readonly string[] {
    return this.sources.map(({ name }) => name);
  }

  /** The option of this name, defined or only mentioned. */
  named(name: string): KSymbol | undefined {
    const id = this.table.find(name);
    return id < 0 ? undefined : this.symbol(id);
  }

  symbol(id: number): KSymbol {
    const known = this.symbolViews[id];
    if (known) return known;
    fillUp(this.symbolViews, this.table.size);
    const view = new KSymbol(this, id);
    this.symbolViews[id] = view;
    return view;
  }

  node(id: number): MenuNode {
    const known = this.nodeViews[id];
    if (known) return known;
    fillUp(this.nodeViews, this.nodes.size);
    const view = new MenuNode(this, id);
    this.nodeViews[id] = view;
    return view;
  }

  /** Text of a prompt, given as a property. */
  promptText(prompt: number): string {
    const { a, b, node } = this.properties;
    const start = a[prompt]!;
    if (start < 0) return this.texts[-1 - start]!;
    return binaryText(this.sources[this.nodes.file[node[prompt]!]!]!.bytes, start, b[prompt]!);
  }
}

/** Lists are filled up one by one: with holes far apart they would become slow. */
function fillUp(views: unknown[], size: number): void {
  while (views.length < size) views.push(undefined);
}
