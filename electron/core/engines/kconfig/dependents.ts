/** Who has to be looked at again when something changes: lists from symbols and expressions to what uses them. */
import { E_YES, type ExprId, isComparison, Op } from './expressions.ts';
import { SymbolType } from './model.ts';
import type { ParsedKconfig } from './parsed-kconfig.ts';
import { PropertyKind } from './property-table.ts';

/** Items of `i` are `items[start[i] … start[i + 1])`. */
export interface Lists {
  readonly start: Int32Array;
  readonly items: Int32Array;
}

export interface Dependents {
  /** Symbol → expressions that name it directly. */
  readonly mentions: Lists;
  /** Expression → expressions that it is an operand of. */
  readonly parents: Lists;
  /** Expression → symbols that use it as a whole. */
  readonly users: Lists;
  /** Symbol → symbols that take its text: as a default, or as an end of a range. */
  readonly texts: Lists;
}

class Pairs {
  private from: number[] = [];
  private to: number[] = [];

  add(from: number, to: number): void {
    this.from.push(from);
    this.to.push(to);
  }

  lists(count: number): Lists {
    const start = new Int32Array(count + 1);
    for (const from of this.from) start[from + 1]!++;
    for (let i = 0; i < count; i++) start[i + 1]! += start[i]!;
    const at = start.slice();
    const items = new Int32Array(this.to.length);
    for (let i = 0; i < this.to.length; i++) items[at[this.from[i]!]!++] = this.to[i]!;
    return { start, items };
  }
}

export function dependentsOf(tree: ParsedKconfig): Dependents {
  const { expressions } = tree;
  const { op, a, b } = expressions;
  const mentions = new Pairs();
  const parents = new Pairs();
  for (let e = 3; e < expressions.size; e++) {
    const kind = op[e]!;
    if (kind === Op.Symbol) mentions.add(a[e]!, e);
    else if (isComparison(kind)) {
      mentions.add(a[e]!, e);
      if (a[e] !== b[e]) mentions.add(b[e]!, e);
    } else {
      parents.add(a[e]!, e);
      if (kind !== Op.Not && a[e] !== b[e]) parents.add(b[e]!, e);
    }
  }
  const users = new Pairs();
  const texts = new Pairs();
  const { table, properties } = tree;
  const { kind, condition, nextOfSymbol } = properties;
  for (let id = 0; id < table.size; id++) {
    const use = (e: number): void => {
      if (e > E_YES) users.add(e, id);
    };
    const isText = table.type[id]! > SymbolType.Tristate;
    for (let property = table.firstProperty[id]!; property !== 0; property = nextOfSymbol[property]!) {
      const first = properties.a[property]!;
      switch (kind[property]! as PropertyKind) {
        case PropertyKind.Prompt:
          use(condition[property]!);
          if (table.choice[id] !== 0) listen(tree, users, table.choice[id]!, condition[property]!);
          break;
        case PropertyKind.Default:
          use(condition[property]!);
          use(first);
          if (isText && op[first] === Op.Symbol && first > E_YES) texts.add(a[first]!, id);
          break;
        case PropertyKind.Range:
          use(condition[property]!);
          texts.add(first, id);
          texts.add(properties.b[property]!, id);
      }
    }
    use(table.directDependency[id]!);
    use(table.selectedBy[id]!);
    use(table.impliedBy[id]!);
  }
  return {
    mentions: mentions.lists(table.size),
    parents: parents.lists(expressions.size),
    users: users.lists(expressions.size),
    texts: texts.lists(table.size),
  };
}

/**
 * A choice that nobody can choose from is n, and so are all conditions in it: it has to listen to their other parts.
 */
function listen({ expressions }: ParsedKconfig, users: Pairs, choice: number, condition: ExprId): void {
  const { op, a } = expressions;
  for (const term of expressions.terms(condition, Op.And)) {
    const kind = op[term]! as Op;
    const isAboutIt = a[term] === choice && (kind === Op.Symbol || isComparison(kind));
    if (term > E_YES && !isAboutIt) users.add(term, choice);
  }
}
