/**
 * Symbols as rows of columns, made when they are named for the first time: options, constants and named choices apart.
 * The first rows are the constants n, m and y; as a link, row 0 stands for "none".
 */
import { grown, grownBytes } from './columns.ts';
import { SymbolType } from './model.ts';
import { commandsIn, withoutMarks } from './unknown-answers.ts';
import type { Words } from './words.ts';

/** Ids of the three constants that every tree has. They are the numbers of the words, too. */
export const N_SYMBOL = 0;
export const M_SYMBOL = 1;
export const Y_SYMBOL = 2;

export enum SymbolKind {
  Symbol,
  Constant,
  Choice,
}

const START = 32;
const NONE: readonly never[] = [];

export class SymbolTable {
  size = 0;
  /** A `SymbolKind`. */
  kind = new Uint8Array(START);
  /** A `SymbolType`. */
  type = new Uint8Array(START);
  /** Its name; -1 for an unnamed choice. */
  word = new Int32Array(START);
  /** 0: a choice that has to be made. */
  optional = new Uint8Array(START);
  allNoConfigY = new Uint8Array(START);
  /** 1: never in a .config: what comes from the environment, and the list of default configurations. */
  unwritten = new Uint8Array(START);
  /** Its properties in the order of the files, linked by `nextOfSymbol`; 0: none. */
  firstProperty = new Int32Array(START);
  private lastProperty = new Int32Array(START);
  /** Its places, linked likewise; 0: it is not defined anywhere. */
  firstNode = new Int32Array(START);
  private lastNode = new Int32Array(START);
  /** Condition under which its dependencies are met; -1: it has none. */
  directDependency = new Int32Array(START);
  /** Or-ed from all selects and implies of it; -1: nothing does. */
  selectedBy = new Int32Array(START);
  impliedBy = new Int32Array(START);
  /** Who selects and implies it, in the order of `selectedBy`: properties linked by `nextAtTarget`. */
  firstSelector = new Int32Array(START);
  private lastSelector = new Int32Array(START);
  firstImplier = new Int32Array(START);
  private lastImplier = new Int32Array(START);
  /** The choice that it is a value of; 0: none. */
  choice = new Int32Array(START);
  /** Values of a choice in order, linked by `nextMember`; 0: none. */
  firstMember = new Int32Array(START);
  private lastMember = new Int32Array(START);
  nextMember = new Int32Array(START);

  /** 1 + the symbol, or the constant, of each word; 0: none yet. */
  private symbolOf = new Int32Array(128);
  private constantOf = new Int32Array(128);
  private readonly choiceOf = new Map<number, number>();
  private readonly unknownTexts = new Map<string, number>();
  private readonly commandsOf = new Map<number, readonly number[]>();

  constructor(private readonly words: Words) {
    for (const word of [N_SYMBOL, M_SYMBOL, Y_SYMBOL]) {
      this.type[this.constant(word)] = SymbolType.Tristate;
      this.symbolOf[word] = word + 1;
    }
  }

  /** What an unquoted word names: `y`, `m` and `n` are constants, everything else is an option. */
  named(word: number): number {
    while (word >= this.symbolOf.length) this.growWords();
    const known = this.symbolOf[word]!;
    if (known !== 0) return known - 1;
    this.symbolOf[word] = this.size + 1;
    return this.add(SymbolKind.Symbol, word);
  }

  /** What a quoted text stands for. */
  constant(word: number): number {
    while (word >= this.constantOf.length) this.growWords();
    const known = this.constantOf[word]!;
    if (known !== 0) return known - 1;
    this.constantOf[word] = this.size + 1;
    return this.add(SymbolKind.Constant, word);
  }

  /** What a text stands for that is made of answers of the shell that nobody knows: a constant, whatever it looks like. */
  unknown(text: string): number {
    let symbol = this.unknownTexts.get(text);
    if (symbol === undefined) {
      symbol = this.add(SymbolKind.Constant, this.words.internText(withoutMarks(text)));
      this.unknownTexts.set(text, symbol);
      this.commandsOf.set(symbol, commandsIn(text));
    }
    return symbol;
  }

  /** Numbers of the shell commands whose unknown answers a constant is made of. */
  unknownOf(symbol: number): readonly number[] {
    return this.commandsOf.get(symbol) ?? NONE;
  }

  /** The choice of this name; -1: without a name, a new one each time. */
  choiceNamed(word: number): number {
    if (word < 0) return this.add(SymbolKind.Choice, -1);
    let symbol = this.choiceOf.get(word);
    if (symbol === undefined) {
      symbol = this.add(SymbolKind.Choice, word);
      this.choiceOf.set(word, symbol);
    }
    return symbol;
  }

  /** The option of this name; -1 when it is named nowhere. */
  find(name: string): number {
    const word = this.words.find(name);
    if (word <= Y_SYMBOL || word >= this.symbolOf.length) return -1;
    return this.symbolOf[word]! - 1;
  }

  nameOf(symbol: number): string {
    const word = this.word[symbol]!;
    return word < 0 ? '' : this.words.text(word);
  }

  addProperty(symbol: number, property: number, next: Int32Array): void {
    if (this.firstProperty[symbol] === 0) this.firstProperty[symbol] = property;
    else next[this.lastProperty[symbol]!] = property;
    this.lastProperty[symbol] = property;
  }

  /** Puts a property before those that the symbol has. */
  addPropertyFirst(symbol: number, property: number, next: Int32Array): void {
    next[property] = this.firstProperty[symbol]!;
    this.firstProperty[symbol] = property;
    if (this.lastProperty[symbol] === 0) this.lastProperty[symbol] = property;
  }

  addNode(symbol: number, node: number, next: Int32Array): void {
    if (this.firstNode[symbol] === 0) this.firstNode[symbol] = node;
    else next[this.lastNode[symbol]!] = node;
    this.lastNode[symbol] = node;
  }

  addSelector(symbol: number, property: number, next: Int32Array): void {
    if (this.firstSelector[symbol] === 0) this.firstSelector[symbol] = property;
    else next[this.lastSelector[symbol]!] = property;
    this.lastSelector[symbol] = property;
  }

  addImplier(symbol: number, property: number, next: Int32Array): void {
    if (this.firstImplier[symbol] === 0) this.firstImplier[symbol] = property;
    else next[this.lastImplier[symbol]!] = property;
    this.lastImplier[symbol] = property;
  }

  addMember(choice: number, member: number): void {
    this.choice[member] = choice;
    if (this.firstMember[choice] === 0) this.firstMember[choice] = member;
    else this.nextMember[this.lastMember[choice]!] = member;
    this.lastMember[choice] = member;
  }

  private add(kind: SymbolKind, word: number): number {
    if (this.size === this.kind.length) this.grow();
    const symbol = this.size++;
    this.kind[symbol] = kind;
    this.word[symbol] = word;
    this.optional[symbol] = 1;
    this.directDependency[symbol] = -1;
    this.selectedBy[symbol] = -1;
    this.impliedBy[symbol] = -1;
    return symbol;
  }

  private grow(): void {
    this.kind = grownBytes(this.kind);
    this.type = grownBytes(this.type);
    this.word = grown(this.word);
    this.optional = grownBytes(this.optional);
    this.allNoConfigY = grownBytes(this.allNoConfigY);
    this.unwritten = grownBytes(this.unwritten);
    this.firstProperty = grown(this.firstProperty);
    this.lastProperty = grown(this.lastProperty);
    this.firstNode = grown(this.firstNode);
    this.lastNode = grown(this.lastNode);
    this.directDependency = grown(this.directDependency);
    this.selectedBy = grown(this.selectedBy);
    this.impliedBy = grown(this.impliedBy);
    this.firstSelector = grown(this.firstSelector);
    this.lastSelector = grown(this.lastSelector);
    this.firstImplier = grown(this.firstImplier);
    this.lastImplier = grown(this.lastImplier);
    this.choice = grown(this.choice);
    this.firstMember = grown(this.firstMember);
    this.lastMember = grown(this.lastMember);
    this.nextMember = grown(this.nextMember);
  }

  private growWords(): void {
    this.symbolOf = grown(this.symbolOf);
    this.constantOf = grown(this.constantOf);
  }
}
