import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildToyProject } from '../../toy-family/toy-project.ts';
import { VmBench } from './vm-bench.ts';

let bench: VmBench;
beforeEach(() => {
  bench = new VmBench({ times: { bootMs: 1200, silentMs: 500 } });
});
afterEach(() => bench.dispose());

/** A program whose crash is three calls deep, in known lines. */
const DEEP = `#include "toy.h"

static __attribute__((noinline)) void divide(int by)
{
	if (by == 0)
		toy_panic("division by zero");
	say("fine");
}

__attribute__((noinline)) void work(int x)
{
	divide(x);
	say("after");
}

int app(void)
{
	say("before\\n");
	work(0);
	return 0;
}
`;

describe('a panic', () => {
  it('is told with its source line, its callers and the text of its report', async () => {
    const project = bench.project('deep, “ü”');
    const root = join(bench.temp.root, 'deep, “ü”');
    writeFileSync(join(root, 'app.c'), DEEP);
    buildToyProject(root);
    const id = await bench.start(project);
    expect(await bench.end(id)).toMatchObject({ reason: 'crash' });
    const [told, ...others] = bench.problems(id);
    expect(others).toEqual([]);
    expect(told?.problem).toMatchObject({
      code: 'toy.panic',
      title: 'The toy panicked: division by zero',
      at: { file: 'app.c', line: 6 },
      evidence: { firstLine: 4, lastLine: 10 },
      quote: 'toy: PANIC division by zero',
      fixes: [{ kind: 'open', title: 'Go to app.c:6' }],
    });
    expect(told?.crash).toMatchObject({
      function: 'divide',
      callers: ['work', 'app', 'toy_start', '_start'],
      at: { file: 'app.c', line: 6 },
      excerpt: { line: 4, lines: ['{', '\tif (by == 0)', '\t\ttoy_panic("division by zero");', '\tsay("fine");', '}'] },
      image: 'build/toy.elf',
    });
    const text = await bench.serial(id);
    const report = text.slice(told?.report?.start, told?.report?.end);
    expect(report).toMatch(/^toy: PANIC division by zero\n(?:.*\n)*toy: end of report\n$/);
    expect(bench.projects.remembered.map(({ state }) => state)).toEqual(['booted', 'crashed']);
  });

  it('counts as a crash even when QEMU ends with a status of success', async () => {
    const app = 'say("toy: PANIC once\\ntoy: at 0x00100010\\ntoy: end of report\\n"); return 0;';
    const id = await bench.start(bench.project('lie', app));
    expect(await bench.end(id)).toMatchObject({ reason: 'crash', code: 0 });
  });

  it('is told without a report that ever ends', async () => {
    const id = await bench.start(bench.project('cut', 'say("toy: PANIC half a rep\\ntoy: at 0x0010"); for (;;);'));
    expect(await bench.end(id)).toMatchObject({ reason: 'crash' });
    const [told] = bench.problems(id);
    expect(told?.problem.title).toBe('The toy panicked: half a rep');
  });
});

describe('a reset by the guest itself', () => {
  it('is explained as a triple fault, with the source line where the CPU stood', async () => {
    const project = bench.project('triple', 'say("last words\\n");\n\t__asm__ volatile("ud2");');
    const id = await bench.start(project);
    expect(await bench.end(id)).toMatchObject({ reason: 'crash', code: null });
    const [told] = bench.problems(id);
    expect(told?.problem).toMatchObject({ code: 'vm.triple-fault', at: { file: 'app.c', line: 6 } });
    expect(told?.problem.why).toContain('No table of interrupt handlers is loaded');
    expect(told?.crash).toMatchObject({ function: 'app', at: { file: 'app.c', line: 6 } });
    expect(await bench.serial(id)).toContain('last words\n');
  });

  it('is no crash when the guest had said that it ends', async () => {
    const id = await bench.start(bench.project('exit by reset', 'say("toy: exit 3\\n"); toy_reset(); for (;;);'));
    expect(await bench.end(id)).toMatchObject({ reason: 'guest', code: 3 });
    expect(bench.problems(id)).toEqual([]);
  });
});

describe('a guest that ends without a word', () => {
  it('is taken at its status', async () => {
    const poke = '__asm__ volatile("outb %0, %1" :: "a"((unsigned char)21), "Nd"((unsigned short)0xf4));';
    const id = await bench.start(bench.project('silent end', poke));
    expect(await bench.end(id)).toMatchObject({ reason: 'guest', code: 5 });
  });

  it('is a crash when that is what the status means', async () => {
    const poke = '__asm__ volatile("outb %0, %1" :: "a"((unsigned char)21), "Nd"((unsigned short)0xf4));';
    const change = () => ({ readStatus: () => ({ code: 5, reason: 'crash' as const }) });
    const id = await bench.start(bench.project('silent crash', poke, change));
    expect(await bench.end(id)).toMatchObject({ reason: 'crash', code: 5 });
    expect((await bench.problem(id)).code).toBe('vm.crash-status');
  });

  it('is stopped when it halts after its last word', async () => {
    const id = await bench.start(bench.project('halts', 'say("toy: exit 4\\n"); for (;;) __asm__("cli; hlt");'));
    expect(await bench.end(id)).toMatchObject({ reason: 'guest', code: 4 });
  });
});

describe('a boot that does not come to its end', () => {
  it('is warned about when nothing is printed, and goes on', async () => {
    const change = () => ({ firstByteMs: 300, args: ['-machine', 'pc', '-m', '32M'] });
    const id = await bench.start(bench.project('nothing to boot', undefined, change));
    expect(await bench.problem(id)).toMatchObject({ code: 'vm.no-output', severity: 'warning' });
    expect(bench.row(id).state.kind).toBe('booting');
    await bench.vm.command(id, 'stop');
    expect(bench.problems(id)).toHaveLength(1);
  });

  it('is called a hang when it falls silent, and goes on', async () => {
    const project = bench.project('hang', undefined, () => ({ reader: () => ({ line: () => [] }) }));
    writeFileSync(
      join(bench.temp.root, 'hang', 'app.c'),
      '#include "toy.h"\nint app(void) { say("so far\\n"); hear(); return 9; }',
    );
    buildToyProject(join(bench.temp.root, 'hang'));
    const id = await bench.start(project);
    expect(await bench.problem(id)).toMatchObject({ code: 'vm.hang', severity: 'warning' });
    expect(bench.row(id).state.kind).toBe('booting');
    bench.type(id, 'x');
    expect(await bench.end(id)).toMatchObject({ reason: 'guest', code: 9 });
  });

  it('is not blamed for the time in which it was paused', async () => {
    const project = bench.project('paused', 'hear();', () => ({ reader: () => ({ line: () => [] }) }));
    const id = await bench.start(project);
    await bench.serialShows(id, 'toy: main');
    await bench.vm.command(id, 'pause');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(bench.problems(id)).toEqual([]);
  });

  it('does not count a guest that has booted and waits', async () => {
    const id = await bench.start(bench.project('waits', 'hear();'));
    await bench.state(id, 'running');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(bench.problems(id)).toEqual([]);
    expect(bench.row(id).state.kind).toBe('running');
  });
});
