/** Wire types of sources: trees outside a project that it is built from, and how they get onto this computer. */
import * as v from 'valibot';
import { absolutePath, count } from './define.ts';
import { arch } from './problem.ts';
import { familyId, projectId, templateId } from './project.ts';

export const sourceId = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,63}$/));

/** Names one version of one source, over all projects: what is downloaded once and used by all. */
export const sourceKey = v.pipe(v.string(), v.regex(/^[a-z0-9._-]+\/[a-z0-9._-]+@[A-Za-z0-9._-]+$/));

/** Whose sources: those of an open project, or those that a project made from a template would have. */
export const sourceScope = v.variant('kind', [
  v.object({ kind: v.literal('project'), projectId }),
  v.object({ kind: v.literal('template'), family: familyId, template: templateId, arch }),
]);
export type SourceScope = v.InferOutput<typeof sourceScope>;

export const sourceState = v.variant('kind', [
  /** `partial`: a download began and did not end; the next one begins with what is there. */
  v.object({ kind: v.literal('absent'), partial: v.boolean() }),
  /** `fraction` from 0 to 1 of the step that `phase` names; null where the server does not say how long it is. */
  v.object({
    kind: v.literal('fetching'),
    phase: v.string(),
    fraction: v.nullable(v.number()),
    bytes: v.nullable(count),
  }),
  v.object({ kind: v.literal('here'), folder: absolutePath }),
  /** `same`: the folder is at the very commit that the project records; null where it is under no version control. */
  v.object({
    kind: v.literal('adopted'),
    folder: absolutePath,
    version: v.nullable(v.string()),
    commit: v.nullable(v.string()),
    same: v.nullable(v.boolean()),
  }),
  v.object({ kind: v.literal('failed'), code: v.string(), message: v.string(), hint: v.optional(v.string()) }),
]);
export type SourceState = v.InferOutput<typeof sourceState>;

export const sourceRow = v.object({
  id: sourceId,
  key: sourceKey,
  name: v.string(),
  version: v.string(),
  /** null for an archive. */
  commit: v.nullable(v.string()),
  url: v.string(),
  licence: v.string(),
  why: v.string(),
  needed: v.boolean(),
  downloadBytes: count,
  state: sourceState,
});
export type SourceRow = v.InferOutput<typeof sourceRow>;

/** What a folder (or, for an archive, a file) of one's own turned out to be. */
export const folderVerdict = v.object({
  usable: v.boolean(),
  /** One sentence: what it is, or why it will not do. */
  message: v.string(),
  version: v.nullable(v.string()),
  commit: v.nullable(v.string()),
});
export type FolderVerdict = v.InferOutput<typeof folderVerdict>;

export const sourceEvent = v.object({ key: sourceKey, state: sourceState });
export type SourceEvent = v.InferOutput<typeof sourceEvent>;
