/** The value of every expression, kept until it is asked for again or a symbol in it changes. */
import { type ExprId, Op } from './expressions.ts';
import { SymbolType, type Tristate } from './model.ts';
import { compareValues } from './numbers.ts';
import type { ParsedKconfig } from './parsed-kconfig.ts';
import { Y_SYMBOL } from './symbol-table.ts';

const UNKNOWN = 255;
const letters = ['n', 'm', 'y'] as const;
/** Deeper expressions are evaluated bottom up instead of by recursion. */
const MAX_RECURSION = 400;

export class ExpressionValues {
  private readonly memo: Uint8Array;

  constructor(
    private readonly tree: ParsedKconfig,
    private readonly tri: Uint8Array,
    private readonly text: readonly string[],
    /** In a comparison, y, m and n are texts instead of 2, 1 and 0. */
    private readonly lettersAreTexts: boolean,
  ) {
    this.memo = new Uint8Array(tree.expressions.size);
    this.forget();
  }

  /** Makes every value unknown. */
  forget(): void {
    this.memo.fill(UNKNOWN);
    this.memo.set([0, 1, 2]);
  }

  of(e: ExprId): Tristate {
    const known = this.memo[e]!;
    return (known === UNKNOWN ? this.evaluate(e, 0) : known) as Tristate;
  }

  /** Brings up to date what somebody has asked for before, its operands being so; true when it changed. */
  refresh(e: ExprId): boolean {
    const before = this.memo[e]!;
    // Not asked for yet by anybody: nobody can depend on its old value.
    if (before === UNKNOWN) return false;
    const { op, a, b } = this.tree.expressions;
    const after = this.shallow(op[e]!, a[e]!, b[e]!);
    this.memo[e] = after;
    return after !== before;
  }

  /** y, m or n for a bool or tristate; the text otherwise. */
  textOf(id: number): string {
    const type = this.tree.table.type[id];
    return type === SymbolType.Bool || type === SymbolType.Tristate ? letters[this.tri[id]!]! : this.text[id]!;
  }

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

  private comparedAs(symbol: number): SymbolType {
    return this.lettersAreTexts && symbol <= Y_SYMBOL ? SymbolType.Unknown : this.tree.table.type[symbol]!;
  }

  private compare(op: number, a: number, b: number): number {
    const order = compareValues(this.textOf(a), this.comparedAs(a), this.textOf(b), this.comparedAs(b));
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
}
