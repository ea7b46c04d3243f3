import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAddr2line, sourceSite } from '../../../electron/services/vm/crash-site.ts';

it('reads inlined frames, discriminators, odd file names and what is not known', () => {
  const output = [
    ...['0x0000000000100234', 'inner', '/p/a dir/x:1.c:12 (discriminator 3)', 'outer(int, char*)', 'src/y.c:7'],
    ...['0x0000000000000000', '??', '??:0'],
    ...['0x0000000000100300', 'asm_entry', '??:?', ''],
  ].join('\n');
  expect(parseAddr2line(output)).toEqual([
    [
      { name: 'inner', at: { file: '/p/a dir/x:1.c', line: 12 } },
      { name: 'outer(int, char*)', at: { file: 'src/y.c', line: 7 } },
    ],
    [{ name: '??' }],
    [{ name: 'asm_entry' }],
  ]);
});

describe('the place that a report names', () => {
  let folder: string;
  const image = () => ({ root: join(folder, 'project'), symbols: 'app' });
  const trees = () => ({ kernel: join(folder, 'kernel') });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'us-tree-'));
    for (const [path, text] of [
      ['project/src/main.rs', 'fn main() {\n    panic!();\n}\n'],
      ['kernel/src/lib.rs', 'one\ntwo\nthree\n'],
      ['secret', 'nobody\n'],
    ] as const) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is a line of the project, or of the tree that it is of', async () => {
    expect(await sourceSite({ file: 'src/main.rs', line: 2 }, image())).toMatchObject({
      at: { file: 'src/main.rs', line: 2 },
      excerpt: { line: 1, lines: ['fn main() {', '    panic!();', '}', ''] },
    });
    expect(await sourceSite({ file: 'src/lib.rs', line: 3, tree: 'kernel' }, image(), trees())).toMatchObject({
      at: { file: realpathSync(join(folder, 'kernel/src/lib.rs')), line: 3 },
      excerpt: { lines: ['one', 'two', 'three', ''] },
    });
  });

  it('is none outside of it, whatever the guest prints', async () => {
    for (const file of ['../secret', join(folder, 'secret')]) {
      expect(await sourceSite({ file, line: 1, tree: 'kernel' }, image(), trees())).toBeUndefined();
      expect(await sourceSite({ file, line: 1 }, image())).toBeUndefined();
    }
    expect(await sourceSite({ file: 'src/lib.rs', line: 1, tree: 'loader' }, image(), trees())).toBeUndefined();
  });
});
