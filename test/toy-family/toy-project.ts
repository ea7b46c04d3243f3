/** Makes projects of the toy family in a folder, and stands for the project service where a test needs only these. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProjectId } from '#core/base/id.ts';
import { fail, ok } from '#core/base/result.ts';
import type { ProjectActivity, Trust } from '#core/contract/project.ts';
import type { ProjectFiles, UnikernelFamily } from '#core/families/family.ts';
import type { OpenProject, ProjectLookup } from '../../electron/services/project/open-project.ts';
import { toyFamily } from './toy-family.ts';

const SOURCES = fileURLToPath(new URL('./project', import.meta.url));

/** @param app body of `int app(void)`; missing: the greeting of the template. @returns the project's canonical root. */
export function writeToyProject(folder: string, app?: string): string {
  mkdirSync(folder, { recursive: true });
  cpSync(SOURCES, folder, { recursive: true });
  if (app !== undefined) setToyApp(folder, app);
  return realpathSync(folder);
}

export function setToyApp(root: string, app: string): void {
  writeFileSync(join(root, 'app.c'), `#include "toy.h"\n\nint app(void)\n{\n\t${app}\n\treturn 0;\n}\n`);
}

/** Builds with the real make, outside the studio. */
export function buildToyProject(root: string): void {
  const make = spawnSync('make', ['-s'], { cwd: root, encoding: 'utf8' });
  if (make.status !== 0) throw new Error(`make failed:\n${make.stdout}${make.stderr}`);
}

export function readFolder(root: string): ProjectFiles {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(root, path)).isFile(),
  );
  return {
    root,
    paths,
    read: (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined),
  };
}

export interface ToyLookup extends ProjectLookup {
  readonly announced: { readonly id: ProjectId; readonly activity: ProjectActivity }[];
  readonly remembered: { readonly id: ProjectId; readonly state: string }[];
  readonly count: number;
  add(id: string, root: string, trust?: Trust, family?: UnikernelFamily): ProjectId;
}

/** Knows the projects that a test adds to it. */
export function toyLookup(): ToyLookup {
  const projects = new Map<ProjectId, OpenProject & { readonly family: UnikernelFamily }>();
  const notOpen = () => fail('project-not-open', 'This project is not open.');
  const lookup: ToyLookup = {
    get count() {
      return projects.size;
    },
    announced: [],
    remembered: [],
    add(name, root, trust = 'trusted', family = toyFamily) {
      const id = name as ProjectId;
      const info = {
        ...{ id, root, name: basename(root), family: family.id, evidence: ['toy.ld'] },
        ...{ arch: 'x86_64' as const, archs: ['x86_64' as const], trust, writable: true },
      };
      projects.set(id, { info, family, snapshot: async () => readFolder(root) });
      return id;
    },
    get(id) {
      const project = projects.get(id);
      return project ? ok(project) : notOpen();
    },
    getRunnable(id) {
      const project = projects.get(id);
      if (!project) return notOpen();
      if (project.info.trust !== 'trusted') return fail('not-trusted', 'Nobody has trusted this folder.');
      return ok(project);
    },
    announce: (id, activity) => void lookup.announced.push({ id, activity }),
    remember: (id, state) => void lookup.remembered.push({ id, state }),
  };
  return lookup;
}
