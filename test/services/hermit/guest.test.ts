import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventLog } from '#core/base/event-log.ts';
import type { FamilyId, ProjectId } from '#core/base/id.ts';
import type { Result } from '#core/base/result.ts';
import type { JobEvent } from '#core/contract/build.ts';
import type { VmEvent } from '#core/contract/vm.ts';
import type { UnikernelFamily } from '#core/families/family.ts';
import { hermitFamily } from '#core/families/hermit/hermit.ts';
import type { PlanContext } from '#core/families/source.ts';
import { createStudio, type Studio } from '../../../electron/services/studio.ts';
import { type BuiltWorkers, buildWorkers } from '../built-workers.ts';
import { type TempPaths, tempPaths } from '../temp-paths.ts';

const HERMIT = 'x86_64-unknown-hermit';
/** Any Rust has `core` for it. */
const LINUX = 'x86_64-unknown-linux-gnu';
const fixture = fileURLToPath(new URL('../../fixtures/hermit-guest', import.meta.url));
const answers = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: 'utf8' }).stdout ?? '';
const isHere =
  answers('rustc', '-vV').includes(`host: ${LINUX}`) &&
  answers('cargo', '--version') !== '' &&
  answers('qemu-system-x86_64', '--version') !== '';
if (!isHere) console.info('Skipped: the Hermit guest needs cargo and rustc for x86_64 Linux, and qemu-system-x86_64.');

/** Hermit as it is, on a compiler that has the library ready-made; its target's name alone is another one. */
function onLinux(family: UnikernelFamily): UnikernelFamily {
  const known = (context: PlanContext): PlanContext => ({
    ...context,
    which: (command) => (command === 'rustup' ? '/rustup' : context.which(command)),
    facts: { ...context.facts, 'active.targets': HERMIT, 'active.version': 'release: 1.95.0\nhost: x' },
  });
  const renamed = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value), (_, each) => (typeof each === 'string' ? each.replaceAll(HERMIT, LINUX) : each));
  return {
    ...family,
    id: 'hermit' as FamilyId,
    sources: () => [],
    ask: () => [],
    planBuild(files, request, context) {
      const planned = family.planBuild(files, request, known(context));
      return {
        ...planned,
        value: { ...planned.value, ...renamed({ ...planned.value, env: { CARGO_NET_OFFLINE: 'true' } }) },
      };
    },
    planRun(files, request, context) {
      const planned = family.planRun(files, request, known(context));
      return {
        ...planned,
        value: {
          ...planned.value,
          ...renamed(planned.value),
          ...{ acceleratorArgs: { kvm: [], tcg: [] }, accelerators: ['tcg'] },
        },
      };
    },
  };
}

function got<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

async function eventsOf<E>(log: EventLog<E>): Promise<E[]> {
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!log.isClosed) return;
      growth.dispose();
      resolve();
    };
    const growth = log.onGrowth(look);
    look();
  });
  return log.after(0).map(({ event }) => event);
}

describe.skipIf(!isHere)('a Rust guest in the shape of a Hermit system', { timeout: 240_000 }, () => {
  let temp: TempPaths;
  let workers: BuiltWorkers;
  let studio: Studio;
  let root: string;
  let id: ProjectId;
  const context = { signal: new AbortController().signal };

  beforeAll(async () => {
    temp = tempPaths();
    root = join(temp.root, 'a "guest" ü');
    cpSync(fixture, root, { recursive: true });
    renameSync(join(root, 'dot-cargo'), join(root, '.cargo'));
    // A folder of its own, so that the studio's build has everything still to do.
    const folder = join(temp.root, 'loader');
    const argv = ['build', '--offline', '--target', LINUX, '--bin', 'loader', '--target-dir', folder];
    const loader = spawnSync('cargo', argv, { cwd: root, encoding: 'utf8' });
    expect(loader.status, loader.stderr).toBe(0);
    copyFileSync(join(folder, LINUX, 'debug', 'loader'), join(root, 'hermit-loader-x86_64-multiboot'));
    mkdirSync(join(temp.root, 'resources', 'families'), { recursive: true });
    workers = await buildWorkers();
    studio = await createStudio({
      ...{ paths: temp.paths, resources: join(temp.root, 'resources'), version: '1.0.0', host: 'web' as const },
      ...{ families: [onLinux(hermitFamily)], announced: [], workers: workers.url },
    });
    const project = got(await studio.handlers['project.open'](root, context));
    got(await studio.handlers['project.trust']({ projectId: project.id, decision: 'trusted' }, context));
    id = project.id;
  }, 240_000);
  afterAll(async () => {
    await studio?.dispose();
    workers?.remove();
    temp?.remove();
  });

  const build = async (): Promise<JobEvent[]> => {
    const job = got(await studio.handlers['build.start']({ projectId: id, goal: 'build' }, context));
    return eventsOf(got(studio.handlers['job.events'](job)));
  };
  const run = async (): Promise<VmEvent[]> => {
    const session = got(await studio.handlers['vm.start']({ projectId: id }, context));
    return eventsOf(got(studio.handlers['vm.events'](session)));
  };
  const setMain = (body: string) => {
    const path = join(root, 'src', 'main.rs');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/fn main\(\) -> i32 \{[\s\S]*?\n\}/, `fn main() -> i32 {\n${body}\n}`));
  };
  const problemsOf = (events: readonly (JobEvent | VmEvent)[]) =>
    events.flatMap((event) => (event.kind === 'problem' ? [event.problem] : []));
  const endOf = (events: VmEvent[]) => events.flatMap((event) => (event.kind === 'state' ? [event.state] : [])).at(-1);

  test('is built by cargo, with units that are known before they are made', async () => {
    const events = await build();
    expect(problemsOf(events)).toEqual([]);
    expect(events.at(-1)).toMatchObject({ kind: 'ended', outcome: 'succeeded' });
    const planned = events.findLast((event) => event.kind === 'planned');
    expect(planned?.total).toBe(planned?.units.length);
    expect(planned?.units.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['guest', 'hermit', 'hermit kernel', 'build-script-build']),
    );
    const last = events.findLast((event) => event.kind === 'progress');
    expect(last).toMatchObject({ done: planned?.total, total: planned?.total });
    const done = events.filter((event) => event.kind === 'unit' && event.state === 'done');
    expect(done).toHaveLength(planned?.total ?? 0);
    const log = events.flatMap((event) => (event.kind === 'output' ? [event.chunk] : [])).join('');
    expect(log).toContain('[hermit 0.13.0]    Compiling hermit-kernel v0.13.0');
    expect(log).not.toContain('{"reason"');
    expect(log).not.toContain('--crate-name');
  });

  test('boots, says its greeting, and ends with its own status', async () => {
    const events = await run();
    const stages = events.flatMap((event) => (event.kind === 'stage' ? [event.stage.id] : []));
    expect(stages).toEqual(expect.arrayContaining(['loader', 'kernel', 'memory', 'app']));
    expect(events).toContainEqual(expect.objectContaining({ kind: 'booted' }));
    expect(endOf(events)).toMatchObject({ kind: 'exited', code: 0, reason: 'guest' });
    expect(problemsOf(events)).toEqual([]);
  });

  test('ends with the status that the text says, though QEMU gives 1 for all of them', async () => {
    setMain('    7');
    expect((await build()).at(-1)).toMatchObject({ outcome: 'succeeded' });
    expect(endOf(await run())).toMatchObject({ kind: 'exited', code: 7, reason: 'guest' });
  });

  test('panics, and its line is found', async () => {
    setMain('    let list: &[i32] = &[];\n    list[core::hint::black_box(3)]');
    expect((await build()).at(-1)).toMatchObject({ outcome: 'succeeded' });
    const events = await run();
    expect(endOf(events)).toMatchObject({ kind: 'exited', reason: 'crash' });
    const [problem] = problemsOf(events);
    expect(problem).toMatchObject({
      code: 'hermit.app-panic',
      title: 'The program panicked: index out of bounds: the len is 0 but the index is 3',
      at: { file: 'src/main.rs', line: 8 },
    });
  });

  test('fails with the place of a mistake and a change that mends it', async () => {
    setMain('    let answer = 1;\n    anwser');
    const events = await build();
    expect(events.at(-1)).toMatchObject({ kind: 'ended', outcome: 'failed' });
    const problem = problemsOf(events).find(({ code }) => code === 'rust.E0425');
    expect(problem).toMatchObject({ severity: 'error', at: { file: 'src/main.rs', line: 8, column: 5 } });
    expect(problem?.fixes[0]).toMatchObject({ kind: 'edit', edits: [{ newText: 'answer' }] });
  });

  test('is refused before the boot where its memory is too little, and without an image', async () => {
    writeFileSync(join(root, '.unikernel-studio.json'), '{"family":"hermit","run":{"memoryMiB":8}}');
    const refused = await studio.handlers['vm.start']({ projectId: id }, context);
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'cannot-run', message: expect.stringContaining('8 MiB') },
    });
  });
});
