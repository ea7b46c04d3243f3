/** Puts a kraft into PATH that answers as the real one was recorded to. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../fake-tools/kraft.mjs', import.meta.url));

export interface FakeKraft {
  /** Names a fault that it shows from now on; '' for none. */
  play(fault: string): void;
  /** What it was called with and given. */
  seen(name: 'argv' | 'kraftfile'): string;
  dispose(): void;
}

export function fakeKraft(): FakeKraft {
  const folder = mkdtempSync(join(tmpdir(), 'fake-kraft-'));
  const [bin, state] = [join(folder, 'bin'), join(folder, 'state')];
  for (const path of [bin, state]) mkdirSync(path);
  const program = `#!/bin/sh\nexec '${process.execPath}' '${script}' '${state}' "$@"\n`;
  writeFileSync(join(bin, 'kraft'), program, { mode: 0o755 });
  const before = process.env.PATH;
  process.env.PATH = [bin, before].join(delimiter);
  return {
    play: (fault) => writeFileSync(join(state, 'play'), fault),
    seen: (name) => readFileSync(join(state, name), 'utf8'),
    dispose() {
      process.env.PATH = before;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
