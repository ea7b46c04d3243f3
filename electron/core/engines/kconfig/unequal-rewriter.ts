/**
 * A quirk of C up to 5.7, in conditions of what is no tristate itself: `X != n` of a tristate X means X, which is m where
 * X is m. C finds it after it has moved every `!` to the leaves, where `!(X = n)` has become `X != n`.
 */
import { type ExprId, isComparison, Op } from './expressions.ts';
import { SymbolType } from './model.ts';
import type { ParsedKconfig } from './parsed-kconfig.ts';
import { N_SYMBOL } from './symbol-table.ts';

/** What an expression has become, and what its negation has. */
interface Both {
  readonly itself: ExprId;
  readonly negated: ExprId;
}

export function unequalRewriter({ expressions, table }: ParsedKconfig): (e: ExprId) => ExprId {
  const known = new Map<ExprId, Both>();
  const leafOf = (leaf: ExprId): Both => {
    const op = expressions.op[leaf]!;
    const negated = expressions.not(leaf);
    const left = expressions.a[leaf]!;
    if (!isComparison(op) || expressions.b[leaf] !== N_SYMBOL || table.type[left] !== SymbolType.Tristate)
      return { itself: leaf, negated };
    const on = expressions.symbol(left);
    return { itself: op === Op.Unequal ? on : leaf, negated: op === Op.Equal ? on : negated };
  };
  const combined = (op: number, left: Both, right: Both | undefined): Both => {
    if (!right) return { itself: left.negated, negated: left.itself };
    const either = {
      itself: expressions.or(left.itself, right.itself),
      negated: expressions.or(left.negated, right.negated),
    };
    const both = {
      itself: expressions.and(left.itself, right.itself),
      negated: expressions.and(left.negated, right.negated),
    };
    return op === Op.And
      ? { itself: both.itself, negated: either.negated }
      : { itself: either.itself, negated: both.negated };
  };
  return (whole) => {
    const pending = [whole];
    for (let e = pending.at(-1); e !== undefined; e = pending.at(-1)) {
      const op = expressions.op[e]!;
      const parts =
        op === Op.Not
          ? [expressions.a[e]!]
          : op === Op.And || op === Op.Or
            ? [expressions.a[e]!, expressions.b[e]!]
            : [];
      const missing = parts.filter((part) => !known.has(part));
      if (missing.length > 0) {
        pending.push(...missing);
        continue;
      }
      pending.pop();
      if (known.has(e)) continue;
      const [left, right] = parts.map((part) => known.get(part)!);
      known.set(e, left ? combined(op, left, right) : leafOf(e));
    }
    return known.get(whole)!.itself;
  };
}
