import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProcessService } from '../../../electron/services/process/process-service.ts';
import type { ProcessHandle, ProcessService } from '../../../electron/services/process/process-types.ts';
import { eventually, isAlive } from '../alive.ts';
import { type TempPaths, tempPaths } from '../temp-paths.ts';

let temp: TempPaths;
let service: ProcessService;

beforeEach(() => {
  temp = tempPaths();
  service = createProcessService(temp.paths);
});
afterEach(async () => {
  await service.dispose();
  temp.remove();
});

function spawnShell(script: string): ProcessHandle {
  const spawned = service.spawn({ argv: ['/bin/sh', '-c', script], cwd: temp.root });
  if (!spawned.ok) throw new Error(spawned.error.message);
  spawned.value.stderr.resume();
  return spawned.value;
}

async function firstLine(handle: ProcessHandle): Promise<string> {
  return new Promise((resolve) => handle.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())));
}

describe('run', () => {
  it('gives arguments on exactly as they are', async () => {
    const odd = ['a b', "it's", '"q"', '$HOME', '`id`', 'é\n漢', '', '*', 'a;b'];
    const result = await service.run({ argv: ['printf', '%s\\0', ...odd], cwd: temp.root });
    expect(result.ok && result.value.stdout).toBe(odd.map((part) => `${part}\0`).join(''));
  });

  it('gives a cleaned environment and what was added', async () => {
    process.env.MAKEFLAGS = '-k';
    process.env.STUDIO_SECRET = 'x';
    try {
      const result = await service.run({ argv: ['env'], cwd: temp.root, env: { ADDED: 'ö ö' } });
      const names = (result.ok ? result.value.stdout : '').split('\n').map((line) => line.split('=')[0]);
      expect(names).toContain('ADDED');
      expect(names).toContain('PATH');
      expect(result.ok && result.value.stdout).toContain('LC_ALL=C.UTF-8\n');
      expect(names).not.toContain('MAKEFLAGS');
      expect(names).not.toContain('STUDIO_SECRET');
    } finally {
      delete process.env.MAKEFLAGS;
      delete process.env.STUDIO_SECRET;
    }
  });

  it('tells status, both outputs and what was cut off', async () => {
    const script = 'echo out; echo err >&2; head -c 5000 /dev/zero | tr "\\0" x; exit 7';
    const result = await service.run({ argv: ['sh', '-c', script], cwd: temp.root }, { limitBytes: 1000 });
    expect(result).toMatchObject({ ok: true, value: { status: 7, signal: null, stderr: 'err\n', truncated: true } });
    expect(result.ok && result.value.stdout.length).toBe(1000);
  });

  it('merges both outputs in their true order when asked', async () => {
    const script = 'for i in 1 2 3; do echo out $i; echo err $i >&2; done; echo "$0 $1"; kill -9 $$';
    const argv = ['bash', '-c', script, 'make it', "'a b'"];
    const spawned = service.spawn({ argv, cwd: temp.root, stderr: 'merge' });
    if (!spawned.ok) throw new Error(spawned.error.message);
    let text = '';
    spawned.value.stdout.on('data', (chunk) => {
      text += chunk;
    });
    expect(await spawned.value.exited).toEqual({ status: null, signal: 'SIGKILL' });
    expect(text).toBe("out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\nmake it 'a b'\n");
  });

  it('ends a program that takes too long, with its children', async () => {
    const result = await service.run(
      { argv: ['sh', '-c', 'sleep 300 & echo $! > child; sleep 300'], cwd: temp.root },
      { timeoutMs: 200 },
    );
    expect(result).toMatchObject({ ok: false, error: { code: 'timed-out' } });
    expect(await eventually('no process left', () => readdirSync(join(temp.root, 'run', 'processes')).length)).toBe(1);
  });

  it('ends a program when its caller gives up', async () => {
    const abort = new AbortController();
    const running = service.run({ argv: ['sleep', '300'], cwd: temp.root }, { signal: abort.signal });
    abort.abort();
    expect(await running).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });

  it('does not wait for a daemon that keeps the output open', async () => {
    const result = await service.run({ argv: ['sh', '-c', 'setsid sleep 5 & echo done'], cwd: temp.root });
    expect(result).toMatchObject({ ok: true, value: { status: 0, stdout: 'done\n' } });
  });
});

describe('failures', () => {
  it('names a missing program and says what to do', () => {
    const result = service.spawn({ argv: ['no-such-tool-xyz'], cwd: temp.root });
    expect(result).toMatchObject({ ok: false, error: { code: 'tool-missing' } });
    expect(!result.ok && result.error.message).toContain('`no-such-tool-xyz`');
    expect(!result.ok && result.error.hint).toContain('Install');
  });

  it('names a missing folder', () => {
    const result = service.spawn({ argv: ['true'], cwd: join(temp.root, 'gone') });
    expect(result).toMatchObject({ ok: false, error: { code: 'folder-missing' } });
  });

  it('reports a script whose interpreter is missing', async () => {
    const script = join(temp.root, 'broken tool');
    writeFileSync(script, '#!/no/such/interpreter\n', { mode: 0o755 });
    expect(service.spawn({ argv: [script], cwd: temp.root })).toMatchObject({
      ok: false,
      error: { code: 'spawn-failed' },
    });
  });

  it('refuses a NUL character', () => {
    expect(service.spawn({ argv: ['echo', 'a\0b'], cwd: temp.root })).toMatchObject({ ok: false });
  });

  it('finds only files that can be executed', () => {
    const bin = join(temp.root, 'bin');
    mkdirSync(join(bin, 'folder-tool'), { recursive: true });
    writeFileSync(join(bin, 'plain-tool'), '');
    writeFileSync(join(bin, 'good-tool'), '#!/bin/sh\n');
    chmodSync(join(bin, 'good-tool'), 0o755);
    symlinkSync('good-tool', join(bin, 'linked-tool'));
    const path = process.env.PATH;
    process.env.PATH = `${bin}:${path}`;
    try {
      expect(service.which('folder-tool')).toBeNull();
      expect(service.which('plain-tool')).toBeNull();
      expect(service.which('good-tool')).toBe(join(bin, 'good-tool'));
      expect(service.which('linked-tool')).toBe(join(bin, 'linked-tool'));
    } finally {
      process.env.PATH = path;
    }
  });
});

describe('ending', () => {
  it('ends children that ignore SIGTERM, and theirs', async () => {
    const handle = spawnShell("trap '' TERM; (trap '' TERM; sleep 300) & echo $!; sleep 300");
    const grandchild = Number(await firstLine(handle));
    handle.stdout.resume();
    expect(isAlive(grandchild)).toBe(true);
    await handle.kill();
    expect(isAlive(grandchild)).toBe(false);
    expect(isAlive(handle.pid)).toBe(false);
    expect(await handle.exited).toMatchObject({ status: null, signal: 'SIGKILL' });
  });

  it('ends a stopped program', async () => {
    const handle = spawnShell('kill -STOP $$; sleep 300');
    await eventually('stopped', () => isAlive(handle.pid));
    handle.stdout.resume();
    await handle.kill();
    expect(isAlive(handle.pid)).toBe(false);
  });

  it('ends a grandchild that made a session of its own', async () => {
    const handle = spawnShell('setsid sh -c \'trap "" TERM; echo $$; sleep 300\' & wait');
    const grandchild = Number(await firstLine(handle));
    handle.stdout.resume();
    await handle.kill();
    expect(isAlive(grandchild)).toBe(false);
  });

  it('ends what a program left behind in its group', async () => {
    const handle = spawnShell('sleep 300 >/dev/null 2>&1 & echo $!');
    const left = Number(await firstLine(handle));
    handle.stdout.resume();
    expect(await handle.exited).toMatchObject({ status: 0 });
    await eventually('the left-over is gone', () => !isAlive(left));
  });

  it('resolves exited after a kill even when nobody reads the output', async () => {
    const handle = spawnShell('yes');
    await handle.kill();
    expect(await handle.exited).toMatchObject({ signal: 'SIGTERM' });
  });

  it('ends everything on dispose, and starts nothing any more', async () => {
    const handles = [1, 2, 3, 4].map(() => spawnShell("trap '' TERM; sleep 300; sleep 300"));
    await service.dispose();
    expect(handles.map((handle) => isAlive(handle.pid))).toEqual([false, false, false, false]);
    expect(service.spawn({ argv: ['true'], cwd: temp.root })).toMatchObject({ ok: false });
    expect(readdirSync(join(temp.paths.runtime, 'processes'))).toEqual([]);
  });
});

describe('stdin', () => {
  it('is closed unless it was asked for', async () => {
    expect(await service.run({ argv: ['cat'], cwd: temp.root })).toMatchObject({ ok: true, value: { stdout: '' } });
    const spawned = service.spawn({ argv: ['cat'], cwd: temp.root, stdin: 'pipe' });
    if (!spawned.ok) throw new Error(spawned.error.message);
    const line = firstLine(spawned.value);
    spawned.value.stdin?.end('hello\n');
    expect(await line).toBe('hello');
    expect(existsSync(temp.root)).toBe(true);
  });
});
