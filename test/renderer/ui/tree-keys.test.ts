import { describe, expect, it } from 'vitest';
import { TypeAhead, treeIntent } from '../../../renderer/ui/tree-keys.ts';
import { type TreeRow, treeRows } from '../../../renderer/ui/tree-rows.ts';

interface Node {
  name: string;
  children?: Node[];
}
const files: Node[] = [
  { name: 'build', children: [] },
  { name: 'include', children: [{ name: 'greeter.h' }] },
  { name: 'src', children: [{ name: 'main.c' }, { name: 'clock.c' }] },
  { name: 'Makefile' },
  { name: 'main.md' },
];
const rowsWith = (open: string[]): TreeRow<Node>[] =>
  treeRows(files, {
    id: (node) => node.name,
    label: (node) => node.name,
    children: (node) => node.children,
    expanded: (node) => open.includes(node.name),
  });

describe('the rows of a tree', () => {
  it('hold what is expanded, with level, parent and place among siblings', () => {
    const rows = rowsWith(['src']);
    expect(rows.map((row) => row.id)).toEqual(['build', 'include', 'src', 'main.c', 'clock.c', 'Makefile', 'main.md']);
    expect(rows[4]).toMatchObject({ level: 1, parent: 'src', setSize: 2, position: 2, expanded: undefined });
    expect(rows[0]).toMatchObject({ level: 0, parent: null, setSize: 5, position: 1, expanded: false });
  });
});

describe('keys in a tree', () => {
  const rows = rowsWith(['src']);
  const on = (active: string | null, key: string) => treeIntent(rows, active, { key }, 3);

  it('move by one row, by a page, to both ends, and stop there', () => {
    expect(on('src', 'ArrowDown')).toEqual({ kind: 'move', id: 'main.c' });
    expect(on('src', 'ArrowUp')).toEqual({ kind: 'move', id: 'include' });
    expect(on('build', 'ArrowUp')).toEqual({ kind: 'move', id: 'build' });
    expect(on('build', 'PageDown')).toEqual({ kind: 'move', id: 'main.c' });
    expect(on('src', 'End')).toEqual({ kind: 'move', id: 'main.md' });
    expect(on('main.md', 'ArrowDown')).toEqual({ kind: 'move', id: 'main.md' });
    expect(on('main.md', 'Home')).toEqual({ kind: 'move', id: 'build' });
  });

  it('start at the first row when none is active', () => {
    expect(on(null, 'ArrowDown')).toEqual({ kind: 'move', id: 'build' });
  });

  it('open with right, then step inside; close with left, then step out', () => {
    expect(on('include', 'ArrowRight')).toEqual({ kind: 'expand', id: 'include' });
    expect(on('src', 'ArrowRight')).toEqual({ kind: 'move', id: 'main.c' });
    expect(on('main.c', 'ArrowRight')).toBeNull();
    expect(on('clock.c', 'ArrowLeft')).toEqual({ kind: 'move', id: 'src' });
    expect(on('src', 'ArrowLeft')).toEqual({ kind: 'collapse', id: 'src' });
    expect(on('Makefile', 'ArrowLeft')).toBeNull();
  });

  it('do not step into an open folder without anything in it', () => {
    expect(treeIntent(rowsWith(['build']), 'build', { key: 'ArrowRight' })).toBeNull();
  });

  it('open all siblings with *', () => {
    expect(on('src', '*')).toEqual({ kind: 'expand-all', ids: ['build', 'include'] });
  });

  it('activate, rename, delete and call the menu', () => {
    expect(on('main.c', 'Enter')).toEqual({ kind: 'activate', id: 'main.c' });
    expect(on('main.c', ' ')).toEqual({ kind: 'activate', id: 'main.c' });
    expect(on('main.c', 'F2')).toEqual({ kind: 'rename', id: 'main.c' });
    expect(on('main.c', 'Delete')).toEqual({ kind: 'delete', id: 'main.c' });
    expect(treeIntent(rows, 'main.c', { key: 'F10', shiftKey: true })).toEqual({ kind: 'menu', id: 'main.c' });
    expect(on('main.c', 'F10')).toBeNull();
  });

  it('check a row that can be checked with the space bar', () => {
    const checkable = rows.map((row) => ({ ...row, checked: false }));
    expect(treeIntent(checkable, 'main.c', { key: ' ' })).toEqual({ kind: 'check', id: 'main.c' });
  });

  it('leave keys with Ctrl, Alt or Meta to commands', () => {
    expect(treeIntent(rows, 'src', { key: 'Home', modified: true })).toBeNull();
  });
});

describe('type-ahead', () => {
  const rows = rowsWith(['src']);

  it('goes to the next row that starts with what was typed', () => {
    const typed = new TypeAhead();
    expect(typed.type(rows, 'build', 'm', 1000)).toBe('main.c');
    expect(typed.type(rows, 'main.c', 'a', 1100)).toBe('main.c');
    expect(typed.type(rows, 'main.c', 'k', 1200)).toBe('Makefile');
  });

  it('walks through the rows with one letter repeated, and starts over after a pause', () => {
    const typed = new TypeAhead();
    expect(typed.type(rows, 'src', 'm', 1000)).toBe('main.c');
    expect(typed.type(rows, 'main.c', 'm', 1100)).toBe('Makefile');
    expect(typed.type(rows, 'Makefile', 'm', 1200)).toBe('main.md');
    expect(typed.type(rows, 'main.md', 'c', 3000)).toBe('clock.c');
    expect(typed.type(rows, 'clock.c', 'z', 5000)).toBeNull();
  });
});
