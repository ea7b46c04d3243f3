/** The list of a project's files for quick open and search: walked once, kept until something changed. */
import { type WalkOptions, type WalkResult, walkProject } from './walk-project.ts';

export const INDEX_LIMIT = 100_000;

export interface FileIndex {
  get(): Promise<WalkResult>;
  /** What is held no longer counts; the next `get` walks again. */
  invalidate(): void;
}

/** @param maxAgeMs how long an answer counts where no watcher calls `invalidate` */
export function createFileIndex(options: Omit<WalkOptions, 'limit'>, maxAgeMs: () => number): FileIndex {
  let walking: Promise<WalkResult> | null = null;
  let at = 0;
  return {
    get() {
      if (!walking || Date.now() - at > maxAgeMs()) {
        at = Date.now();
        walking = walkProject({ ...options, limit: INDEX_LIMIT });
      }
      return walking;
    },
    invalidate() {
      walking = null;
    },
  };
}
