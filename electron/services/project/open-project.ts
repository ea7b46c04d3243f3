/** What the other services may know of an open project. */
import type { ProjectId } from '#core/base/id.ts';
import type { Failure, Result } from '#core/base/result.ts';
import type { Project, ProjectActivity } from '#core/contract/project.ts';
import type { ProjectFiles, UnikernelFamily } from '#core/families/family.ts';

export interface OpenProject {
  readonly info: Project;
  readonly family: UnikernelFamily | null;
  /** A snapshot of the files for the family: paths, and the text of files that are small enough. */
  snapshot(): Promise<ProjectFiles>;
}

export interface ProjectLookup {
  get(id: ProjectId): Result<OpenProject, Failure<'project-not-open'>>;
  /** Like `get`, and refuses a project that nobody trusts, one that no family recognises, and one that cannot be written. */
  getRunnable(
    id: ProjectId,
  ): Result<
    OpenProject & { readonly family: UnikernelFamily },
    Failure<'project-not-open' | 'not-trusted' | 'no-family' | 'read-only'>
  >;
  /** Tells all windows (feed `project.activity`), and remembers outcomes for the list of recent projects. */
  announce(id: ProjectId, activity: ProjectActivity): void;
  remember(id: ProjectId, state: 'built' | 'failed' | 'booted' | 'crashed' | 'cancelled'): void;
}
