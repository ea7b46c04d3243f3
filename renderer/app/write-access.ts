/** Whether the files of a project may be changed from this window; the host refuses it for the same reasons. */
import type { Project } from '#core/contract/project.ts';

/** Why nothing can be changed, in a sentence; null where it can. */
export function whyReadOnly(project: Project | null): string | null {
  if (!project) return 'No project is open.';
  if (!project.writable) return 'This project is in a folder that cannot be written.';
  if (project.trust === 'read-only') return 'This folder is open read only. Trust it to change its files.';
  if (project.trust === 'asked')
    return 'You have not said yet that you trust this folder. Until then its files can be read only.';
  return null;
}

/** True where the person's own word is all that is missing. */
export function needsTrust(project: Project | null): boolean {
  return project?.writable === true && project.trust !== 'trusted';
}
