/** Trees outside a project that it is built from: what a family asks for, and what a plan is told of them. */
import type { ProjectFiles } from './family.ts';
import { readProjectFile } from './project-file.ts';

export interface SourceRequirement {
  /** Stable in its family, fit for a folder's name: `unikraft`, `lib-musl`. */
  readonly id: string;
  readonly name: string;
  /** The release that this project is built from. */
  readonly version: string;
  readonly from: GitOrigin | ArchiveOrigin;
  /** As SPDX has it. */
  readonly licence: string;
  /** What it is for: "the library OS itself". */
  readonly why: string;
  /** About how much is downloaded, in bytes. */
  readonly downloadBytes: number;
  /** Paths in it by which a folder of one's own is known to be it. For an archive none: the file itself counts. */
  readonly signs: readonly string[];
  /** The version that a folder of one's own says it is; null where it does not say. */
  readonly versionOf?: (read: (path: string) => string | undefined) => string | null;
  /** The project as it is can't be built without it. */
  readonly needed: boolean;
}

/** A public repository. `commit` is what `tag` has to lead to; a project may record a commit that no tag leads to (null). */
export interface GitOrigin {
  readonly kind: 'git';
  readonly url: string;
  readonly tag: string | null;
  readonly commit: string;
}

/** One file, told by its contents. */
export interface ArchiveOrigin {
  readonly kind: 'archive';
  readonly url: string;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Its name on the disk. */
  readonly file: string;
}

/** A source that is on the disk. */
export interface FoundSource {
  /** Absolute path; for an archive, that of the file. */
  readonly folder: string;
  readonly version: string;
  /** null: the folder is under no version control. */
  readonly commit: string | null;
  /** A folder of the person's own. */
  readonly adopted: boolean;
  /** Text of a file in it (relative, at most 256 KiB); undefined where there is none. */
  read(path: string): string | undefined;
}

/** What a plan may know beyond the project's files. */
export interface PlanContext {
  /** By the id of the requirement; those that are missing are not in it. */
  readonly sources: Readonly<Record<string, FoundSource>>;
  /** Absolute path of a program in PATH; null where there is none. */
  which(command: string): string | null;
  /** Answers to what the family asked (`UnikernelFamily.ask`), by the question's id; null: there is no answer. */
  readonly facts: Facts;
  /** Absolute path of a folder of the studio's cache that is this family's own; it may not be there yet. '' for none. */
  readonly cache: string;
}

export type Facts = Readonly<Record<string, string | null>>;

/**
 * What a family wants to know of this computer before it plans. Answers are text: what a program printed on standard
 * output when it ended with status 0, a file's text, the names in a folder (one a line, sorted), a path with its links
 * resolved, a file's size in bytes.
 */
export type Question =
  | {
      readonly id: string;
      readonly kind: 'run';
      readonly argv: readonly string[];
      readonly env?: Readonly<Record<string, string>>;
    }
  | { readonly id: string; readonly kind: 'read' | 'list' | 'real-path' | 'size'; readonly path: string };

/** What it is asked for: a run has to begin at once, so that nothing slow is to be asked then. */
export type Purpose = 'build' | 'run' | 'config';

/** Nothing is there: for families without sources, and for tests. */
export const noContext: PlanContext = { sources: {}, which: () => null, facts: {}, cache: '' };

/**
 * The requirement as the project records it: another version or commit than the release that the family would take today.
 * @param tagOf the tag of a version; null where the family knows none
 */
export function pinned(
  requirement: SourceRequirement,
  files: ProjectFiles,
  tagOf: (version: string) => string | null,
): SourceRequirement {
  const recorded = readProjectFile(files).sources[requirement.id];
  const { from } = requirement;
  if (!recorded?.commit || from.kind !== 'git' || recorded.commit === from.commit) return requirement;
  const { version, commit } = recorded;
  return { ...requirement, version, from: { ...from, tag: version === '' ? null : tagOf(version), commit } };
}
