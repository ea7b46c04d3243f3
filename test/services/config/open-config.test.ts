import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProjectId } from '#core/base/id.ts';
import type { Result } from '#core/base/result.ts';
import { type ConfigService, createConfigService } from '../../../electron/services/config/config-service.ts';
import type { HoldConfig } from '../../../electron/services/config/config-thread.ts';
import { holdConfigHere } from '../../../electron/services/config/hold-here.ts';
import { createProjectService, type ProjectService } from '../../../electron/services/project/project-service.ts';
import { createNotices } from '../../../electron/services/settings/notices.ts';
import { noSurroundings } from '../../../electron/services/sources/plan-context.ts';
import { toyFamily } from '../../toy-family/toy-family.ts';
import { writeToyProject } from '../../toy-family/toy-project.ts';
import { type TempPaths, tempPaths } from '../temp-paths.ts';

let temp: TempPaths;
let projects: ProjectService;
let configs: ConfigService;
let projectId: ProjectId;
/** How many configurations are held now, and how many ever were. */
let live = 0;
let started = 0;
let wake: () => void = () => undefined;

const hold: HoldConfig = (task, onEvent) => {
  live++;
  started++;
  const handle = holdConfigHere(task, onEvent);
  return new Proxy(handle, {
    get: (target, name, receiver) =>
      name === 'dispose'
        ? async () => {
            live--;
            wake();
          }
        : Reflect.get(target, name, receiver),
  });
};

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

async function untilNoneIsHeld(): Promise<void> {
  while (live > 0)
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
}

beforeEach(async () => {
  temp = tempPaths();
  live = 0;
  started = 0;
  const root = join(temp.root, 'project');
  mkdirSync(root);
  writeFileSync(join(root, 'Kconfig'), 'config A\n\tbool "A"\n');
  writeFileSync(join(root, '.config'), '# CONFIG_A is not set\n');
  projects = createProjectService({
    ...{ paths: temp.paths, families: [toyFamily], notices: createNotices() },
    searchWorker: new URL('file:///nowhere.js'),
  });
  projectId = must(await projects.open(root)).id;
  must(projects.trustForNow(projectId));
  configs = createConfigService({ projects, paths: temp.paths, surroundings: noSurroundings, hold, idleMs: 20 });
});
afterEach(async () => {
  await configs.dispose();
  await projects.dispose();
  temp.remove();
});

const openMain = async () => must(configs.get(must(await configs.open(projectId, 'main'))));

describe('an open configuration', () => {
  it('is put down when nobody follows it, and read again when it is asked for', async () => {
    const config = await openMain();
    const before = await config.tree();
    await untilNoneIsHeld();
    const after = await config.tree();
    expect(after.states).toEqual(before.states);
    expect(after.revision).toBeGreaterThanOrEqual(before.revision);
    expect(started).toBe(2);
  });

  it('stays while a window follows it, or while something is unsaved', async () => {
    const config = await openMain();
    const following = config.changes.onGrowth(() => undefined);
    must(await config.held().apply([{ option: 'A', to: 'y' }]));
    // Time for several looks at whether it is idle; that it stays can't be waited for.
    await new Promise((resolve) => setTimeout(resolve, 150));
    following.dispose();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect([live, started]).toEqual([1, 1]);
    must(await config.held().undo());
    await untilNoneIsHeld();
  });

  it('is one for all who ask, and saves once at a time', async () => {
    const [one, other] = await Promise.all([openMain(), openMain()]);
    expect(one).toBe(other);
    must(await one.held().apply([{ option: 'A', to: 'y' }]));
    const saves = await Promise.all([one.save(), one.save(), other.save()]);
    expect(new Set(saves.map((saved) => must(saved).etag)).size).toBe(1);
    // What is saved already is not written again: it would look newer than what was built from it.
    const file = join(temp.root, 'project', '.config');
    const { mtimeNs } = statSync(file, { bigint: true });
    expect(must(await one.save()).etag).toBe(must(saves[0]).etag);
    expect(statSync(file, { bigint: true }).mtimeNs).toBe(mtimeNs);
  });

  it('is read before anybody asks in a trusted project of a family, and in no other', async () => {
    await configs.preload(projectId);
    expect(started).toBe(0);
    const root = writeToyProject(join(temp.root, 'toy'));
    writeFileSync(join(root, 'Kconfig'), 'config A\n\tbool "A"\n');
    const toy = must(await projects.open(root)).id;
    await configs.preload(toy);
    expect(started).toBe(0);
    must(projects.trustForNow(toy));
    await configs.preload(toy);
    expect([live, started]).toEqual([1, 1]);
    const config = must(configs.get(must(await configs.open(toy, 'main'))));
    expect((await config.tree()).options.id).toContain('A');
    expect(started).toBe(1);
    // Whoever never comes leaves nothing behind.
    await untilNoneIsHeld();
  });

  it('is not read beforehand in a project that is closed meanwhile', async () => {
    const root = writeToyProject(join(temp.root, 'toy'));
    writeFileSync(join(root, 'Kconfig'), 'config A\n\tbool "A"\n');
    const toy = must(await projects.open(root)).id;
    must(projects.trustForNow(toy));
    const preloading = configs.preload(toy);
    await projects.close(toy);
    await preloading;
    expect(started).toBe(0);
  });
});
