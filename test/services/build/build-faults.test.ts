import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JobEvent } from '#core/contract/build.ts';
import { BUDGET } from '../../../electron/services/build/output-budget.ts';
import { toyFamily } from '../../toy-family/toy-family.ts';
import { writeToyProject } from '../../toy-family/toy-project.ts';
import { eventually, isAlive } from '../alive.ts';
import { mountDisk } from '../mounted-disk.ts';
import { BuildFixture, eventsOf } from './build-fixture.ts';
import { testFamily } from './test-family.ts';

let fixture: BuildFixture;
beforeAll(() => {
  fixture = new BuildFixture();
});
afterAll(() => fixture.dispose());

test('cancels a build with everything that it started', async () => {
  // The child ignores the polite request, and its own child leaves the pipe open.
  const makefile = `all:
\t@echo '  CC      first'
\t@sh -c 'trap "" TERM INT HUP; echo $$$$ > child.pid; sleep 300 & echo $$! > grandchild.pid; wait; sleep 300'
`;
  const { id, root } = fixture.project({ Makefile: makefile }, testFamily());
  const job = await fixture.start(id);
  const pids = await eventually('the recipe runs', () => {
    const files = ['child.pid', 'grandchild.pid'].map((name) => join(root, name));
    const texts = files.map((file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : ''));
    return texts.every((text) => text !== '') && texts.map(Number);
  });
  expect(await fixture.builds.cancel(job)).toEqual({ ok: true, value: null });
  const built = await fixture.ended(job);
  expect(built.outcome).toBe('cancelled');
  // A killed process is there until the kernel has come to it.
  await eventually('all are gone', () => !pids.some(isAlive));
  expect(eventsOf(built.events, 'ended')[0]).toMatchObject({ outcome: 'cancelled', stage: 'Compile', artifacts: [] });
  expect(built.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(fixture.projects.remembered.at(-1)).toEqual({ id, state: 'cancelled' });
  expect(fixture.builds.running(id)).toBeNull();
  expect(await fixture.builds.cancel(job)).toEqual({ ok: true, value: null });
});

test('cancels while it still counts', async () => {
  const count = { title: 'Count', argv: ['sh', '-c', 'echo $$ > count.pid; exec sleep 300'], cwd: '' };
  const { id, root } = fixture.project({ Makefile: 'all:\n\t@touch built\n' }, testFamily({ count }));
  const job = await fixture.start(id);
  const pid = await eventually('the count runs', () => {
    const text = existsSync(join(root, 'count.pid')) ? readFileSync(join(root, 'count.pid'), 'utf8').trim() : '';
    return text !== '' && Number(text);
  });
  await fixture.builds.cancel(job);
  expect((await fixture.ended(job)).outcome).toBe('cancelled');
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(join(root, 'built'))).toBe(false);
});

test('says which tool is missing, why it is needed and how it is installed', async () => {
  const family = {
    ...testFamily(),
    tools: [
      {
        ...toyFamily.tools[0]!,
        id: 'unikernel-cc',
        name: 'The compiler',
        commands: ['unikernel-cc'],
        packages: { apt: ['gcc'], dnf: ['gcc'], pacman: ['gcc'], zypper: ['gcc'], brew: ['gcc'] },
      },
    ],
  };
  const { id } = fixture.project({ Makefile: 'all:\n\tunikernel-cc -c main.c\n' }, family);
  const built = await fixture.build(id);
  expect(built.outcome).toBe('failed');
  expect(built.problems).toHaveLength(1);
  expect(built.problems[0]).toMatchObject({ code: 'tool.missing', evidence: { firstLine: 2, lastLine: 3 } });
  expect(built.problems[0]?.why).toContain('It compiles and links.');
});

test('says when the build program itself is missing', async () => {
  const steps = [{ title: 'Build', argv: ['no-such-make', 'all'], cwd: '' }];
  const { id } = fixture.project({}, testFamily({ steps }));
  const built = await fixture.build(id);
  expect(built.outcome).toBe('failed');
  expect(built.problems).toMatchObject([{ code: 'tool.missing', title: '`no-such-make` is missing on this computer' }]);
});

test('does not believe a status of 0 when the image is missing, empty or old', async () => {
  const artifacts = ['image.elf'];
  const missing = fixture.project({ Makefile: 'all:\n\t@echo done\n' }, testFamily({ artifacts }));
  expect((await fixture.build(missing.id)).problems).toMatchObject([{ code: 'build.image-missing' }]);
  const empty = fixture.project({ Makefile: 'all:\n\t@: > image.elf\n' }, testFamily({ artifacts }));
  expect((await fixture.build(empty.id)).problems).toMatchObject([{ code: 'build.image-empty' }]);
  const old = fixture.project(
    { Makefile: "all:\n\t@echo '  LD      image.elf'\n", 'image.elf': 'from yesterday' },
    testFamily({ artifacts, units: ['image.elf'] }),
  );
  const built = await fixture.build(old.id);
  expect(built.outcome).toBe('failed');
  expect(built.problems).toMatchObject([{ code: 'build.image-not-updated' }]);
});

test('does not believe a clean-up that leaves the image', async () => {
  const { id } = fixture.project(
    { Makefile: 'clean:\n\t@true\n', 'image.elf': 'still here' },
    testFamily({ artifacts: ['image.elf'] }),
  );
  const cleaned = await fixture.build(id, 'clean');
  expect(cleaned.outcome).toBe('failed');
  expect(cleaned.problems).toMatchObject([{ code: 'build.image-still-there' }]);
});

test('a build that fails for no reason that is known still names its last line', async () => {
  const steps = [{ title: 'Build', argv: ['sh', '-c', 'echo working; echo something odd >&2; exit 3'], cwd: '' }];
  const { id } = fixture.project({}, testFamily({ steps }));
  expect((await fixture.build(id)).problems).toMatchObject([
    {
      code: 'build.failed',
      title: '`sh` ended with status 3',
      quote: 'something odd',
      evidence: { firstLine: 2, lastLine: 2 },
    },
  ]);
});

test('a tool that the system kills is a failure', async () => {
  const steps = [{ title: 'Build', argv: ['sh', '-c', 'kill -SEGV $$'], cwd: '' }];
  const { id } = fixture.project({}, testFamily({ steps }));
  const built = await fixture.build(id);
  expect(built.outcome).toBe('failed');
  expect(built.problems).toMatchObject([{ code: 'build.tool-crashed' }]);
});

test('a diagnoser with a bug ends the job as failed, and the next build works', async () => {
  const buggy = {
    code: 'buggy',
    diagnose: () => {
      throw new Error('a bug in a diagnoser');
    },
  };
  const family = { ...testFamily(), diagnosers: [buggy] };
  const { id, root } = fixture.project({ Makefile: 'all:\n\t@test -e fixed\n' }, family);
  const job = await fixture.start(id);
  await expect(fixture.builds.wait(job)).rejects.toThrow('a bug in a diagnoser');
  const log = fixture.builds.events(job);
  const events = log.ok ? log.value.after(0).map(({ event }) => event) : [];
  expect(events.at(-1)).toMatchObject({ kind: 'ended', outcome: 'failed' });
  expect(eventsOf(events, 'problem').at(-1)?.problem).toMatchObject({
    code: 'studio.bug',
    why: 'a bug in a diagnoser',
  });
  writeFileSync(join(root, 'fixed'), '');
  expect((await fixture.build(id)).outcome).toBe('succeeded');
});

/** Leaves no room but for a folder and a small file. */
function fill(folder: string): void {
  for (let count = 0; ; count++) {
    try {
      writeFileSync(join(folder, `filler ${count}`), Buffer.alloc(4096));
    } catch {
      for (let last = count; last > count - 3; last--) rmSync(join(folder, `filler ${last}`), { force: true });
      return;
    }
  }
}

test('says that the disk is full', async (context) => {
  const disk = mountDisk(512);
  if (!disk) return context.skip('only root can mount a small disk here');
  try {
    const root = join(disk.path, "it's ü");
    mkdirSync(root);
    cpSync(writeToyProject(join(fixture.temp.root, 'for a full disk')), root, { recursive: true });
    fill(disk.path);
    const id = fixture.projects.add('full', root);
    const built = await fixture.build(id);
    expect(built.outcome).toBe('failed');
    expect(built.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toContain(
      'disk.full',
    );
  } finally {
    disk.remove();
  }
});

test('says that the project cannot be written', async (context) => {
  const disk = mountDisk(512);
  if (!disk) return context.skip('only root can mount a small disk here');
  try {
    const root = join(disk.path, 'read only');
    writeToyProject(root);
    disk.makeReadOnly();
    const id = fixture.projects.add('read-only', root);
    const built = await fixture.build(id);
    expect(built.outcome).toBe('failed');
    expect(built.problems.filter(({ severity }) => severity === 'error')).toMatchObject([{ code: 'file.read-only' }]);
  } finally {
    disk.remove();
  }
});

test('goes on when its own log cannot be kept', async () => {
  const broken = new BuildFixture();
  try {
    mkdirSync(broken.temp.paths.data, { recursive: true });
    writeFileSync(join(broken.temp.paths.data, 'jobs'), 'a file where a folder should be');
    const { id } = broken.project({ Makefile: 'all:\n\t@echo hello\n' }, testFamily());
    const built = await broken.build(id);
    expect(built.outcome).toBe('succeeded');
    expect(built.text).toBe('hello\n');
    expect(built.problems).toMatchObject([{ code: 'build.log-not-kept', severity: 'hint' }]);
  } finally {
    await broken.dispose();
  }
});

test('a flood of 50 MB is in the file to the last byte, followed live, and bounded in memory', async () => {
  const megabytes = 50;
  const line = 'x'.repeat(99);
  const recipe = `yes ${line} | head -c ${megabytes * 1_000_000}`;
  const { id } = fixture.project({ Makefile: `all:\n\t@${recipe}\n` }, testFamily());
  global.gc?.();
  const before = process.memoryUsage().rss;
  const job = await fixture.start(id);
  const log = fixture.builds.events(job);
  if (!log.ok) throw new Error(log.error.message);
  let seen = 0;
  let followed = 0;
  let nextLine = 1;
  log.value.onGrowth(() => {
    for (const { seq, event } of log.value.after(seen)) {
      seen = seq;
      if (event.kind !== 'output') continue;
      expect(event.line).toBe(nextLine);
      nextLine += event.chunk.split('\n').length - 1;
      followed += event.chunk.length;
    }
  });
  const built = await fixture.ended(job);
  expect(built.outcome).toBe('succeeded');
  expect(followed).toBe(megabytes * 1_000_000);
  expect(statSync(join(fixture.temp.paths.data, 'jobs', `${job}.log`)).size).toBe(megabytes * 1_000_000);
  expect(built.text.length).toBeLessThan(BUDGET.total + 1000);
  expect(built.text).toMatch(/\[… lines \d+ to \d+ are left out here; the whole log is in .* …\]\n/);
  expect(process.memoryUsage().rss - before).toBeLessThan(256 << 20);
  const lines = eventsOf(built.events as JobEvent[], 'output').filter(({ chunk }) => chunk !== '');
  expect(lines.at(-1)!.line + lines.at(-1)!.chunk.split('\n').length - 2).toBe((megabytes * 1_000_000) / 100);
});

test('survives a line of 20 MB without an end', async () => {
  const { id } = fixture.project(
    { Makefile: 'all:\n\t@head -c 20000000 /dev/zero | tr "\\0" y\n\t@echo; echo after\n' },
    testFamily(),
  );
  const built = await fixture.build(id);
  expect(built.outcome).toBe('succeeded');
  expect(built.text.endsWith('\nafter\n')).toBe(true);
  expect(eventsOf(built.events, 'output').at(-1)?.line).toBeLessThanOrEqual(2);
});

test('names a script that may not be run', async () => {
  const { id, root } = fixture.project({ Makefile: 'all:\n\t./tool.sh\n', 'tool.sh': '#!/bin/sh\n' }, testFamily());
  chmodSync(join(root, 'tool.sh'), 0o644);
  const built = await fixture.build(id);
  expect(built.problems).toMatchObject([{ code: 'file.not-executable', fixes: [{ kind: 'command' }] }]);
});
