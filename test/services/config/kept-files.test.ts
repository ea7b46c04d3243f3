import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toBinary } from '../../../electron/services/config/kconfig-files.ts';
import { forgetFiles, readKept } from '../../../electron/services/config/kept-files.ts';

describe('files that are read again', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'us-kept-'));
  });
  beforeEach(forgetFiles);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are kept while they have not changed for a while, until they are forgotten', () => {
    const old = toBinary(import.meta.filename);
    const first = readKept(old);
    expect(first?.toString('utf8')).toContain('files that are read again');
    expect(readKept(old)).toBe(first);
    forgetFiles();
    expect(readKept(old)).not.toBe(first);
    expect(readKept(old)).toEqual(first);
  });

  it('are read anew when they have changed, also within a moment and without another size', () => {
    const path = join(folder, 'Kconfig');
    for (const text of ['config A\n', 'config B\n', 'config C\n', 'config C\n\tbool\n', '']) {
      writeFileSync(path, text);
      expect(readKept(toBinary(path))?.toString('latin1')).toBe(text);
    }
    rmSync(path);
    expect(readKept(toBinary(path))).toBeUndefined();
  });

  it('are no folders', () => {
    expect(readKept(toBinary(folder))).toBeUndefined();
  });

  it.runIf(existsSync('/proc/self/stat'))('are nothing that the kernel makes up', () => {
    const first = readKept('/proc/self/stat');
    expect(first?.length).toBeGreaterThan(0);
    expect(readKept('/proc/self/stat')).not.toBe(first);
  });
});
