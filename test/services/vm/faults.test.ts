import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { ProjectId } from '#core/base/id.ts';
import { readFolder } from '../../toy-family/toy-project.ts';
import { eventually } from '../alive.ts';
import { VmBench } from './vm-bench.ts';

const FAKE = fileURLToPath(new URL('../../fake-tools/qemu.mjs', import.meta.url));

/** A KVM that opens and passes its trial, whatever this computer has. */
const THERE = { device: fileURLToPath(import.meta.url), trial: async () => true };

let bench: VmBench;
afterEach(() => bench.dispose());

function fake(play: string, amount = 0, firstByteMs = 400): ProjectId {
  return bench.project(play, undefined, () => ({ program: FAKE, args: [play, String(amount)], firstByteMs }));
}

describe('a QEMU that misbehaves', () => {
  it('is ended when it never opens its monitor', async () => {
    bench = new VmBench({ times: { connectMs: 700 } });
    const id = await bench.start(fake('deaf'));
    expect(await bench.end(id)).toMatchObject({ reason: 'error' });
    expect(await bench.problem(id)).toMatchObject({ code: 'qemu.no-monitor' });
  });

  it('is ended when it ignores every request', async () => {
    bench = new VmBench();
    const id = await bench.start(fake('stubborn'));
    await bench.state(id, 'running');
    await bench.vm.command(id, 'stop');
    expect(bench.row(id).state).toMatchObject({ reason: 'user' });
  });

  it('is said to have died when a signal ended it', async () => {
    bench = new VmBench();
    const id = await bench.start(fake('dies'));
    expect(await bench.end(id)).toMatchObject({ reason: 'error' });
    expect(await bench.problem(id)).toMatchObject({ code: 'qemu.killed', title: expect.stringContaining('SIGSEGV') });
  });

  it('may talk nonsense on its monitor', async () => {
    bench = new VmBench();
    const id = await bench.start(fake('babble'));
    expect(await bench.end(id)).toMatchObject({ reason: 'guest', code: 0 });
  });
});

describe('KVM', () => {
  function withKvm(choice: 'auto' | 'kvm' = 'auto'): void {
    bench = new VmBench({ accelerator: () => choice }, THERE);
  }
  const tried = (id: Parameters<VmBench['events']>[0]) =>
    bench.events(id).flatMap((event) => (event.kind === 'accelerator' ? [event.accelerator] : []));
  const notes = (id: Parameters<VmBench['events']>[0]) =>
    bench.events(id).flatMap((event) => (event.kind === 'note' ? [event.text] : []));

  it('is given up for TCG in the same session when no byte comes, and not tried again', async () => {
    withKvm();
    const project = fake('kvm-silent');
    const id = await bench.start(project);
    expect(await bench.end(id)).toMatchObject({ reason: 'guest', code: 0 });
    expect(notes(id)).toEqual(['No first byte on serial after 400 ms with KVM. Trying again without it.']);
    expect(tried(id)).toEqual(['kvm', 'tcg']);
    expect(bench.row(id).accelerator).toBe('tcg');
    expect(await bench.serial(id)).toBe('toy: main\ntoy: exit 0\n');
    const again = await bench.start(project);
    await bench.end(again);
    expect(tried(again)).toEqual(['tcg']);
  });

  it('is not to blame for a guest that says nothing without it either', async () => {
    withKvm();
    const project = fake('silent');
    const id = await bench.start(project);
    expect(await bench.problem(id)).toMatchObject({ code: 'vm.no-output' });
    expect(tried(id)).toEqual(['kvm', 'tcg']);
    await bench.vm.command(id, 'stop');
    const again = await bench.start(project);
    expect(tried(again)[0]).toBe('kvm');
  });

  it('takes nothing with it that was typed before the guest ran', async () => {
    withKvm();
    const id = await bench.start(fake('kvm-deaf'));
    bench.type(id, 'Ada');
    expect(await bench.end(id)).toMatchObject({ reason: 'guest', code: 0 });
    expect(tried(id)).toEqual(['kvm', 'tcg']);
    expect(await bench.serial(id)).toBe('toy: Ada\ntoy: exit 0\n');
  });

  it('is given up for TCG when QEMU ends because of it', async () => {
    withKvm();
    const id = await bench.start(fake('kvm-fails'));
    expect(await bench.end(id)).toMatchObject({ reason: 'guest', code: 0 });
    expect(notes(id)).toEqual(['KVM is there but cannot run a guest. Trying again without KVM.']);
    expect(bench.problems(id)).toEqual([]);
  });

  it('is given up for TCG when it stops in the middle of the boot, and the text begins anew', async () => {
    withKvm();
    const id = await bench.start(fake('kvm-stops'));
    expect(await bench.end(id)).toMatchObject({ reason: 'guest', code: 0 });
    expect(notes(id)).toEqual(['KVM could not run this guest. Trying again without it.']);
    expect(bench.problems(id)).toEqual([]);
    expect(await bench.serial(id)).toBe('half a litoy: main\ntoy: exit 0\n');
  });

  it('is not given up when the person asked for it', async () => {
    withKvm('kvm');
    const id = await bench.start(fake('kvm-fails'));
    expect(await bench.end(id)).toMatchObject({ reason: 'error' });
    expect(await bench.problem(id)).toMatchObject({ code: 'qemu.kvm-broken' });
  });

  it('is not given up when the person stops the run in the meantime', async () => {
    withKvm();
    const id = await bench.start(fake('kvm-silent', 0, 300_000));
    await eventually('KVM is tried', () => bench.events(id).some((event) => event.kind === 'accelerator'));
    await bench.vm.command(id, 'stop');
    expect(bench.row(id)).toMatchObject({ accelerator: 'kvm', state: { reason: 'user' } });
  });

  it('of this very computer ends in a booted guest, whether it works or not', async () => {
    bench = new VmBench({ accelerator: () => 'auto' });
    const id = await bench.start(bench.project('real'));
    expect(await bench.end(id)).toMatchObject({ reason: 'guest', code: 0 });
  });
});

describe('a flood', () => {
  it('of 50 MB is all in the log, while calls are answered and memory stays', async () => {
    bench = new VmBench();
    const bytes = 50_000_000;
    const project = fake('flood', bytes);
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let most = 0;
    let slowest = 0;
    let last = process.cpuUsage();
    const pulse = setInterval(() => {
      // What this process has computed since the pulse before: other programs of a busy computer do not count.
      const { user, system } = process.cpuUsage(last);
      slowest = Math.max(slowest, (user + system) / 1000);
      last = process.cpuUsage();
      most = Math.max(most, process.memoryUsage().rss - before);
    }, 10);
    const id = await bench.start(project);
    expect(await bench.end(id)).toMatchObject({ reason: 'guest', code: 0 });
    clearInterval(pulse);
    const source = bench.vm.serial(id);
    if (!source.ok) throw new Error(source.error.message);
    expect(source.value.endOffset).toBe(bytes + 'toy: exit 0\n'.length);
    const line = `${'0123456789abcdef'.repeat(4)}\n`;
    let at = 0;
    while (at < bytes) {
      const piece = Buffer.from(await source.value.read(at, Math.min(65 * 16_000, bytes - at)));
      if (!piece.equals(Buffer.from(line.repeat(16_000)).subarray(0, piece.length))) throw new Error(`lost near ${at}`);
      at += piece.length;
    }
    expect(slowest).toBeLessThan(250);
    expect(most / 2 ** 20).toBeLessThan(64);
  });

  it('of 100 MB without a line end is survived, and the next line is understood', async () => {
    bench = new VmBench();
    const id = await bench.start(fake('long-line', 100_000_000));
    expect(await bench.end(id)).toMatchObject({ reason: 'guest', code: 0 });
    expect(bench.row(id).serialBytes).toBe(100_000_000 + '\ntoy: exit 0\n'.length);
    const text = await bench.vm.serialLog(id);
    expect(text.ok && [text.value.truncated, text.value.text.length]).toEqual([true, 64 << 20]);
  });

  it('of a real guest reaches the log byte by byte', async () => {
    bench = new VmBench();
    const app = 'for (int i = 0; i < 40000; i++) { say("line "); say_number(i); say("\\n"); }';
    const id = await bench.start(bench.project('real flood', app));
    await bench.end(id);
    const expected = Array.from({ length: 40_000 }, (_, index) => `line ${index}\n`).join('');
    expect(await bench.serial(id)).toBe(`toy: kernel\ntoy: main\n${expected}toy: exit 0\n`);
  });
});

it('writes nothing into the project', async () => {
  bench = new VmBench();
  const project = bench.project('clean');
  const before = readFolder(join(bench.temp.root, 'clean')).paths;
  await bench.end(await bench.start(project));
  expect(readFolder(join(bench.temp.root, 'clean')).paths).toEqual(before);
});
