/** The ways of C's `conf` to fill a configuration: all yes, all no, all modules, all defaults, at random. */

import { type KSymbol, SymbolType } from './model.ts';
import type { KconfigSession } from './session.ts';

export type FillMode = 'alldefconfig' | 'allyesconfig' | 'allnoconfig' | 'allmodconfig' | 'randconfig';

const isLogical = (symbol: KSymbol): boolean =>
  symbol.kind !== 'constant' && (symbol.type === SymbolType.Bool || symbol.type === SymbolType.Tristate);

/**
 * Answers every option that the user has not set. `seed` counts for randconfig only; the same seed gives the same
 * configuration, but not the one that C would make of it (C's depends on its hash table and on the C library).
 */
export function fill(session: KconfigSession, mode: FillMode, seed = 0): void {
  const { values, tree } = session;
  if (mode === 'randconfig') {
    fillAtRandom(session, seed);
    return;
  }
  if (mode !== 'alldefconfig') {
    const tri = mode === 'allyesconfig' ? 2 : mode === 'allmodconfig' ? 1 : 0;
    for (const symbol of tree.symbols) {
      if (!isLogical(symbol) || values.userTri[symbol.id]! >= 0) continue;
      // Plain choices keep their defaults.
      if (symbol.choice && session.dialect.plainChoices) continue;
      if (session.dialect.likeKconfiglib && tri !== 0 && (symbol.choice || symbol.kind === 'choice'))
        values.userTri[symbol.id] = triOfChoice(symbol, mode);
      else values.userTri[symbol.id] = mode === 'allnoconfig' && symbol.allNoConfigY ? 2 : tri;
    }
  }
  values.evaluateAll();
}

/** kconfiglib sets a choice as high as the mode goes, and of its values only those that can be m. */
function triOfChoice({ kind, type }: KSymbol, mode: 'allyesconfig' | 'allmodconfig' | 'allnoconfig'): number {
  if (kind === 'choice') return mode === 'allmodconfig' && type === SymbolType.Tristate ? 1 : 2;
  return type === SymbolType.Tristate ? 1 : -1;
}

/** Bools are y in half of the cases, tristates each way in a third; one value of each choice. */
function fillAtRandom(session: KconfigSession, seed: number): void {
  const { values, tree } = session;
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  for (const symbol of tree.symbols) {
    if (!isLogical(symbol) || symbol.choice || values.userTri[symbol.id]! >= 0) continue;
    const r = next();
    if (symbol.kind === 'choice') {
      values.userTri[symbol.id] = symbol.type === SymbolType.Tristate && r < 0.3 ? 1 : 2;
      continue;
    }
    values.userTri[symbol.id] = symbol.type === SymbolType.Tristate ? Math.floor(r * 3) : r < 0.5 ? 0 : 2;
  }
  for (const choice of tree.symbols) {
    if (choice.members.length === 0 || values.userChosen[choice.id]! >= 0) continue;
    const chosen = Math.floor(next() * choice.members.length);
    for (const [i, member] of choice.members.entries())
      values.userTri[member.id] = values.userTri[choice.id] === 1 ? Math.floor(next() * 2) : i === chosen ? 2 : 0;
    values.userChosen[choice.id] = choice.members[chosen]!.id;
  }
  values.evaluateAll();
}
