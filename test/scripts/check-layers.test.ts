import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkLayers } from '../../scripts/check-layers.mjs';

let root = '';

function tree(files: Record<string, string>): readonly string[] {
  root = mkdtempSync(join(tmpdir(), 'layers-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return checkLayers(root);
}

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('check-layers', () => {
  it('accepts arrows that point inwards', () => {
    expect(
      tree({
        'electron/core/base/a.ts': 'export const a = 1;',
        'electron/core/contract/b.ts': "import { a } from '../base/a.ts';\nimport * as v from 'valibot';\n",
        'electron/services/x/c.ts':
          "import { spawn } from 'node:child_process';\nimport { b } from '#core/contract/b.ts';\n",
        'renderer/features/y/d.tsx': "import { b } from '#core/contract/b.ts';\nimport { e } from './e.tsx';\n",
        'renderer/features/y/e.tsx': "import './e.css';\nexport const e = 1;\n",
      }),
    ).toEqual([]);
  });

  it('names file, line and both layers of a breach', () => {
    expect(tree({ 'electron/core/base/a.ts': "\nimport { s } from '../../services/s.ts';\n" })).toEqual([
      'electron/core/base/a.ts:2: core/base may not import services (../../services/s.ts)',
    ]);
  });

  it.each([
    ['node in the core', 'electron/core/engines/a.ts', "import { readFileSync } from 'node:fs';"],
    ['electron in a service', 'electron/services/a/a.ts', "import { app } from 'electron';"],
    ['a type import that breaks the rule', 'electron/core/base/a.ts', "import type { C } from '../contract/c.ts';"],
    ['a dynamic import', 'electron/core/engines/a.ts', "const x = await import('../families/bare/bare.ts');"],
    ['a re-export', 'electron/core/base/a.ts', "export { c } from '../contract/c.ts';"],
    ['one feature in another', 'renderer/features/a/a.tsx', "import { b } from '../b/b.tsx';"],
    ['one family in another', 'electron/core/families/a/a.ts', "import { b } from '../b/b.ts';"],
    ['a service in the window', 'renderer/app/a.ts', "import { s } from '../../electron/services/s/s.ts';"],
    ['domain words in ui', 'renderer/ui/a.tsx', "import { c } from '#core/contract/c.ts';"],
    ['a file of no layer', 'electron/utils/a.ts', 'export {};'],
  ])('rejects %s', (_what, path, text) => {
    expect(tree({ [path]: text })).toHaveLength(1);
  });

  it('does not read imports out of comments', () => {
    expect(
      tree({ 'electron/core/base/a.ts': "// import { s } from '../../services/s.ts'\nexport const a = 1;\n" }),
    ).toEqual([]);
  });
});
