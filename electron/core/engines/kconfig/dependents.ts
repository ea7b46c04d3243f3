/** Who has to be looked at again when something changes: lists from symbols and expressions to what uses them. */
import { isComparison, Op } from './expressions.ts';
import { SymbolType } from './model.ts';
import type { ParsedKconfig } from './parsed-kconfig.ts';

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
  const { expressions, symbols } = tree;
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
  const isAbout = (term: number, id: number): boolean =>
    a[term] === id && (op[term] === Op.Symbol || isComparison(op[term]!));
  const users = new Pairs();
  const texts = new Pairs();
  for (const symbol of symbols) {
    const { id } = symbol;
    const use = (e: number): void => {
      if (e > 2) users.add(e, id);
    };
    for (const prompt of symbol.prompts) {
      use(prompt.condition);
      // A choice that nobody can choose from is n, and so are all conditions in it: it has to listen to their other parts.
      const { choice } = symbol;
      if (choice)
        for (const term of expressions.terms(prompt.condition, Op.And))
          if (term > 2 && !isAbout(term, choice.id)) users.add(term, choice.id);
    }
    const isText = symbol.type > SymbolType.Tristate;
    for (const { condition, value } of symbol.defaults) {
      use(condition);
      use(value);
      if (isText && op[value] === Op.Symbol && value > 2) texts.add(a[value]!, id);
    }
    for (const range of symbol.ranges) {
      use(range.condition);
      texts.add(range.low.id, id);
      texts.add(range.high.id, id);
    }
    use(symbol.directDependency);
    use(symbol.selectedBy);
    use(symbol.impliedBy);
  }
  return {
    mentions: mentions.lists(symbols.length),
    parents: parents.lists(expressions.size),
    users: users.lists(expressions.size),
    texts: texts.lists(symbols.length),
  };
}
