import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventLog } from '#core/base/event-log.ts';
import type { FamilyId, TemplateId } from '#core/base/id.ts';
import type { Result } from '#core/base/result.ts';
import type { JobEvent } from '#core/contract/build.ts';
import type { Project } from '#core/contract/project.ts';
import type { VmEvent } from '#core/contract/vm.ts';
import { createStudio, type Studio } from '../../electron/services/studio.ts';
import { toyFamily } from '../toy-family/toy-family.ts';
import { type BuiltWorkers, buildWorkers } from './built-workers.ts';
import { type TempPaths, tempPaths } from './temp-paths.ts';
import { writeToyResources } from './toy-resources.ts';

/** The whole way of a person, with a family that nothing outside test/ knows of. */
let temp: TempPaths;
let workers: BuiltWorkers;
let studio: Studio;
let project: Project;
const context = { signal: new AbortController().signal };

beforeAll(async () => {
  temp = tempPaths();
  workers = await buildWorkers();
  studio = await createStudio({
    paths: temp.paths,
    resources: writeToyResources(join(temp.root, 'resources')),
    version: '1.0.0',
    host: 'web',
    families: [toyFamily],
    workers: workers.url,
  });
});
afterAll(async () => {
  await studio.dispose();
  workers.remove();
  temp.remove();
});

function got<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

async function eventsUntil<E>(log: EventLog<E>, last: (event: E) => boolean): Promise<E[]> {
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!log.isClosed && !log.after(0).some(({ event }) => last(event))) return;
      growth.dispose();
      resolve();
    };
    const growth = log.onGrowth(look);
    look();
  });
  return log.after(0).map(({ event }) => event);
}

async function build(): Promise<JobEvent[]> {
  const job = got(await studio.handlers['build.start']({ projectId: project.id, goal: 'build' }, context));
  return eventsUntil(got(studio.handlers['job.events'](job)), ({ kind }) => kind === 'ended');
}

async function run(): Promise<VmEvent[]> {
  const session = got(await studio.handlers['vm.start']({ projectId: project.id }, context));
  const ended = (event: VmEvent) => event.kind === 'state' && event.state.kind === 'exited';
  return eventsUntil(got(studio.handlers['vm.events'](session)), ended);
}

async function setApp(body: string): Promise<void> {
  const file = { projectId: project.id, path: 'app.c' };
  const old = got(await studio.handlers['files.read'](file, context));
  const text = `#include "toy.h"\n\nint app(void)\n{\n\t${body}\n}\n`;
  got(await studio.handlers['files.write']({ ...file, text, baseEtag: old.etag }, context));
}

const outcomeOf = (events: JobEvent[]) => events.find((event) => event.kind === 'ended')?.outcome;
const endOf = (events: VmEvent[]) => {
  const end = events.findLast((event) => event.kind === 'state');
  return end?.kind === 'state' ? end.state : null;
};

test('is offered, and found ready by the doctor', async () => {
  const cards = got(await studio.handlers['families.list'](null, context));
  expect(cards).toMatchObject([{ id: 'toy', available: true, templates: [{ id: 'greeter', entry: 'app.c' }] }]);
  const report = got(await studio.handlers['toolchain.report']({ fresh: true }, context));
  expect(report.families).toMatchObject([{ family: 'toy', ready: true }]);
});

test('becomes a project that is recognised and trusted', async () => {
  const choice = {
    ...{ family: 'toy' as FamilyId, template: 'greeter' as TemplateId, language: 'C', arch: 'x86_64' as const },
    ...{ name: `my "toy" ü`, location: join(temp.root, 'it is new') },
  };
  expect(got(await studio.handlers['project.checkPlace'](choice, context))).toBeNull();
  project = got(await studio.handlers['project.create'](choice, context));
  expect(project).toMatchObject({ family: 'toy', trust: 'trusted', name: choice.name });
});

test('is built, and its image is mapped', async () => {
  const events = await build();
  expect(outcomeOf(events)).toBe('succeeded');
  expect(existsSync(join(project.root, 'build', 'toy.elf'))).toBe(true);
  const map = got(await studio.handlers['image.map'](project.id, context));
  expect(map?.groups.map(({ label }) => label)).toContain('Your program');
});

test('boots, says its greeting, and ends by itself', async () => {
  const events = await run();
  expect(events.some(({ kind }) => kind === 'booted')).toBe(true);
  expect(endOf(events)).toMatchObject({ kind: 'exited', code: 0, reason: 'guest' });
  const [session] = got(await studio.handlers['vm.list'](null, context));
  const log = session && got(await studio.handlers['vm.serialLog'](session.id, context));
  expect(log?.text).toContain('Hello from the toy family');
});

test('fails to build with the place of the mistake', async () => {
  await setApp('return nothing;');
  const events = await build();
  expect(outcomeOf(events)).toBe('failed');
  const problems = events.filter((event) => event.kind === 'problem').map((event) => event.problem);
  expect(problems).toContainEqual(expect.objectContaining({ at: expect.objectContaining({ file: 'app.c', line: 5 }) }));
});

test('crashes when it panics, whatever status QEMU gives', async () => {
  await setApp('toy_panic("on purpose");');
  expect(outcomeOf(await build())).toBe('succeeded');
  const events = await run();
  expect(endOf(events)).toMatchObject({ kind: 'exited', reason: 'crash' });
  const problems = events.filter((event) => event.kind === 'problem').map((event) => event.problem);
  expect(problems[0]).toMatchObject({ code: 'toy.panic', title: 'The toy panicked: on purpose' });
  const [recent] = got(await studio.handlers['project.recent'](null, context));
  expect(recent).toMatchObject({ root: project.root, last: { state: 'crashed' } });
});

test('is searched like any other project', async () => {
  const query = { text: 'toy_panic', regex: false, caseSensitive: true, wholeWord: true };
  const found = got(await studio.handlers['files.search']({ projectId: project.id, query }, context));
  expect(found.hits.map(({ path }) => path)).toContain('app.c');
});

test('passes the boot test, and its figures come to its card', async () => {
  const proof = got(await studio.handlers['toolchain.bootTest'](null, context));
  expect(proof).toMatchObject({ passed: true });
  expect(proof.totalMs).toBeGreaterThan(0);
  const [card] = got(await studio.handlers['families.list'](null, context));
  expect(card?.measured).toMatchObject({ where: 'this-computer', bootMs: proof.totalMs });
  expect(got(await studio.handlers['vm.list'](null, context))).toHaveLength(2);
});
