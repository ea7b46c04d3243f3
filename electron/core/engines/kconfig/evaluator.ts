/**
 * When each symbol is computed: all of them along a schedule, or after a change only those that it reaches, stopping
 * where nothing changed. Both give the same values. How one symbol is computed is in `symbol-rules.ts`.
 */
import { type Dependents, dependentsOf } from './dependents.ts';
import type { Dialect } from './dialect.ts';
import type { ExprId } from './expressions.ts';
import { type KSymbol, SymbolType } from './model.ts';
import type { KconfigProblem, ParsedKconfig } from './parsed-kconfig.ts';
import { RankQueue } from './rank-queue.ts';
import { schedule } from './schedule.ts';
import { SymbolRules } from './symbol-rules.ts';
import { SymbolKind } from './symbol-table.ts';

export class Evaluator extends SymbolRules {
  readonly loops: readonly KconfigProblem[];
  /** How many symbols have been recomputed by `settle` so far: a measure of work that does not depend on the clock. */
  recomputed = 0;
  /** Ids of all symbols, each after all that it looks at. */
  readonly order: Int32Array;
  private looked = new Set<number>();
  private dependents: Dependents | null = null;
  private readonly queue: RankQueue;

  constructor(tree: ParsedKconfig, dialect: Dialect) {
    const { order, rank, loops } = schedule(tree);
    super(tree, dialect, rank);
    this.order = order;
    this.loops = loops;
    this.queue = new RankQueue(rank, order);
  }

  /** Computes every symbol anew. */
  evaluateAll(): void {
    this.expressions.forget();
    this.modulesOn = false;
    const { table, modulesId } = this.tree;
    const { kind, type } = table;
    for (let i = 0; i < this.order.length; i++) {
      const id = this.order[i]!;
      if (kind[id] === SymbolKind.Constant) continue;
      if (type[id] === SymbolType.Unknown && kind[id] !== SymbolKind.Choice) continue;
      this.compute(id);
      if (id === modulesId) this.modulesOn = this.tri[id] !== 0;
    }
    if (kind[modulesId] === SymbolKind.Constant) this.modulesOn = this.tri[modulesId] !== 0;
    this.queue.clear();
  }

  /** Makes the lists that the first `settle` needs. */
  prepare(): void {
    this.dependents ??= dependentsOf(this.tree);
  }

  /** Says that what the user set for this symbol has changed; `settle` then brings everything up to date. */
  touch(symbol: KSymbol): void {
    const choice = this.tree.table.choice[symbol.id]!;
    this.queue.add(symbol.id);
    if (choice !== 0) this.queue.add(choice);
  }

  /** Recomputes what was touched and what follows from it. Answers with the ids of the symbols that changed. */
  settle(): Set<number> {
    this.dependents ??= dependentsOf(this.tree);
    const changed = new Set<number>();
    const { table, modulesId } = this.tree;
    // Options that depend on each other in a circle may swing for ever.
    const limit = this.recomputed + 20 * table.size + 1000;
    for (let id = this.queue.take(); id >= 0; id = this.queue.take()) {
      this.looked.add(id);
      if (++this.recomputed > limit) return this.settleFully(changed);
      if (!this.recompute(id)) continue;
      changed.add(id);
      if (id === modulesId && this.modulesOn !== (this.tri[id] !== 0)) {
        this.modulesOn = this.tri[id] !== 0;
        for (let other = 0; other < table.size; other++)
          if (table.type[other] === SymbolType.Tristate && table.kind[other] !== SymbolKind.Constant)
            this.queue.add(other);
      }
    }
    return changed;
  }

  /** Ids of all that was recomputed since the last call: also of what kept its value, but might have another default. */
  takeLooked(): Set<number> {
    const { looked } = this;
    this.looked = new Set();
    return looked;
  }

  private settleFully(changed: Set<number>): Set<number> {
    const { size } = this.tree.table;
    const before = Array.from({ length: size }, (_, id) => this.valueOf(id));
    const visible = this.visible.slice();
    this.evaluateAll();
    for (let id = 0; id < size; id++) {
      this.looked.add(id);
      if (before[id] !== this.valueOf(id) || visible[id] !== this.visible[id]) changed.add(id);
    }
    return changed;
  }

  private recompute(id: number): boolean {
    const { table } = this.tree;
    const tri = this.tri[id];
    const text = this.text[id];
    const visible = this.visible[id];
    const direct = this.direct[id];
    const selected = this.selected[id];
    const implied = this.implied[id];
    const written = this.written[id];
    const chosen = this.chosen[id];
    this.compute(id);
    const valueChanged = tri !== this.tri[id] || text !== this.text[id];
    const visibleChanged = visible !== this.visible[id];
    if (valueChanged) this.spread(id);
    if (chosen !== this.chosen[id] || (visibleChanged && table.kind[id] === SymbolKind.Choice) || valueChanged)
      for (let member = table.firstMember[id]!; member !== 0; member = table.nextMember[member]!)
        this.queue.add(member);
    if (visibleChanged && table.choice[id] !== 0) this.queue.add(table.choice[id]!);
    return (
      valueChanged ||
      visibleChanged ||
      chosen !== this.chosen[id] ||
      direct !== this.direct[id] ||
      selected !== this.selected[id] ||
      implied !== this.implied[id] ||
      written !== this.written[id]
    );
  }

  protected override choiceDecided(id: number): void {
    if (this.dependents) this.spread(id);
  }

  protected override choiceEmptied(id: number): void {
    this.dependents ??= dependentsOf(this.tree);
    this.spread(id);
  }

  /** Brings the expressions that mention the symbol up to date, and queues the symbols that use those which changed. */
  private spread(id: number): void {
    const { mentions, parents, users, texts } = this.dependents!;
    const pending: ExprId[] = [];
    for (let i = mentions.start[id]!; i < mentions.start[id + 1]!; i++) pending.push(mentions.items[i]!);
    for (let i = texts.start[id]!; i < texts.start[id + 1]!; i++) this.queue.add(texts.items[i]!);
    while (pending.length > 0) {
      const e = pending.pop()!;
      if (!this.expressions.refresh(e)) continue;
      for (let i = parents.start[e]!; i < parents.start[e + 1]!; i++) pending.push(parents.items[i]!);
      for (let i = users.start[e]!; i < users.start[e + 1]!; i++) this.queue.add(users.items[i]!);
    }
  }
}
