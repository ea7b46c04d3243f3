import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FamilyId, TemplateId } from '#core/base/id.ts';
import type { UnikernelFamily } from '#core/families/family.ts';
import { createStudio, type Studio } from '../../../electron/services/studio.ts';
import { toyFamily } from '../../toy-family/toy-family.ts';
import { type TempPaths, tempPaths } from '../temp-paths.ts';
import { writeToyResources } from '../toy-resources.ts';

let temp: TempPaths;
let resources: string;
let studio: Studio | null;
const context = { signal: new AbortController().signal };

beforeEach(() => {
  temp = tempPaths();
  resources = writeToyResources(join(temp.root, 'resources'));
  studio = null;
});
afterEach(async () => {
  await studio?.dispose();
  temp.remove();
});

async function start(family: UnikernelFamily = toyFamily): Promise<Studio> {
  studio = await createStudio({
    ...{ paths: temp.paths, resources, version: '1', host: 'web', families: [family] },
  });
  return studio;
}
async function bootTest(family?: UnikernelFamily) {
  const { handlers } = await start(family);
  const test = await handlers['toolchain.bootTest'](null, context);
  if (!test.ok) throw new Error(test.error.message);
  return test.value;
}
/** A folder of the test itself would be seen here, and a job or a session that a window could see below. What is known of KVM stays. */
const leftovers = () =>
  existsSync(temp.paths.cache) ? readdirSync(temp.paths.cache).filter((name) => name !== 'kvm.json') : [];

const needsMore: UnikernelFamily = {
  ...toyFamily,
  tools: toyFamily.tools.map((tool) =>
    tool.id === 'qemu-system-x86_64' ? { ...tool, name: 'QEMU', commands: ['qemu-not-here'] } : tool,
  ),
  planRun: (files, request, context) => {
    const planned = toyFamily.planRun(files, request, context);
    return { ...planned, value: { ...planned.value, program: 'qemu-not-here' } };
  },
};

test('proves itself, leaves nothing, and is remembered', async () => {
  expect(await bootTest()).toMatchObject({ passed: true, message: expect.stringContaining('its marker was read') });
  expect(leftovers()).toEqual([]);
  expect(studio?.machines.list()).toEqual([]);
  expect(await studio?.projects.recent()).toEqual([]);
  await studio?.dispose();
  const report = await (await start()).handlers['toolchain.report']({ fresh: false }, context);
  expect(report).toMatchObject({ ok: true, value: { bootTest: { passed: true } } });
});

test('asked twice at once, it runs once', async () => {
  const { handlers } = await start();
  const run = () => handlers['toolchain.bootTest'](null, context);
  const [one, two] = await Promise.all([run(), run()]);
  expect(two).toEqual(one);
});

test('names the tool without which there is nothing to prove', async () => {
  expect(await bootTest(needsMore)).toMatchObject({
    passed: false,
    message: "QEMU (`qemu-not-here`) is missing on this computer. Toy can't be built and booted without it.",
  });
  const [card] =
    (await studio?.handlers['families.list'](null, context).then((all) => (all.ok ? all.value : []))) ?? [];
  expect(card?.measured).toBeNull();
});

test('says why the build failed', async () => {
  writeFileSync(join(resources, 'families/toy/templates/greeter/app.c'), 'int app(void) { return nothing; }\n');
  expect(await bootTest()).toMatchObject({ passed: false, message: expect.stringMatching(/build failed.*nothing/) });
  expect(leftovers()).toEqual([]);
});

test('a studio that closes ends it, and keeps no false result', async () => {
  const { handlers } = await start();
  const running = handlers['toolchain.bootTest'](null, context);
  await new Promise((resolve) => setTimeout(resolve, 10));
  await studio?.dispose();
  await running;
  expect(leftovers()).toEqual([]);
  const report = await (await start()).handlers['toolchain.report']({ fresh: false }, context);
  expect(report).toMatchObject({ ok: true, value: { bootTest: null } });
});

test('a run without QEMU names it, and the command that installs it', async () => {
  const { handlers, builds } = await start(needsMore);
  const choice = {
    ...{ family: 'toy' as FamilyId, template: 'greeter' as TemplateId, language: 'C', arch: 'x86_64' as const },
    ...{ name: 'a', location: temp.root },
  };
  const made = await handlers['project.create'](choice, context);
  if (!made.ok) throw new Error(made.error.message);
  const projectId = made.value.id;
  const job = await handlers['build.start']({ projectId, goal: 'build' }, context);
  if (!job.ok) throw new Error(job.error.message);
  expect(await builds.wait(job.value)).toBe('succeeded');
  const run = await handlers['vm.start']({ projectId }, context);
  expect(run).toMatchObject({
    ok: false,
    error: { code: 'tool-missing', message: expect.stringContaining('QEMU (qemu-not-here) is missing') },
  });
  if (existsSync('/usr/bin/apt-get')) {
    expect(run).toMatchObject({ error: { hint: expect.stringContaining('apt-get install qemu-system-x86_64') } });
  }
});
