/** Remembers which folders a person trusts. Nothing of a folder is run before its answer is `trusted`. */
import { join } from 'node:path';
import * as v from 'valibot';
import type { Result } from '#core/base/result.ts';
import { type Trust, trust } from '#core/contract/project.ts';
import { createJsonFile } from '../settings/json-file.ts';
import type { Notices } from '../settings/notices.ts';
import type { FileFailure } from './file-failure.ts';

const schema = v.object({ folders: v.record(v.string(), v.object({ decision: trust, at: v.number() })) });

export interface TrustStore {
  /** @param root real path; a folder above or below it is another folder */
  get(root: string): Promise<Trust>;
  set(root: string, decision: 'trusted' | 'read-only'): Promise<Result<unknown, FileFailure>>;
}

/** @param folder of the studio's data */
export function createTrustStore(folder: string, notices: Notices): TrustStore {
  const file = createJsonFile(join(folder, 'trust.json'), schema, { folders: {} }, (movedTo) =>
    notices.add(
      'warning',
      `The list of trusted folders could not be read. It is kept as ${movedTo}.`,
      'Folders that you open are asked about again.',
    ),
  );
  return {
    async get(root) {
      const { folders } = await file.read();
      return Object.hasOwn(folders, root) ? (folders[root]?.decision ?? 'asked') : 'asked';
    },
    set: (root, decision) =>
      file.update(({ folders }) => ({ folders: { ...folders, [root]: { decision, at: Date.now() } } })),
  };
}
