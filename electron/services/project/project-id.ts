/** Names a project by its folder. */
import { createHash } from 'node:crypto';
import type { ProjectId } from '#core/base/id.ts';

/** Stable over restarts, and nothing that could be read as a path. @param root real path */
export function projectIdOf(root: string): ProjectId {
  return `p${createHash('sha256').update(root).digest('base64url').slice(0, 22)}` as ProjectId;
}
