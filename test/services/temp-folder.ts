/** A throw-away folder for one test file, with blanks, quotes and Unicode in its name. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TempFolder {
  readonly path: string;
  remove(): void;
}

export function tempFolder(name = `it's "ü" x`): TempFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), `us ${name} `)));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}
