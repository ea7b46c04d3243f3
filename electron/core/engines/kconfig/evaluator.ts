/**
 * Values: what every symbol is, given what the user set. The rules are those of C's sym_calc_value, but evaluation is a
 * walk along a schedule instead of a recursion, so a change recomputes only what it reaches, and stops where nothing
 * changed.
 *
 * Kept apart on purpose: what the *user* set (`user…`), and what follows from it (everything else).
 */

import { type Dependents, dependentsOf } from './dependents.ts';
import type { Dialect } from './dialect.ts';
import { E_YES, type ExprId, Op } from './expressions.ts';
import { type KSymbol, type Range, SymbolType, type Tristate } from './model.ts';
import { compareValues, leadingNumber } from './numbers.ts';
import type { KconfigProblem, ParsedKconfig } from './parser.ts';
import { RankQueue } from './rank-queue.ts';
import { schedule } from './schedule.ts';
import { M_SYMBOL, Y_SYMBOL } from './symbol-table.ts';

const UNKNOWN = 255;
const letters = ['n', 'm', 'y'] as const;
const numberText = (value: bigint, base: 10 | 16): string =>
  base === 10 ? String(value) : `${value < 0n ? '-' : ''}0x${(value < 0n ? -value : value).toString(16)}`;
/** Deeper expressions are evaluated bottom up instead of by recursion. */
const MAX_RECURSION = 400;

export class Evaluator {
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

  readonly loops: readonly KconfigProblem[];
  /** How many symbols have been recomputed by `settle` so far: a measure of work that does not depend on the clock. */
  recomputed = 0;
  private readonly order: Int32Array;
  private readonly rank: Int32Array;
  private readonly memo: Uint8Array;
  private readonly tree: ParsedKconfig;
  readonly dialect: Dialect;
  private modulesOn = false;
  private looked = new Set<number>();
  private dependents: Dependents | null = null;
  private readonly queue: RankQueue;

  constructor(tree: ParsedKconfig, dialect: Dialect) {
    this.tree = tree;
    this.dialect = dialect;
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
    this.memo = new Uint8Array(tree.expressions.size).fill(UNKNOWN);
    this.memo.set([0, 1, 2]);
    const { order, rank, loops } = schedule(tree);
    this.order = order;
    this.rank = rank;
    this.loops = loops;
    this.queue = new RankQueue(rank, order);
    for (const symbol of tree.symbols) if (symbol.type === SymbolType.Unknown) this.text[symbol.id] = symbol.name;
    this.tri[M_SYMBOL] = 1;
    this.tri[Y_SYMBOL] = 2;
  }

  /** Computes every symbol anew. */
  evaluateAll(): void {
    this.memo.fill(UNKNOWN);
    this.memo.set([0, 1, 2]);
    this.modulesOn = false;
    const { symbols, modules } = this.tree;
    for (let i = 0; i < this.order.length; i++) {
      const symbol = symbols[this.order[i]!]!;
      if (symbol.kind === 'constant' || symbol.type === SymbolType.Unknown) {
        if (symbol.kind !== 'choice') continue;
      }
      this.compute(symbol);
      if (symbol === modules) this.modulesOn = this.tri[symbol.id] !== 0;
    }
    if (modules.kind === 'constant') this.modulesOn = this.tri[modules.id] !== 0;
    this.queue.clear();
  }

  /** Says that what the user set for this symbol has changed; `settle` then brings everything up to date. */
  touch(symbol: KSymbol): void {
    this.queue.add(symbol.id);
    if (symbol.choice) this.queue.add(symbol.choice.id);
  }

  /** Recomputes what was touched and what follows from it. Answers with the ids of the symbols that changed. */
  settle(): Set<number> {
    this.dependents ??= dependentsOf(this.tree);
    const changed = new Set<number>();
    const { symbols, modules } = this.tree;
    // Options that depend on each other in a circle may swing for ever.
    const limit = this.recomputed + 20 * symbols.length + 1000;
    for (let id = this.queue.take(); id >= 0; id = this.queue.take()) {
      const symbol = symbols[id]!;
      this.looked.add(id);
      if (++this.recomputed > limit) return this.settleFully(changed);
      if (!this.recompute(symbol)) continue;
      changed.add(id);
      if (symbol === modules && this.modulesOn !== (this.tri[id] !== 0)) {
        this.modulesOn = this.tri[id] !== 0;
        for (const other of symbols)
          if (other.type === SymbolType.Tristate && other.kind !== 'constant') this.queue.add(other.id);
      }
    }
    return changed;
  }

  /** Ids of all that was recomputed since the last call: also of what kept its value, but might have another default. */
  takeLooked(): Set<number> {
    const { looked } = this;
    this.looked = new Set();
    return looked;
  }

  private settleFully(changed: Set<number>): Set<number> {
    const { symbols } = this.tree;
    const before = symbols.map((symbol) => this.value(symbol));
    const visible = this.visible.slice();
    this.evaluateAll();
    for (const { id } of symbols) this.looked.add(id);
    for (const symbol of symbols)
      if (before[symbol.id] !== this.value(symbol) || visible[symbol.id] !== this.visible[symbol.id])
        changed.add(symbol.id);
    return changed;
  }

  /** y, m or n for a bool or tristate; the text otherwise. */
  value(symbol: KSymbol): string {
    return symbol.type === SymbolType.Bool || symbol.type === SymbolType.Tristate
      ? letters[this.tri[symbol.id]!]!
      : this.text[symbol.id]!;
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
  private modulesFor({ id }: KSymbol): boolean {
    return this.modulesOn && this.rank[id]! > this.rank[this.tree.modules.id]!;
  }

  expression(e: ExprId): Tristate {
    const known = this.memo[e]!;
    return (known === UNKNOWN ? this.evaluate(e, 0) : known) as Tristate;
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
    if (type !== SymbolType.Bool && type !== SymbolType.Tristate) return this.defaultText(symbol)?.text ?? '';
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

  // One symbol

  private recompute(symbol: KSymbol): boolean {
    const { id } = symbol;
    const tri = this.tri[id];
    const text = this.text[id];
    const visible = this.visible[id];
    const direct = this.direct[id];
    const selected = this.selected[id];
    const implied = this.implied[id];
    const written = this.written[id];
    const chosen = this.chosen[id];
    this.compute(symbol);
    const valueChanged = tri !== this.tri[id] || text !== this.text[id];
    const visibleChanged = visible !== this.visible[id];
    if (valueChanged) this.spread(id);
    if (
      chosen !== this.chosen[id] ||
      (visibleChanged && symbol.kind === 'choice') ||
      (valueChanged && symbol.members.length > 0)
    )
      for (const member of symbol.members) this.queue.add(member.id);
    if (visibleChanged && symbol.choice) this.queue.add(symbol.choice.id);
    return (
      valueChanged ||
      visibleChanged ||
      chosen !== this.chosen[id] ||
      direct !== this.direct[id] ||
      selected !== this.selected[id] ||
      implied !== this.implied[id] ||
      written !== this.written[id]
    );
  }

  /** Brings the expressions that mention the symbol up to date, and queues the symbols that use those which changed. */
  private spread(id: number): void {
    const { mentions, parents, users, texts } = this.dependents!;
    const { op, a, b } = this.tree.expressions;
    const pending: ExprId[] = [];
    for (let i = mentions.start[id]!; i < mentions.start[id + 1]!; i++) pending.push(mentions.items[i]!);
    for (let i = texts.start[id]!; i < texts.start[id + 1]!; i++) this.queue.add(texts.items[i]!);
    while (pending.length > 0) {
      const e = pending.pop()!;
      const before = this.memo[e]!;
      // Not asked for yet by anybody: nobody can depend on its old value.
      if (before === UNKNOWN) continue;
      const after = this.shallow(op[e]!, a[e]!, b[e]!);
      if (after === before) continue;
      this.memo[e] = after;
      for (let i = parents.start[e]!; i < parents.start[e + 1]!; i++) pending.push(parents.items[i]!);
      for (let i = users.start[e]!; i < users.start[e + 1]!; i++) this.queue.add(users.items[i]!);
    }
  }

  private compute(symbol: KSymbol): void {
    const { id, type } = symbol;
    this.computeVisibility(symbol);
    const visible = this.visible[id]!;
    let written = visible !== 0;
    if (type === SymbolType.Bool || type === SymbolType.Tristate) {
      written = this.computeTristate(symbol, written);
    } else if (type !== SymbolType.Unknown) {
      let text = '';
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
      if (text === '' && this.dialect.emptyIntIsZero && type !== SymbolType.String)
        text = type === SymbolType.Hex ? '0x0' : '0';
      this.text[id] = this.limit(symbol, text);
    }
    this.written[id] = written && symbol.kind !== 'choice' ? 1 : 0;
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
        if (symbol.kind !== 'choice') {
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
    // The values' conditions contain the choice itself: they must see what it has just become.
    if (this.dependents) this.spread(id);
    for (const member of choice.members) this.visible[member.id] = this.promptVisibility(member);
    const user = this.userChosen[id]!;
    const chosen = this.dialect.plainChoices
      ? this.plainChoice(choice)
      : user >= 0 && this.visible[user] !== 0
        ? user
        : this.choiceDefault(choice);
    this.chosen[id] = chosen;
    if (chosen >= 0) return;
    // Nothing can be chosen: what has looked at the choice meanwhile has to look again.
    this.tri[id] = 0;
    this.dependents ??= dependentsOf(this.tree);
    this.spread(id);
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
    if (this.dialect.outOfRange === 'default') return numberText(value < low ? low : high, base);
    return this.text[value < low ? range.low.id : range.high.id]!;
  }

  // Expressions

  private evaluate(e: ExprId, depth: number): number {
    if (depth > MAX_RECURSION) return this.evaluateDeep(e);
    const { op, a, b } = this.tree.expressions;
    const left = a[e]!;
    const right = b[e]!;
    let value: number;
    switch (op[e]) {
      case Op.Symbol:
        value = this.tri[left]!;
        break;
      case Op.Not:
        value = 2 - this.at(left, depth);
        break;
      case Op.And: {
        const x = this.at(left, depth);
        const y = this.at(right, depth);
        value = x < y ? x : y;
        break;
      }
      case Op.Or: {
        const x = this.at(left, depth);
        const y = this.at(right, depth);
        value = x > y ? x : y;
        break;
      }
      default:
        value = this.compare(op[e]!, left, right);
    }
    this.memo[e] = value;
    return value;
  }

  private at(e: ExprId, depth: number): number {
    const known = this.memo[e]!;
    return known === UNKNOWN ? this.evaluate(e, depth + 1) : known;
  }

  /** Operands have smaller ids than what they are part of: in the order of ids nothing has to wait. */
  private evaluateDeep(e: ExprId): number {
    const { op, a, b } = this.tree.expressions;
    const wanted: ExprId[] = [];
    const pending = [e];
    const seen = new Set<ExprId>();
    while (pending.length > 0) {
      const at = pending.pop()!;
      if (this.memo[at] !== UNKNOWN || seen.has(at)) continue;
      seen.add(at);
      wanted.push(at);
      if (op[at] === Op.Not || op[at] === Op.And || op[at] === Op.Or) pending.push(a[at]!);
      if (op[at] === Op.And || op[at] === Op.Or) pending.push(b[at]!);
    }
    wanted.sort((x, y) => x - y);
    for (const at of wanted) this.memo[at] = this.shallow(op[at]!, a[at]!, b[at]!);
    return this.memo[e]!;
  }

  /** The value of an expression whose operands are known. */
  private shallow(op: number, a: number, b: number): number {
    switch (op) {
      case Op.Constant:
        return a;
      case Op.Symbol:
        return this.tri[a]!;
      case Op.Not:
        return 2 - this.at(a, 0);
      case Op.And:
        return Math.min(this.at(a, 0), this.at(b, 0));
      case Op.Or:
        return Math.max(this.at(a, 0), this.at(b, 0));
      default:
        return this.compare(op, a, b);
    }
  }

  private compare(op: number, a: number, b: number): number {
    const left = this.tree.symbols[a]!;
    const right = this.tree.symbols[b]!;
    const order = compareValues(this.value(left), left.type, this.value(right), right.type);
    switch (op) {
      case Op.Equal:
        return order === 0 ? 2 : 0;
      case Op.Unequal:
        return order === 0 ? 0 : 2;
      case Op.Less:
        return order < 0 ? 2 : 0;
      case Op.LessEqual:
        return order <= 0 ? 2 : 0;
      case Op.Greater:
        return order > 0 ? 2 : 0;
      default:
        return order >= 0 ? 2 : 0;
    }
  }

  /** Position in the order of evaluation, for whoever walks along with it. */
  rankOf(symbol: KSymbol): number {
    return this.rank[symbol.id]!;
  }
}
