/** Makes new projects: says what a project will hold, and puts it on the disk whole or not at all. */
import { mkdir, open, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { NewProject, PlannedFile } from '#core/contract/project.ts';
import type { ProjectFiles, UnikernelFamily } from '#core/families/family.ts';
import { changeProjectFile, PROJECT_FILE, type RecordedSource } from '#core/families/project-file.ts';
import type { TemplateFile } from '#core/families/template.ts';
import { adoptedRecord } from '../sources/adopted-record.ts';
import type { SourceUser } from '../sources/source-service.ts';
import { checkPlace, type PlaceObjection } from './check-place.ts';
import { errnoOf, type FileFailure, fileFailure } from './file-failure.ts';
import { sweepLeftovers } from './sweep-leftovers.ts';
import { tempName } from './temp-name.ts';
import type { FamilyTemplate, Templates } from './templates.ts';

export type ChoiceFailure = Failure<
  'no-such-family' | 'no-such-template' | 'arch-not-supported' | 'no-such-source' | 'source-not-usable'
>;
export type CreateFailure = ChoiceFailure | FileFailure | Failure<'place-not-usable'>;

export interface ProjectMaker {
  checkPlace(choice: NewProject): Promise<Result<PlaceObjection | null, ChoiceFailure>>;
  /** Every file of the project that would be made. */
  preview(choice: NewProject): Promise<Result<PlannedFile[], ChoiceFailure>>;
  /** The project that would be made, for a look at its sources. */
  asSourceUser(choice: NewProject): Promise<Result<SourceUser, ChoiceFailure>>;
  /** @returns the folder of the new project */
  create(choice: NewProject): Promise<Result<string, CreateFailure>>;
}

export interface ProjectMakerOptions {
  readonly families: readonly UnikernelFamily[];
  readonly templates: Templates;
  /** Of the studio, for the marker file. */
  readonly version: string;
}

export function createProjectMaker({ families, templates, version }: ProjectMakerOptions): ProjectMaker {
  async function chosen(
    choice: NewProject,
  ): Promise<Result<{ family: UnikernelFamily; template: FamilyTemplate }, ChoiceFailure>> {
    const family = families.find(({ id }) => id === choice.family);
    if (!family) {
      const known = families.map(({ id }) => id).join(', ');
      return fail('no-such-family', `There is no family named "${choice.family}".`, `There is: ${known}.`);
    }
    const all = await templates.of(family.id);
    const template = all.find(({ id }) => id === choice.template);
    if (!template) {
      const known = all.map(({ id }) => id).join(', ');
      return fail('no-such-template', `${family.name} has no template "${choice.template}".`, `It has: ${known}.`);
    }
    if (!template.archs.includes(choice.arch)) {
      const message = `The template "${template.title}" of ${family.name} can't be built for ${choice.arch}.`;
      return fail('arch-not-supported', message, `It can for: ${template.archs.join(', ')}.`);
    }
    return ok({ family, template });
  }

  async function plan(choice: NewProject): Promise<Result<readonly TemplateFile[], ChoiceFailure>> {
    const found = await chosen(choice);
    if (!found.ok) return found;
    const { family, template } = found.value;
    const files = new Map((await template.files(choice.name)).map(({ path, text }) => [path, text]));
    const marker = { family: family.id, template: template.id, studio: version };
    files.set(PROJECT_FILE, changeProjectFile(files.get(PROJECT_FILE) ?? '', marker));
    for (const { path, text } of family.retarget(asProjectFiles(choice, files), choice.arch)) files.set(path, text);
    const sources = await recordedSources(choice, family, asProjectFiles(choice, files));
    if (!sources.ok) return sources;
    if (Object.keys(sources.value).length > 0) {
      files.set(PROJECT_FILE, changeProjectFile(files.get(PROJECT_FILE) ?? '', { sources: sources.value }));
    }
    return ok([...files].map(([path, text]) => ({ path, text })).sort((a, b) => (a.path < b.path ? -1 : 1)));
  }

  return {
    async checkPlace(choice) {
      const found = await chosen(choice);
      return found.ok ? ok(await checkPlace(choice.name, choice.location, found.value.family)) : found;
    },

    async preview(choice) {
      const files = await plan(choice);
      if (!files.ok) return files;
      return ok(files.value.map(({ path, text }) => ({ path, text, bytes: Buffer.byteLength(text) })));
    },

    async asSourceUser(choice) {
      const found = await chosen(choice);
      const files = found.ok ? await plan(choice) : found;
      if (!found.ok || !files.ok) return files as Result<never, ChoiceFailure>;
      const texts = new Map(files.value.map(({ path, text }) => [path, text]));
      return ok({ family: found.value.family, files: asProjectFiles(choice, texts), trusted: true });
    },

    async create(choice) {
      const found = await chosen(choice);
      if (!found.ok) return found;
      const objection = await checkPlace(choice.name, choice.location, found.value.family);
      if (objection) {
        const hint = objection.suggestion === null ? 'Choose another place.' : `"${objection.suggestion}" would do.`;
        return fail('place-not-usable', objection.message, hint);
      }
      const files = await plan(choice);
      if (!files.ok) return files;
      const target = join(choice.location, choice.name);
      try {
        await putFolder(choice.location, target, files.value);
        return ok(target);
      } catch (error) {
        return { ok: false, error: fileFailure(error, target, 'write') };
      }
    },
  };
}

/** So that the project is built from the same versions elsewhere. */
async function recordedSources(
  { sources: folders = {} }: NewProject,
  family: UnikernelFamily,
  files: ProjectFiles,
): Promise<Result<Record<string, RecordedSource>, ChoiceFailure>> {
  const requirements = family.sources?.(files) ?? [];
  const strange = Object.keys(folders).find((id) => !requirements.some((requirement) => requirement.id === id));
  if (strange !== undefined)
    return fail('no-such-source', `${family.name} has no source "${strange}" for this project.`);
  const recorded: Record<string, RecordedSource> = {};
  for (const requirement of requirements) {
    const { id, version, from, needed } = requirement;
    const folder = folders[id];
    if (folder === undefined) {
      if (needed && from.kind === 'git') recorded[id] = { version, commit: from.commit };
      continue;
    }
    const record = await adoptedRecord(requirement, folder);
    if (!record.ok) return record;
    recorded[id] = record.value;
  }
  return ok(recorded);
}

function asProjectFiles(choice: NewProject, files: ReadonlyMap<string, string>): ProjectFiles {
  return { root: join(choice.location, choice.name), paths: [...files.keys()], read: (path) => files.get(path) };
}

/** All files go to a folder beside the target, which then takes its name: nobody ever sees half a project. */
async function putFolder(location: string, target: string, files: readonly TemplateFile[]): Promise<void> {
  const made = await makeFolders(location);
  const temp = join(location, tempName());
  try {
    await sweepLeftovers(location);
    await mkdir(temp);
    for (const folder of new Set(files.map(({ path }) => dirname(path)))) {
      await mkdir(join(temp, folder), { recursive: true });
    }
    for (const { path, text } of files) await writeFile(join(temp, path), text, { flag: 'wx', flush: true });
    await renameOver(temp, target);
  } catch (error) {
    await rm(temp, { recursive: true, force: true });
    for (const folder of made.reverse()) await rmdir(folder).catch(() => undefined);
    throw error;
  }
  const handle = await open(location).catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** @returns those that did not exist before, from the top down */
async function makeFolders(folder: string): Promise<string[]> {
  const made: string[] = [];
  const make = async (path: string): Promise<void> => {
    try {
      await mkdir(path);
      made.push(path);
    } catch (error) {
      const code = errnoOf(error);
      if (code === 'EEXIST' || (path === dirname(path) && code !== null)) return;
      if (code !== 'ENOENT') throw error;
      await make(dirname(path));
      await mkdir(path);
      made.push(path);
    }
  };
  try {
    await make(folder);
  } catch (error) {
    for (const path of made.reverse()) await rmdir(path).catch(() => undefined);
    throw error;
  }
  return made;
}

/** An empty folder of that name is replaced; one that is not empty any more makes the rename fail. */
async function renameOver(temp: string, target: string): Promise<void> {
  if (process.platform === 'win32') await rmdir(target).catch(() => undefined);
  await rename(temp, target);
}
