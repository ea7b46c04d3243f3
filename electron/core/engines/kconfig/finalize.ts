/**
 * Turns the tree as written into the tree as meant: dependencies of menus and ifs reach what is in them, selects and
 * implies are gathered at their targets, and the menu is arranged.
 */
import { arrange, type Warn } from './arrange.ts';
import type { Dialect } from './dialect.ts';
import { E_MOD, E_NO, E_YES, type Expressions, type ExprId, isComparison, Op } from './expressions.ts';
import { add, type KSymbol, type MenuNode, NodeKind, type Property, SymbolType } from './model.ts';
import type { ParsedKconfig } from './parsed-kconfig.ts';
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
  const warn: Warn = (code, message, place) => {
    problems.push({ code, severity: 'warning', message, file: place.file.name, line: place.line, column: 1 });
  };
  inferChoiceTypes(tree.root, dialect.plainChoices);
  const rewrite = modulesRewriter(tree.expressions, tree.modules);
  propagate(tree, rewrite, dialect.plainChoices);
  arrange(tree, dialect, warn);
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
