/**
 * What one symbol is, given what the user set and what the symbols and expressions that it looks at are: the rules of C's
 * sym_calc_value. When they are applied is decided elsewhere (`evaluator.ts`).
 *
 * Kept apart on purpose: what the *user* set (`user…`), and what follows from it (everything else).
 */
import type { Dialect } from './dialect.ts';
import { ExpressionValues } from './expression-values.ts';
import { E_YES, type ExprId, Op } from './expressions.ts';
import { type KSymbol, Range, SymbolType, type Tristate } from './model.ts';
import { leadingNumber } from './numbers.ts';
import type { ParsedKconfig } from './parsed-kconfig.ts';
import { PropertyKind } from './property-table.ts';
import { M_SYMBOL, SymbolKind, Y_SYMBOL } from './symbol-table.ts';

const letters = ['n', 'm', 'y'] as const;
/** Python writes negative hexes with a sign, C as 64 bits without one. */
function numberText(value: bigint, base: 10 | 16, signed: boolean): string {
  if (base === 10) return String(value);
  if (value >= 0n || !signed) return `0x${BigInt.asUintN(64, value).toString(16)}`;
  return `-0x${(-value).toString(16)}`;
}

/** A symbol, as far as its row is concerned. */
interface Numbered {
  readonly id: number;
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
    const count = tree.table.size;
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
    this.expressions = new ExpressionValues(tree, this.tri, this.text, dialect.lettersAreTexts);
    for (let id = 0; id < count; id++)
      if (tree.table.type[id] === SymbolType.Unknown) this.text[id] = tree.table.nameOf(id);
    this.tri[M_SYMBOL] = 1;
    this.tri[Y_SYMBOL] = 2;
  }

  /** A choice has become y: the conditions of its values contain it, and must see that. */
  protected abstract choiceDecided(choice: number): void;

  /** A choice that was y has become n, since nothing in it can be chosen: what has looked at it has to look again. */
  protected abstract choiceEmptied(choice: number): void;

  /** y, m or n for a bool or tristate; the text otherwise. */
  value(symbol: KSymbol): string {
    return this.expressions.textOf(symbol.id);
  }

  /** The same, by the symbol's id. */
  valueOf(id: number): string {
    return this.expressions.textOf(id);
  }

  hasUserValue({ id }: Numbered): boolean {
    return this.tree.table.kind[id] === SymbolKind.Choice
      ? this.userChosen[id]! >= 0 || this.userTri[id]! >= 0
      : this.userTri[id]! >= 0 || this.userText[id] !== null;
  }

  /** A tristate is as good as a bool while there are no modules, or while its choice has to choose. */
  effectiveType({ id }: Numbered): SymbolType {
    const { type, choice } = this.tree.table;
    if (type[id] !== SymbolType.Tristate) return type[id]!;
    if (!this.modulesFor(id) || (choice[id] !== 0 && this.visible[id] === 2)) return SymbolType.Bool;
    return SymbolType.Tristate;
  }

  get modulesEnabled(): boolean {
    return this.modulesOn;
  }

  /** For what the modules option itself looks at, there are no modules yet. */
  private modulesFor(id: number): boolean {
    return this.modulesOn && this.rank[id]! > this.rank[this.tree.modulesId]!;
  }

  expression(e: ExprId): Tristate {
    return this.expressions.of(e);
  }

  /** The range in force; null when there is none. */
  range({ id }: Numbered): Range | null {
    const range = this.rangeOf(id);
    return range === 0 ? null : new Range(this.tree, range);
  }

  isWithinRange({ id }: Numbered, text: string): boolean {
    const range = this.rangeOf(id);
    if (range === 0) return true;
    const base = this.tree.table.type[id] === SymbolType.Hex ? 16 : 10;
    const value = leadingNumber(text, base);
    const { a, b } = this.tree.properties;
    return value >= this.bound(a[range]!, base) && value <= this.bound(b[range]!, base);
  }

  /** The value of a choice that it has when nobody chooses; -1 for none. */
  choiceDefault({ id: choice }: Numbered): number {
    const { table, properties } = this.tree;
    for (let at = this.defaultFrom(table.firstProperty[choice]!); at !== 0; ) {
      const id = this.symbolOf(properties.a[at]!);
      if (id >= 0 && this.visible[id] !== 0) return id;
      at = this.defaultFrom(properties.nextOfSymbol[at]!);
    }
    for (let member = table.firstMember[choice]!; member !== 0; member = table.nextMember[member]!)
      if (this.visible[member] !== 0) return member;
    return -1;
  }

  /** What the symbol would be if nobody had set it: what a minimal config leaves out. */
  defaultValue({ id }: Numbered): string {
    const { table, properties } = this.tree;
    const type = table.type[id]! as SymbolType;
    const isValue = table.choice[id] !== 0;
    if (type !== SymbolType.Bool && type !== SymbolType.Tristate)
      return this.defaultText(id) || this.withoutDefault(type);
    let tri = 0;
    const ways = this.dialect.likeKconfiglib;
    if (ways && isValue) return 'n';
    const at = this.defaultFrom(table.firstProperty[id]!);
    if (at !== 0) tri = Math.min(this.expression(properties.a[at]!), this.expression(properties.condition[at]!));
    tri = Math.max(tri, this.selected[id]!);
    const impliedBy = table.impliedBy[id]!;
    if (ways && impliedBy !== -1) tri = Math.max(tri, this.expression(impliedBy));
    if (tri === 1 && ((!isValue && !this.modulesFor(id)) || type === SymbolType.Bool)) tri = 2;
    return letters[Math.max(tri, this.implied[id]!)]!;
  }

  protected compute(id: number): void {
    const { type: types, kind, unwritten } = this.tree.table;
    const type = types[id]! as SymbolType;
    this.computeVisibility(id);
    const visible = this.visible[id]!;
    let written = visible !== 0;
    if (type === SymbolType.Bool || type === SymbolType.Tristate) {
      written = this.computeTristate(id, written);
    } else if (type !== SymbolType.Unknown) {
      let text = this.withoutDefault(type);
      const user = this.userText[id]!;
      const ignored = this.dialect.outOfRange === 'default' && user !== null && !this.isWithinRange({ id }, user);
      if (visible !== 0 && user !== null && !ignored) text = user;
      else {
        const fallback = this.defaultText(id);
        if (fallback !== null) {
          written = true;
          text = fallback;
        }
      }
      this.text[id] = this.limit(id, text);
    }
    this.written[id] = written && kind[id] !== SymbolKind.Choice && unwritten[id] === 0 ? 1 : 0;
  }

  private computeTristate(id: number, visibleWritten: boolean): boolean {
    const { table, properties } = this.tree;
    const choice = table.choice[id]!;
    const isChoice = table.kind[id] === SymbolKind.Choice;
    const visible = this.visible[id]!;
    let written = visibleWritten;
    let value = 0;
    const plain = this.dialect.plainChoices;
    if (choice !== 0 && (visible === 2 || plain)) {
      value = visible !== 0 && this.tri[choice] === 2 && this.chosen[choice] === id ? 2 : 0;
    } else if (isChoice && plain) {
      value = 2;
    } else {
      const user = isChoice ? Math.max(0, this.userTri[id]!) : this.userTri[id]!;
      if (visible !== 0 && user >= 0) value = Math.min(user, visible);
      else {
        if (this.selected[id] !== 0) written = true;
        const ruled = isChoice || (choice !== 0 && this.dialect.likeKconfiglib);
        if (!ruled) {
          const at = this.defaultFrom(table.firstProperty[id]!);
          if (at !== 0) {
            value = Math.min(this.expression(properties.a[at]!), this.expression(properties.condition[at]!));
            if (value !== 0) written = true;
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
    const promoted = this.dialect.implyPromotes && choice === 0 && this.impliesYes(id);
    if (value === 1 && (promoted || this.effectiveType({ id }) === SymbolType.Bool)) value = 2;
    this.tri[id] = value;
    if (isChoice) this.choose(id, value);
    return written;
  }

  private choose(choice: number, value: number): void {
    if (value !== 2) {
      this.chosen[choice] = -1;
      return;
    }
    const { firstMember, nextMember } = this.tree.table;
    this.choiceDecided(choice);
    for (let member = firstMember[choice]!; member !== 0; member = nextMember[member]!)
      this.visible[member] = this.promptVisibility(member);
    const user = this.userChosen[choice]!;
    const chosen = this.dialect.plainChoices
      ? this.plainChoice(choice)
      : user >= 0 && this.visible[user] !== 0
        ? user
        : this.choiceDefault({ id: choice });
    this.chosen[choice] = chosen;
    if (chosen >= 0) return;
    this.tri[choice] = 0;
    this.choiceEmptied(choice);
  }

  private impliesYes(id: number): boolean {
    if (!this.dialect.likeKconfiglib) return this.implied[id] === 2;
    const impliedBy = this.tree.table.impliedBy[id]!;
    return impliedBy !== -1 && this.expression(impliedBy) === 2;
  }

  /** As sym_calc_choice decides since 6.11: the last y said, the default, the first undecided, the first n said. */
  private plainChoice(choice: number): number {
    const { firstMember, nextMember } = this.tree.table;
    const seen: number[] = [];
    for (let member = firstMember[choice]!; member !== 0; member = nextMember[member]!)
      if (this.visible[member] !== 0) seen.push(member);
    const byTurn = [...seen].sort((x, y) => this.userTurn[y]! - this.userTurn[x]!);
    const said = byTurn.find((id) => this.userTri[id] === 2);
    if (said !== undefined) return said;
    const fallback = this.choiceDefault({ id: choice });
    if (fallback >= 0 && this.userTri[fallback] !== 0) return fallback;
    return seen.find((id) => this.userTri[id]! < 0) ?? byTurn.at(-1) ?? -1;
  }

  private promptVisibility(id: number): Tristate {
    const { table, properties } = this.tree;
    const { kind, condition, nextOfSymbol } = properties;
    let visible = 0;
    const tristate = table.type[id] === SymbolType.Tristate;
    const choice = table.choice[id]!;
    const decided = choice !== 0 && tristate && this.tri[choice] === 2;
    for (let at = table.firstProperty[id]!; at !== 0; at = nextOfSymbol[at]!) {
      if (kind[at] !== PropertyKind.Prompt) continue;
      const value = this.expression(condition[at]!);
      // In a choice that is y, a value that could only be m is not to be had.
      if (value === 1 && decided) continue;
      if (value > visible) visible = value;
    }
    if (visible === 1 && (!tristate || !this.modulesFor(id))) visible = 2;
    return visible as Tristate;
  }

  private computeVisibility(id: number): void {
    const { choice, directDependency, selectedBy, impliedBy } = this.tree.table;
    this.visible[id] = this.promptVisibility(id);
    if (choice[id] !== 0) return;
    const bool = this.effectiveType({ id }) === SymbolType.Bool;
    this.direct[id] = this.strict(directDependency[id]!, 2, bool);
    this.selected[id] = this.strict(selectedBy[id]!, 0, bool);
    this.implied[id] = this.dialect.implyPromotes && this.direct[id] === 0 ? 0 : this.strict(impliedBy[id]!, 0, bool);
  }

  /** For a bool, m is as good as y. */
  private strict(e: ExprId | -1, none: Tristate, bool: boolean): Tristate {
    const value = e === -1 ? none : this.expression(e);
    return value === 1 && bool ? 2 : value;
  }

  /** The first default, from this property of its symbol on, whose condition is met; 0: none. */
  private defaultFrom(property: number): number {
    const { kind, condition, nextOfSymbol } = this.tree.properties;
    for (let at = property; at !== 0; at = nextOfSymbol[at]!)
      if (kind[at] === PropertyKind.Default && this.expression(condition[at]!) !== 0) return at;
    return 0;
  }

  /** The range in force, as a property; 0: none. */
  private rangeOf(id: number): number {
    const { kind, condition, nextOfSymbol } = this.tree.properties;
    for (let at = this.tree.table.firstProperty[id]!; at !== 0; at = nextOfSymbol[at]!)
      if (kind[at] === PropertyKind.Range && this.expression(condition[at]!) !== 0) return at;
    return 0;
  }

  /** The text of an option that has no default. */
  private withoutDefault(type: SymbolType): string {
    if (!this.dialect.emptyIntIsZero || type === SymbolType.String) return '';
    return type === SymbolType.Hex ? '0x0' : '0';
  }

  private defaultText(id: number): string | null {
    const at = this.defaultFrom(this.tree.table.firstProperty[id]!);
    if (at === 0) return null;
    const from = this.symbolOf(this.tree.properties.a[at]!);
    return from < 0 ? null : this.textFrom(from);
  }

  /** C takes the text of the symbol's value slot, which is "n" for a bool whatever its value. */
  private textFrom(id: number): string {
    if (id <= Y_SYMBOL) return letters[id]!;
    const type = this.tree.table.type[id]! as SymbolType;
    if (type !== SymbolType.Bool && type !== SymbolType.Tristate) return this.text[id]!;
    return this.dialect.likeKconfiglib ? this.valueOf(id) : 'n';
  }

  private symbolOf(e: ExprId): number {
    if (e <= E_YES) return e;
    return this.tree.expressions.op[e] === Op.Symbol ? this.tree.expressions.a[e]! : -1;
  }

  private bound(id: number, base: 10 | 16): bigint {
    const type = this.tree.table.type[id]! as SymbolType;
    const own = type === SymbolType.Int ? 10 : type === SymbolType.Hex ? 16 : base;
    return leadingNumber(this.text[id]!, own);
  }

  /** A number outside its range becomes the nearer end of it. */
  private limit(id: number, text: string): string {
    const type = this.tree.table.type[id]! as SymbolType;
    if (type !== SymbolType.Int && type !== SymbolType.Hex) return text;
    const range = this.rangeOf(id);
    if (range === 0) return text;
    const { a, b } = this.tree.properties;
    const base = type === SymbolType.Hex ? 16 : 10;
    const value = leadingNumber(text, base);
    const low = this.bound(a[range]!, base);
    const high = this.bound(b[range]!, base);
    if (value >= low && value <= high) return text;
    if (this.dialect.limitsRewritten) return numberText(value < low ? low : high, base, this.dialect.likeKconfiglib);
    return this.text[value < low ? a[range]! : b[range]!]!;
  }
}
