/**
 * The smallest sets of changes that give an option a wanted value. Found by search: each step makes one change that is
 * possible at that moment and helps what is missing, on the session itself, and is taken back; so what is proposed has
 * been tried, with all that selects, choices and defaults do.
 */

import { expressionText } from './expression-text.ts';
import { type ExprId, Op } from './expressions.ts';
import { type Change, HelpfulChanges } from './helpful-changes.ts';
import type { KSymbol } from './model.ts';
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

interface Limits {
  readonly maxSteps?: number;
  readonly maxTries?: number;
  /** Symbols recomputed and expressions looked at, together; a million takes about two seconds. */
  readonly maxWork?: number;
  readonly maxSets?: number;
}

export function findFixes(session: KconfigSession, symbol: KSymbol, wanted: string, limits: Limits = {}): Fixes {
  return new Search(session, symbol, wanted, limits).run();
}

class Search {
  private readonly maxSteps: number;
  private readonly maxTries: number;
  private readonly maxSets: number;
  private readonly maxWork: number;
  private tries = 0;
  private readonly helpful: HelpfulChanges;
  private readonly recomputedBefore: number;
  private complete = true;
  private readonly before: ReadonlyMap<number, string>;

  constructor(
    private readonly session: KconfigSession,
    private readonly target: KSymbol,
    private readonly wanted: string,
    limits: Limits,
  ) {
    this.helpful = new HelpfulChanges(session);
    this.maxSteps = limits.maxSteps ?? 6;
    this.maxTries = limits.maxTries ?? 2000;
    this.maxSets = limits.maxSets ?? 5;
    this.maxWork = limits.maxWork ?? 400_000;
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
          for (const change of this.helpful.towards(this.target, this.wanted)) {
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
    this.complete &&= this.helpful.isComplete;
    return {
      sets: different.slice(0, this.maxSets),
      excluding: different.length === 0 && this.complete ? this.conflict() : [],
      complete: this.complete,
    };
  }

  private isExhausted(): boolean {
    return this.helpful.looked + this.session.values.recomputed - this.recomputedBefore > this.maxWork;
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
          for (const change of this.helpful.towardsAll(terms)) {
            if (changes.some(({ symbol }) => symbol === change.symbol)) continue;
            const longer = [...changes, change];
            const key = longer
              .map(({ symbol, value }) => `${symbol.id}=${value}`)
              .sort()
              .join();
            if (!known.has(key)) next.push(longer);
            known.add(key);
          }
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
