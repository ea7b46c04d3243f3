/**
 * Arranges the menu: runs of dependent siblings become submenus, choices get their values, and `if` blocks dissolve.
 * The order of steps follows C's menu_finalize, because which options become values of a choice depends on it.
 */
import type { Dialect } from './dialect.ts';
import { E_MOD, E_YES, type ExprId, Op } from './expressions.ts';
import { add, type KSymbol, type MenuNode, NodeKind, SymbolType } from './model.ts';
import { NonNoTerms } from './non-no-terms.ts';
import type { ParsedKconfig } from './parsed-kconfig.ts';
import { Y_SYMBOL } from './symbol-table.ts';

export type Warn = (code: string, message: string, place: { file: { name: string }; line: number }) => void;

interface Frame {
  readonly node: MenuNode;
  phase: 'enter' | 'children' | 'followers' | 'leave';
  cursor: MenuNode | null;
  last: MenuNode | null;
  base: Set<ExprId> | null;
}

/** Works through the tree from its leaves up, with a stack of its own. */
export function arrange(tree: ParsedKconfig, dialect: Dialect, warn: Warn): void {
  const { expressions } = tree;
  const { plainChoices } = dialect;
  const terms = new NonNoTerms(tree);
  const frames: Frame[] = [{ node: tree.root, phase: 'enter', cursor: null, last: null, base: null }];
  const enter = (node: MenuNode): void => {
    frames.push({ node, phase: 'enter', cursor: null, last: null, base: null });
  };
  const checked = new Set<KSymbol>();

  while (frames.length > 0) {
    const frame = frames[frames.length - 1]!;
    const { node } = frame;
    switch (frame.phase) {
      case 'enter':
        if (node.first) {
          frame.phase = 'children';
          frame.cursor = node.first;
        } else if (node.symbol && !(plainChoices && node.parent?.kind === NodeKind.Choice)) {
          frame.phase = 'followers';
          frame.cursor = node.next;
        } else frame.phase = 'leave';
        break;
      case 'children':
        if (frame.cursor) {
          const child = frame.cursor;
          if (frame.last === child) {
            // It has been arranged, and may have taken followers with it.
            frame.last = null;
            frame.cursor = child.next;
          } else {
            frame.last = child;
            enter(child);
          }
        } else frame.phase = 'leave';
        break;
      case 'followers': {
        const follower = frame.cursor;
        const symbol = node.symbol!;
        if (follower && frame.last === follower) {
          follower.parent = node;
          frame.cursor = follower.next;
          break;
        }
        if (follower) {
          const dependency = follower.prompt ? follower.prompt.condition : follower.dependency;
          if (terms.mentions(dependency, symbol)) {
            frame.base ??= terms.of(node.prompt ? node.prompt.condition : E_YES);
            if (terms.dependsOn(dependency, symbol) || terms.covers(dependency, frame.base)) {
              frame.last = follower;
              enter(follower);
              break;
            }
          }
        }
        if (frame.last) {
          node.first = node.next;
          node.next = frame.last.next;
          frame.last.next = null;
        }
        // A place without any dependency adds nothing in C, where it is a null, and null or X is X.
        if (node.dependency !== E_YES || dialect.likeKconfiglib)
          symbol.directDependency =
            symbol.directDependency === -1 ? node.dependency : expressions.or(symbol.directDependency, node.dependency);
        frame.phase = 'leave';
        break;
      }
      case 'leave':
        gatherChoiceValues(tree, node, plainChoices, warn);
        dissolve(node);
        if (node.symbol && !checked.has(node.symbol)) {
          checked.add(node.symbol);
          checkSymbol(node, node.symbol, warn);
        }
        if (node.kind === NodeKind.Choice && node.symbol && !node.symbol.optional && node.prompt) {
          // A choice that can be seen and is not optional cannot be switched off.
          const kept = expressions.and(node.prompt.condition, E_MOD);
          const { symbol } = node;
          symbol.selectedBy = symbol.selectedBy === -1 ? kept : expressions.or(symbol.selectedBy, kept);
        }
        frames.pop();
        break;
    }
  }
}

function gatherChoiceValues(tree: ParsedKconfig, node: MenuNode, plain: boolean, warn: Warn): void {
  const choice = node.kind === NodeKind.Choice ? node.symbol : null;
  if (!choice) return;
  const { expressions } = tree;
  // `if` blocks inside a choice dissolve first in C's loop as it goes, so their children are met here too.
  const pending: MenuNode[] = [];
  const list = (parent: MenuNode): void => {
    for (const child of [...parent.children()].reverse()) pending.push(child);
  };
  list(node);
  while (pending.length > 0) {
    const child = pending.pop()!;
    // Since 6.9 all that stands in the choice is a value of it, not only what its menu shows on the first level.
    if (child.first && (plain || !child.prompt)) list(child);
    const { symbol } = child;
    if (!symbol || symbol.choice) continue;
    symbol.choice = choice;
    choice.members = add(choice.members, symbol);
    if (!child.prompt) warn('choice-value-prompt', `${symbol.name} is a value of a choice and needs a prompt`, child);
    for (const property of symbol.defaults)
      warn('choice-value-default', `${symbol.name} is a value of a choice: its default is not used`, property);
    if (choice.type === SymbolType.Tristate && symbol.type !== SymbolType.Tristate) {
      const chosen = expressions.compare(Op.Equal, choice, tree.symbols[Y_SYMBOL]!);
      child.dependency = expressions.and(chosen, child.dependency);
      for (const properties of [symbol.prompts, symbol.defaults, symbol.ranges, symbol.selects, symbol.implies])
        for (const property of properties)
          if (property.node === child) property.condition = expressions.and(chosen, property.condition);
    }
  }
}

/** Children of a node without a prompt (an `if`, a promptless symbol) move up beside it. */
function dissolve(node: MenuNode): void {
  for (let child = node.first; child; child = child.next) {
    if (!child.first || child.prompt) continue;
    let last = child.first;
    for (;;) {
      last.parent = node;
      if (!last.next) break;
      last = last.next;
    }
    last.next = child.next;
    child.next = child.first;
    child.first = null;
  }
}

function checkSymbol(node: MenuNode, symbol: KSymbol, warn: Warn): void {
  const name = symbol.name || 'the choice';
  if (symbol.type === SymbolType.Unknown) warn('no-type', `${name} has no type`, node);
  if (symbol.kind === 'choice' && symbol.prompts.length === 0) warn('choice-prompt', 'a choice needs a prompt', node);
  const logical = symbol.type === SymbolType.Bool || symbol.type === SymbolType.Tristate;
  for (const [word, selections] of [
    ['select', symbol.selects],
    ['imply', symbol.implies],
  ] as const)
    for (const selection of selections) {
      const { target } = selection;
      if (!logical) warn(`${word}-type`, `${name} uses ${word}, and is neither bool nor tristate`, selection);
      else if (target.type > SymbolType.Tristate)
        warn(`${word}-type`, `${target.name} is neither bool nor tristate, so ${word} does nothing to it`, selection);
    }
  for (const range of symbol.ranges)
    if (symbol.type !== SymbolType.Int && symbol.type !== SymbolType.Hex)
      warn('range-type', `${name} has a range, and is no number`, range);
}
