import { expect, it } from 'vitest';
import { OptionTree } from '../../../../renderer/app/config/option-tree.ts';
import { type Hit, optionRows } from '../../../../renderer/features/config/option-rows.ts';
import { wireOf } from './tree-of-options.ts';

const tree = new OptionTree(wireOf());
const none = new Set<number>();
const hit = (promptRanges: Hit['promptRanges'], nameRanges: Hit['nameRanges'] = []): Hit => ({
  ...{ node: 3, option: 'SOCK', name: 'CONFIG_SOCK', prompt: 'Sockets', excerpt: null, path: [] },
  promptRanges,
  nameRanges,
});

it('shows what is open, with menus that can be opened', () => {
  const { rows } = optionRows(tree, { expanded: new Set([1]), closed: none, hits: null });
  expect(rows.map(({ label, level, expanded }) => [label, level, expanded])).toEqual([
    ['Network', 0, true],
    ['Stack', 1, false],
    ['Driver', 1, undefined],
    ['Speed', 0, false],
  ]);
});

it('shows hits below the menus around them, and says where the words are', () => {
  const { rows } = optionRows(tree, { expanded: none, closed: none, hits: new Map([[3, hit([], [[7, 11]])]]) });
  expect(rows.map(({ label }) => label)).toEqual(['Network', 'Stack', 'Sockets']);
  expect(rows[2]!.data.foundIn).toBe('name');
  expect(rows[0]!.data.foundIn).toBeNull();
});

it('counts hits that a closed menu hides', () => {
  const hits = new Map([[3, hit([[0, 4]])]]);
  const { rows, inClosed } = optionRows(tree, { expanded: none, closed: new Set([1]), hits });
  expect(rows.map(({ label }) => label)).toEqual(['Network']);
  expect(inClosed).toBe(1);
});

it('leaves out what may not be shown', () => {
  const { rows } = optionRows(tree, { expanded: new Set([1]), closed: none, hits: null, shows: (node) => node !== 5 });
  expect(rows.map(({ label }) => label)).toEqual(['Network', 'Stack', 'Speed']);
});
