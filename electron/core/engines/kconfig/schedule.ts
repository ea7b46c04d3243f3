/**
 * The order in which symbols can be evaluated so that each comes after all that it looks at; a choice and its values
 * count as one. Where options depend on themselves, the loop is reported and cut.
 */
import { type ExprId, isComparison, Op } from './expressions.ts';
import { type KSymbol, SymbolType } from './model.ts';
import type { KconfigProblem, ParsedKconfig } from './parsed-kconfig.ts';

export interface Schedule {
  /** Ids of all symbols in order of evaluation. */
  readonly order: Int32Array;
  /** Position of each symbol in `order`. */
  readonly rank: Int32Array;
  readonly loops: readonly KconfigProblem[];
}

const WHITE = 0;
const GRAY = 1;
const BLACK = 2;

export function schedule(tree: ParsedKconfig): Schedule {
  const { symbols, expressions } = tree;
  const count = symbols.length;
  const color = new Uint8Array(count + expressions.size);
  const order = new Int32Array(count);
  let done = 0;
  const loops: KconfigProblem[] = [];
  const looping = new Set<KSymbol>();
  // Entries: a node to enter, or -1 - node to leave. Expressions are numbered after the symbols.
  const stack: number[] = [];
  /** Edges whose loops C does not report: bounds of ranges. */
  const quiet = new Set<number>();

  const loop = (back: number): void => {
    const path: KSymbol[] = [];
    for (let i = stack.length - 1; i >= 0; i--) {
      const entry = stack[i]!;
      if (entry >= 0) continue;
      const node = -1 - entry;
      if (node < count) path.push(symbols[node]!);
      if (node === back) break;
    }
    path.reverse();
    if (path.length === 0 || path.some((symbol) => looping.has(symbol))) return;
    for (const symbol of path) looping.add(symbol);
    const first = path[0]!;
    const place = first.nodes[0];
    const names = path.map((symbol) => symbol.name || 'a choice');
    loops.push({
      code: 'dependency-loop',
      severity: 'error',
      message: `these options depend on each other in a circle: ${[...names, names[0]].join(' → ')}`,
      file: place?.file.name ?? tree.root.file.name,
      line: place?.line ?? 1,
      column: 1,
    });
  };

  const want = (node: number): void => {
    if (color[node] === BLACK) return;
    stack.push(node);
  };
  const wantExpression = (e: ExprId | -1): void => {
    if (e > 2) want(count + e);
  };

  const expandSymbol = (symbol: KSymbol): void => {
    if (symbol.choice) want(symbol.choice.id);
    for (const range of symbol.ranges) {
      for (const bound of [range.low, range.high]) {
        if (color[bound.id] !== WHITE) continue;
        quiet.add(bound.id);
        want(bound.id);
      }
      wantExpression(range.condition);
    }
    for (let i = symbol.defaults.length - 1; i >= 0; i--) {
      // The default of a choice names one of its own values.
      if (symbol.kind !== 'choice') wantExpression(symbol.defaults[i]!.value);
      wantExpression(symbol.defaults[i]!.condition);
    }
    for (const prompt of symbol.prompts) wantExpression(prompt.condition);
    wantExpression(symbol.impliedBy);
    wantExpression(symbol.selectedBy);
    wantExpression(symbol.directDependency);
    for (const member of symbol.members) for (const prompt of member.prompts) wantOutside(prompt.condition, symbol);
  };

  /** What a choice's values look at, but for the choice itself. */
  const wantOutside = (e: ExprId, choice: KSymbol): void => {
    for (const term of expressions.terms(e, Op.And)) {
      if (expressions.op[term] === Op.Symbol && expressions.a[term] === choice.id) continue;
      if (expressions.op[term] === Op.Equal && expressions.a[term] === choice.id) continue;
      wantExpression(term);
    }
  };

  const expandExpression = (e: ExprId): void => {
    const op = expressions.op[e]!;
    if (op === Op.Symbol) want(expressions.a[e]!);
    else if (op === Op.Not) wantExpression(expressions.a[e]!);
    else if (op === Op.And || op === Op.Or) {
      wantExpression(expressions.b[e]!);
      wantExpression(expressions.a[e]!);
    } else if (isComparison(op)) {
      want(expressions.b[e]!);
      want(expressions.a[e]!);
    }
  };

  const visit = (start: number): void => {
    stack.push(start);
    while (stack.length > 0) {
      const entry = stack.pop()!;
      if (entry < 0) {
        const node = -1 - entry;
        color[node] = BLACK;
        if (node < count) order[done++] = node;
        continue;
      }
      if (color[entry] === BLACK) continue;
      if (color[entry] === GRAY) {
        if (!quiet.has(entry)) loop(entry);
        continue;
      }
      color[entry] = GRAY;
      stack.push(-1 - entry);
      if (entry < count) expandSymbol(symbols[entry]!);
      else expandExpression(entry - count);
    }
  };

  // What "tristate" means depends on the modules option, so it comes first.
  visit(tree.modules.id);
  for (const symbol of symbols) if (color[symbol.id] === WHITE && symbol.type !== SymbolType.Unknown) visit(symbol.id);
  for (const symbol of symbols) if (color[symbol.id] === WHITE) visit(symbol.id);

  const rank = new Int32Array(count);
  for (let i = 0; i < count; i++) rank[order[i]!] = i;
  return { order, rank, loops };
}
