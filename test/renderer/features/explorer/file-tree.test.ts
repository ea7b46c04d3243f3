import { describe, expect, it } from 'vitest';
import type { FileEntry } from '#core/contract/files.ts';
import {
  checkName,
  type FileTree,
  fileRows,
  foldersAbove,
  foldersTouched,
} from '../../../../renderer/features/explorer/file-tree.ts';
import { computedMs } from '../../../computed-ms.ts';

const file = (name: string, size = 1): FileEntry => ({ name, kind: 'file', size });
const folder = (name: string, ignored = false): FileEntry => ({
  name,
  kind: 'folder',
  size: 0,
  ...(ignored ? { ignored } : {}),
});

function tree(change: Partial<FileTree> = {}): FileTree {
  return {
    folders: new Map([
      ['', { entries: [folder('build', true), folder('src'), file('Makefile')], failure: null }],
      ['src', { entries: [file('main.c'), file('util.c')], failure: null }],
      ['build', { entries: [file('main.o')], failure: null }],
    ]),
    expanded: new Set(['src']),
    naming: null,
    ...change,
  };
}

const shown = (of: FileTree) => fileRows(of, () => undefined).map((row) => `${'  '.repeat(row.level)}${row.label}`);

describe('fileRows', () => {
  it('shows open folders with what is in them, and closed ones without', () => {
    expect(shown(tree())).toEqual(['build', 'src', '  main.c', '  util.c', 'Makefile']);
  });

  it('tells each row where it stands among its neighbours', () => {
    const rows = fileRows(tree(), () => undefined);
    expect(rows.map((row) => [row.id, row.level, row.position, row.setSize, row.parent])).toEqual([
      ['build', 0, 1, 3, null],
      ['src', 0, 2, 3, null],
      ['src/main.c', 1, 1, 2, 'src'],
      ['src/util.c', 1, 2, 2, 'src'],
      ['Makefile', 0, 3, 3, null],
    ]);
  });

  it('greys out everything below a folder that is left out', () => {
    const rows = fileRows(tree({ expanded: new Set(['build']) }), () => undefined);
    expect(
      rows.map((row) => (row.data.kind === 'file' || row.data.kind === 'folder' ? row.data.ignored : null)),
    ).toEqual([true, true, false, false]);
  });

  it('makes room for a new file before the first file, and for a new folder at the top', () => {
    expect(shown(tree({ naming: { kind: 'new-file', parent: '' } }))).toEqual([
      'build',
      'src',
      '  main.c',
      '  util.c',
      'New file',
      'Makefile',
    ]);
    expect(shown(tree({ naming: { kind: 'new-folder', parent: 'src' } })).slice(1, 4)).toEqual([
      'src',
      '  New folder',
      '  main.c',
    ]);
  });

  it('makes room for a new file in a folder that has none', () => {
    const folders = new Map([['', { entries: [folder('src')], failure: null }]]);
    expect(shown(tree({ folders, expanded: new Set(), naming: { kind: 'new-file', parent: '' } }))).toEqual([
      'src',
      'New file',
    ]);
  });

  it('says that a folder is empty or cannot be read', () => {
    const failure = { code: 'no-access', message: 'You are not allowed to read src.' };
    expect(
      shown(tree({ folders: new Map([...tree().folders, ['src', { entries: [], failure }]]) })).slice(1, 3),
    ).toEqual(['src', '  You are not allowed to read src.']);
    expect(
      shown(tree({ folders: new Map([...tree().folders, ['src', { entries: [], failure: null }]]) })).slice(1, 3),
    ).toEqual(['src', '  Empty']);
  });

  it('does not offer to open a link that leads out of the project', () => {
    const folders = new Map([['', { entries: [{ ...folder('etc'), outside: true }], failure: null }]]);
    expect(fileRows(tree({ folders }), () => undefined)[0]!.expanded).toBeUndefined();
  });

  it('makes the rows of 50,000 files in the time of a few frames', () => {
    const entries = Array.from({ length: 50_000 }, (_, index) => file(`file-${index}.c`));
    const folders = new Map([['', { entries, failure: null }]]);
    const started = computedMs();
    expect(fileRows(tree({ folders }), () => undefined)).toHaveLength(50_000);
    expect(computedMs() - started).toBeLessThan(1000);
  });
});

describe('foldersTouched', () => {
  it('names the folders whose list may differ', () => {
    const loaded = ['', 'src', 'src/arch', 'include'];
    expect(foldersTouched(loaded, ['src/new.c'])).toEqual(['src']);
    expect(foldersTouched(loaded, ['src/arch'])).toEqual(['src', 'src/arch']);
    expect(foldersTouched(loaded, ['README.md'])).toEqual(['']);
  });
});

describe('foldersAbove', () => {
  it('lists them from the outermost', () => {
    expect(foldersAbove('a/b/c.c')).toEqual(['a', 'a/b']);
    expect(foldersAbove('c.c')).toEqual([]);
  });
});

describe('checkName', () => {
  const taken = new Set(['main.c']);

  it('lets ordinary, odd and foreign names pass', () => {
    for (const name of ['new.c', 'with space.c', '"quoted"', 'größe.c', '.hidden'])
      expect(checkName(name, taken, true)).toBeNull();
  });

  it('lets a new name have folders, and a changed one not', () => {
    expect(checkName('arch/x86/boot.S', taken, true)).toBeNull();
    expect(checkName('arch/boot.S', taken, false)).toMatch(/“\/”/);
  });

  it.each(['', '   ', 'main.c', '..', 'a//b', '/a', 'a/', 'x'.repeat(256)])('refuses %j with a reason', (name) => {
    expect(checkName(name, taken, true)).toMatch(/\w/);
  });
});
