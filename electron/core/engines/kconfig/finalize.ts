/**
 * Turns the tree as written into the tree as meant: dependencies of menus and ifs reach what is in them, selects and
 * implies are gathered at their targets, runs of dependent siblings become submenus, choices get their values, and
 * `if` blocks dissolve. The order of steps follows C's menu_finalize, because which options become values of a choice
 * depends on it.
 */
import type { Dialect } from './dialect.ts';
import { E_MOD, E_NO, E_YES, type Expressions, type ExprId, isComparison, Op } from './expressions.ts';
import { add, type KSymbol, type MenuNode, NodeKind, type Property, SymbolType } from './model.ts';
import type { ParsedKconfig } from './parser.ts';
import { M_SYMBOL, N_SYMBOL, Y_SYMBOL } from './symbol-table.ts';

export interface FinalProblem {
  readonly code: string;
  readonly severity: 'warning';
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export function finalize(tree: ParsedKconfig, dialect: Dialect): readonly FinalProblem[] {
  const problems: FinalProblem[] = [];
  const warn = (code: string, message: string, place: { file: { name: string }; line: number }): void => {
    problems.push({ code, severity: 'warning', message, file: place.file.name, line: place.line, column: 1 });
  };
  inferChoiceTypes(tree.root, dialect.plainChoices);
  const rewrite = modulesRewriter(tree.expressions, tree.modules);
  propagate(tree, rewrite, dialect.plainChoices);
  arrange(tree, warn);
  return problems;
}

/** A choice without a type takes that of its first typed value, and gives it to the values without one. */
function inferChoiceTypes(root: MenuNode, plain: boolean): void {
  forEachNode(root, (node) => {
    if (node.kind !== NodeKind.Choice || !node.symbol) return;
    if (plain) node.symbol.type = SymbolType.Bool;
    if (node.symbol.type === SymbolType.Unknown) {
      for (const child of node.children()) {
        if (child.symbol && child.symbol.type !== SymbolType.Unknown) {
          node.symbol.type = child.symbol.type;
          break;
        }
      }
    }
    for (const child of node.children())
      if (child.symbol?.type === SymbolType.Unknown) child.symbol.type = node.symbol.type;
  });
}

function forEachNode(root: MenuNode, visit: (node: MenuNode) => void): void {
  const pending: MenuNode[] = [root];
  while (pending.length > 0) {
    const node = pending.pop()!;
    visit(node);
    if (node.next && node !== root) pending.push(node.next);
    if (node.first) pending.push(node.first);
  }
}

/** `m` in a condition means `m && MODULES`. */
function modulesRewriter(expressions: Expressions, modules: KSymbol): (e: ExprId) => ExprId {
  const modulesValue =
    modules.id === N_SYMBOL
      ? E_NO
      : modules.id === Y_SYMBOL
        ? E_YES
        : modules.id === M_SYMBOL
          ? E_MOD
          : expressions.symbol(modules);
  const rewrittenM = modulesValue === E_NO ? E_NO : expressions.intern(Op.And, E_MOD, modulesValue);
  const known = new Map<ExprId, ExprId>([
    [E_NO, E_NO],
    [E_YES, E_YES],
    [E_MOD, rewrittenM],
  ]);
  return (whole) => {
    const pending = [whole];
    while (pending.length > 0) {
      const e = pending[pending.length - 1]!;
      if (known.has(e)) {
        pending.pop();
        continue;
      }
      const op = expressions.op[e]!;
      if (op === Op.Symbol || isComparison(op)) {
        known.set(e, e);
        pending.pop();
        continue;
      }
      const a = expressions.a[e]!;
      const b = expressions.b[e]!;
      const left = known.get(a);
      const right = op === Op.Not ? E_YES : known.get(b);
      if (left === undefined) pending.push(a);
      else if (right === undefined) pending.push(b);
      else {
        known.set(
          e,
          op === Op.Not
            ? expressions.not(left)
            : op === Op.And
              ? expressions.and(left, right)
              : expressions.or(left, right),
        );
        pending.pop();
      }
    }
    return known.get(whole)!;
  };
}

function propagate(tree: ParsedKconfig, rewrite: (e: ExprId) => ExprId, plainChoices: boolean): void {
  const { expressions } = tree;
  const either = (e: ExprId | -1, more: ExprId): ExprId => (e === -1 ? more : expressions.or(e, more));
  const limit = (properties: readonly Property[], node: MenuNode): void => {
    for (const property of properties)
      if (property.node === node) property.condition = expressions.and(node.dependency, rewrite(property.condition));
  };
  forEachNode(tree.root, (node) => {
    const { parent, symbol } = node;
    if (!parent) return;
    const chosen = !plainChoices && parent.kind === NodeKind.Choice && parent.symbol;
    const outer = chosen ? expressions.symbol(chosen) : parent.dependency;
    node.dependency = expressions.and(outer, rewrite(node.dependency));
    if (!symbol) {
      if (node.prompt) node.prompt.condition = expressions.and(node.dependency, rewrite(node.prompt.condition));
      return;
    }
    limit(symbol.prompts, node);
    limit(symbol.defaults, node);
    limit(symbol.ranges, node);
    limit(symbol.selects, node);
    limit(symbol.implies, node);
    for (const select of symbol.selects) {
      if (select.node !== node) continue;
      const { target } = select;
      target.selectedBy = either(target.selectedBy, expressions.and(expressions.symbol(symbol), select.condition));
      target.selectors = add(target.selectors, select);
    }
    for (const imply of symbol.implies) {
      if (imply.node !== node) continue;
      const { target } = imply;
      target.impliedBy = either(target.impliedBy, expressions.and(expressions.symbol(symbol), imply.condition));
      target.impliers = add(target.impliers, imply);
    }
  });
}

interface Frame {
  readonly node: MenuNode;
  phase: 'enter' | 'children' | 'followers' | 'leave';
  cursor: MenuNode | null;
  last: MenuNode | null;
  base: Set<ExprId> | null;
}

function arrange(
  tree: ParsedKconfig,
  warn: (code: string, message: string, place: { file: { name: string }; line: number }) => void,
): void {
  const { expressions } = tree;
  const terms = new NonNoTerms(tree);
  const frames: Frame[] = [{ node: tree.root, phase: 'enter', cursor: null, last: null, base: null }];
  const enter = (node: MenuNode): void => {
    frames.push({ node, phase: 'enter', cursor: null, last: null, base: null });
  };
  const checked = new Set<KSymbol>();

  while (frames.length > 0) {
    const frame = frames[frames.length - 1]!;
    const { node } = frame;
    switch (frame.phase) {
      case 'enter':
        if (node.first) {
          frame.phase = 'children';
          frame.cursor = node.first;
        } else if (node.symbol) {
          frame.phase = 'followers';
          frame.cursor = node.next;
        } else frame.phase = 'leave';
        break;
      case 'children':
        if (frame.cursor) {
          const child = frame.cursor;
          if (frame.last === child) {
            // It has been arranged, and may have taken followers with it.
            frame.last = null;
            frame.cursor = child.next;
          } else {
            frame.last = child;
            enter(child);
          }
        } else frame.phase = 'leave';
        break;
      case 'followers': {
        const follower = frame.cursor;
        const symbol = node.symbol!;
        if (follower && frame.last === follower) {
          follower.parent = node;
          frame.cursor = follower.next;
          break;
        }
        if (follower) {
          const dependency = follower.prompt ? follower.prompt.condition : follower.dependency;
          if (terms.mentions(dependency, symbol)) {
            frame.base ??= terms.of(node.prompt ? node.prompt.condition : E_YES);
            if (terms.dependsOn(dependency, symbol) || terms.covers(dependency, frame.base)) {
              frame.last = follower;
              enter(follower);
              break;
            }
          }
        }
        if (frame.last) {
          node.first = node.next;
          node.next = frame.last.next;
          frame.last.next = null;
        }
        // A place without any dependency adds nothing (in C it is a null, and null or X is X).
        if (node.dependency !== E_YES)
          symbol.directDependency =
            symbol.directDependency === -1 ? node.dependency : expressions.or(symbol.directDependency, node.dependency);
        frame.phase = 'leave';
        break;
      }
      case 'leave':
        gatherChoiceValues(tree, node, warn);
        dissolve(node);
        if (node.symbol && !checked.has(node.symbol)) {
          checked.add(node.symbol);
          checkSymbol(node, node.symbol, warn);
        }
        if (node.kind === NodeKind.Choice && node.symbol && !node.symbol.optional && node.prompt) {
          // A choice that can be seen and is not optional cannot be switched off.
          const kept = expressions.and(node.prompt.condition, E_MOD);
          const { symbol } = node;
          symbol.selectedBy = symbol.selectedBy === -1 ? kept : expressions.or(symbol.selectedBy, kept);
        }
        frames.pop();
        break;
    }
  }
}

function gatherChoiceValues(tree: ParsedKconfig, node: MenuNode, warn: Parameters<typeof arrange>[1]): void {
  const choice = node.kind === NodeKind.Choice ? node.symbol : null;
  if (!choice) return;
  const { expressions } = tree;
  // `if` blocks inside a choice dissolve first in C's loop as it goes, so their children are met here too.
  const pending: MenuNode[] = [];
  const list = (parent: MenuNode): void => {
    for (const child of [...parent.children()].reverse()) pending.push(child);
  };
  list(node);
  while (pending.length > 0) {
    const child = pending.pop()!;
    if (child.first && !child.prompt) list(child);
    const { symbol } = child;
    if (!symbol || symbol.choice) continue;
    symbol.choice = choice;
    choice.members = add(choice.members, symbol);
    if (!child.prompt) warn('choice-value-prompt', `${symbol.name} is a value of a choice and needs a prompt`, child);
    for (const property of symbol.defaults)
      warn('choice-value-default', `${symbol.name} is a value of a choice: its default is not used`, property);
    if (choice.type === SymbolType.Tristate && symbol.type !== SymbolType.Tristate) {
      const chosen = expressions.compare(Op.Equal, choice, tree.symbols[Y_SYMBOL]!);
      child.dependency = expressions.and(chosen, child.dependency);
      for (const properties of [symbol.prompts, symbol.defaults, symbol.ranges, symbol.selects, symbol.implies])
        for (const property of properties)
          if (property.node === child) property.condition = expressions.and(chosen, property.condition);
    }
  }
}

/** Children of a node without a prompt (an `if`, a promptless symbol) move up beside it. */
function dissolve(node: MenuNode): void {
  for (let child = node.first; child; child = child.next) {
    if (!child.first || child.prompt) continue;
    let last = child.first;
    for (;;) {
      last.parent = node;
      if (!last.next) break;
      last = last.next;
    }
    last.next = child.next;
    child.next = child.first;
    child.first = null;
  }
}

function checkSymbol(node: MenuNode, symbol: KSymbol, warn: Parameters<typeof arrange>[1]): void {
  const name = symbol.name || 'the choice';
  if (symbol.type === SymbolType.Unknown) warn('no-type', `${name} has no type`, node);
  if (symbol.kind === 'choice' && !node.prompt) warn('choice-prompt', 'a choice needs a prompt', node);
  const logical = symbol.type === SymbolType.Bool || symbol.type === SymbolType.Tristate;
  for (const [word, selections] of [
    ['select', symbol.selects],
    ['imply', symbol.implies],
  ] as const)
    for (const selection of selections) {
      const { target } = selection;
      if (!logical) warn(`${word}-type`, `${name} uses ${word}, and is neither bool nor tristate`, selection);
      else if (target.type > SymbolType.Tristate)
        warn(`${word}-type`, `${target.name} is neither bool nor tristate, so ${word} does nothing to it`, selection);
    }
  for (const range of symbol.ranges)
    if (symbol.type !== SymbolType.Int && symbol.type !== SymbolType.Hex)
      warn('range-type', `${name} has a range, and is no number`, range);
}

/**
 * The terms of a conjunction, after "differs from n" has been moved to its leaves: what C compares to find out whether
 * one option's condition covers another's.
 */
class NonNoTerms {
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
