/**
 * Which symbols could have another value if the shell had been asked. Every expression and symbol gets the smallest and
 * the largest value that it could have over all answers; where both are the same, it is known whatever they are.
 */
import { type ExprId, Op } from './expressions.ts';
import { type KSymbol, SymbolType } from './model.ts';
import type { KconfigSession } from './session.ts';

type Span = readonly [low: number, high: number];
const NEVER: Span = [0, 0];
const union = (a: Span, b: Span): Span => [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
const least = (a: Span, b: Span): Span => [Math.min(a[0], b[0]), Math.min(a[1], b[1])];
const most = (a: Span, b: Span): Span => [Math.max(a[0], b[0]), Math.max(a[1], b[1])];
/** Whether it could be n and could be something else. */
const isOpen = ([low, high]: Span): boolean => low === 0 && high > 0;

/** Ids of the symbols; empty when every answer is known. */
export function unknownSymbols(session: KconfigSession): ReadonlySet<number> {
  return session.tree.unknownCommands.length === 0 ? new Set() : new Spans(session).run();
}

class Spans {
  private readonly low: Uint8Array;
  private readonly high: Uint8Array;
  /** 1: its text or its choice is not known. */
  private readonly vague: Uint8Array;
  private readonly memo: (Span | undefined)[] = [];
  private readonly unknown = new Set<number>();

  constructor(private readonly session: KconfigSession) {
    const { tri } = session.values;
    this.low = tri.slice();
    this.high = tri.slice();
    this.vague = new Uint8Array(tri.length);
    for (const { id, unknown } of session.tree.symbols) {
      if (unknown.length === 0) continue;
      this.low[id] = 0;
      this.high[id] = 2;
      this.vague[id] = 1;
    }
  }

  run(): ReadonlySet<number> {
    const { symbols } = this.session.tree;
    for (const id of this.session.values.order) {
      const symbol = symbols[id]!;
      if (symbol.kind === 'constant') continue;
      if (symbol.kind === 'choice') this.choice(symbol);
      else if (symbol.type === SymbolType.Bool || symbol.type === SymbolType.Tristate) this.logical(symbol);
      else this.text(symbol);
    }
    return this.unknown;
  }

  private visible(symbol: KSymbol): Span {
    return symbol.prompts.reduce<Span>((span, { condition }) => most(span, this.of(condition)), NEVER);
  }

  private choice(choice: KSymbol): void {
    const { values } = this.session;
    const visible = this.visible(choice);
    const members = choice.members.map((member) => this.visible(member));
    const chosen = choice.members.findIndex(({ id }) => id === values.userChosen[choice.id]);
    const isSure = chosen >= 0 && members[chosen]![0] > 0;
    const open = isOpen(visible) || (!isSure && members.some(isOpen));
    if (!open) return;
    this.vague[choice.id] = 1;
    this.unknown.add(choice.id);
    this.widen(choice.id, [visible[0], Math.max(visible[1], values.tri[choice.id]!)]);
  }

  private logical(symbol: KSymbol): void {
    const { values } = this.session;
    const { id } = symbol;
    const visible = this.visible(symbol);
    if (symbol.choice) {
      if (this.vague[symbol.choice.id] === 1) this.widen(id, [0, 2]);
    } else {
      const fallback = this.fallback(symbol);
      const user = values.userTri[id]!;
      let own = fallback;
      if (user >= 0 && visible[1] > 0) {
        const set = least([user, user], visible);
        own = visible[0] > 0 ? set : union(fallback, set);
      }
      const [low, high] = most(own, symbol.selectedBy === -1 ? NEVER : this.of(symbol.selectedBy));
      const bool = symbol.type === SymbolType.Bool;
      this.widen(id, [bool && low === 1 ? 2 : low, bool && high === 1 ? 2 : high]);
    }
    if (this.low[id] !== this.high[id] || isOpen(visible)) this.unknown.add(id);
  }

  /** What it is where nobody has set it: the first default that applies, and what implies it. */
  private fallback(symbol: KSymbol): Span {
    let span: Span | null = null;
    let isSure = false;
    for (const { condition, value } of symbol.defaults) {
      const limit = this.of(condition);
      if (limit[1] === 0) continue;
      const given = least(this.of(value), limit);
      span = span ? union(span, given) : given;
      isSure = limit[0] > 0;
      if (isSure) break;
    }
    const own = isSure && span ? span : union(span ?? NEVER, NEVER);
    if (symbol.impliedBy === -1) return own;
    const direct: Span = symbol.directDependency === -1 ? [2, 2] : this.of(symbol.directDependency);
    return most(own, least(this.of(symbol.impliedBy), direct));
  }

  private text(symbol: KSymbol): void {
    const { values, tree } = this.session;
    const { id } = symbol;
    const visible = this.visible(symbol);
    const set = values.userText[id] !== null;
    let open = isOpen(visible);
    if (!open && !(set && visible[0] > 0)) {
      for (const { condition, value } of symbol.defaults) {
        const limit = this.of(condition);
        if (limit[1] === 0) continue;
        const operand = tree.expressions.op[value] === Op.Symbol ? tree.expressions.a[value]! : -1;
        open = limit[0] === 0 || (operand >= 0 && this.isVague(operand));
        break;
      }
    }
    if (!open) return;
    this.vague[id] = 1;
    this.unknown.add(id);
  }

  private widen(id: number, [low, high]: Span): void {
    const now = this.session.values.tri[id]!;
    this.low[id] = Math.min(low, now);
    this.high[id] = Math.max(high, now);
  }

  private isVague(id: number): boolean {
    return this.vague[id] === 1 || this.low[id] !== this.high[id];
  }

  /** Operands have smaller ids than what they are part of, so nothing nests. */
  private of(whole: ExprId): Span {
    const known = this.memo[whole];
    if (known) return known;
    const { op, a, b } = this.session.tree.expressions;
    const pending = [whole];
    while (pending.length > 0) {
      const e = pending.at(-1)!;
      const [left, right] = [a[e]!, b[e]!];
      const binary = op[e] === Op.And || op[e] === Op.Or;
      const missing = (binary ? [left, right] : op[e] === Op.Not ? [left] : []).filter((part) => !this.memo[part]);
      if (missing.length > 0) {
        pending.push(...missing);
        continue;
      }
      this.memo[e] = this.shallow(e, left, right);
      pending.pop();
    }
    return this.memo[whole]!;
  }

  private shallow(e: ExprId, left: number, right: number): Span {
    const { op } = this.session.tree.expressions;
    switch (op[e]) {
      case Op.Constant:
        return [left, left];
      case Op.Symbol:
        return [this.low[left]!, this.high[left]!];
      case Op.Not: {
        const [low, high] = this.memo[left]!;
        return [2 - high, 2 - low];
      }
      case Op.And:
        return least(this.memo[left]!, this.memo[right]!);
      case Op.Or:
        return most(this.memo[left]!, this.memo[right]!);
      default: {
        if (this.isVague(left) || this.isVague(right)) return [0, 2];
        const value = this.session.values.expression(e);
        return [value, value];
      }
    }
  }
}

/** Commands that the symbol's value hangs on, found through at most a few other symbols. */
export function unknownCommandsOf(session: KconfigSession, symbol: KSymbol, unknown: ReadonlySet<number>): string[] {
  const { symbols, expressions, unknownCommands } = session.tree;
  const found = new Set<number>();
  const seen = new Set<number>([symbol.id]);
  let level = [symbol];
  for (let depth = 0; depth < 6 && level.length > 0 && found.size < 20; depth++) {
    const next: KSymbol[] = [];
    const look = (id: number): void => {
      const other = symbols[id]!;
      for (const command of other.unknown) found.add(command);
      if (!unknown.has(id) || seen.has(id)) return;
      seen.add(id);
      next.push(other);
    };
    for (const each of level) {
      const used: ExprId[] = [each.directDependency, each.selectedBy, each.impliedBy];
      for (const { condition } of each.prompts) used.push(condition);
      for (const { condition, value } of each.defaults) used.push(condition, value);
      for (const e of used) if (e > 2) expressions.forEachSymbol(e, look);
      if (each.choice) look(each.choice.id);
    }
    // The nearest commands are the reason; farther ones are only theirs.
    if (found.size > 0) break;
    level = next;
  }
  return [...found].flatMap((command) => unknownCommands[command] ?? []);
}
