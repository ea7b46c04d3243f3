import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FamilyId, TemplateId } from '#core/base/id.ts';
import type { Arch } from '#core/contract/problem.ts';
import type { VmEvent } from '#core/contract/vm.ts';
import { createStudio, type Studio } from '../../../electron/services/studio.ts';
import { eventually } from '../alive.ts';
import { type TempPaths, tempPaths } from '../temp-paths.ts';

let temp: TempPaths;
let studio: Studio;
const context = { signal: new AbortController().signal };

beforeAll(async () => {
  temp = tempPaths();
  const resources = fileURLToPath(new URL('../../../resources', import.meta.url));
  studio = await createStudio({ paths: temp.paths, resources, version: '0.0.0', host: 'web' });
});
afterAll(async () => {
  await studio.dispose();
  temp.remove();
});

/** Boots the panic lab, lets the accident happen that `key` stands for, and answers with all that the session told. */
async function accident(arch: Arch, key: string): Promise<readonly VmEvent[]> {
  const choice = {
    ...{ family: 'bare' as FamilyId, template: 'panic-lab' as TemplateId, language: 'C', arch },
    ...{ name: `lab “${arch}” ${key}`, location: temp.root },
  };
  const made = await studio.handlers['project.create'](choice, context);
  if (!made.ok) throw new Error(made.error.message);
  const built = await studio.process.run({ argv: ['make', '-j2'], cwd: join(temp.root, choice.name) });
  if (!built.ok || built.value.status !== 0) throw new Error(JSON.stringify(built));
  const started = await studio.machines.start(made.value.id);
  if (!started.ok) throw new Error(started.error.message);
  const serial = studio.machines.serial(started.value);
  const events = studio.machines.events(started.value);
  if (!serial.ok || !events.ok) throw new Error('a session that nobody knows');
  await eventually('the question', async () => {
    const log = await studio.machines.serialLog(started.value);
    return log.ok && log.value.text.includes('\n> ');
  });
  serial.value.write(Buffer.from(`${key}\r`));
  await eventually('the end', () => events.value.isClosed);
  return events.value.after(0).map(({ event }) => event);
}

const compilers: Readonly<Record<Arch, string>> = {
  x86_64: 'gcc',
  arm64: 'aarch64-linux-gnu-gcc',
  riscv64: 'riscv64-linux-gnu-gcc',
};

it.each(['x86_64', 'arm64', 'riscv64'] as const)('shows the line of a Bare guest’s fault on %s', async (arch) => {
  if (!studio.process.which(compilers[arch])) return;
  const events = await accident(arch, 'n');
  expect(events.at(-1)).toMatchObject({ state: { kind: 'exited', reason: 'crash' } });
  const told = events.filter((event) => event.kind === 'problem');
  expect(told).toHaveLength(1);
  expect(told[0]?.problem).toMatchObject({ code: 'bare.bad-write', at: { file: 'src/accidents.c' } });
  expect(told[0]?.crash).toMatchObject({ function: 'null_pointer', callers: expect.arrayContaining(['main']) });
  expect(told[0]?.crash?.excerpt?.lines.join('\n')).toContain('find_date()->year');
});

it('shows where a Bare guest without a table of faults has reset the CPU', async () => {
  const events = await accident('x86_64', 't');
  expect(events.at(-1)).toMatchObject({ state: { kind: 'exited', reason: 'crash' } });
  const told = events.filter((event) => event.kind === 'problem');
  expect(told.map((event) => [event.problem.code, event.crash?.function])).toEqual([
    ['bare.triple-fault', 'triple_fault'],
  ]);
});
