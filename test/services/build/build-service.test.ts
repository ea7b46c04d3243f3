import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProjectId } from '#core/base/id.ts';
import { setToyApp, writeToyProject } from '../../toy-family/toy-project.ts';
import { eventually } from '../alive.ts';
import { BuildFixture, type Built, eventsOf } from './build-fixture.ts';
import { manyFiles, testFamily } from './test-family.ts';

let fixture: BuildFixture;
beforeAll(() => {
  fixture = new BuildFixture();
});
afterAll(() => fixture.dispose());

function toyProject(name: string): { readonly id: ProjectId; readonly root: string } {
  const root = writeToyProject(join(fixture.temp.root, `${name}'s "toy" ü`));
  return { id: fixture.projects.add(name, root), root };
}

test('builds a project in a folder with blanks, quotes and Unicode, and tells every step of it', async () => {
  const { id, root } = toyProject('whole');
  const built = await fixture.build(id);
  expect(built.outcome).toBe('succeeded');
  expect(existsSync(join(root, 'build/toy.elf'))).toBe(true);
  const [plan] = eventsOf(built.events, 'planned').slice(-1);
  expect(plan).toMatchObject({ total: 4, stages: [{ id: 'compile' }, { id: 'link' }] });
  expect(plan?.units.map((unit) => `${unit.group}/${unit.label} ${unit.unchanged}`)).toEqual([
    'kernel/boot.S false',
    'kernel/toy.c false',
    'app/app.c false',
    'image/toy.elf false',
  ]);
  const stages = eventsOf(built.events, 'stage').map(({ index, state }) => `${index} ${state}`);
  expect(stages).toEqual(['0 running', '0 done', '1 running', '1 done']);
  const done = eventsOf(built.events, 'unit').filter(({ state }) => state === 'done');
  expect(done.map((unit) => unit.id).sort()).toEqual(['build/app.o', 'build/boot.o', 'build/toy.elf', 'build/toy.o']);
  expect(eventsOf(built.events, 'step')).toMatchObject([{ title: 'Build', argv: ['make', '-j2'], cwd: '' }]);
  expect(eventsOf(built.events, 'ended')[0]?.artifacts.map(({ path }) => path)).toEqual([
    'build/toy.elf',
    'build/toy.map',
  ]);
  expect(built.text).toContain('  LD      build/toy.elf\n');
  expect(fixture.projects.announced.filter((entry) => entry.id === id).map(({ activity }) => activity.kind)).toEqual([
    'job',
    'image',
  ]);
  expect(fixture.projects.remembered.at(-1)).toEqual({ id, state: 'built' });
});

test('counts what is unchanged, and makes only the rest', async () => {
  const { id, root } = toyProject('again');
  await fixture.build(id);
  const nothing = await fixture.build(id);
  expect(nothing.outcome).toBe('succeeded');
  expect(eventsOf(nothing.events, 'planned').at(-1)?.total).toBe(0);
  expect(eventsOf(nothing.events, 'stage').map(({ state }) => state)).toEqual(['skipped', 'skipped']);
  setToyApp(root, 'say("changed");');
  const little = await fixture.build(id);
  expect(eventsOf(little.events, 'planned').at(-1)?.total).toBe(2);
  expect(
    eventsOf(little.events, 'unit')
      .filter(({ state }) => state === 'done')
      .map((unit) => unit.id),
  ).toEqual(['build/app.o', 'build/toy.elf']);
  const all = await fixture.build(id, 'rebuild');
  expect(all.outcome).toBe('succeeded');
  expect(eventsOf(all.events, 'planned').at(-1)?.total).toBe(4);
});

test('cleans', async () => {
  const { id, root } = toyProject('clean');
  await fixture.build(id);
  const cleaned = await fixture.build(id, 'clean');
  expect(cleaned.outcome).toBe('succeeded');
  expect(existsSync(join(root, 'build'))).toBe(false);
  expect(fixture.projects.announced.at(-1)?.activity.kind).toBe('image');
});

test('shows a compile error at its place, and which unit and stage failed', async () => {
  const { id, root } = toyProject('broken');
  setToyApp(root, 'int answer = 42\n\tsay("hi");');
  const built = await fixture.build(id);
  expect(built.outcome).toBe('failed');
  expect(built.problems.filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'gcc.missing-semicolon', severity: 'error', at: { file: 'app.c', line: 5 } },
  ]);
  const line = built.text.split('\n')[built.problems[0]!.evidence.firstLine - 1];
  expect(line).toMatch(/^app\.c:6:\d+: error: /);
  expect(eventsOf(built.events, 'unit').filter(({ state }) => state === 'failed')).toMatchObject([
    { id: 'build/app.o' },
  ]);
  expect(eventsOf(built.events, 'stage').at(-1)).toMatchObject({ index: 0, state: 'failed' });
  expect(eventsOf(built.events, 'ended')[0]).toMatchObject({ outcome: 'failed', stage: 'Compile', artifacts: [] });
  expect(fixture.projects.remembered.at(-1)).toEqual({ id, state: 'failed' });
  setToyApp(root, 'int answer = 42;\n\tsay(answer ? "hi" : "");');
  expect((await fixture.build(id)).outcome).toBe('succeeded');
});

test("puts the family's diagnosis in the place of the general problem", async () => {
  const { id, root } = toyProject('linkless');
  writeFileSync(join(root, 'app.c'), 'int application(void)\n{\n\treturn 0;\n}\n');
  const built = await fixture.build(id);
  expect(built.outcome).toBe('failed');
  expect(built.problems.filter(({ severity }) => severity === 'error')).toMatchObject([{ code: 'toy.app-missing' }]);
  expect(eventsOf(built.events, 'problem').map(({ problem }) => problem.code)).toContain('ld.undefined-reference');
  expect(eventsOf(built.events, 'ended')[0]?.stage).toBe('Link');
});

test('runs units side by side and keeps its progress true', async () => {
  const { files, units } = manyFiles(12);
  const { id } = fixture.project(files, testFamily({ units, artifacts: ['build/all.elf'] }));
  const built = await fixture.build(id);
  expect(built.outcome).toBe('succeeded');
  expect(eventsOf(built.events, 'progress').at(-1)).toMatchObject({ done: 13, total: 13 });
  let running = 0;
  let most = 0;
  for (const { state } of eventsOf(built.events, 'unit')) {
    running += state === 'running' ? 1 : -1;
    most = Math.max(most, running);
  }
  expect(running).toBe(0);
  expect(most).toBeGreaterThan(1);
});

test('keeps its progress true where units do not say what they make', async () => {
  const { files, units } = manyFiles(9);
  const { id } = fixture.project(files, testFamily({ units, blind: true, artifacts: ['build/all.elf'] }));
  const built = await fixture.build(id);
  expect(built.outcome).toBe('succeeded');
  const done = eventsOf(built.events, 'progress').map((event) => event.done);
  expect(done.filter((count) => count > 0 && count < 9).length).toBeGreaterThan(2);
});

test('counts beside the build where the family allows it, and comes to the same plan', async () => {
  const { files, units } = manyFiles(12);
  // A count that is slow finds much made already, and some being made.
  const count = { title: 'Count', argv: ['sh', '-c', 'sleep 0.08; exec make -n'], cwd: '' };
  const { id } = fixture.project(files, testFamily({ units, count, countBeside: true, artifacts: ['build/all.elf'] }));
  const built = await fixture.build(id);
  expect(built.outcome).toBe('succeeded');
  expect(eventsOf(built.events, 'planned').at(-1)).toMatchObject({ total: 13 });
  expect(eventsOf(built.events, 'progress').at(-1)).toMatchObject({ done: 13, total: 13 });
  const again = await fixture.build(id);
  expect(eventsOf(again.events, 'planned').at(-1)).toMatchObject({ total: 0 });
});

test('does not count a build that was seen under the same name, and goes by what was made', async () => {
  const { files, units } = manyFiles(5);
  // It would be wrong by one: what counts afterwards is what was made.
  const count = { title: 'Count', argv: ['sh', '-c', 'echo >>counted; make -n | grep -v f3.o'], cwd: '' };
  const named = (wholeAs: string) =>
    testFamily({ units, count, countBeside: true, wholeAs, artifacts: ['build/all.elf'] });
  const { id, root } = fixture.project(files, named('one'));
  const totals = ({ events }: Built) => eventsOf(events, 'planned').flatMap(({ total }) => total ?? []);
  await fixture.build(id);
  rmSync(join(root, 'build'), { recursive: true });
  const again = await fixture.build(id);
  expect(again.outcome).toBe('succeeded');
  expect(totals(again)).toEqual([6]);
  expect(readFileSync(join(root, 'counted'), 'utf8')).toBe('\n');
  // Another host finds it on the disk; another name is another build.
  await fixture.builds.dispose();
  fixture.builds = fixture.service();
  rmSync(join(root, 'build'), { recursive: true });
  expect(totals(await fixture.build(id))).toEqual([6]);
  expect(readFileSync(join(root, 'counted'), 'utf8')).toBe('\n');
  fixture.projects.add(id, root, 'trusted', named('two'));
  rmSync(join(root, 'build'), { recursive: true });
  await fixture.build(id);
  expect(readFileSync(join(root, 'counted'), 'utf8')).toBe('\n\n');
});

test('estimates the time that is left from earlier builds, and not before there are any', async () => {
  const { files, units } = manyFiles(6, 0.05);
  const { id } = fixture.project(files, testFamily({ units }));
  const first = await fixture.build(id);
  expect(eventsOf(first.events, 'progress').every(({ leftMs }) => leftMs === undefined)).toBe(true);
  await fixture.build(id, 'clean');
  const second = await fixture.build(id);
  const left = eventsOf(second.events, 'progress').flatMap(({ leftMs }) => leftMs ?? []);
  expect(left[0]).toBeGreaterThan(0);
  expect(left.at(-1)).toBeLessThan(left[0]!);
});

test('keeps stdout and stderr in their true order', async () => {
  const recipe = `for n in ${Array.from({ length: 100 }, (_, n) => n).join(' ')}; do echo "out $$n"; echo "err $$n" >&2; done`;
  const { id } = fixture.project({ Makefile: `all:\n\t@${recipe}\n` }, testFamily());
  const { text } = await fixture.build(id);
  expect(text).toBe(Array.from({ length: 100 }, (_, n) => `out ${n}\nerr ${n}\n`).join(''));
});

test('takes escape sequences but colours out of the output, and keeps the bytes in its file', async () => {
  const makefile = `all:\n\t@printf '\\033]0;title\\007\\033[31mred\\033[m\\033[2J \\303\\274 \\377\\000 x\\n'\n`;
  const { id } = fixture.project({ Makefile: makefile }, testFamily());
  const built = await fixture.build(id);
  expect(built.text).toBe('\x1b[31mred\x1b[m ü \ufffd x\n');
  const file = join(fixture.temp.paths.data, 'jobs', `${built.id}.log`);
  await eventually('the bytes are in the file', () => readFileSync(file).includes(Buffer.from([0xff, 0x00])));
});

test('refuses a second build of a project while one runs, and builds another project beside it', async () => {
  const slow = fixture.project({ Makefile: 'all:\n\t@until test -e go; do sleep 0.02; done\n' }, testFamily());
  const other = toyProject('beside');
  const job = await fixture.start(slow.id);
  const second = await fixture.builds.start({ projectId: slow.id, goal: 'build' });
  expect(second).toMatchObject({ ok: false, error: { code: 'busy' } });
  expect(second.ok ? '' : second.error.message).toMatch(/^it's a "project-\d+" ü is being built, since \d+ s\.$/);
  expect((await fixture.build(other.id)).outcome).toBe('succeeded');
  writeFileSync(join(slow.root, 'go'), '');
  expect((await fixture.ended(job)).outcome).toBe('succeeded');
  expect((await fixture.build(slow.id)).outcome).toBe('succeeded');
});

test('refuses to build while another studio of this user builds the project', async () => {
  const { id, root } = fixture.project({ Makefile: 'all:\n\t@until test -e go; do sleep 0.02; done\n' }, testFamily());
  const job = await fixture.start(id);
  const second = fixture.service();
  expect(await second.start({ projectId: id, goal: 'build' })).toMatchObject({ ok: false, error: { code: 'busy' } });
  writeFileSync(join(root, 'go'), '');
  await fixture.ended(job);
  const started = await second.start({ projectId: id, goal: 'build' });
  expect(started.ok).toBe(true);
  if (started.ok) expect(await second.wait(started.value)).toBe('succeeded');
  await second.dispose();
});

test('runs nothing of a project that nobody trusts', async () => {
  const root = writeToyProject(join(fixture.temp.root, 'untrusted'));
  const id = fixture.projects.add('untrusted', root, 'asked');
  expect(await fixture.builds.start({ projectId: id, goal: 'build' })).toMatchObject({
    ok: false,
    error: { code: 'not-trusted' },
  });
  expect(existsSync(join(root, 'build'))).toBe(false);
});

test('knows nothing of a job that never was', async () => {
  const id = 'no-such-job' as Parameters<typeof fixture.builds.events>[0];
  expect(fixture.builds.events(id)).toMatchObject({ ok: false, error: { code: 'job-unknown' } });
  expect(await fixture.builds.cancel(id)).toMatchObject({ ok: false, error: { code: 'job-unknown' } });
});

test('shows the builds of an earlier host with their events and their output', async () => {
  const { id, root } = toyProject('remembered');
  setToyApp(root, 'nonsense');
  const before = await fixture.build(id);
  await fixture.builds.dispose();
  fixture.builds = fixture.service();
  const list = await fixture.builds.list(id);
  expect(list).toMatchObject([{ id: before.id, outcome: 'failed', goal: { goal: 'build' } }]);
  const log = fixture.builds.events(before.id);
  if (!log.ok) throw new Error(log.error.message);
  await new Promise<void>((resolve) => {
    if (log.value.isClosed) resolve();
    else log.value.onGrowth(() => log.value.isClosed && resolve());
  });
  const events = log.value.after(0).map(({ event }) => event);
  expect(events[0]).toMatchObject({ kind: 'started' });
  expect(events.at(-1)).toMatchObject({ kind: 'ended', outcome: 'failed' });
  expect(
    eventsOf(events, 'output')
      .map(({ chunk }) => chunk)
      .join(''),
  ).toBe(before.text);
  expect(eventsOf(events, 'problem')).toEqual(eventsOf(before.events, 'problem'));
});

test('keeps the last 20 builds of a project, in memory and on disk', async () => {
  const { id } = fixture.project({ Makefile: 'all:\n\t@echo hello\n' }, testFamily());
  const first = await fixture.build(id);
  for (let count = 0; count < 20; count++) await fixture.build(id);
  const list = await fixture.builds.list(id);
  expect(list).toHaveLength(20);
  expect(list.map((job) => job.id)).not.toContain(first.id);
  await fixture.builds.dispose();
  fixture.builds = fixture.service();
  expect(fixture.builds.events(first.id)).toMatchObject({ ok: false, error: { code: 'job-unknown' } });
  expect(existsSync(join(fixture.temp.paths.data, 'jobs', `${first.id}.log`))).toBe(false);
});
