/** A condition as a tree of parts with their present values, flat and in preorder, for whoever shows it. */
import type { ConditionPart } from '../../contract/config.ts';
import { expressionText } from './expression-text.ts';
import { E_YES, type ExprId, Op } from './expressions.ts';
import type { KSymbol, Tristate } from './model.ts';
import type { Naming } from './obstacle-sentence.ts';
import type { KconfigSession } from './session.ts';
import { shownText } from './text.ts';

/** Larger conditions are cut; nobody reads on. */
const MAX_PARTS = 400;
const LETTERS = ['n', 'm', 'y'] as const;

type Part = ConditionPart;

/**
 * @param wanted what the whole has to be at least: below a `not` the parts have to be at most the opposite
 * @param without left out: every value of a choice depends on it, which says nothing
 * @returns nothing for a condition that is always y
 */
export function conditionParts(
  session: KconfigSession,
  { idOf, promptOf }: Naming,
  whole: ExprId,
  wanted: Tristate = 1,
  without: KSymbol | null = null,
): Part[] {
  const { tree, values } = session;
  const { expressions, symbols } = tree;
  if (whole === E_YES || whole < 0) return [];
  const isOmitted = (e: ExprId) =>
    without !== null && expressions.op[e] === Op.Symbol && expressions.a[e] === without.id;
  if (isOmitted(whole)) return [];
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
      if (option !== undefined) options.push({ option, value: shownText(values.value(symbol)) });
    };
    const part = (kind: Part['kind']) => {
      const [first] = options;
      // A choice seldom has a name: its prompt is how people know it.
      const prompt = kind === 'option' && first?.option.startsWith('choice:') ? promptOf(first.option) : '';
      const text = prompt === '' ? shownText(expressionText(tree, e)) : `“${prompt}”`;
      parts.push({ depth, kind, text, value: LETTERS[value], met, options });
    };
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
      case Op.Or: {
        const terms = [...new Set(expressions.terms(e, op))].filter((term) => op === Op.Or || !isOmitted(term));
        if (terms.length > 1) part(op === Op.And ? 'all' : 'any');
        const inner = terms.length > 1 ? depth + 1 : depth;
        for (const term of terms.reverse()) pending.push({ e: term, depth: inner, level, up });
        break;
      }
      default:
        mention(expressions.a[e]!);
        mention(expressions.b[e]!);
        part('compare');
    }
  }
  return parts;
}

/** The outermost parts that do not hold, each with all options in it: what a sentence about the condition names. */
export function unmetParts(parts: readonly Part[]): readonly Part[] {
  const [whole] = parts;
  if (!whole || whole.met) return [];
  const outer = whole.kind === 'all' ? 1 : 0;
  return parts.flatMap((part, i) => {
    if (part.depth !== outer || part.met) return [];
    const end = parts.findIndex((other, k) => k > i && other.depth <= outer);
    const options = parts.slice(i, end < 0 ? undefined : end).flatMap((inner) => inner.options);
    return [
      { ...part, options: options.filter(({ option }, k) => options.findIndex((o) => o.option === option) === k) },
    ];
  });
}
