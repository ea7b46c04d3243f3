import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunPlan } from '#core/families/family.ts';
import { VmBench } from './vm-bench.ts';

const MONITOR = fileURLToPath(new URL('../../fake-tools/monitor.mjs', import.meta.url));
const problem = (code: string) => ({
  ...{ code, severity: 'error' as const, title: 'The monitor failed.' },
  ...{ evidence: { firstLine: 0, lastLine: 0 }, fixes: [] },
});

/** A computer of this kind whose KVM is said to work, or not to. */
function benchWith(kvm: boolean): VmBench {
  return new VmBench({ accelerator: () => 'auto' }, { device: '/dev/null', trial: async () => kvm });
}
let bench: VmBench;
afterEach(() => bench.dispose());

const monitor =
  (what: string) =>
  (qemu: RunPlan): Partial<RunPlan> => ({
    program: process.execPath,
    args: [MONITOR, what],
    accelerators: ['kvm'],
    readStatus: (status) => ({ code: status, reason: 'guest' }),
    direct: {
      name: 'Toyhyve',
      failure: (stderr) =>
        stderr.includes('KVM is broken')
          ? { problem: problem('toy.kvm'), isKvm: true }
          : stderr.includes('no such image')
            ? { problem: problem('toy.refused'), isKvm: false }
            : null,
      instead: qemu,
    },
  });
const notes = (id: Parameters<VmBench['events']>[0]) =>
  bench.events(id).flatMap((event) => (event.kind === 'note' ? [event.text] : []));

describe.skipIf(process.arch !== 'x64')('a monitor that is no QEMU', () => {
  it('is the guest’s console and gives its status', async () => {
    bench = benchWith(true);
    const id = await bench.start(bench.project('direct', undefined, monitor('ends')));
    expect(await bench.end(id)).toMatchObject({ code: 7, reason: 'guest' });
    expect(await bench.serial(id)).toBe('toy: kernel\ntoy: main\n');
    expect(bench.row(id)).toMatchObject({ accelerator: 'kvm', bootMs: expect.any(Number) });
    expect(bench.problems(id)).toEqual([]);
  });

  it('hears what is typed, is neither paused nor reset, and is gone when it is stopped', async () => {
    bench = benchWith(true);
    const id = await bench.start(bench.project('echo', undefined, monitor('stays')));
    await bench.serialShows(id, 'toy: main');
    bench.type(id, 'word\n');
    await bench.serialShows(id, 'heard word');
    for (const command of ['pause', 'reset'] as const) {
      expect(await bench.vm.command(id, command)).toMatchObject({
        error: { code: 'monitor-refused', message: 'Toyhyve can neither pause nor reset a machine.' },
      });
    }
    expect((await bench.vm.command(id, 'stop')).ok).toBe(true);
    expect(await bench.end(id)).toMatchObject({ code: null, reason: 'user' });
  });

  it('gives way to QEMU where KVM is known not to work, and says so', async () => {
    bench = benchWith(false);
    const id = await bench.start(bench.project('no kvm', 'say("Hello\\n"); return 3;', monitor('ends')));
    expect(await bench.end(id)).toMatchObject({ code: 3, reason: 'guest' });
    expect(bench.row(id).accelerator).toBe('tcg');
    expect(notes(id)).toContain(
      'Toyhyve needs KVM, and KVM does not truly work on this computer: the image runs on QEMU instead.',
    );
  });

  it('gives way to QEMU when KVM breaks before the program was reached, and the guest boots there', async () => {
    bench = benchWith(true);
    const id = await bench.start(bench.project('breaks', 'return 4;', monitor('breaks')));
    expect(await bench.end(id)).toMatchObject({ code: 4, reason: 'guest' });
    expect(bench.row(id).accelerator).toBe('tcg');
    expect(bench.row(id).argv[0]).toContain('qemu');
    expect(notes(id).join('\n')).toContain('KVM could not run this guest in Toyhyve. Trying again on QEMU');
    expect(bench.problems(id)).toEqual([]);
  });

  it('does not run a program twice: what had begun is told as the failure that it is', async () => {
    bench = benchWith(true);
    const id = await bench.start(bench.project('late', undefined, monitor('breaks-late')));
    expect(await bench.end(id)).toMatchObject({ code: null, reason: 'error' });
    expect(bench.problems(id).map((each) => each.problem.code)).toEqual(['toy.kvm']);
  });

  it('is told by its own words when it failed for another reason', async () => {
    bench = benchWith(true);
    const id = await bench.start(bench.project('refuses', undefined, monitor('refuses')));
    expect(await bench.end(id)).toMatchObject({ code: null, reason: 'error' });
    expect(bench.problems(id).map((each) => each.problem.code)).toEqual(['toy.refused']);
  });
});

it('one that the family does not know is refused with those that it does', async () => {
  bench = benchWith(true);
  const project = bench.project('unknown');
  expect(await bench.vm.start(project, 'bochs')).toMatchObject({
    error: { code: 'cannot-run', message: 'Toy knows no monitor “bochs”.' },
  });
});
