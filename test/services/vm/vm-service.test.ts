import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, isAlive } from '../alive.ts';
import { VmBench } from './vm-bench.ts';

/** A guest that stays: it answers what it is told until it hears a q. */
const ECHO = 'for (int c; (c = hear()) != 113;) { char text[] = { c, 10, 0 }; say("heard "); say(text); }';

let bench: VmBench;
beforeEach(() => {
  bench = new VmBench();
});
afterEach(() => bench.dispose());

describe('a run', () => {
  it('boots, tells its stages and its proof, and ends with the status that the guest gave', async () => {
    const project = bench.project('plain, with a comma', 'say("Hello\\n"); return 7;');
    const id = await bench.start(project);
    expect(await bench.end(id)).toMatchObject({ code: 7, reason: 'guest' });
    expect(await bench.serial(id)).toBe('toy: kernel\ntoy: main\nHello\ntoy: exit 7\n');
    const events = bench.events(id);
    const stages = events.flatMap((event) => (event.kind === 'stage' && event.stage.endMs ? [event.stage] : []));
    expect(stages.map(({ id, group }) => [id, group])).toEqual([
      ['power-on', 'host'],
      ['firmware', 'firmware'],
      ['kernel', 'kernel'],
      ['main', 'app'],
    ]);
    for (const [index, stage] of stages.entries()) {
      expect(stage.endMs).toBeGreaterThanOrEqual(stage.startMs);
      if (index > 0) expect(stage.startMs).toBe(stages[index - 1]?.endMs);
    }
    expect(events).toContainEqual(expect.objectContaining({ kind: 'booted', text: 'toy: main' }));
    expect(events.filter((event) => event.kind === 'state').map(({ state }) => state.kind)).toEqual([
      'booting',
      'running',
      'exited',
    ]);
    expect(bench.row(id)).toMatchObject({ accelerator: 'tcg', bootMs: expect.any(Number), memoryMiB: 32, cpus: 1 });
    expect(bench.projects.announced).toEqual([{ id: project, activity: { kind: 'session', sessionId: id } }]);
    expect(bench.projects.remembered).toEqual([{ id: project, state: 'booted' }]);
    expect(readdirSync(bench.temp.paths.runtime).filter((name) => name.startsWith('vm-'))).toEqual([]);
  });

  it('keeps every byte in a file, also after the end', async () => {
    const id = await bench.start(bench.project('log', 'for (int i = 0; i < 500; i++) { say_number(i); say("\\n"); }'));
    await bench.end(id);
    const file = readFileSync(join(bench.temp.paths.data, 'sessions', id, 'serial.log'), 'utf8');
    expect(file).toContain('\n498\n499\ntoy: exit 0\n');
    expect(await bench.serial(id)).toBe(file);
    const source = bench.vm.serial(id);
    if (!source.ok) throw new Error(source.error.message);
    expect(source.value).toMatchObject({ ended: true, firstOffset: 0, endOffset: file.length });
    expect(Buffer.from(await source.value.read(5, 6)).toString()).toBe('kernel'.slice(0, 6));
    const marks = bench.vm.marks(id);
    const times = marks.ok ? marks.value.after(0).flatMap(({ event }) => event) : [];
    expect(times[0]?.[0]).toBe(0);
    expect(times.map(([offset]) => offset)).toEqual([...times.map(([offset]) => offset)].sort((a, b) => a - b));
  });

  it('takes input while it runs', async () => {
    const id = await bench.start(bench.project('echo', ECHO));
    await bench.serialShows(id, 'toy: main');
    bench.type(id, 'x');
    await bench.serialShows(id, 'heard x');
    bench.type(id, 'q');
    expect(await bench.end(id)).toMatchObject({ code: 0, reason: 'guest' });
  });

  it('works where nobody has made the folders yet, and in a project with quotes and Unicode in its name', async () => {
    const id = await bench.start(bench.project(`“Ünï” it's "q" $HOME`));
    expect(await bench.end(id)).toMatchObject({ code: 0, reason: 'guest' });
    expect(await bench.serial(id)).toContain('Hello from the toy family');
  });
});

describe('commands', () => {
  it('pauses and resumes', async () => {
    const id = await bench.start(bench.project('pause', ECHO));
    await bench.state(id, 'running');
    expect(await bench.vm.command(id, 'pause')).toMatchObject({ ok: true });
    expect(bench.row(id).state.kind).toBe('paused');
    bench.type(id, 'x');
    expect(await bench.vm.command(id, 'resume')).toMatchObject({ ok: true });
    await bench.serialShows(id, 'heard x');
    expect(bench.row(id).state.kind).toBe('running');
  });

  it('resets: the boot begins anew and a crash later is still seen', async () => {
    const app = 'say("which?\\n"); if (hear() == 99) toy_panic("as told"); for (;;) hear();';
    const id = await bench.start(bench.project('reset', app));
    await bench.serialShows(id, 'which?');
    bench.type(id, 'x');
    expect(await bench.vm.command(id, 'reset')).toMatchObject({ ok: true });
    await eventually('the second boot', async () => (await bench.serial(id)).split('which?').length === 3);
    const states = bench.events(id).flatMap((event) => (event.kind === 'state' ? [event.state.kind] : []));
    expect(states).toEqual(['booting', 'running', 'booting', 'running']);
    bench.type(id, 'c');
    expect(await bench.end(id)).toMatchObject({ reason: 'crash' });
  });

  it('boots a paused guest on reset', async () => {
    const id = await bench.start(bench.project('reset paused', ECHO));
    await bench.state(id, 'running');
    await bench.vm.command(id, 'pause');
    await bench.vm.command(id, 'reset');
    await eventually('the second boot', async () => (await bench.serial(id)).split('toy: main').length === 3);
    await bench.state(id, 'running');
  });

  it('still takes a reset by the guest itself as a crash after one by the person', async () => {
    const id = await bench.start(bench.project('reset twice', 'hear(); toy_reset(); for (;;);'));
    await bench.state(id, 'running');
    await bench.vm.command(id, 'reset');
    await eventually('the second boot', async () => (await bench.serial(id)).split('toy: main').length === 3);
    bench.type(id, 'x');
    expect(await bench.end(id)).toMatchObject({ reason: 'crash' });
  });

  it('stops and leaves no process', async () => {
    const id = await bench.start(bench.project('stop', ECHO));
    await bench.state(id, 'running');
    expect(await bench.vm.command(id, 'stop')).toMatchObject({ ok: true });
    expect(bench.row(id).state).toMatchObject({ kind: 'exited', reason: 'user', code: null });
    expect(await bench.vm.command(id, 'pause')).toMatchObject({ ok: false, error: { code: 'session-ended' } });
    const records = join(bench.temp.paths.runtime, 'processes');
    const text = readFileSync(join(records, readdirSync(records)[0] ?? ''), 'utf8');
    const pids = [...text.matchAll(/\+(\d+) /g)].map((match) => Number(match[1]));
    expect(pids.filter(isAlive)).toEqual([]);
  });
});

describe('starts', () => {
  it('ends the machine of the same project first, and leaves that of another', async () => {
    const project = bench.project('one', ECHO);
    const other = await bench.start(bench.project('other', ECHO));
    const first = await bench.start(project);
    const [second, third] = await Promise.all([bench.start(project), bench.start(project)]);
    expect(bench.row(first).state).toMatchObject({ kind: 'exited', reason: 'user' });
    expect(bench.row(second).state).toMatchObject({ kind: 'exited', reason: 'user' });
    await bench.state(third, 'running');
    await bench.state(other, 'running');
  });

  it('says that there is no image yet', async () => {
    const project = bench.project('unbuilt');
    rmSync(join(bench.temp.root, 'unbuilt', 'build'), { recursive: true });
    expect(await bench.vm.start(project)).toMatchObject({ ok: false, error: { code: 'image-missing' } });
    expect(bench.vm.list()).toEqual([]);
  });

  it('runs nothing of a project that nobody has trusted', async () => {
    const id = bench.projects.add('stranger', bench.temp.root, 'asked');
    expect(await bench.vm.start(id)).toMatchObject({ ok: false, error: { code: 'not-trusted' } });
  });

  it('says which program is missing', async () => {
    const project = bench.project('no qemu', undefined, () => ({ program: 'qemu-system-nowhere' }));
    expect(await bench.vm.start(project)).toMatchObject({ ok: false, error: { code: 'tool-missing' } });
    expect(readdirSync(join(bench.temp.paths.data, 'sessions'))).toEqual([]);
  });

  it('explains a QEMU that does not take its options', async () => {
    const change = (plan: { args: readonly string[] }) => ({ args: [...plan.args, '-device', 'no-such-device'] });
    const id = await bench.start(bench.project('bad option', undefined, change));
    expect(await bench.end(id)).toMatchObject({ reason: 'error', code: null });
    expect(await bench.problem(id)).toMatchObject({
      code: 'qemu.device-unknown',
      quote: expect.stringContaining('no-such-device'),
    });
  });

  it('says what is wrong with an image that is no kernel', async () => {
    const project = bench.project('bad image', undefined, () => ({ args: ['-kernel', '/etc/passwd'] }));
    const id = await bench.start(project);
    await bench.end(id);
    expect(await bench.problem(id)).toMatchObject({ code: 'qemu.kernel-not-bootable' });
  });
});

describe('the list', () => {
  it('forgets an ended session with its text, and no live one', async () => {
    const id = await bench.start(bench.project('forget', ECHO));
    await bench.state(id, 'running');
    expect(await bench.vm.forget(id)).toMatchObject({ ok: false, error: { code: 'session-live' } });
    await bench.vm.command(id, 'stop');
    expect(await bench.vm.forget(id)).toMatchObject({ ok: true });
    expect(bench.vm.list()).toEqual([]);
    expect(bench.vm.sessions.after(0).at(-1)?.event).toEqual({ kind: 'forgotten', id });
    expect(bench.vm.events(id)).toMatchObject({ ok: false });
    expect(existsSync(join(bench.temp.paths.data, 'sessions', id))).toBe(false);
  });

  it('tells each change of a row', async () => {
    const id = await bench.start(bench.project('rows'));
    await bench.end(id);
    const rows = bench.vm.sessions.after(0).flatMap(({ event }) => (event.kind === 'row' ? [event.row] : []));
    expect(rows.map((row) => row.state.kind)).toEqual(['booting', 'running', 'exited']);
    expect(rows.at(-1)).toEqual(bench.row(id));
  });
});
