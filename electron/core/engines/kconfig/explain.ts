/** Why an option is what it is, and why it cannot be something else: data, with file and line, for whoever shows it. */

import { type DependencyPart, dependencyParts, expressionText } from './expression-text.ts';
import type { ExprId } from './expressions.ts';
import { type KSymbol, type Property, SymbolType } from './model.ts';
import type { KconfigSession, Refusal } from './session.ts';

export interface Reason {
  readonly kind: 'user' | 'default' | 'select' | 'imply' | 'choice' | 'range' | 'none';
  /** The option that decided, where another one did. */
  readonly option?: string;
  /** The condition under which it does, as written with the dependencies of its place. */
  readonly condition?: string;
  readonly file?: string;
  readonly line?: number;
}

export interface Explanation {
  readonly name: string;
  readonly value: string;
  readonly origin: 'user' | 'default' | 'selected' | 'implied' | 'choice' | 'unset';
  /** What decided, first the one that counts. */
  readonly because: readonly Reason[];
  /** Everything it depends on, each part with its present value. */
  readonly dependencies: readonly DependencyPart[];
  /** Values that it can be given now. */
  readonly assignable: readonly string[];
  /** Options that it selects and implies, as written. */
  readonly selects: readonly string[];
  readonly implies: readonly string[];
  readonly selectedBy: readonly {
    readonly option: string;
    readonly active: boolean;
    readonly file: string;
    readonly line: number;
  }[];
}

export function explain(session: KconfigSession, symbol: KSymbol): Explanation {
  const { values, tree } = session;
  const { origin, because } = decide(session, symbol);
  return {
    name: symbol.name,
    value: values.value(symbol),
    origin,
    because,
    dependencies: symbol.directDependency === -1 ? [] : dependencyParts(tree, values, symbol.directDependency),
    assignable: assignable(session, symbol),
    selects: symbol.selects.map(({ target }) => target.name),
    implies: symbol.implies.map(({ target }) => target.name),
    selectedBy: symbol.selectors.map((selection) => ({
      option: selection.node.symbol?.name ?? '',
      active: isActive(session, selection),
      file: selection.file.name,
      line: selection.line,
    })),
  };
}

/** Values that a person may choose now, in the order n, m, y; empty for numbers and texts. */
export function assignable(session: KconfigSession, symbol: KSymbol): readonly string[] {
  if (symbol.type !== SymbolType.Bool && symbol.type !== SymbolType.Tristate) return [];
  return ['n', 'm', 'y'].filter((value) => session.refusal(symbol, value) === null);
}

export function isActive(session: KconfigSession, selection: Property): boolean {
  const { values } = session;
  const { symbol } = selection.node;
  return symbol !== null && values.tri[symbol.id] !== 0 && values.expression(selection.condition) !== 0;
}

function reason(session: KconfigSession, kind: Reason['kind'], property: Property, option?: KSymbol | null): Reason {
  const condition: ExprId = property.condition;
  return {
    kind,
    ...(option ? { option: option.name } : {}),
    condition: expressionText(session.tree, condition),
    file: property.file.name,
    line: property.line,
  };
}

/** @param unset as if nobody had set it */
export function decide(
  session: KconfigSession,
  symbol: KSymbol,
  unset = false,
): { origin: Explanation['origin']; because: readonly Reason[] } {
  const { values } = session;
  const { id } = symbol;
  const logical = symbol.type === SymbolType.Bool || symbol.type === SymbolType.Tristate;
  if (symbol.choice && values.visible[id] === 2) {
    const { choice } = symbol;
    const byUser = values.userChosen[choice.id] === values.chosen[choice.id] && values.userChosen[choice.id]! >= 0;
    const place = choice.nodes[0]!;
    return {
      origin: byUser ? 'user' : 'choice',
      because: [{ kind: byUser ? 'user' : 'choice', option: choice.name, file: place.file.name, line: place.line }],
    };
  }
  const visible = values.visible[id] !== 0;
  const user = !unset && visible && (logical ? values.userTri[id]! >= 0 : values.userText[id] !== null);
  if (logical && !symbol.choice && values.selected[id]! > 0) {
    const own = user ? Math.min(values.userTri[id]!, values.visible[id]!) : 0;
    if (values.selected[id]! > own || !user) {
      const active = symbol.selectors.filter((selection) => isActive(session, selection));
      return {
        origin: 'selected',
        because: active.map((selection) => reason(session, 'select', selection, selection.node.symbol)),
      };
    }
  }
  if (user) return { origin: 'user', because: [{ kind: 'user' }] };
  const taken = symbol.defaults.find(({ condition }) => values.expression(condition) !== 0);
  const defaultTri =
    taken && logical ? Math.min(values.expression(taken.value), values.expression(taken.condition)) : 0;
  if (logical && values.implied[id]! > defaultTri && values.tri[id] !== 0) {
    const active = symbol.impliers.filter((selection) => isActive(session, selection));
    return {
      origin: 'implied',
      because: active.map((selection) => reason(session, 'imply', selection, selection.node.symbol)),
    };
  }
  if (taken) return { origin: 'default', because: [reason(session, 'default', taken)] };
  return { origin: 'unset', because: [{ kind: 'none' }] };
}

export interface Obstacle {
  readonly refusal: Refusal;
  /** For each prompt: the parts of its condition, and whether each is met. */
  readonly prompts: readonly {
    readonly file: string;
    readonly line: number;
    readonly parts: readonly DependencyPart[];
  }[];
  /** Options that hold it where it is. */
  readonly heldBy: readonly { readonly option: string; readonly file: string; readonly line: number }[];
}

/** Why the option cannot be given this value; null when it can. */
export function obstacle(session: KconfigSession, symbol: KSymbol, value: string): Obstacle | null {
  const refusal = session.refusal(symbol, value);
  if (!refusal) return null;
  const wanted = value === 'm' ? 1 : 2;
  return {
    refusal,
    prompts: symbol.prompts.map((prompt) => ({
      file: prompt.file.name,
      line: prompt.line,
      parts: dependencyParts(session.tree, session.values, prompt.condition, wanted),
    })),
    heldBy: symbol.selectors
      .filter((selection) => isActive(session, selection))
      .map((selection) => ({
        option: selection.node.symbol?.name ?? '',
        file: selection.file.name,
        line: selection.line,
      })),
  };
}
