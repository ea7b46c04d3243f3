/**
 * The order in which symbols can be evaluated so that each comes after all that it looks at; a choice and its values
 * count as one. Where options depend on themselves, the loop is reported and cut.
 */
import { E_YES, type ExprId, Op } from './expressions.ts';
import { SymbolType } from './model.ts';
import type { KconfigProblem, ParsedKconfig } from './parsed-kconfig.ts';
import { PropertyKind } from './property-table.ts';
import { SymbolKind } from './symbol-table.ts';

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
  return new Scheduler(tree).run();
}

class Scheduler {
  private readonly count: number;
  /** Of symbols, and of expressions after them. */
  private readonly color: Uint8Array;
  private readonly order: Int32Array;
  private done = 0;
  private readonly loops: KconfigProblem[] = [];
  private readonly looping = new Set<number>();
  /** Entries: a node to enter, or -1 - node to leave. Expressions are numbered after the symbols. */
  private readonly stack: number[] = [];
  /** Symbols that are bounds of ranges: C does not report loops through them. */
  private readonly quiet = new Set<number>();

  constructor(private readonly tree: ParsedKconfig) {
    this.count = tree.table.size;
    this.color = new Uint8Array(this.count + tree.expressions.size);
    this.order = new Int32Array(this.count);
  }

  run(): Schedule {
    const { color, count } = this;
    const { type } = this.tree.table;
    // What "tristate" means depends on the modules option, so it comes first.
    this.visit(this.tree.modulesId);
    for (let id = 0; id < count; id++) if (color[id] === WHITE && type[id] !== SymbolType.Unknown) this.visit(id);
    for (let id = 0; id < count; id++) if (color[id] === WHITE) this.visit(id);
    const rank = new Int32Array(count);
    for (let i = 0; i < count; i++) rank[this.order[i]!] = i;
    return { order: this.order, rank, loops: this.loops };
  }

  private visit(start: number): void {
    const { stack, color, count } = this;
    stack.push(start);
    while (stack.length > 0) {
      const entry = stack.pop()!;
      if (entry < 0) {
        const node = -1 - entry;
        color[node] = BLACK;
        if (node < count) this.order[this.done++] = node;
        continue;
      }
      if (color[entry] === BLACK) continue;
      if (color[entry] === GRAY) {
        if (!this.quiet.has(entry)) this.loop(entry);
        continue;
      }
      color[entry] = GRAY;
      stack.push(-1 - entry);
      if (entry < count) this.expandSymbol(entry);
      else this.expandExpression(entry - count);
    }
  }

  private want(node: number): void {
    if (this.color[node] !== BLACK) this.stack.push(node);
  }

  private wantExpression(e: ExprId | -1): void {
    if (e > E_YES) this.want(this.count + e);
  }

  private expandSymbol(symbol: number): void {
    const { table, properties } = this.tree;
    const { kind, condition, nextOfSymbol } = properties;
    if (table.choice[symbol] !== 0) this.want(table.choice[symbol]!);
    // What is pushed last is visited first.
    let ranges = false;
    let defaults = false;
    for (let property = table.firstProperty[symbol]!; property !== 0; property = nextOfSymbol[property]!) {
      if (kind[property] === PropertyKind.Range) ranges = true;
      else if (kind[property] === PropertyKind.Default) defaults = true;
    }
    if (ranges) this.expandRanges(symbol);
    if (defaults) this.expandDefaults(symbol);
    for (let property = table.firstProperty[symbol]!; property !== 0; property = nextOfSymbol[property]!)
      if (kind[property] === PropertyKind.Prompt) this.wantExpression(condition[property]!);
    this.wantExpression(table.impliedBy[symbol]!);
    this.wantExpression(table.selectedBy[symbol]!);
    this.wantExpression(table.directDependency[symbol]!);
    for (let member = table.firstMember[symbol]!; member !== 0; member = table.nextMember[member]!)
      for (let property = table.firstProperty[member]!; property !== 0; property = nextOfSymbol[property]!)
        if (kind[property] === PropertyKind.Prompt) this.wantOutside(condition[property]!, symbol);
  }

  private expandRanges(symbol: number): void {
    const { table, properties } = this.tree;
    const { kind, condition, a, b, nextOfSymbol } = properties;
    for (let property = table.firstProperty[symbol]!; property !== 0; property = nextOfSymbol[property]!) {
      if (kind[property] !== PropertyKind.Range) continue;
      this.wantBound(a[property]!);
      this.wantBound(b[property]!);
      this.wantExpression(condition[property]!);
    }
  }

  private wantBound(symbol: number): void {
    if (this.color[symbol] !== WHITE) return;
    this.quiet.add(symbol);
    this.want(symbol);
  }

  /** The first default comes to lie on top. */
  private expandDefaults(symbol: number): void {
    const { stack } = this;
    const { table, properties } = this.tree;
    const { kind, condition, a, nextOfSymbol } = properties;
    const start = stack.length;
    for (let property = table.firstProperty[symbol]!; property !== 0; property = nextOfSymbol[property]!) {
      if (kind[property] !== PropertyKind.Default) continue;
      this.wantExpression(condition[property]!);
      // The default of a choice names one of its own values.
      if (table.kind[symbol] !== SymbolKind.Choice) this.wantExpression(a[property]!);
    }
    for (let low = start, high = stack.length - 1; low < high; low++, high--) {
      const entry = stack[low]!;
      stack[low] = stack[high]!;
      stack[high] = entry;
    }
  }

  /** What a choice's values look at, but for the choice itself. */
  private wantOutside(e: ExprId, choice: number): void {
    const { expressions } = this.tree;
    for (const term of expressions.terms(e, Op.And)) {
      const op = expressions.op[term]! as Op;
      if ((op === Op.Symbol || op === Op.Equal) && expressions.a[term] === choice) continue;
      this.wantExpression(term);
    }
  }

  private expandExpression(e: ExprId): void {
    const { op, a, b } = this.tree.expressions;
    switch (op[e]! as Op) {
      case Op.Constant:
        return;
      case Op.Symbol:
        this.want(a[e]!);
        return;
      case Op.Not:
        this.wantExpression(a[e]!);
        return;
      case Op.And:
      case Op.Or:
        this.wantExpression(b[e]!);
        this.wantExpression(a[e]!);
        return;
      default:
        this.want(b[e]!);
        this.want(a[e]!);
    }
  }

  private loop(back: number): void {
    const { tree, stack, count, looping } = this;
    const path: number[] = [];
    for (let i = stack.length - 1; i >= 0; i--) {
      const entry = stack[i]!;
      if (entry >= 0) continue;
      const node = -1 - entry;
      if (node < count) path.push(node);
      if (node === back) break;
    }
    path.reverse();
    if (path.length === 0 || path.some((symbol) => looping.has(symbol))) return;
    for (const symbol of path) looping.add(symbol);
    const place = tree.table.firstNode[path[0]!]!;
    const names = path.map((symbol) => tree.table.nameOf(symbol) || 'a choice');
    this.loops.push({
      code: 'dependency-loop',
      severity: 'error',
      message: `these options depend on each other in a circle: ${[...names, names[0]].join(' → ')}`,
      file: tree.node(place).file.name,
      line: place === 0 ? 1 : tree.nodes.line[place]!,
      column: 1,
    });
  }
}
