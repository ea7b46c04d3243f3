import { describe, expect, it } from 'vitest';
import {
  activate,
  activeInput,
  close,
  type EditorInput,
  type EditorLayout,
  emptyLayout,
  groupsOf,
  keep,
  keyOf,
  move,
  open,
  rename,
  resize,
  restoreLayout,
  split,
} from '../../../renderer/app/editor-groups.ts';

const file = (id: string): EditorInput => ({ kind: 'file', id, title: id });
const titles = (layout: EditorLayout) => groupsOf(layout.root).map((group) => group.tabs.map(({ input }) => input.id));
const opened = (...ids: string[]) => ids.reduce((layout, id) => open(layout, file(id)), emptyLayout());

describe('opening', () => {
  it('puts a tab after the shown one and shows it', () => {
    const layout = open(activate(opened('a', 'b'), 'g1', 'file:a'), file('c'));
    expect(titles(layout)).toEqual([['a', 'c', 'b']]);
    expect(activeInput(layout)?.id).toBe('c');
  });

  it('shows what is open already instead of opening it twice', () => {
    const layout = open(opened('a', 'b'), file('a'));
    expect(titles(layout)).toEqual([['a', 'b']]);
    expect(activeInput(layout)?.id).toBe('a');
  });

  it('lets a preview be replaced by the next one, and stay once it is kept', () => {
    const preview = (layout: EditorLayout, id: string) => open(layout, file(id), { preview: true });
    expect(titles(preview(preview(opened('a'), 'b'), 'c'))).toEqual([['a', 'c']]);
    expect(titles(preview(keep(preview(opened('a'), 'b'), 'file:b'), 'c'))).toEqual([['a', 'b', 'c']]);
    expect(titles(preview(open(preview(opened('a'), 'b'), file('b')), 'c'))).toEqual([['a', 'b', 'c']]);
  });

  it('leaves the shown tab alone in the background', () => {
    expect(activeInput(open(opened('a'), file('b'), { background: true }))?.id).toBe('a');
  });

  it('goes to the other group where the input is open there, if asked to', () => {
    const layout = open(split(opened('a', 'b'), 'g1', 'row'), file('a'), { reuse: true });
    expect(layout.focused).toBe('g1');
    expect(titles(layout)).toEqual([['a', 'b'], ['b']]);
  });
});

describe('closing', () => {
  it('goes back to the tab shown before', () => {
    const layout = close(activate(opened('a', 'b', 'c'), 'g1', 'file:a'), 'g1', 'file:a');
    expect(activeInput(layout)?.id).toBe('c');
  });

  it('keeps the last group, empty, and removes others', () => {
    expect(titles(close(opened('a'), 'g1', 'file:a'))).toEqual([[]]);
    const halves = split(opened('a'), 'g1', 'row');
    const layout = close(halves, halves.focused, 'file:a');
    expect(layout.root.type).toBe('group');
    expect(layout.focused).toBe('g1');
  });
});

describe('splitting', () => {
  it('shows the same tab beside, with the focus there', () => {
    const layout = split(opened('a', 'b'), 'g1', 'row');
    expect(titles(layout)).toEqual([['a', 'b'], ['b']]);
    expect(layout.focused).not.toBe('g1');
  });

  it('makes one row of splits in one direction, and nests the other direction', () => {
    const row = split(split(opened('a'), 'g1', 'row'), 'g1', 'row');
    expect(row.root).toMatchObject({ type: 'split', direction: 'row' });
    expect(row.root.type === 'split' && row.root.children.every((child) => child.type === 'group')).toBe(true);
    const nested = split(split(opened('a'), 'g1', 'row'), 'g1', 'column');
    expect(nested.root.type === 'split' && nested.root.children.map((child) => child.type)).toEqual(['split', 'group']);
  });
});

describe('moving', () => {
  it('changes the order within a group', () => {
    expect(titles(move(opened('a', 'b', 'c'), 'file:c', 'g1', 'g1', 'file:a'))).toEqual([['c', 'a', 'b']]);
    expect(titles(move(opened('a', 'b', 'c'), 'file:a', 'g1', 'g1', null))).toEqual([['b', 'c', 'a']]);
  });

  it('takes a tab to another group; an emptied group goes away', () => {
    const halves = split(opened('a'), 'g1', 'row');
    const right = halves.focused;
    const layout = move(open(halves, file('x')), 'file:a', 'g1', right, null);
    expect(titles(layout)).toEqual([['x', 'a']]);
    expect(layout.focused).toBe(right);
  });
});

it('follows a renamed file in every group', () => {
  const layout = rename(split(opened('a'), 'g1', 'row'), 'file:a', file('z'));
  expect(titles(layout)).toEqual([['z'], ['z']]);
  expect(activeInput(layout)?.id).toBe('z');
});

describe('restoring', () => {
  it('gives back what was written', () => {
    const layout = activate(split(opened('a', 'b'), 'g1', 'column'), 'g1', 'file:a');
    const back = restoreLayout(JSON.parse(JSON.stringify(layout)), () => true);
    expect(titles(back)).toEqual([['a', 'b'], ['b']]);
    expect(back.root).toMatchObject({ direction: 'column' });
    expect(groupsOf(back.root)[0]?.active).toBe('file:a');
  });

  it('gives back the sizes of splits while the number of their parts is the same', () => {
    const layout = split(opened('a', 'b'), 'g1', 'row');
    const sized = resize(layout, layout.root.id, [30, 70]);
    expect(restoreLayout(JSON.parse(JSON.stringify(sized)), () => true).root).toMatchObject({ sizes: [30, 70] });
    expect(split(sized, 'g1', 'row').root).not.toHaveProperty('sizes');
    const odd = { ...sized, root: { ...sized.root, sizes: [30, 'x'] } };
    expect(restoreLayout(JSON.parse(JSON.stringify(odd)), () => true).root).not.toHaveProperty('sizes');
  });

  it('leaves out what is not wanted, and groups that are empty then', () => {
    const layout = split(opened('a', 'b'), 'g1', 'row');
    const back = restoreLayout(JSON.parse(JSON.stringify(layout)), (input) => input.id !== 'b');
    expect(titles(back)).toEqual([['a']]);
    expect(keyOf(activeInput(back)!)).toBe('file:a');
  });

  it('survives rubbish', () => {
    for (const value of [
      null,
      3,
      'x',
      {},
      { root: { type: 'split', children: [1, null] } },
      { root: { type: 'group', tabs: [{}] } },
    ])
      expect(titles(restoreLayout(value, () => true))).toEqual([[]]);
  });

  it('numbers new groups after the restored ones', () => {
    const back = restoreLayout(JSON.parse(JSON.stringify(split(opened('a'), 'g1', 'row'))), () => true);
    const ids = groupsOf(split(back, back.focused, 'row').root).map((group) => group.id);
    expect(new Set(ids).size).toBe(3);
  });
});
