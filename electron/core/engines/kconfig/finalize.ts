/**
 * Turns the tree as written into the tree as meant: dependencies of menus and ifs reach what is in them, selects and
 * implies are gathered at their targets, and the menu is arranged.
 */
import { arrange, type Warn } from './arrange.ts';
import type { Dialect } from './dialect.ts';
import { E_MOD, E_NO, type Expressions, Op } from './expressions.ts';
import { NodeKind, SymbolType } from './model.ts';
import type { ParsedKconfig } from './parsed-kconfig.ts';
import { PropertyKind } from './property-table.ts';
import { unequalRewriter } from './unequal-rewriter.ts';

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
  inferChoiceTypes(tree, dialect.plainChoices);
  propagate(tree, withModules(tree.expressions, tree.modulesId), dialect);
  arrange(tree, dialect, warn);
  return problems;
}

/** A choice without a type takes that of its first typed value, and gives it to the values without one. */
function inferChoiceTypes({ nodes, table }: ParsedKconfig, plain: boolean): void {
  const { type } = table;
  const { kind, symbol, first, next } = nodes;
  // Nodes are numbered in the order of the files.
  for (let node = 0; node < nodes.size; node++) {
    const choice = symbol[node]!;
    if (kind[node] !== NodeKind.Choice || choice === 0) continue;
    if (plain) type[choice] = SymbolType.Bool;
    for (let child = first[node]!; child !== 0 && type[choice] === SymbolType.Unknown; child = next[child]!)
      if (symbol[child] !== 0) type[choice] = type[symbol[child]!]!;
    for (let child = first[node]!; child !== 0; child = next[child]!)
      if (symbol[child] !== 0 && type[symbol[child]!] === SymbolType.Unknown) type[symbol[child]!] = type[choice]!;
  }
}

/** What each expression becomes when `m` means `m && MODULES`. */
function withModules(expressions: Expressions, modules: number): Int32Array {
  const { size } = expressions;
  const meant = new Int32Array(size);
  const modulesValue = expressions.symbol(modules);
  for (let e = 0; e < size; e++) meant[e] = e;
  meant[E_MOD] = modulesValue === E_NO ? E_NO : expressions.intern(Op.And, E_MOD, modulesValue);
  // Operands come before what they are part of.
  for (let e = 3; e < size; e++) {
    const op = expressions.op[e]!;
    if (op !== Op.Not && op !== Op.And && op !== Op.Or) continue;
    const a = expressions.a[e]!;
    const b = expressions.b[e]!;
    const left = meant[a]!;
    if (op === Op.Not) {
      if (left !== a) meant[e] = expressions.not(left);
      continue;
    }
    const right = meant[b]!;
    if (left !== a || right !== b)
      meant[e] = op === Op.And ? expressions.and(left, right) : expressions.or(left, right);
  }
  return meant;
}

function propagate(tree: ParsedKconfig, meant: Int32Array, { plainChoices, unequalNIsMerelyX }: Dialect): void {
  const { expressions, nodes, properties, table } = tree;
  const rewrite = unequalNIsMerelyX ? unequalRewriter(tree) : null;
  const { kind, symbol, parent, dependency, firstProperty } = nodes;
  const { condition, a, nextOfNode, nextAtTarget } = properties;
  const { selectedBy, impliedBy } = table;
  for (let node = 1; node < nodes.size; node++) {
    const outer = parent[node]!;
    const chosen = !plainChoices && kind[outer] === NodeKind.Choice && symbol[outer] !== 0;
    const limit = chosen ? expressions.symbol(symbol[outer]!) : dependency[outer]!;
    const own = expressions.and(limit, meant[dependency[node]!]!);
    dependency[node] = own;
    for (let property = firstProperty[node]!; property !== 0; property = nextOfNode[property]!) {
      let whole = expressions.and(own, meant[condition[property]!]!);
      if (rewrite && symbol[node] !== 0 && table.type[symbol[node]!] !== SymbolType.Tristate) whole = rewrite(whole);
      condition[property] = whole;
      const of = properties.kind[property]! as PropertyKind;
      if (of !== PropertyKind.Select && of !== PropertyKind.Imply) continue;
      const target = a[property]!;
      const active = expressions.and(expressions.symbol(symbol[node]!), whole);
      if (of === PropertyKind.Select) {
        selectedBy[target] = expressions.either(selectedBy[target]!, active);
        table.addSelector(target, property, nextAtTarget);
      } else {
        impliedBy[target] = expressions.either(impliedBy[target]!, active);
        table.addImplier(target, property, nextAtTarget);
      }
    }
  }
}
