/** A throw-away set of the studio's folders, with blanks, a quote and Unicode in their names, for one test file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StudioPaths, studioPaths } from '../../electron/services/settings/studio-paths.ts';

export interface TempPaths {
  readonly root: string;
  readonly paths: StudioPaths;
  remove(): void;
}

export function tempPaths(name = "it's ü, x"): TempPaths {
  const root = mkdtempSync(join(tmpdir(), `us ${name} `));
  const paths = studioPaths({ HOME: root, UNIKERNEL_STUDIO_HOME: root });
  return { root, paths, remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 3 }) };
}
