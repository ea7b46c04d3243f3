import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FamilyId } from '#core/base/id.ts';
import type { ToolRequirement, UnikernelFamily } from '#core/families/family.ts';
import { createProcessService } from '../../../electron/services/process/process-service.ts';
import type { ProcessService } from '../../../electron/services/process/process-types.ts';
import {
  createToolchainService,
  type ToolchainService,
} from '../../../electron/services/toolchain/toolchain-service.ts';
import { toyFamily } from '../../toy-family/toy-family.ts';
import { type TempPaths, tempPaths } from '../temp-paths.ts';

let temp: TempPaths;
let bin: string;
let process_: ProcessService;
let toolchain: ToolchainService;
let kvmRunsGuests: boolean | null;
const oldPath = process.env.PATH;

const tool = (id: string, change: Partial<ToolRequirement> = {}): ToolRequirement => ({
  id,
  name: id,
  commands: [id],
  versionArgv: ['--version'],
  versionPattern: 'version (\\d+(?:\\.\\d+)*)',
  why: `is ${id}`,
  required: true,
  packages: { apt: [`${id}-package`] },
  ...change,
});
const family: UnikernelFamily = {
  ...toyFamily,
  tools: [
    tool('good'),
    tool('old', { limits: [{ below: '7.10', note: 'Too old for colours.' }] }),
    tool('gone'),
    tool('silent'),
    tool('broken'),
    tool('either', { commands: ['either-1', 'either-2'] }),
    tool('arm-tool', { archs: ['arm64'], required: false }),
  ],
};
const neighbour: UnikernelFamily = {
  ...toyFamily,
  id: 'neighbour' as FamilyId,
  name: 'Neighbour',
  tools: [tool('good')],
};

const program = (name: string, script: string) => {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
};

beforeEach(() => {
  temp = tempPaths();
  kvmRunsGuests = null;
  bin = join(temp.root, "it's my bin");
  mkdirSync(bin);
  process.env.PATH = `${bin}:/usr/bin:/bin`;
  program('good', 'echo "Good (GNU) version 12.2.0"');
  program('old', 'echo "version 7.9.3" >&2');
  program('silent', 'echo hello');
  program('broken', 'echo "cannot open libfoo.so" >&2; exit 127');
  program('either-2', 'echo "version 3"');
  process_ = createProcessService(temp.paths);
  toolchain = createToolchainService({
    process: process_,
    families: [family, neighbour],
    home: temp.root,
    measurements: { bootTest: async () => null },
    kvm: { known: async () => kvmRunsGuests },
    system: { name: 'Debian', manager: 'apt', isRoot: false, elevate: 'sudo' },
  });
});
afterEach(async () => {
  process.env.PATH = oldPath;
  await process_.dispose();
  temp.remove();
});

const row = async (id: string, fresh = false) => (await toolchain.report(fresh)).tools.find((one) => one.id === id);

test('tells what is found, limited, missing and broken, and who needs it', async () => {
  expect(await row('good')).toEqual({
    id: 'good',
    name: 'good',
    state: 'found',
    version: '12.2.0',
    path: join(bin, 'good'),
    note: 'is good',
    why: 'is good',
    required: true,
    neededBy: ['toy', 'neighbour'],
    install: null,
  });
  expect(await row('old')).toMatchObject({ state: 'limited', version: '7.9.3', note: 'Too old for colours.' });
  expect(await row('gone')).toMatchObject({
    state: 'missing',
    version: null,
    install: { argv: ['sudo', 'apt-get', 'install', 'gone-package'] },
  });
  expect(await row('silent')).toMatchObject({ state: 'found', version: null });
  expect(await row('broken')).toMatchObject({
    state: 'limited',
    note: 'It is there, but ended with status 127: cannot open libfoo.so',
  });
  expect(await row('either')).toMatchObject({ state: 'found', path: join(bin, 'either-2'), version: '3' });
});

test('says which families are ready, by what they cannot do without', async () => {
  const { families } = await toolchain.report(false);
  expect(families).toMatchObject([
    { family: 'toy', ready: false, missing: 2, total: 6 },
    { family: 'neighbour', ready: true, missing: 0, total: 1, facts: [{ text: 'good 12.2', ok: true }] },
  ]);
  expect(families[0]?.facts).toContainEqual({ text: 'gone missing', ok: false });
  expect(families[0]?.facts).toContainEqual({ text: 'broken does not work', ok: false });
});

test('keeps its answer until PATH changes or a fresh one is asked for', async () => {
  const first = await toolchain.report(false);
  expect((await toolchain.report(false)).at).toBe(first.at);
  await new Promise((resolve) => setTimeout(resolve, 20));
  program('good', 'echo "version 13"');
  expect(await row('good', true)).toMatchObject({ version: '13' });
  program('gone', 'echo "version 1"');
  expect(await row('gone')).toMatchObject({ state: 'found', version: '1' });
  rmSync(join(bin, 'gone'));
  expect(await row('gone')).toMatchObject({ state: 'missing' });
});

test('names a missing tool and the exact command before a build needs it', () => {
  const [missing, ...others] = toolchain.missing(family, 'x86_64');
  expect(others).toEqual([]);
  expect(missing).toMatchObject({
    installArgv: ['sudo', 'apt-get', 'install', 'gone-package'],
    problem: {
      code: 'tool.missing',
      title: '`gone` is missing on this computer.',
      why: '`gone` is not in PATH. It is gone.',
      fixes: [{ kind: 'command', argv: ['sudo', 'apt-get', 'install', 'gone-package'] }],
    },
  });
});

test('tells about the computer only what was seen', async () => {
  const { computer } = await toolchain.report(false);
  expect(computer.system).toBe('Debian');
  expect(computer.cpus).toBeGreaterThan(0);
  expect(computer.memoryFreeBytes).toBeGreaterThan(0);
  expect(computer.diskFreeBytes).toBeGreaterThan(0);
  expect(computer.kvm.note).toMatch(/kvm/i);
  // That /dev/kvm opens is no proof; that a guest did not run on it is.
  kvmRunsGuests = false;
  expect((await toolchain.report(false)).computer.kvm.usable).toBe(false);
});
