/** Which single changes, possible at this moment, help an option or an expression towards a value. */
import { type ExprId, Op } from './expressions.ts';
import { type KSymbol, SymbolType } from './model.ts';
import type { KconfigSession } from './session.ts';

export interface Change {
  readonly symbol: KSymbol;
  readonly value: string;
}

const letters = ['n', 'm', 'y'] as const;
/** Chains of dependencies longer than this are not followed. */
const MAX_DEPTH = 300;

export class HelpfulChanges {
  /** Symbols and expressions looked at so far: a measure of work. */
  looked = 0;
  /** False once a chain was too long to follow. */
  isComplete = true;
  private depth = 0;
  private readonly changes = new Map<string, Change>();
  private readonly visited = new Set<string>();

  constructor(private readonly session: KconfigSession) {}

  /** Changes that are possible now and help the option to become `wanted`. */
  towards(target: KSymbol, wanted: string): readonly Change[] {
    if (this.session.refusal(target, wanted) === null) this.add(target, wanted);
    else if (target.type === SymbolType.Bool || target.type === SymbolType.Tristate) {
      const level = letters.indexOf(wanted as 'n');
      if (this.session.values.tri[target.id]! < level) this.raise(target, level);
      else this.lower(target, level);
    } else for (const prompt of target.prompts) this.satisfy(prompt.condition, 2, true);
    return this.take();
  }

  /** Changes that are possible now and help all of these expressions to become y. */
  towardsAll(terms: readonly ExprId[]): readonly Change[] {
    for (const term of terms) this.satisfy(term, 2, true);
    return this.take();
  }

  private add(symbol: KSymbol, value: string): void {
    this.changes.set(`${symbol.id}=${value}`, { symbol, value });
  }

  private take(): readonly Change[] {
    const found = [...this.changes.values()];
    this.changes.clear();
    this.visited.clear();
    return found;
  }

  private seen(key: string): boolean {
    if (this.visited.has(key)) return true;
    if (this.depth > MAX_DEPTH) {
      this.isComplete = false;
      return true;
    }
    this.looked++;
    this.visited.add(key);
    return false;
  }

  /** Adds changes that help `symbol` to become at least `level`. */
  private raise(symbol: KSymbol, level: number): void {
    if (this.seen(`s${symbol.id}>${level}`)) return;
    const { values } = this.session;
    if (symbol.kind === 'constant' || values.tri[symbol.id]! >= level) return;
    if (symbol.kind === 'choice') {
      for (const prompt of symbol.prompts) this.satisfy(prompt.condition, level, true);
      return;
    }
    const value = level === 1 && values.effectiveType(symbol) === SymbolType.Bool ? 'y' : letters[level]!;
    if (this.session.refusal(symbol, value) === null) this.add(symbol, value);
    else for (const prompt of symbol.prompts) this.satisfy(prompt.condition, level, true);
    if (symbol.choice) return;
    for (const selection of symbol.selectors) {
      const selector = selection.node.symbol;
      if (!selector) continue;
      this.depth++;
      this.raise(selector, level);
      this.depth--;
      this.satisfy(selection.condition, level, true);
    }
    if (symbol.prompts.length > 0) return;
    for (const fallback of symbol.defaults) {
      this.satisfy(fallback.condition, level, true);
      this.satisfy(fallback.value, level, true);
    }
    for (const selection of symbol.impliers) {
      if (selection.node.symbol) this.raise(selection.node.symbol, level);
      this.satisfy(selection.condition, level, true);
    }
  }

  /** Adds changes that help `symbol` to become at most `level`. */
  private lower(symbol: KSymbol, level: number): void {
    if (this.seen(`s${symbol.id}<${level}`)) return;
    const { values } = this.session;
    const { id } = symbol;
    if (symbol.kind === 'constant' || values.tri[id]! <= level) return;
    if (symbol.choice && values.visible[id] === 2) {
      for (const member of symbol.choice.members)
        if (member !== symbol && this.session.refusal(member, 'y') === null) this.add(member, 'y');
    }
    if (symbol.kind === 'choice') {
      for (const prompt of symbol.prompts) this.satisfy(prompt.condition, level, false);
      return;
    }
    if (this.session.refusal(symbol, letters[level]!) === null) this.add(symbol, letters[level]!);
    if (!symbol.choice && values.selected[id]! > level) {
      for (const selection of symbol.selectors) {
        const selector = selection.node.symbol;
        if (!selector || Math.min(values.tri[selector.id]!, values.expression(selection.condition)) <= level) continue;
        this.depth++;
        this.lower(selector, level);
        this.depth--;
        this.satisfy(selection.condition, level, false);
      }
      return;
    }
    // Held by a default or an imply that nobody can overrule: its condition has to go, or the prompt has to appear.
    for (const prompt of symbol.prompts) this.satisfy(prompt.condition, 1, true);
    for (const fallback of symbol.defaults) {
      if (values.expression(fallback.condition) === 0) continue;
      this.satisfy(fallback.condition, level, false);
      this.satisfy(fallback.value, level, false);
      break;
    }
    for (const selection of symbol.impliers) if (selection.node.symbol) this.lower(selection.node.symbol, level);
  }

  /** Adds changes that help the expression to become at least (`up`) or at most `level`. */
  private satisfy(e: ExprId, level: number, up: boolean): void {
    const { expressions, symbols } = this.session.tree;
    const pending: { e: ExprId; level: number; up: boolean }[] = [{ e, level, up }];
    while (pending.length > 0) {
      const at = pending.pop()!;
      const value = this.session.values.expression(at.e);
      if (at.up ? value >= at.level : value <= at.level) continue;
      if (this.seen(`e${at.e}${at.up}${at.level}`)) continue;
      const a = expressions.a[at.e]!;
      const b = expressions.b[at.e]!;
      const op = expressions.op[at.e]! as Op;
      switch (op) {
        case Op.Constant:
          break;
        case Op.Symbol:
          this.depth++;
          if (at.up) this.raise(symbols[a]!, at.level);
          else this.lower(symbols[a]!, at.level);
          this.depth--;
          break;
        case Op.Not:
          pending.push({ e: a, level: 2 - at.level, up: !at.up });
          break;
        case Op.And:
        case Op.Or:
          pending.push({ ...at, e: b }, { ...at, e: a });
          break;
        default:
          this.depth++;
          this.satisfyComparison(op, symbols[a]!, symbols[b]!, at.up);
          this.depth--;
      }
    }
  }

  private satisfyComparison(op: Op, left: KSymbol, right: KSymbol, holds: boolean): void {
    const { values } = this.session;
    for (const [symbol, other] of [
      [left, right],
      [right, left],
    ] as const) {
      if (symbol.kind !== 'symbol') continue;
      const to = values.value(other);
      const equal = (op === Op.Equal) === holds && (op === Op.Equal || op === Op.Unequal);
      if (symbol.type === SymbolType.Bool || symbol.type === SymbolType.Tristate) {
        const level = letters.indexOf(to as 'n');
        if (equal && level >= 0) {
          if (values.tri[symbol.id]! < level) this.raise(symbol, level);
          else this.lower(symbol, level);
        } else
          for (const each of [0, 1, 2])
            if (this.session.refusal(symbol, letters[each]!) === null) this.add(symbol, letters[each]!);
        continue;
      }
      const candidates =
        equal || symbol.type === SymbolType.String ? [to] : [to, neighbour(to, 1n), neighbour(to, -1n)];
      let possible = false;
      for (const candidate of candidates) {
        if (candidate === null || this.session.refusal(symbol, candidate) !== null) continue;
        possible = true;
        this.add(symbol, candidate);
      }
      if (!possible) for (const prompt of symbol.prompts) this.satisfy(prompt.condition, 2, true);
    }
  }
}

function neighbour(text: string, by: bigint): string | null {
  if (/^-?\d+$/.test(text)) return String(BigInt(text) + by);
  if (/^0[xX][0-9a-fA-F]+$/.test(text)) {
    const value = BigInt(text) + by;
    return value < 0n ? null : `0x${value.toString(16)}`;
  }
  return null;
}
