/**
 * The smallest sets of changes that give an option a wanted value. Found by search: each step makes one change that is
 * possible at that moment and helps what is missing, on the session itself, and is taken back; so what is proposed has
 * been tried, with all that selects, choices and defaults do.
 */

import { expressionText } from './expression-text.ts';
import { type ExprId, Op } from './expressions.ts';
import { type KSymbol, SymbolType } from './model.ts';
import { isValid } from './numbers.ts';
import type { KconfigSession } from './session.ts';

export interface FixStep {
  readonly option: string;
  readonly from: string;
  readonly to: string;
}

export interface FixSet {
  /** In the order in which they have to be made; the wanted value itself comes last unless it follows from the others. */
  readonly steps: readonly FixStep[];
  /** Options that change as a consequence, beyond the steps. */
  readonly alsoChanges: readonly FixStep[];
}

export interface Fixes {
  readonly sets: readonly FixSet[];
  /** Without sets: parts of the condition that cannot hold together; empty when the search gave up first. */
  readonly excluding: readonly string[];
  /** True when every possibility was tried. */
  readonly complete: boolean;
}

interface Change {
  readonly symbol: KSymbol;
  readonly value: string;
}

interface Limits {
  readonly maxSteps?: number;
  readonly maxTries?: number;
  /** Symbols recomputed and expressions looked at, together; a million takes about a second. */
  readonly maxWork?: number;
  readonly maxSets?: number;
}

export function findFixes(session: KconfigSession, symbol: KSymbol, wanted: string, limits: Limits = {}): Fixes {
  return new Search(session, symbol, wanted, limits).run();
}

const letters = ['n', 'm', 'y'] as const;
/** Chains of dependencies longer than this are not followed. */
const MAX_DEPTH = 300;

class Search {
  private readonly maxSteps: number;
  private readonly maxTries: number;
  private readonly maxSets: number;
  private readonly maxWork: number;
  private tries = 0;
  private looked = 0;
  private depth = 0;
  private readonly recomputedBefore: number;
  private complete = true;
  private readonly before: ReadonlyMap<number, string>;

  constructor(
    private readonly session: KconfigSession,
    private readonly target: KSymbol,
    private readonly wanted: string,
    limits: Limits,
  ) {
    this.maxSteps = limits.maxSteps ?? 6;
    this.maxTries = limits.maxTries ?? 2000;
    this.maxSets = limits.maxSets ?? 5;
    this.maxWork = limits.maxWork ?? 1_000_000;
    this.recomputedBefore = session.values.recomputed;
    this.before = this.snapshot();
  }

  run(): Fixes {
    if (!isValid(this.target.type, this.wanted)) return { sets: [], excluding: [], complete: true };
    const found: Change[][] = [];
    let level: Change[][] = [[]];
    const known = new Set<string>();
    // By number of changes: the first level that gives sets gives the smallest.
    for (let size = 0; size <= this.maxSteps && level.length > 0 && found.length === 0; size++) {
      const next: Change[][] = [];
      for (const changes of level) {
        if (this.tries >= this.maxTries || this.isExhausted()) {
          this.complete = false;
          break;
        }
        this.tries++;
        this.whileApplied(changes, () => {
          if (this.reached()) {
            found.push(changes);
            return;
          }
          if (size === this.maxSteps) {
            this.complete = false;
            return;
          }
          for (const change of this.helpful()) {
            if (changes.some(({ symbol }) => symbol === change.symbol)) continue;
            const longer = [...changes, change];
            const key = longer
              .map(({ symbol, value }) => `${symbol.id}=${value}`)
              .sort()
              .join();
            if (known.has(key)) continue;
            if (next.length >= this.maxTries) {
              this.complete = false;
              break;
            }
            known.add(key);
            next.push(longer);
          }
        });
      }
      level = next;
    }
    const sets = found.map((changes) => this.describe(this.shortest(changes)));
    const different = [...new Map(sets.map((set) => [JSON.stringify(set.steps), set])).values()];
    different.sort((x, y) => cost(x) - cost(y));
    return {
      sets: different.slice(0, this.maxSets),
      excluding: different.length === 0 && this.complete ? this.conflict() : [],
      complete: this.complete,
    };
  }

  private isExhausted(): boolean {
    return this.looked + this.session.values.recomputed - this.recomputedBefore > this.maxWork;
  }

  private reached(): boolean {
    return this.session.values.value(this.target) === this.wanted;
  }

  /** Runs `body` with the changes made, and takes them back. A change that has become impossible ends it. */
  private whileApplied(changes: readonly Change[], body: () => void): boolean {
    let made = 0;
    let possible = true;
    for (const change of changes) {
      if (!this.session.tryApply([change])) {
        possible = false;
        break;
      }
      made++;
    }
    if (possible) body();
    for (; made > 0; made--) this.session.takeBack();
    return possible;
  }

  /** Leaves out changes that turned out not to be needed. */
  private shortest(changes: Change[]): Change[] {
    let kept = changes;
    for (const change of changes) {
      const without = kept.filter((each) => each !== change);
      let enough = false;
      this.whileApplied(without, () => {
        enough = this.reached();
      });
      if (enough) kept = without;
    }
    return kept;
  }

  private snapshot(): ReadonlyMap<number, string> {
    const values = new Map<number, string>();
    for (const symbol of this.session.tree.symbols)
      if (symbol.kind === 'symbol' && symbol.nodes.length > 0) values.set(symbol.id, this.session.values.value(symbol));
    return values;
  }

  private describe(changes: readonly Change[]): FixSet {
    const { symbols } = this.session.tree;
    const steps = changes.map(({ symbol, value }) => ({
      option: symbol.name,
      from: this.before.get(symbol.id) ?? '',
      to: value,
    }));
    const alsoChanges: FixStep[] = [];
    this.whileApplied(changes, () => {
      for (const [id, from] of this.before) {
        const to = this.session.values.value(symbols[id]!);
        if (to !== from && !changes.some(({ symbol }) => symbol.id === id))
          alsoChanges.push({ option: symbols[id]!.name, from, to });
      }
    });
    return { steps, alsoChanges };
  }

  // What helps now

  private helpful(): readonly Change[] {
    const changes = new Map<string, Change>();
    const visited = new Set<string>();
    const add = (symbol: KSymbol, value: string): void => {
      changes.set(`${symbol.id}=${value}`, { symbol, value });
    };
    const { target, wanted } = this;
    if (this.session.refusal(target, wanted) === null) add(target, wanted);
    else if (target.type === SymbolType.Bool || target.type === SymbolType.Tristate) {
      const level = letters.indexOf(wanted as 'n');
      if (this.session.values.tri[target.id]! < level) this.raise(target, level, add, visited);
      else this.lower(target, level, add, visited);
    } else for (const prompt of target.prompts) this.satisfy(prompt.condition, 2, true, add, visited);
    return [...changes.values()];
  }

  private seen(visited: Set<string>, key: string): boolean {
    if (visited.has(key)) return true;
    if (this.depth > MAX_DEPTH) {
      this.complete = false;
      return true;
    }
    this.looked++;
    visited.add(key);
    return false;
  }

  /** Adds changes that help `symbol` to become at least `level`. */
  private raise(
    symbol: KSymbol,
    level: number,
    add: (symbol: KSymbol, value: string) => void,
    visited: Set<string>,
  ): void {
    if (this.seen(visited, `s${symbol.id}>${level}`)) return;
    const { values } = this.session;
    if (symbol.kind === 'constant' || values.tri[symbol.id]! >= level) return;
    if (symbol.kind === 'choice') {
      for (const prompt of symbol.prompts) this.satisfy(prompt.condition, level, true, add, visited);
      return;
    }
    const value = level === 1 && values.effectiveType(symbol) === SymbolType.Bool ? 'y' : letters[level]!;
    if (this.session.refusal(symbol, value) === null) add(symbol, value);
    else for (const prompt of symbol.prompts) this.satisfy(prompt.condition, level, true, add, visited);
    if (symbol.choice) return;
    for (const selection of symbol.selectors) {
      const selector = selection.node.symbol;
      if (!selector) continue;
      this.depth++;
      this.raise(selector, level, add, visited);
      this.depth--;
      this.satisfy(selection.condition, level, true, add, visited);
    }
    if (symbol.prompts.length > 0) return;
    for (const fallback of symbol.defaults) {
      this.satisfy(fallback.condition, level, true, add, visited);
      this.satisfy(fallback.value, level, true, add, visited);
    }
    for (const selection of symbol.impliers) {
      if (selection.node.symbol) this.raise(selection.node.symbol, level, add, visited);
      this.satisfy(selection.condition, level, true, add, visited);
    }
  }

  /** Adds changes that help `symbol` to become at most `level`. */
  private lower(
    symbol: KSymbol,
    level: number,
    add: (symbol: KSymbol, value: string) => void,
    visited: Set<string>,
  ): void {
    if (this.seen(visited, `s${symbol.id}<${level}`)) return;
    const { values } = this.session;
    const { id } = symbol;
    if (symbol.kind === 'constant' || values.tri[id]! <= level) return;
    if (symbol.choice && values.visible[id] === 2) {
      for (const member of symbol.choice.members)
        if (member !== symbol && this.session.refusal(member, 'y') === null) add(member, 'y');
    }
    if (symbol.kind === 'choice') {
      for (const prompt of symbol.prompts) this.satisfy(prompt.condition, level, false, add, visited);
      return;
    }
    if (this.session.refusal(symbol, letters[level]!) === null) add(symbol, letters[level]!);
    if (!symbol.choice && values.selected[id]! > level) {
      for (const selection of symbol.selectors) {
        const selector = selection.node.symbol;
        if (!selector || Math.min(values.tri[selector.id]!, values.expression(selection.condition)) <= level) continue;
        this.depth++;
        this.lower(selector, level, add, visited);
        this.depth--;
        this.satisfy(selection.condition, level, false, add, visited);
      }
      return;
    }
    // Held by a default or an imply that nobody can overrule: its condition has to go, or the prompt has to appear.
    for (const prompt of symbol.prompts) this.satisfy(prompt.condition, 1, true, add, visited);
    for (const fallback of symbol.defaults) {
      if (values.expression(fallback.condition) === 0) continue;
      this.satisfy(fallback.condition, level, false, add, visited);
      this.satisfy(fallback.value, level, false, add, visited);
      break;
    }
    for (const selection of symbol.impliers)
      if (selection.node.symbol) this.lower(selection.node.symbol, level, add, visited);
  }

  /** Adds changes that help the expression to become at least (`up`) or at most `level`. */
  private satisfy(
    e: ExprId,
    level: number,
    up: boolean,
    add: (symbol: KSymbol, value: string) => void,
    visited: Set<string>,
  ): void {
    const { expressions, symbols } = this.session.tree;
    const pending: { e: ExprId; level: number; up: boolean }[] = [{ e, level, up }];
    while (pending.length > 0) {
      const at = pending.pop()!;
      const value = this.session.values.expression(at.e);
      if (at.up ? value >= at.level : value <= at.level) continue;
      if (this.seen(visited, `e${at.e}${at.up}${at.level}`)) continue;
      const a = expressions.a[at.e]!;
      const b = expressions.b[at.e]!;
      const op = expressions.op[at.e]! as Op;
      switch (op) {
        case Op.Constant:
          break;
        case Op.Symbol:
          this.depth++;
          if (at.up) this.raise(symbols[a]!, at.level, add, visited);
          else this.lower(symbols[a]!, at.level, add, visited);
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
          this.satisfyComparison(op, symbols[a]!, symbols[b]!, at.up, add, visited);
          this.depth--;
      }
    }
  }

  private satisfyComparison(
    op: Op,
    left: KSymbol,
    right: KSymbol,
    holds: boolean,
    add: (symbol: KSymbol, value: string) => void,
    visited: Set<string>,
  ): void {
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
          if (values.tri[symbol.id]! < level) this.raise(symbol, level, add, visited);
          else this.lower(symbol, level, add, visited);
        } else
          for (const each of [0, 1, 2])
            if (this.session.refusal(symbol, letters[each]!) === null) add(symbol, letters[each]!);
        continue;
      }
      const candidates =
        equal || symbol.type === SymbolType.String ? [to] : [to, neighbour(to, 1n), neighbour(to, -1n)];
      let possible = false;
      for (const candidate of candidates) {
        if (candidate === null || this.session.refusal(symbol, candidate) !== null) continue;
        possible = true;
        add(symbol, candidate);
      }
      if (!possible) for (const prompt of symbol.prompts) this.satisfy(prompt.condition, 2, true, add, visited);
    }
  }

  /** A smallest part of the target's condition that cannot be brought about, as texts. */
  private conflict(): readonly string[] {
    const { tree } = this.session;
    const condition = this.target.prompts[0]?.condition;
    if (condition === undefined) return [];
    let core = [...new Set(tree.expressions.terms(condition, Op.And))];
    for (const term of [...core]) {
      const without = core.filter((each) => each !== term);
      if (without.length > 0 && this.cannotHold(without)) core = without;
    }
    return core.map((term) => expressionText(tree, term));
  }

  private cannotHold(terms: readonly ExprId[]): boolean {
    let level: Change[][] = [[]];
    const known = new Set<string>();
    let tries = 0;
    for (let size = 0; size <= this.maxSteps && level.length > 0; size++) {
      const next: Change[][] = [];
      for (const changes of level) {
        if (++tries > this.maxTries / 4 || this.isExhausted()) return false;
        let holds = false;
        this.whileApplied(changes, () => {
          holds = terms.every((term) => this.session.values.expression(term) === 2);
          if (holds) return;
          const visited = new Set<string>();
          const add = (symbol: KSymbol, value: string): void => {
            if (changes.some((change) => change.symbol === symbol)) return;
            const longer = [...changes, { symbol, value }];
            const key = longer
              .map((change) => `${change.symbol.id}=${change.value}`)
              .sort()
              .join();
            if (!known.has(key)) next.push(longer);
            known.add(key);
          };
          for (const term of terms) this.satisfy(term, 2, true, add, visited);
        });
        if (holds) return false;
      }
      level = next;
    }
    return true;
  }
}

/** Fewest steps first, then the fewest consequences; turning something off surprises more than turning it on. */
function cost(set: FixSet): number {
  const off = (steps: readonly FixStep[]): number => steps.filter((step) => step.to === 'n').length;
  return set.steps.length * 1000 + off(set.steps) * 100 + set.alsoChanges.length + off(set.alsoChanges) * 5;
}

function neighbour(text: string, by: bigint): string | null {
  if (/^-?\d+$/.test(text)) return String(BigInt(text) + by);
  if (/^0[xX][0-9a-fA-F]+$/.test(text)) {
    const value = BigInt(text) + by;
    return value < 0n ? null : `0x${value.toString(16)}`;
  }
  return null;
}
