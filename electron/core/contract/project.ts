/** Wire types of projects: what a project is, how one is made, and the folders that one can be put in. */
import * as v from 'valibot';

import { absolutePath, count, id, relativePath } from './define.ts';
import { arch } from './problem.ts';

export const projectId = id<'project'>();
export const familyId = id<'family'>();
export const templateId = id<'template'>();

/** `asked`: nobody has decided yet; nothing of the folder may be run. */
export const trust = v.picklist(['asked', 'trusted', 'read-only']);
export type Trust = v.InferOutput<typeof trust>;

/** What an image is made for. */
export const buildTarget = v.object({
  id: v.string(),
  name: v.string(),
  arch,
  /** False: the image is made to be taken elsewhere; the studio starts no machine for it. */
  boots: v.boolean(),
});
export type BuildTarget = v.InferOutput<typeof buildTarget>;

export const project = v.object({
  id: projectId,
  /** Canonical absolute path. */
  root: absolutePath,
  name: v.string(),
  /** null: no family recognises the folder. */
  family: v.nullable(familyId),
  /** What the family was recognised by, in words. */
  evidence: v.array(v.string()),
  arch,
  archs: v.array(arch),
  /** Where there are more targets than processors: all of them, and the one that is chosen. */
  targets: v.optional(v.array(buildTarget)),
  target: v.optional(v.string()),
  /** The ways to build it, where there is a choice, and the one that is used. */
  drivers: v.optional(v.array(v.object({ id: v.string(), name: v.string(), why: v.string() }))),
  driver: v.optional(v.string()),
  trust,
  /** False where the file system refuses writing. */
  writable: v.boolean(),
});
export type Project = v.InferOutput<typeof project>;

/** What a person chooses in the wizard. */
export const newProject = v.object({
  family: familyId,
  template: templateId,
  language: v.string(),
  arch,
  name: v.string(),
  location: absolutePath,
  /** Folders of the person's own that are used as sources, by the source's id. Missing: all are downloaded. */
  sources: v.optional(v.record(v.string(), absolutePath)),
});
export type NewProject = v.InferOutput<typeof newProject>;

export const plannedFile = v.object({ path: relativePath, bytes: count, text: v.string() });
export type PlannedFile = v.InferOutput<typeof plannedFile>;

export const recentProject = v.object({
  root: absolutePath,
  name: v.string(),
  family: v.nullable(familyId),
  openedAt: count,
  exists: v.boolean(),
  /** The last thing that was seen of it. */
  last: v.optional(v.object({ state: v.picklist(['built', 'failed', 'booted', 'crashed', 'cancelled']), at: count })),
});
export type RecentProject = v.InferOutput<typeof recentProject>;

export const template = v.object({
  id: templateId,
  title: v.string(),
  summary: v.string(),
  language: v.string(),
  archs: v.array(arch),
  /** The file shown first after the project is made. */
  entry: relativePath,
});
export type Template = v.InferOutput<typeof template>;

/** One measurement of a family's hello world: `reference` figures come with the product, the others from this computer. */
export const measured = v.object({
  imageBytes: count,
  bootMs: v.number(),
  accelerator: v.picklist(['kvm', 'tcg']),
  where: v.picklist(['this-computer', 'reference']),
});
export type Measured = v.InferOutput<typeof measured>;

export const familyCard = v.object({
  id: familyId,
  name: v.string(),
  version: v.string(),
  summary: v.string(),
  icon: v.string(),
  languages: v.array(v.string()),
  archs: v.array(arch),
  /** False: named here so that nobody looks for it in vain; this version of the studio cannot create it. */
  available: v.boolean(),
  templates: v.array(template),
  /** It is built from trees outside the project, which are downloaded or chosen. */
  hasSources: v.optional(v.boolean()),
  measured: v.nullable(measured),
});
export type FamilyCard = v.InferOutput<typeof familyCard>;

export const folderListing = v.object({
  path: absolutePath,
  parent: v.nullable(absolutePath),
  writable: v.boolean(),
  folders: v.array(v.object({ name: v.string(), path: absolutePath, family: v.nullable(familyId) })),
});
export type FolderListing = v.InferOutput<typeof folderListing>;

/** What became of a project lately, for windows that were not there when it happened. */
export const projectActivity = v.variant('kind', [
  v.object({ kind: v.literal('job'), jobId: id<'job'>() }),
  v.object({ kind: v.literal('session'), sessionId: id<'session'>() }),
  v.object({ kind: v.literal('project'), project }),
  /** The image on disk changed: sizes have to be read again. */
  v.object({ kind: v.literal('image') }),
]);
export type ProjectActivity = v.InferOutput<typeof projectActivity>;
