/**
 * Arranges the menu: runs of dependent siblings become submenus, choices get their values, and `if` blocks dissolve.
 * The order of steps follows C's menu_finalize, because which options become values of a choice depends on it.
 */
import type { Dialect } from './dialect.ts';
import { E_MOD, E_YES, Op } from './expressions.ts';
import { NodeKind, SymbolType } from './model.ts';
import { NonNoTerms } from './non-no-terms.ts';
import type { ParsedKconfig } from './parsed-kconfig.ts';
import { PropertyKind } from './property-table.ts';
import { SymbolKind, Y_SYMBOL } from './symbol-table.ts';

export type Warn = (code: string, message: string, place: { file: { name: string }; line: number }) => void;

export function arrange(tree: ParsedKconfig, dialect: Dialect, warn: Warn): void {
  new Arrangement(tree, dialect, warn).run();
}

enum Phase {
  Children,
  Followers,
}

class Arrangement {
  private readonly terms: NonNoTerms;
  private readonly checked: Uint8Array;
  // The nodes being arranged, outermost first: a stack of its own, so that menus may be nested to any depth.
  private readonly open: number[] = [];
  private readonly phases: Phase[] = [];
  /** The child or follower that is next. */
  private readonly cursors: number[] = [];
  /** The child or follower that was arranged last; 0: none so far. */
  private readonly lasts: number[] = [];

  constructor(
    private readonly tree: ParsedKconfig,
    private readonly dialect: Dialect,
    private readonly warn: Warn,
  ) {
    this.terms = new NonNoTerms(tree);
    this.checked = new Uint8Array(tree.table.size);
  }

  /** Works from the leaves up. */
  run(): void {
    const { next, parent } = this.tree.nodes;
    const { open, phases, cursors, lasts } = this;
    this.enter(0);
    while (open.length > 0) {
      const top = open.length - 1;
      const node = open[top]!;
      const cursor = cursors[top]!;
      if (cursor !== 0 && lasts[top] === cursor) {
        // It has been arranged, and may have taken followers with it.
        if (phases[top] === Phase.Followers) parent[cursor] = node;
        cursors[top] = next[cursor]!;
        continue;
      }
      if (cursor !== 0 && (phases[top] === Phase.Children || this.belongs(cursor, node))) {
        lasts[top] = cursor;
        this.arrange(cursor);
        continue;
      }
      if (phases[top] === Phase.Followers) this.take(node, lasts[top]!);
      open.pop();
      this.leave(node);
    }
  }

  /** Most nodes are leaves that nothing belongs to; they are done at once. */
  private arrange(node: number): void {
    const { first, next } = this.tree.nodes;
    if (first[node] !== 0) this.enter(node);
    else if (!this.hasFollowers(node)) this.leave(node);
    else if (next[node] !== 0 && this.belongs(next[node]!, node)) this.enter(node);
    else {
      this.take(node, 0);
      this.leave(node);
    }
  }

  private enter(node: number): void {
    const { first, next } = this.tree.nodes;
    const top = this.open.push(node) - 1;
    const follows = first[node] === 0 && this.hasFollowers(node);
    this.phases[top] = follows ? Phase.Followers : Phase.Children;
    this.cursors[top] = follows ? next[node]! : first[node]!;
    this.lasts[top] = 0;
  }

  /** Whether siblings may go below the node: it has a symbol, and is no value of a choice as rewritten in 6.9. */
  private hasFollowers(node: number): boolean {
    const { kind, parent, symbol } = this.tree.nodes;
    return symbol[node] !== 0 && !(this.dialect.plainChoices && kind[parent[node]!] === NodeKind.Choice);
  }

  /** Whether a later sibling depends on the node in such a way that it goes below it. */
  private belongs(follower: number, node: number): boolean {
    const { prompt, dependency, symbol } = this.tree.nodes;
    const { condition } = this.tree.properties;
    const { terms } = this;
    const wanted = prompt[follower] !== 0 ? condition[prompt[follower]!]! : dependency[follower]!;
    if (!terms.mentions(wanted, symbol[node]!)) return false;
    const own = prompt[node] !== 0 ? condition[prompt[node]!]! : E_YES;
    return terms.dependsOn(wanted, symbol[node]!) || terms.covers(wanted, own);
  }

  /** Makes the siblings up to `last` (0: none) children of the node. */
  private take(node: number, last: number): void {
    const { expressions, nodes, table } = this.tree;
    const { first, next, dependency } = nodes;
    if (last !== 0) {
      first[node] = next[node]!;
      next[node] = next[last]!;
      next[last] = 0;
    }
    // A place without any dependency adds nothing in C, where it is a null, and null or X is X.
    if (dependency[node] === E_YES && !this.dialect.likeKconfiglib) return;
    const { directDependency } = table;
    const symbol = nodes.symbol[node]!;
    directDependency[symbol] = expressions.either(directDependency[symbol]!, dependency[node]!);
  }

  private leave(node: number): void {
    const { expressions, nodes, properties, table } = this.tree;
    const { kind, prompt, first } = nodes;
    const symbol = nodes.symbol[node]!;
    if (first[node] !== 0) {
      if (kind[node] === NodeKind.Choice && symbol !== 0) this.gatherChoiceValues(node, symbol);
      this.dissolve(node);
    }
    if (symbol === 0) return;
    if (this.checked[symbol] === 0) {
      this.checked[symbol] = 1;
      if (this.isOdd(symbol)) this.check(node, symbol);
    }
    if (kind[node] === NodeKind.Choice && table.optional[symbol] === 0 && prompt[node] !== 0) {
      // A choice that can be seen and is not optional cannot be switched off.
      const kept = expressions.and(properties.condition[prompt[node]!]!, E_MOD);
      table.selectedBy[symbol] = expressions.either(table.selectedBy[symbol]!, kept);
    }
  }

  private gatherChoiceValues(node: number, choice: number): void {
    const { expressions, nodes, properties, table } = this.tree;
    const { first, prompt, firstProperty, dependency } = nodes;
    const { condition, nextOfNode } = properties;
    // `if` blocks inside a choice dissolve first in C's loop as it goes, so their children are met here too.
    const pending: number[] = [];
    this.pushChildren(node, pending);
    while (pending.length > 0) {
      const child = pending.pop()!;
      // Since 6.9 all that stands in the choice is a value of it, not only what its menu shows on the first level.
      if (first[child] !== 0 && (this.dialect.plainChoices || prompt[child] === 0)) this.pushChildren(child, pending);
      const symbol = nodes.symbol[child]!;
      if (symbol === 0 || table.choice[symbol] !== 0) continue;
      table.addMember(choice, symbol);
      this.warnOfValue(child, symbol);
      if (table.type[choice] === SymbolType.Tristate && table.type[symbol] !== SymbolType.Tristate) {
        const chosen = expressions.compare(Op.Equal, choice, Y_SYMBOL);
        dependency[child] = expressions.and(chosen, dependency[child]!);
        for (let property = firstProperty[child]!; property !== 0; property = nextOfNode[property]!)
          condition[property] = expressions.and(chosen, condition[property]!);
      }
    }
  }

  /** The first one comes to lie on top. */
  private pushChildren(node: number, pending: number[]): void {
    const { first, next } = this.tree.nodes;
    const start = pending.length;
    for (let child = first[node]!; child !== 0; child = next[child]!) pending.push(child);
    for (let low = start, high = pending.length - 1; low < high; low++, high--) {
      const child = pending[low]!;
      pending[low] = pending[high]!;
      pending[high] = child;
    }
  }

  /** Children of a node without a prompt (an `if`, a promptless symbol) move up beside it. */
  private dissolve(node: number): void {
    const { first, next, parent, prompt } = this.tree.nodes;
    for (let child = first[node]!; child !== 0; child = next[child]!) {
      if (first[child] === 0 || prompt[child] !== 0) continue;
      let last = first[child]!;
      for (;;) {
        parent[last] = node;
        if (next[last] === 0) break;
        last = next[last]!;
      }
      next[last] = next[child]!;
      next[child] = first[child]!;
      first[child] = 0;
    }
  }

  // What is strange about a symbol

  private warnOfValue(node: number, symbol: number): void {
    const { nodes, properties, table } = this.tree;
    if (nodes.prompt[node] === 0)
      this.warnAt('choice-value-prompt', `${table.nameOf(symbol)} is a value of a choice and needs a prompt`, node);
    for (let property = table.firstProperty[symbol]!; property !== 0; property = properties.nextOfSymbol[property]!)
      if (properties.kind[property] === PropertyKind.Default)
        this.warnOf(
          'choice-value-default',
          `${table.nameOf(symbol)} is a value of a choice: its default is not used`,
          property,
        );
  }

  private isLogical(symbol: number): boolean {
    const type = this.tree.table.type[symbol]!;
    return type === SymbolType.Bool || type === SymbolType.Tristate;
  }

  private isChoiceWithoutPrompt(symbol: number): boolean {
    const { kind } = this.tree.table;
    return kind[symbol] === SymbolKind.Choice && this.propertiesOf(symbol, PropertyKind.Prompt).length === 0;
  }

  private isOdd(symbol: number): boolean {
    const { properties, table } = this.tree;
    const { kind, a, nextOfSymbol } = properties;
    const type = table.type[symbol]! as SymbolType;
    if (type === SymbolType.Unknown) return true;
    if (this.isChoiceWithoutPrompt(symbol)) return true;
    const logical = this.isLogical(symbol);
    for (let property = table.firstProperty[symbol]!; property !== 0; property = nextOfSymbol[property]!) {
      const of = kind[property]! as PropertyKind;
      if (of === PropertyKind.Select || of === PropertyKind.Imply) {
        if (!logical || table.type[a[property]!]! > SymbolType.Tristate) return true;
      } else if (of === PropertyKind.Range && type !== SymbolType.Int && type !== SymbolType.Hex) return true;
    }
    return false;
  }

  private check(node: number, symbol: number): void {
    const { properties, table } = this.tree;
    const name = table.nameOf(symbol) || 'the choice';
    const type = table.type[symbol]! as SymbolType;
    if (type === SymbolType.Unknown) this.warnAt('no-type', `${name} has no type`, node);
    if (this.isChoiceWithoutPrompt(symbol)) this.warnAt('choice-prompt', 'a choice needs a prompt', node);
    const logical = this.isLogical(symbol);
    for (const [word, wanted] of [
      ['select', PropertyKind.Select],
      ['imply', PropertyKind.Imply],
    ] as const)
      for (const property of this.propertiesOf(symbol, wanted)) {
        const target = properties.a[property]!;
        if (!logical) this.warnOf(`${word}-type`, `${name} uses ${word}, and is neither bool nor tristate`, property);
        else if (table.type[target]! > SymbolType.Tristate)
          this.warnOf(
            `${word}-type`,
            `${table.nameOf(target)} is neither bool nor tristate, so ${word} does nothing to it`,
            property,
          );
      }
    if (type === SymbolType.Int || type === SymbolType.Hex) return;
    for (const property of this.propertiesOf(symbol, PropertyKind.Range))
      this.warnOf('range-type', `${name} has a range, and is no number`, property);
  }

  private propertiesOf(symbol: number, kind: PropertyKind): readonly number[] {
    const { properties, table } = this.tree;
    const list: number[] = [];
    for (let property = table.firstProperty[symbol]!; property !== 0; property = properties.nextOfSymbol[property]!)
      if (properties.kind[property] === kind) list.push(property);
    return list;
  }

  private warnAt(code: string, message: string, node: number): void {
    this.warn(code, message, this.tree.node(node));
  }

  private warnOf(code: string, message: string, property: number): void {
    const { node, line } = this.tree.properties;
    this.warn(code, message, { file: this.tree.node(node[property]!).file, line: line[property]! });
  }
}
