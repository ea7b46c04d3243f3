/** A three-way comparison of configurations by the values of their options. */
import type { ConfigMerge } from '../../contract/config.ts';
import type { OptionId } from './config-model.ts';

export type Values = ReadonlyMap<OptionId, string>;
export type MergeRow = Omit<ConfigMerge['rows'][number], 'prompt'>;

/**
 * @param options those that a person can set, in the order of the menu; others follow from them
 * @returns the options that one of the sides changed
 */
export function mergeRows(options: Iterable<OptionId>, base: Values, ours: Values, theirs: Values): MergeRow[] {
  const rows: MergeRow[] = [];
  for (const option of options) {
    const row = { base: base.get(option) ?? '', ours: ours.get(option) ?? '', theirs: theirs.get(option) ?? '' };
    const byUs = row.ours !== row.base;
    const byThem = row.theirs !== row.base;
    if (!byUs && !byThem) continue;
    const changedBy = byUs && byThem ? (row.ours === row.theirs ? 'same' : 'both') : byUs ? 'ours' : 'theirs';
    rows.push({ option, ...row, changedBy });
  }
  return rows;
}

/** The options that take our value: what was chosen, else the side that changed it, ours where both did. */
export function oursOf(rows: readonly MergeRow[], choices: ReadonlyMap<OptionId, 'ours' | 'theirs'>): MergeRow[] {
  return rows.filter(({ option, changedBy }) => {
    const side = choices.get(option) ?? (changedBy === 'theirs' || changedBy === 'same' ? 'theirs' : 'ours');
    return side === 'ours';
  });
}
