/** Expressions as a person writes them, and their parts with present values. */

import type { Evaluator } from './evaluator.ts';
import { type ExprId, Op } from './expressions.ts';
import { type KSymbol, SymbolType, type Tristate } from './model.ts';
import type { ParsedKconfig } from './parsed-kconfig.ts';

const operators: Readonly<Partial<Record<Op, string>>> = {
  [Op.Equal]: '=',
  [Op.Unequal]: '!=',
  [Op.Less]: '<',
  [Op.LessEqual]: '<=',
  [Op.Greater]: '>',
  [Op.GreaterEqual]: '>=',
};

export function symbolText(symbol: KSymbol): string {
  if (symbol.kind === 'choice') return symbol.name || '<choice>';
  if (symbol.unknown.length > 0) return '$(shell,…)';
  if (symbol.kind === 'constant' && symbol.type === SymbolType.Unknown) return `"${symbol.name}"`;
  return symbol.name;
}

const strength = (op: Op): number => (op === Op.Or ? 1 : op === Op.And ? 2 : op === Op.Not ? 3 : 4);

export function expressionText(tree: ParsedKconfig, whole: ExprId): string {
  const { expressions, symbols } = tree;
  const { op, a, b } = expressions;
  // Work items are ids to print and texts between them, so that depth does not matter.
  const out: string[] = [];
  const pending: (ExprId | string)[] = [whole];
  const operand = (e: ExprId, outer: Op): (ExprId | string)[] =>
    strength(op[e]!) < strength(outer) ? ['(', e, ')'] : [e];
  while (pending.length > 0) {
    const item = pending.pop()!;
    if (typeof item === 'string') {
      out.push(item);
      continue;
    }
    const kind = op[item]! as Op;
    switch (kind) {
      case Op.Constant:
        out.push(['n', 'm', 'y'][a[item]!]!);
        break;
      case Op.Symbol:
        out.push(symbolText(symbols[a[item]!]!));
        break;
      case Op.Not:
        pending.push(...operand(a[item]!, Op.Not).reverse(), '!');
        break;
      case Op.And:
      case Op.Or: {
        const terms = expressions.terms(item, kind);
        const parts = terms.flatMap((term, i) => [
          ...(i > 0 ? [kind === Op.And ? ' && ' : ' || '] : []),
          ...operand(term, kind),
        ]);
        for (let i = parts.length - 1; i >= 0; i--) pending.push(parts[i]!);
        break;
      }
      default:
        out.push(`${symbolText(symbols[a[item]!]!)} ${operators[kind]} ${symbolText(symbols[b[item]!]!)}`);
    }
  }
  return out.join('');
}

/** A part of a dependency: one operand of its outermost `&&`, with what it is now. */
export interface DependencyPart {
  readonly text: string;
  readonly value: Tristate;
  /** Whether the part is not what keeps the whole from being y. */
  readonly met: boolean;
  /** Names of the options in it, with their present values. */
  readonly options: readonly { readonly name: string; readonly value: string }[];
}

export function dependencyParts(
  tree: ParsedKconfig,
  values: Evaluator,
  e: ExprId,
  wanted: Tristate = 2,
): readonly DependencyPart[] {
  const { expressions, symbols } = tree;
  return [...new Set(expressions.terms(e, Op.And))].map((term) => {
    const value = values.expression(term);
    const options = new Map<string, string>();
    expressions.forEachSymbol(term, (id) => {
      const symbol = symbols[id]!;
      if (symbol.kind === 'symbol') options.set(symbol.name, values.value(symbol));
    });
    return {
      text: expressionText(tree, term),
      value,
      met: value >= wanted,
      options: [...options].map(([name, of]) => ({ name, value: of })),
    };
  });
}
