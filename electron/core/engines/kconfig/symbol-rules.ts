/**
 * What one symbol is, given what the user set and what the symbols and expressions that it looks at are: the rules of C's
 * sym_calc_value. When they are applied is decided elsewhere (`evaluator.ts`).
 *
 * Kept apart on purpose: what the *user* set (`user…`), and what follows from it (everything else).
 */
import type { Dialect } from './dialect.ts';
import { ExpressionValues } from './expression-values.ts';
import { E_YES, type ExprId, Op } from './expressions.ts';
import { type KSymbol, type Range, SymbolType, type Tristate } from './model.ts';
import { leadingNumber } from './numbers.ts';
import type { ParsedKconfig } from './parsed-kconfig.ts';
import { M_SYMBOL, Y_SYMBOL } from './symbol-table.ts';

const letters = ['n', 'm', 'y'] as const;
/** Python writes negative hexes with a sign, C as 64 bits without one. */
function numberText(value: bigint, base: 10 | 16, signed: boolean): string {
  if (base === 10) return String(value);
  if (value >= 0n || !signed) return `0x${BigInt.asUintN(64, value).toString(16)}`;
  return `-0x${(-value).toString(16)}`;
}

export abstract class SymbolRules {
  readonly tri: Uint8Array;
  /** Texts of ints, hexes and strings; for a symbol without a type its name. */
  readonly text: string[];
  readonly visible: Uint8Array;
  readonly direct: Uint8Array;
  readonly selected: Uint8Array;
  readonly implied: Uint8Array;
  /** 1: belongs into a written .config. */
  readonly written: Uint8Array;
  /** For a choice that is y: the id of the chosen value; -1: none. */
  readonly chosen: Int32Array;

  /** -1: not set by the user. */
  readonly userTri: Int8Array;
  readonly userText: (string | null)[];
  /** For a choice: the id of the value that the user chose; -1: none. */
  readonly userChosen: Int32Array;
  /** For a value of a plain choice: the later the user spoke of it, the higher. */
  readonly userTurn: Int32Array;

  protected readonly expressions: ExpressionValues;
  protected modulesOn = false;

  constructor(
    protected readonly tree: ParsedKconfig,
    readonly dialect: Dialect,
    /** Position of each symbol in the order of evaluation. */
    protected readonly rank: Int32Array,
  ) {
    const count = tree.symbols.length;
    this.tri = new Uint8Array(count);
    this.text = new Array<string>(count).fill('');
    this.visible = new Uint8Array(count);
    this.direct = new Uint8Array(count);
    this.selected = new Uint8Array(count);
    this.implied = new Uint8Array(count);
    this.written = new Uint8Array(count);
    this.chosen = new Int32Array(count).fill(-1);
    this.userTri = new Int8Array(count).fill(-1);
    this.userText = new Array<string | null>(count).fill(null);
    this.userChosen = new Int32Array(count).fill(-1);
    this.userTurn = new Int32Array(count);
    this.expressions = new ExpressionValues(tree, this.tri, this.text);
    for (const symbol of tree.symbols) if (symbol.type === SymbolType.Unknown) this.text[symbol.id] = symbol.name;
    this.tri[M_SYMBOL] = 1;
    this.tri[Y_SYMBOL] = 2;
  }

  /** A choice has become y: the conditions of its values contain it, and must see that. */
  protected abstract choiceDecided(choice: number): void;

  /** A choice that was y has become n, since nothing in it can be chosen: what has looked at it has to look again. */
  protected abstract choiceEmptied(choice: number): void;

  /** y, m or n for a bool or tristate; the text otherwise. */
  value(symbol: KSymbol): string {
    return this.expressions.textOf(symbol);
  }

  hasUserValue(symbol: KSymbol): boolean {
    return symbol.kind === 'choice'
      ? this.userChosen[symbol.id]! >= 0 || this.userTri[symbol.id]! >= 0
      : this.userTri[symbol.id]! >= 0 || this.userText[symbol.id] !== null;
  }

  /** A tristate is as good as a bool while there are no modules, or while its choice has to choose. */
  effectiveType(symbol: KSymbol): SymbolType {
    if (symbol.type !== SymbolType.Tristate) return symbol.type;
    if (!this.modulesFor(symbol) || (symbol.choice && this.visible[symbol.id] === 2)) return SymbolType.Bool;
    return SymbolType.Tristate;
  }

  get modulesEnabled(): boolean {
    return this.modulesOn;
  }

  /** For what the modules option itself looks at, there are no modules yet. */
  protected modulesFor({ id }: KSymbol): boolean {
    return this.modulesOn && this.rank[id]! > this.rank[this.tree.modules.id]!;
  }

  expression(e: ExprId): Tristate {
    return this.expressions.of(e);
  }

  /** The range in force; null when there is none. */
  range(symbol: KSymbol): Range | null {
    for (const range of symbol.ranges) if (this.expression(range.condition) !== 0) return range;
    return null;
  }

  isWithinRange(symbol: KSymbol, text: string): boolean {
    const range = this.range(symbol);
    if (!range) return true;
    const base = symbol.type === SymbolType.Hex ? 16 : 10;
    const value = leadingNumber(text, base);
    return value >= this.bound(range.low, base) && value <= this.bound(range.high, base);
  }

  /** The value of a choice that it has when nobody chooses; -1 for none. */
  choiceDefault(choice: KSymbol): number {
    for (const { condition, value } of choice.defaults) {
      if (this.expression(condition) === 0) continue;
      const id = this.symbolOf(value);
      if (id >= 0 && this.visible[id] !== 0) return id;
    }
    return choice.members.find((member) => this.visible[member.id] !== 0)?.id ?? -1;
  }

  /** What the symbol would be if nobody had set it: what a minimal config leaves out. */
  defaultValue(symbol: KSymbol): string {
    const { id, type } = symbol;
    if (type !== SymbolType.Bool && type !== SymbolType.Tristate)
      return this.defaultText(symbol)?.text || this.withoutDefault(type);
    let tri = 0;
    const ways = this.dialect.likeKconfiglib;
    if (ways && symbol.choice) return 'n';
    for (const { condition, value } of symbol.defaults) {
      const limit = this.expression(condition);
      if (limit === 0) continue;
      tri = Math.min(this.expression(value), limit);
      break;
    }
    tri = Math.max(tri, this.selected[id]!);
    if (ways && symbol.impliedBy !== -1) tri = Math.max(tri, this.expression(symbol.impliedBy));
    if (tri === 1 && ((!symbol.choice && !this.modulesFor(symbol)) || type === SymbolType.Bool)) tri = 2;
    return letters[Math.max(tri, this.implied[id]!)]!;
  }

  protected compute(symbol: KSymbol): void {
    const { id, type } = symbol;
    this.computeVisibility(symbol);
    const visible = this.visible[id]!;
    let written = visible !== 0;
    if (type === SymbolType.Bool || type === SymbolType.Tristate) {
      written = this.computeTristate(symbol, written);
    } else if (type !== SymbolType.Unknown) {
      let text = this.withoutDefault(type);
      const user = this.userText[id]!;
      const ignored = this.dialect.outOfRange === 'default' && user !== null && !this.isWithinRange(symbol, user);
      if (visible !== 0 && user !== null && !ignored) text = user;
      else {
        const fallback = this.defaultText(symbol);
        if (fallback) {
          written = true;
          text = fallback.text;
        }
      }
      this.text[id] = this.limit(symbol, text);
    }
    this.written[id] = written && symbol.kind !== 'choice' && !symbol.unwritten ? 1 : 0;
  }

  private computeTristate(symbol: KSymbol, visibleWritten: boolean): boolean {
    const { id } = symbol;
    const visible = this.visible[id]!;
    let written = visibleWritten;
    let value = 0;
    const plain = this.dialect.plainChoices;
    if (symbol.choice && (visible === 2 || plain)) {
      value = visible !== 0 && this.tri[symbol.choice.id] === 2 && this.chosen[symbol.choice.id] === id ? 2 : 0;
    } else if (symbol.kind === 'choice' && plain) {
      value = 2;
    } else {
      const user = symbol.kind === 'choice' ? Math.max(0, this.userTri[id]!) : this.userTri[id]!;
      if (visible !== 0 && user >= 0) value = Math.min(user, visible);
      else {
        if (this.selected[id] !== 0) written = true;
        const ruled = symbol.kind === 'choice' || (symbol.choice && this.dialect.likeKconfiglib);
        if (!ruled) {
          for (const { condition, value: wanted } of symbol.defaults) {
            const limit = this.expression(condition);
            if (limit === 0) continue;
            value = Math.min(this.expression(wanted), limit);
            if (value !== 0) written = true;
            break;
          }
          const implied = this.implied[id]!;
          if (implied !== 0) {
            const possible = this.dialect.implyPromotes
              ? Math.max(value, implied)
              : Math.min(Math.max(value, implied), this.direct[id]!);
            if (this.dialect.writesUnmetImply || possible !== 0) written = true;
            value = possible;
          }
        }
      }
      value = Math.max(value, this.selected[id]!);
    }
    const promoted = this.dialect.implyPromotes && !symbol.choice && this.impliesYes(symbol);
    if (value === 1 && (promoted || this.effectiveType(symbol) === SymbolType.Bool)) value = 2;
    this.tri[id] = value;
    if (symbol.kind === 'choice') this.choose(symbol, value);
    return written;
  }

  private choose(choice: KSymbol, value: number): void {
    const { id } = choice;
    if (value !== 2) {
      this.chosen[id] = -1;
      return;
    }
    this.choiceDecided(id);
    for (const member of choice.members) this.visible[member.id] = this.promptVisibility(member);
    const user = this.userChosen[id]!;
    const chosen = this.dialect.plainChoices
      ? this.plainChoice(choice)
      : user >= 0 && this.visible[user] !== 0
        ? user
        : this.choiceDefault(choice);
    this.chosen[id] = chosen;
    if (chosen >= 0) return;
    this.tri[id] = 0;
    this.choiceEmptied(id);
  }

  private impliesYes(symbol: KSymbol): boolean {
    if (!this.dialect.likeKconfiglib) return this.implied[symbol.id] === 2;
    return symbol.impliedBy !== -1 && this.expression(symbol.impliedBy) === 2;
  }

  /** As sym_calc_choice decides since 6.11: the last y said, the default, the first undecided, the first n said. */
  private plainChoice(choice: KSymbol): number {
    const seen = choice.members.filter(({ id }) => this.visible[id] !== 0).map(({ id }) => id);
    const byTurn = [...seen].sort((x, y) => this.userTurn[y]! - this.userTurn[x]!);
    const said = byTurn.find((id) => this.userTri[id] === 2);
    if (said !== undefined) return said;
    const fallback = this.choiceDefault(choice);
    if (fallback >= 0 && this.userTri[fallback] !== 0) return fallback;
    return seen.find((id) => this.userTri[id]! < 0) ?? byTurn.at(-1) ?? -1;
  }

  private promptVisibility(symbol: KSymbol): Tristate {
    let visible = 0;
    const tristate = symbol.type === SymbolType.Tristate;
    const decided = symbol.choice !== null && tristate && this.tri[symbol.choice.id] === 2;
    for (const prompt of symbol.prompts) {
      const value = this.expression(prompt.condition);
      // In a choice that is y, a value that could only be m is not to be had.
      if (value === 1 && decided) continue;
      if (value > visible) visible = value;
    }
    if (visible === 1 && (!tristate || !this.modulesFor(symbol))) visible = 2;
    return visible as Tristate;
  }

  private computeVisibility(symbol: KSymbol): void {
    const { id } = symbol;
    this.visible[id] = this.promptVisibility(symbol);
    if (symbol.choice) return;
    const bool = this.effectiveType(symbol) === SymbolType.Bool;
    const strict = (e: ExprId | -1, none: Tristate): Tristate => {
      const value = e === -1 ? none : this.expression(e);
      return value === 1 && bool ? 2 : value;
    };
    this.direct[id] = strict(symbol.directDependency, 2);
    this.selected[id] = strict(symbol.selectedBy, 0);
    this.implied[id] = this.dialect.implyPromotes && this.direct[id] === 0 ? 0 : strict(symbol.impliedBy, 0);
  }

  /** The text of an option that has no default. */
  private withoutDefault(type: SymbolType): string {
    if (!this.dialect.emptyIntIsZero || type === SymbolType.String) return '';
    return type === SymbolType.Hex ? '0x0' : '0';
  }

  private defaultText(symbol: KSymbol): { text: string } | null {
    for (const { condition, value } of symbol.defaults) {
      if (this.expression(condition) === 0) continue;
      const id = this.symbolOf(value);
      if (id < 0) return null;
      return { text: this.textOf(id) };
    }
    return null;
  }

  /** C takes the text of the symbol's value slot, which is "n" for a bool whatever its value. */
  private textOf(id: number): string {
    const symbol = this.tree.symbols[id]!;
    if (id <= Y_SYMBOL) return symbol.name;
    if (symbol.type !== SymbolType.Bool && symbol.type !== SymbolType.Tristate) return this.text[id]!;
    return this.dialect.likeKconfiglib ? this.value(symbol) : 'n';
  }

  private symbolOf(e: ExprId): number {
    if (e <= E_YES) return e;
    return this.tree.expressions.op[e] === Op.Symbol ? this.tree.expressions.a[e]! : -1;
  }

  private bound(symbol: KSymbol, base: 10 | 16): bigint {
    const own = symbol.type === SymbolType.Int ? 10 : symbol.type === SymbolType.Hex ? 16 : base;
    return leadingNumber(this.text[symbol.id]!, own);
  }

  /** A number outside its range becomes the nearer end of it. */
  private limit(symbol: KSymbol, text: string): string {
    if (symbol.ranges.length === 0 || (symbol.type !== SymbolType.Int && symbol.type !== SymbolType.Hex)) return text;
    const range = this.range(symbol);
    if (!range) return text;
    const base = symbol.type === SymbolType.Hex ? 16 : 10;
    const value = leadingNumber(text, base);
    const low = this.bound(range.low, base);
    const high = this.bound(range.high, base);
    if (value >= low && value <= high) return text;
    if (this.dialect.limitsRewritten) return numberText(value < low ? low : high, base, this.dialect.likeKconfiglib);
    return this.text[value < low ? range.low.id : range.high.id]!;
  }
}
