/** A condition as a tree of parts with their present values, flat and in preorder, for whoever shows it. */
import type { ConditionPart } from '../../contract/config.ts';
import { expressionText } from './expression-text.ts';
import { E_YES, type ExprId, Op } from './expressions.ts';
import type { KSymbol, Tristate } from './model.ts';
import type { KconfigSession } from './session.ts';

/** Larger conditions are cut; nobody reads on. */
const MAX_PARTS = 400;
const LETTERS = ['n', 'm', 'y'] as const;

type Part = ConditionPart;

/**
 * @param wanted what the whole has to be at least: below a `not` the parts have to be at most the opposite
 * @returns nothing for a condition that is always y
 */
export function conditionParts(
  session: KconfigSession,
  idOf: (symbol: KSymbol) => string | undefined,
  whole: ExprId,
  wanted: Tristate = 1,
): Part[] {
  const { tree, values } = session;
  const { expressions, symbols } = tree;
  if (whole === E_YES || whole < 0) return [];
  const parts: Part[] = [];
  const pending: { e: ExprId; depth: number; level: number; up: boolean }[] = [
    { e: whole, depth: 0, level: wanted, up: true },
  ];
  for (let next = pending.pop(); next && parts.length < MAX_PARTS; next = pending.pop()) {
    const { e, depth, level, up } = next;
    const value = values.expression(e);
    const met = up ? value >= level : value <= level;
    const options: { option: string; value: string }[] = [];
    const mention = (id: number): void => {
      const symbol = symbols[id]!;
      const option = symbol.kind === 'constant' ? undefined : idOf(symbol);
      if (option !== undefined) options.push({ option, value: values.value(symbol) });
    };
    const part = (kind: Part['kind']) =>
      parts.push({ depth, kind, text: expressionText(tree, e), value: LETTERS[value], met, options });
    const op = expressions.op[e]! as Op;
    switch (op) {
      case Op.Constant:
        part('constant');
        break;
      case Op.Symbol:
        mention(expressions.a[e]!);
        part(options.length > 0 ? 'option' : 'constant');
        break;
      case Op.Not:
        part('not');
        pending.push({ e: expressions.a[e]!, depth: depth + 1, level: 2 - level, up: !up });
        break;
      case Op.And:
      case Op.Or:
        part(op === Op.And ? 'all' : 'any');
        for (const term of [...new Set(expressions.terms(e, op))].reverse())
          pending.push({ e: term, depth: depth + 1, level, up });
        break;
      default:
        mention(expressions.a[e]!);
        mention(expressions.b[e]!);
        part('compare');
    }
  }
  return parts;
}

/** The outermost parts that do not hold: what a sentence about the condition names. */
export function unmetParts(parts: readonly Part[]): readonly Part[] {
  const [whole] = parts;
  if (!whole || whole.met) return [];
  if (whole.kind !== 'all') return [whole];
  return parts.filter((part) => part.depth === 1 && !part.met);
}
