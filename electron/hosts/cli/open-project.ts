/** Opens the project that a command names. Its owner's word is enough to run what is in it, for this command. */
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { fail, ok, type Result } from '#core/base/result.ts';
import type { Project } from '#core/contract/project.ts';
import type { ProjectFiles, UnikernelFamily } from '#core/families/family.ts';
import type { Studio } from '../../services/studio.ts';
import type { CliContext } from './cli-command.ts';

export interface CommandProject {
  readonly studio: Studio;
  readonly info: Project;
  readonly family: UnikernelFamily;
  readonly files: ProjectFiles;
}

/** @param trust the person said `--trust`: also a folder of somebody else's */
export async function openProject(
  context: CliContext,
  folder: string,
  trust: boolean,
): Promise<Result<CommandProject>> {
  const path = resolve(context.cwd, folder);
  const studio = await context.studio();
  const opened = await studio.projects.open(path);
  if (!opened.ok) return opened;
  const { id, trust: decided } = opened.value;
  if (decided !== 'trusted' && !trust && !(await isOwn(opened.value.root))) {
    return fail(
      'not-trusted',
      `${basename(path)} belongs to another user, so nothing in it is run.`,
      'If you know where its files come from, say --trust.',
    );
  }
  const trusted = studio.projects.trustForNow(id);
  if (!trusted.ok) return trusted;
  const project = studio.projects.getRunnable(id);
  if (!project.ok) return project;
  const { info, family } = project.value;
  return ok({ studio, info, family, files: await project.value.snapshot() });
}

/** Where the system knows no owners, the person at it is taken for it. */
export async function isOwn(root: string): Promise<boolean> {
  const user = process.getuid?.();
  return user === undefined || (await stat(root)).uid === user;
}
