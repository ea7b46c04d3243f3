/** Real builds and boots: two configurations that differ in one option, and what the studio makes of them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ConfigId, FamilyId, ProjectId, TemplateId } from '#core/base/id.ts';
import type { Result } from '#core/base/result.ts';
import { createStudio, type Studio } from '../../../electron/services/studio.ts';
import { type BuiltWorkers, buildWorkers } from '../built-workers.ts';
import { type TempPaths, tempPaths } from '../temp-paths.ts';

let workers: BuiltWorkers;
let temp: TempPaths;
let studio: Studio;
let projectId: ProjectId;
let configId: ConfigId;
let root = '';
const context = { signal: new AbortController().signal };

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

beforeAll(async () => {
  workers = await buildWorkers();
  temp = tempPaths();
  const resources = fileURLToPath(new URL('../../../resources', import.meta.url));
  studio = await createStudio({ paths: temp.paths, resources, version: '0', host: 'web', workers: workers.url });
  must(await studio.handlers['settings.set']({ accelerator: 'tcg' }, context));
  const choice = {
    ...{ family: 'bare' as FamilyId, template: 'hello' as TemplateId, language: 'C', arch: 'x86_64' as const },
    ...{ name: 'receipts ü', location: temp.root },
  };
  const made = must(await studio.handlers['project.create'](choice, context));
  projectId = made.id;
  root = made.root;
  configId = must(await studio.handlers['config.open']({ projectId, source: 'main' }, context));
});
afterAll(async () => {
  await studio.dispose();
  temp.remove();
  workers.remove();
});

/** Waits for the feed to say that something was measured, `count` times. */
function measured(count: number): Promise<void> {
  const log = must(studio.handlers['config.changes'](configId));
  const after = log.lastSeq;
  return new Promise((resolve) => {
    const growth = log.onGrowth(() => {
      if (log.after(after).filter(({ event }) => event.kind === 'measured').length < count) return;
      growth.dispose();
      resolve();
    });
  });
}

async function build(): Promise<void> {
  const seen = measured(1);
  const job = must(await studio.handlers['build.start']({ projectId, goal: 'build' }, context));
  expect(await studio.builds.wait(job)).toBe('succeeded');
  await seen;
}

async function boot(): Promise<void> {
  const seen = measured(1);
  must(await studio.handlers['vm.start']({ projectId }, context));
  await seen;
}

async function set(option: string, to: string): Promise<void> {
  must(await studio.handlers['config.apply']({ configId, steps: [{ option, to }] }, context));
  must(await studio.handlers['config.save'](configId, context));
}

const receipts = async () => must(await studio.handlers['config.receipts'](configId, context));

it('says what an option cost after builds with and without it, and that the image is another configuration', async () => {
  expect(await receipts()).toEqual([]);
  expect(must(await studio.handlers['config.built'](configId, context))).toEqual({ at: null, changes: [] });
  await build();
  for (let round = 0; round < 3; round++) await boot();
  expect(must(await studio.handlers['config.built'](configId, context))).toMatchObject({ changes: [] });

  await set('SELF_TEST', 'y');
  expect(must(await studio.handlers['config.built'](configId, context))).toMatchObject({
    at: expect.any(Number),
    changes: [{ option: 'SELF_TEST', from: 'n', to: 'y' }],
  });
  await build();
  for (let round = 0; round < 3; round++) await boot();

  const [receipt, ...others] = await receipts();
  expect(others).toEqual([]);
  expect(receipt).toMatchObject({
    options: [{ option: 'SELF_TEST', prompt: 'Self-test at start', from: 'n', to: 'y' }],
    current: true,
    cost: { arch: 'x86_64', imageBytes: { spread: 0 }, bootMs: { samples: [3, 3], accelerator: 'tcg' } },
  });
  const { cost } = receipt!;
  expect(cost.imageBytes.delta).toBeGreaterThan(0);
  expect(cost.imageBytes.to - cost.imageBytes.from).toBe(cost.imageBytes.delta);
  // How long boots take is for the machine to say, and three of them are too few to be sure.
  expect(cost.bootMs!.to - cost.bootMs!.from).toBeCloseTo(cost.bootMs!.delta, 0);
  expect(cost.bootMs!.significant).toBe(false);

  // The same change the other way round stands beside the proposal to make it.
  const back = must(await studio.handlers['config.fixes']({ configId, option: 'SELF_TEST', value: 'n' }, context));
  expect(back.sets).toMatchObject([{ cost: { imageBytes: { delta: -cost.imageBytes.delta } } }]);
});

it('compares nothing with what was built from other sources', async () => {
  writeFileSync(join(root, 'src', 'main.c'), 'int main(void) { return 0; }\n');
  await set('SELF_TEST', 'n');
  await build();
  expect(await receipts()).toHaveLength(1);
  expect((await receipts())[0]).toMatchObject({ current: false });
});
