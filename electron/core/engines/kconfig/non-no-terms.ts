/** What C compares to find out whether one option's condition covers another's. */
import { E_YES, type ExprId, isComparison, Op } from './expressions.ts';
import { SymbolType } from './model.ts';
import type { ParsedKconfig } from './parsed-kconfig.ts';
import { M_SYMBOL, N_SYMBOL, Y_SYMBOL } from './symbol-table.ts';

/** The terms of a conjunction, after "differs from n" has been moved to its leaves. */
export class NonNoTerms {
  /** How many expressions there were at first; the few that arranging makes are looked at without short cuts. */
  private readonly size: number;
  /** Two bits for each symbol that an expression mentions: where they are not set, it is not mentioned. */
  private readonly signature: Int32Array;
  private readonly signature2: Int32Array;
  /** The normal form of each expression; -1: not known yet. */
  private readonly normal: Int32Array;
  /** Marks expressions that the present search has seen, with the number of the search. */
  private readonly seen: Int32Array;
  private search = 0;
  /** A stack that stays allocated. */
  private readonly pending: ExprId[] = [];

  constructor(private readonly tree: ParsedKconfig) {
    const { size, op, a, b } = tree.expressions;
    this.size = size;
    this.signature = new Int32Array(size);
    this.signature2 = new Int32Array(size);
    this.normal = new Int32Array(size).fill(-1);
    this.seen = new Int32Array(size);
    const { signature, signature2 } = this;
    // Operands come before what they are part of.
    for (let e = E_YES + 1; e < size; e++) {
      const kind = op[e]! as Op;
      const left = a[e]!;
      const right = b[e]!;
      if (kind === Op.Symbol || isComparison(kind)) {
        signature[e] = bit(left) | (kind === Op.Symbol ? 0 : bit(right));
        signature2[e] = bit2(left) | (kind === Op.Symbol ? 0 : bit2(right));
      } else if (kind === Op.Not) {
        signature[e] = signature[left]!;
        signature2[e] = signature2[left]!;
      } else {
        signature[e] = signature[left]! | signature[right]!;
        signature2[e] = signature2[left]! | signature2[right]!;
      }
    }
  }

  mentions(e: ExprId, symbol: number): boolean {
    if (e < this.size && ((this.signature[e]! & bit(symbol)) === 0 || (this.signature2[e]! & bit2(symbol)) === 0))
      return false;
    const { op, a, b } = this.tree.expressions;
    const { pending } = this;
    let count = 0;
    pending[count++] = e;
    this.search++;
    while (count > 0) {
      const at = pending[--count]!;
      if (this.isSeen(at)) continue;
      switch (op[at]) {
        case Op.Constant:
          break;
        case Op.Symbol:
          if (a[at] === symbol) return true;
          break;
        case Op.Not:
          pending[count++] = a[at]!;
          break;
        case Op.And:
        case Op.Or:
          pending[count++] = a[at]!;
          pending[count++] = b[at]!;
          break;
        default:
          if (a[at] === symbol || b[at] === symbol) return true;
      }
    }
    return false;
  }

  /** Whether one of the terms says that the symbol is on. */
  dependsOn(e: ExprId, symbol: number): boolean {
    const { op, a, b } = this.tree.expressions;
    const { pending } = this;
    let count = 0;
    pending[count++] = e;
    while (count > 0) {
      const term = pending[--count]!;
      const kind = op[term]! as Op;
      if (kind === Op.And) {
        pending[count++] = a[term]!;
        pending[count++] = b[term]!;
      } else if (a[term] !== symbol) continue;
      else if (kind === Op.Symbol) return true;
      else if (kind === Op.Equal && (b[term] === Y_SYMBOL || b[term] === M_SYMBOL)) return true;
      else if (kind === Op.Unequal && b[term] === N_SYMBOL) return true;
    }
    return false;
  }

  /** True when every term of `base` is one of `e`'s. */
  covers(e: ExprId, base: ExprId): boolean {
    const { expressions } = this.tree;
    const own = new Set(expressions.terms(this.normalise(e), Op.And));
    for (const term of expressions.terms(this.normalise(base), Op.And))
      if (term !== E_YES && !own.has(term)) return false;
    return true;
  }

  private isSeen(e: ExprId): boolean {
    if (e >= this.size) return false;
    if (this.seen[e] === this.search) return true;
    this.seen[e] = this.search;
    return false;
  }

  private normalise(e: ExprId): ExprId {
    const { expressions } = this.tree;
    const pending = [e];
    const made = new Map<ExprId, ExprId>();
    const known = (at: ExprId): ExprId => (at < this.size ? this.normal[at]! : (made.get(at) ?? -1));
    while (pending.length > 0) {
      const at = pending[pending.length - 1]!;
      if (known(at) >= 0) {
        pending.pop();
        continue;
      }
      const op = expressions.op[at]! as Op;
      const a = expressions.a[at]!;
      const b = expressions.b[at]!;
      let value: ExprId;
      if (op === Op.And || op === Op.Or) {
        const left = known(a);
        const right = known(b);
        if (left < 0 || right < 0) {
          pending.push(left < 0 ? a : b);
          continue;
        }
        value = op === Op.And ? expressions.and(left, right) : expressions.or(left, right);
      } else value = this.normalLeaf(at, op, a, b);
      if (at < this.size) this.normal[at] = value;
      else made.set(at, value);
      pending.pop();
    }
    return known(e);
  }

  /** A bool that is not n is y: both spellings are one term. */
  private normalLeaf(e: ExprId, op: Op, a: number, b: number): ExprId {
    if (op !== Op.Equal && op !== Op.Unequal) return e;
    const { expressions, table } = this.tree;
    if (op === Op.Unequal) return b === N_SYMBOL ? expressions.intern(Op.Symbol, a, 0) : e;
    if (table.type[a] !== SymbolType.Bool || (b !== Y_SYMBOL && b !== N_SYMBOL)) return e;
    const on = expressions.intern(Op.Symbol, a, 0);
    return b === Y_SYMBOL ? on : expressions.not(on);
  }
}

const bit = (symbol: number): number => 1 << (symbol & 31);
const bit2 = (symbol: number): number => 1 << ((Math.imul(symbol, 0x9e3779b1) >>> 27) & 31);
