/** Files around a build that no tool writes: what is particular to this computer before it, and what follows from its output after it. */
import { copyFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Problem } from '#core/contract/problem.ts';
import type { BuildNote, BuildPlan, DerivedFile, PlannedUnit } from '#core/families/family.ts';
import { atomicWrite } from '../project/atomic-write.ts';
import { fileFailure } from '../project/file-failure.ts';

/** Files with more than this are not what a build leaves for others to read. */
const MOST_FILES = 20_000;

/** @returns why it could not be done; null when it was. A file that is as it should be is not touched. */
export async function writeDifferent(root: string, files: NonNullable<BuildPlan['files']>): Promise<Problem | null> {
  for (const { path, text } of files) {
    const target = join(root, path);
    try {
      if ((await readFile(target, 'utf8').catch(() => null)) === text) continue;
      await mkdir(dirname(target), { recursive: true });
      await atomicWrite(dirname(target), basename(target), Buffer.from(text));
    } catch (error) {
      return failure(error, target);
    }
  }
  return null;
}

function failure(error: unknown, target: string): Problem {
  const { code, message, hint } = fileFailure(error, target, 'write');
  const evidence = { firstLine: 0, lastLine: 0 };
  return { code, severity: 'error', title: message, ...(hint ? { why: hint } : {}), evidence, fixes: [] };
}

/** @returns why a file could not be copied; null when all were. Each takes its place whole: a machine may still read the old one. */
export async function keepFiles(root: string, files: NonNullable<BuildPlan['keeps']>): Promise<Problem | null> {
  for (const { from, to } of files) {
    const target = join(root, to);
    try {
      await mkdir(dirname(target), { recursive: true });
      await copyFile(from, `${target}.new`);
      await rename(`${target}.new`, target);
    } catch (error) {
      return failure(error, target);
    }
  }
  return null;
}

/** What can't be made is left out: the build itself is good without it. */
export async function makeDerived(root: string, plan: BuildPlan, units: readonly PlannedUnit[]): Promise<void> {
  const made = units.length === 0 || units.some(({ unchanged, output }) => !unchanged && output !== undefined);
  for (const derived of plan.derived ?? []) {
    const target = join(root, derived.path);
    const old = await readFile(target, 'utf8').catch(() => null);
    if (old !== null && !made) continue;
    try {
      const text = derived.text(await inputs(root, derived));
      if (text === null || text === old) continue;
      await atomicWrite(dirname(target), basename(target), Buffer.from(text));
    } catch {}
  }
}

async function inputs(root: string, { from }: DerivedFile): Promise<{ path: string; text: string }[]> {
  const found: string[] = [];
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) await walk(path);
      else if (entry.isFile() && entry.name.endsWith(from.suffix) && found.length < MOST_FILES) found.push(path);
    }
  };
  await walk(from.folder);
  return Promise.all(found.sort().map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })));
}

/** What the next build may know of this one. It is no loss where it can't be kept. */
export async function writeNotes(notes: readonly BuildNote[], succeeded: boolean): Promise<void> {
  const due = notes.filter(({ when }) => when === 'ended' || succeeded);
  await Promise.all(due.map(({ path, text }) => writeFile(path, text()).catch(() => undefined)));
}
