import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '#core/contract/problem.ts';
import type { Project } from '#core/contract/project.ts';
import type { VmEvent } from '#core/contract/vm.ts';
import { eventually } from '../alive.ts';
import { type Built, FamilyStudio, lacking, must, type Ran } from '../family-studio.ts';

/**
 * The real system, where somebody has it: FIASCO_ROOT names the microkernel's sources, L4RE_ROOT the build system's with the
 * packages below `pkg`, L4RE_ARCH the processor (`arm64`; else x86_64). L4RE_CACHE may name a folder in which the platform is
 * kept (it takes 25 minutes of a processor).
 */
const why = lacking('L4RE_ROOT') ?? lacking('FIASCO_ROOT');
if (why) console.warn(`the real tree of L4Re: ${why}`);
const sources = { fiasco: process.env.FIASCO_ROOT ?? '', mk: process.env.L4RE_ROOT ?? '' };
const context = { signal: new AbortController().signal };
const ARCH = process.env.L4RE_ARCH === 'arm64' ? 'arm64' : 'x86_64';
const PLATFORM_MS = 3 * 60 * 60_000;
const STEP_MS = 600_000;

const errors = (problems: readonly Problem[]) => problems.filter(({ severity }) => severity === 'error');
const ended = ({ events }: Ran) => events.findLast((event) => event.kind === 'state');
const crashes = (events: readonly VmEvent[]) => events.flatMap((event) => (event.kind === 'problem' ? [event] : []));

describe.skipIf(why)('the real L4Re', () => {
  let studio: FamilyStudio;
  let hello: Project;
  let main = '';

  beforeAll(async () => {
    studio = await FamilyStudio.start('l4re', process.env.L4RE_CACHE);
    hello = await studio.create('hello', ARCH, 'hello', sources);
    main = studio.read(hello, 'main.c');
  });
  afterAll(() => studio.dispose());

  async function built(project: Project): Promise<Built> {
    const result = await studio.build(project.id);
    expect(errors(result.problems)).toEqual([]);
    expect(result.outcome).toBe('succeeded');
    return result;
  }

  it(
    'is built with its platform, and tells no more progress than there is',
    async () => {
      const { events } = await built(hello);
      const progress = events.flatMap((event) => (event.kind === 'progress' ? [event] : []));
      expect(progress.map(({ done }) => done)).toEqual([...progress.map(({ done }) => done)].sort((a, b) => a - b));
      expect(progress.at(-1)?.done).toBe(progress.at(-1)?.total);
    },
    PLATFORM_MS,
  );

  it(
    'boots to the program’s own words, stage by stage, and its status is read',
    async () => {
      const ran = await studio.run(hello.id);
      expect(ran.text).toContain('hello   | Hello from L4Re! I am rom/hello, with 2 arguments.');
      const stages = ran.events.flatMap((event) => (event.kind === 'stage' ? [event.stage.label] : []));
      expect(stages).toEqual(
        expect.arrayContaining(['Bootstrapper', 'Kernel', 'Sigma0', 'Moe', 'Ned', 'Your program']),
      );
      expect(ended(ran)).toMatchObject({ state: { kind: 'exited', reason: 'guest', code: 0 } });
      // The machine was not turned off: the kernel restarted it.
      expect(ran.text).toContain('Rebooting.');
    },
    STEP_MS,
  );

  it(
    'is shared by the next project, whose own status is another one',
    async () => {
      const second = await studio.create('hello', ARCH, 'second', sources);
      studio.write(second, 'main.c', studio.read(second, 'main.c').replace('return 0;', 'return 3;'));
      const { events } = await built(second);
      // On arm64 the modules lie in one image, which every project has of its own.
      const image = ARCH === 'arm64' ? ['Put the image together', 'Keep'] : [];
      expect(events.flatMap((event) => (event.kind === 'step' && 'title' in event ? [event.title] : []))).toEqual([
        'Build',
        ...image,
      ]);
      expect(ended(await studio.run(second.id))).toMatchObject({ state: { reason: 'guest', code: 3 } });
      // Both programs have the same name, and nothing of the first one changed since it was linked.
      await built(hello);
      expect(ended(await studio.run(hello.id))).toMatchObject({ state: { reason: 'guest', code: 0 } });
    },
    STEP_MS,
  );

  const breakages: readonly (readonly [string, string, (text: string) => string, Partial<Problem>])[] = [
    [
      'a misspelt name, with the fix that the compiler knows',
      'main.c',
      (text) => text.replace('printf("', 'prinft("'),
      { at: expect.objectContaining({ file: 'main.c', line: 6 }) as never, fixes: expect.arrayContaining([]) as never },
    ],
    [
      'a header that is not there',
      'main.c',
      (text) => `#include <l4/nosuch/thing.h>\n${text}`,
      { at: expect.objectContaining({ file: 'main.c', line: 1 }) as never },
    ],
    [
      'a function that nobody has',
      'main.c',
      (text) => `int no_such_function(void);\n${text.replace('return 0;', 'return no_such_function();')}`,
      { title: expect.stringContaining('no_such_function') as never },
    ],
    [
      'a library that no package brings',
      'Makefile',
      (text) => text.replace('TARGET', 'REQUIRES_LIBS = libnosuch\nTARGET'),
      { code: 'l4re.library-not-found' },
    ],
    [
      'a source that is not there',
      'Makefile',
      (text) => text.replace('main.c', 'main.c other.c'),
      { code: 'l4re.source-missing' },
    ],
  ];
  it.each(breakages)(
    'explains %s',
    async (_what, file, change, wanted) => {
      const before = studio.read(hello, file);
      studio.write(hello, file, change(before));
      const { outcome, problems } = await studio.build(hello.id);
      studio.write(hello, file, before);
      expect(outcome).toBe('failed');
      expect(errors(problems)[0]).toMatchObject(wanted);
      await built(hello);
    },
    STEP_MS,
  );

  it(
    'offers the compiler’s own fix',
    async () => {
      studio.write(hello, 'main.c', main.replace('printf("', 'prinft("'));
      const { problems } = await studio.build(hello.id);
      studio.write(hello, 'main.c', main);
      const edits = problems.flatMap(({ fixes }) => fixes.flatMap((fix) => (fix.kind === 'edit' ? fix.edits : [])));
      expect(edits).toContainEqual(expect.objectContaining({ newText: 'printf' }));
    },
    STEP_MS,
  );

  it.each([
    ['a write through NULL', '*(volatile int *)0 = 1;', 'l4re.page-fault'] as const,
    // On arm64 the result is 0, and nothing is told of it.
    ...(ARCH === 'arm64'
      ? []
      : [['a division by zero', 'volatile int zero = 0; return 7 / zero;', 'l4re.division-by-zero'] as const]),
  ])(
    'finds the line of %s',
    async (_what, statement, code) => {
      studio.write(hello, 'main.c', `int main(void)\n{\n  ${statement}\n  return 0;\n}\n`);
      await built(hello);
      const ran = await studio.run(hello.id);
      studio.write(hello, 'main.c', main);
      expect(crashes(ran.events)[0]).toMatchObject({
        problem: { code },
        crash: { function: 'main', at: { file: 'main.c', line: 3 } },
      });
      expect(ended(ran)).toMatchObject({ state: { reason: 'crash' } });
    },
    STEP_MS,
  );

  it(
    'explains an abort and a start script that is wrong',
    async () => {
      studio.write(hello, 'main.c', '#include <stdlib.h>\nint main(void)\n{\n  abort();\n}\n');
      await built(hello);
      const aborted = await studio.run(hello.id);
      studio.write(hello, 'main.c', main);
      expect(ended(aborted)).toMatchObject({ state: { reason: 'crash' } });
      const script = studio.read(hello, 'start.cfg');
      for (const [change, line] of [
        [script.replace('require("L4")', 'require("L4"'), 2],
        [script.replace('default_loader', 'no_loader'), 4],
      ] as const) {
        studio.write(hello, 'start.cfg', change);
        if (ARCH === 'arm64') {
          // The script lies in the image: the old image is not booted for the new script.
          const old = await studio.studio.handlers['vm.start']({ projectId: hello.id }, context);
          expect(old.ok ? '' : `${old.error.message} ${old.error.hint}`).toContain('boot image is older');
          await built(hello);
        }
        const { events } = await studio.run(hello.id);
        expect(crashes(events)[0]?.problem).toMatchObject({ code: 'l4re.start-script', at: { file: 'start.cfg' } });
        expect(crashes(events)[0]?.problem.at?.line).toBeGreaterThanOrEqual(line);
      }
      studio.write(hello, 'start.cfg', script);
      await built(hello);
    },
    STEP_MS,
  );

  it(
    'stands in the kernel’s debugger until it is told to go on, and is stopped without being turned off',
    async () => {
      studio.write(
        hello,
        'main.c',
        '#include <unistd.h>\n#include <stdio.h>\nint main(void)\n{\n  for (;;) {\n    puts("tick");\n    sleep(1);\n  }\n}\n',
      );
      await built(hello);
      const session = must(await studio.studio.handlers['vm.start']({ projectId: hello.id }, context));
      const row = () => studio.studio.machines.list().find(({ id }) => id === session);
      const text = async () => must(await studio.studio.handlers['vm.serialLog'](session, context)).text;
      const serial = must(studio.studio.handlers['vm.serial'](session));
      await eventually('the program', async () => (await text()).includes('| tick'));
      serial.write(Buffer.from('\x1b'));
      await eventually('the debugger', () => row()?.state.kind === 'debugger');
      serial.write(Buffer.from('h'));
      await eventually('its help', async () => (await text()).includes('leave kernel debugger'));
      serial.write(Buffer.from('qg'));
      await eventually('the program again', () => row()?.state.kind === 'running');
      must(await studio.studio.handlers['vm.command']({ sessionId: session, command: 'stop' }, context));
      expect(row()?.state).toMatchObject({ kind: 'exited', reason: 'user' });
      expect(await text()).toContain('Rebooting.');
      studio.write(hello, 'main.c', main);
    },
    STEP_MS,
  );

  it(
    'shows the boot image’s modules with the sizes that they have',
    async () => {
      const map = must(await studio.studio.handlers['image.map'](hello.id, context));
      const program = map?.objects.find(({ group }) => group === 'yours');
      expect(program?.bytes).toBe(statSync(join(hello.root, `build/${ARCH}/hello`)).size);
      expect(map?.objects.find(({ name }) => name === 'fiasco')?.bytes).toBeGreaterThan(500_000);
    },
    STEP_MS,
  );

  it.each([
    ['hello-cpp', 'Caught: no words at all'],
    ['ipc', '40 + 2 = 42, says the server.'],
    ['direct', 'Hello from L4Re, started by moe itself!'],
  ])(
    'boots the template %s',
    async (template, words) => {
      const project = await studio.create(template, ARCH, template, sources);
      await built(project);
      const ran = await studio.run(project.id);
      expect(ran.text).toContain(words);
      expect(ended(ran)).toMatchObject({ state: { reason: 'guest', code: 0 } });
    },
    PLATFORM_MS,
  );
});
