/** What C compares to find out whether one option's condition covers another's. */
import { E_YES, type ExprId, Op } from './expressions.ts';
import { type KSymbol, SymbolType } from './model.ts';
import type { ParsedKconfig } from './parsed-kconfig.ts';
import { M_SYMBOL, N_SYMBOL, Y_SYMBOL } from './symbol-table.ts';

/** The terms of a conjunction, after "differs from n" has been moved to its leaves. */
export class NonNoTerms {
  private readonly known = new Map<ExprId, Set<ExprId>>();
  private readonly normal = new Map<ExprId, ExprId>();
  /** Marks expressions that the present search has seen, with the number of the search. */
  private readonly seen: Int32Array;
  private search = 0;

  constructor(private readonly tree: ParsedKconfig) {
    // Arranging makes few new expressions, and they are never searched.
    this.seen = new Int32Array(tree.expressions.size * 2 + 1024);
  }

  of(e: ExprId): Set<ExprId> {
    let terms = this.known.get(e);
    if (!terms) {
      terms = new Set(this.tree.expressions.terms(this.normalise(e), Op.And));
      terms.delete(E_YES);
      this.known.set(e, terms);
    }
    return terms;
  }

  /** True when every term of `base` is one of `e`'s. */
  covers(e: ExprId, base: ReadonlySet<ExprId>): boolean {
    const terms = this.of(e);
    for (const term of base) if (!terms.has(term)) return false;
    return true;
  }

  mentions(e: ExprId, symbol: KSymbol): boolean {
    const { op, a, b } = this.tree.expressions;
    const { id } = symbol;
    const search = ++this.search;
    const pending = [e];
    while (pending.length > 0) {
      const at = pending.pop()!;
      if (this.seen[at] === search) continue;
      this.seen[at] = search;
      switch (op[at]) {
        case Op.Constant:
          break;
        case Op.Symbol:
          if (a[at] === id) return true;
          break;
        case Op.Not:
          pending.push(a[at]!);
          break;
        case Op.And:
        case Op.Or:
          pending.push(a[at]!, b[at]!);
          break;
        default:
          if (a[at] === id || b[at] === id) return true;
      }
    }
    return false;
  }

  dependsOn(e: ExprId, symbol: KSymbol): boolean {
    const { op, a, b } = this.tree.expressions;
    return this.tree.expressions.terms(e, Op.And).some((term) => {
      if (a[term] !== symbol.id) return false;
      switch (op[term]) {
        case Op.Symbol:
          return true;
        case Op.Equal:
          return b[term] === Y_SYMBOL || b[term] === M_SYMBOL;
        case Op.Unequal:
          return b[term] === N_SYMBOL;
        default:
          return false;
      }
    });
  }

  private normalise(e: ExprId): ExprId {
    const known = this.normal.get(e);
    if (known !== undefined) return known;
    const { expressions, symbols } = this.tree;
    const pending = [e];
    while (pending.length > 0) {
      const at = pending[pending.length - 1]!;
      if (this.normal.has(at)) {
        pending.pop();
        continue;
      }
      const op = expressions.op[at]!;
      const a = expressions.a[at]!;
      const b = expressions.b[at]!;
      if (op === Op.And || op === Op.Or) {
        const left = this.normal.get(a);
        const right = this.normal.get(b);
        if (left === undefined) pending.push(a);
        else if (right === undefined) pending.push(b);
        else {
          this.normal.set(at, op === Op.And ? expressions.and(left, right) : expressions.or(left, right));
          pending.pop();
        }
        continue;
      }
      let value = at;
      const type = symbols[a]?.type;
      // A bool that is not n is y: both spellings are one term.
      if (op === Op.Equal && b === Y_SYMBOL && type === SymbolType.Bool) value = expressions.symbol(symbols[a]!);
      else if (op === Op.Unequal && b === N_SYMBOL) value = expressions.symbol(symbols[a]!);
      else if (op === Op.Equal && b === N_SYMBOL && type === SymbolType.Bool)
        value = expressions.not(expressions.symbol(symbols[a]!));
      this.normal.set(at, value);
      pending.pop();
    }
    return this.normal.get(e)!;
  }
}
