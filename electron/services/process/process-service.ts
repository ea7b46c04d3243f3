/** The only place that starts programs. Every child leads a group of its own, and no group outlives the host. */
import { type ChildProcess, spawn as spawnChild } from 'node:child_process';
import { statSync } from 'node:fs';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { StudioPaths } from '../settings/studio-paths.ts';
import { childHandle } from './child-process.ts';
import { cleanEnv } from './clean-env.ts';
import { findProgram } from './find-program.ts';
import { Guardian } from './guardian.ts';
import { openPty } from './open-pty.ts';
import { ProcessRecords } from './process-records.ts';
import type { ProcessService, SpawnFailure, SpawnSpec } from './process-types.ts';
import { PtyMasters } from './pty-masters.ts';
import { runToEnd } from './run-to-end.ts';

/** `exec` keeps the pid; the program and its arguments come as "$@" and are never read as shell text. */
const MERGE = ['-c', 'exec "$@" 2>&1', 'sh'];

interface Prepared {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
}

export function createProcessService(paths: StudioPaths): ProcessService {
  const guardian = new Guardian();
  const records = new ProcessRecords(paths.runtime);
  const masters = new PtyMasters();
  const live = new Map<number, () => Promise<void>>();
  let disposed = false;
  // After the start: nothing on the way to the first window waits for it.
  setImmediate(() => records.sweep()).unref();

  const register = (group: number) => {
    guardian.add(group);
    records.add(group);
  };
  const unregister = (group: number) => {
    if (!live.delete(group)) return;
    guardian.remove(group);
    records.remove(group);
  };

  const spawn: ProcessService['spawn'] = (spec) => {
    if (disposed) return fail('spawn-failed', 'The studio is closing and starts no more programs.');
    const prepared = prepare(spec, 'dumb');
    if (!prepared.ok) return prepared;
    const { file, args, env } = prepared.value;
    const merge = spec.stderr === 'merge';
    let child: ChildProcess;
    try {
      child = spawnChild(merge ? '/bin/sh' : file, merge ? [...MERGE, ...spec.argv] : args, {
        cwd: spec.cwd,
        env,
        // What a program calls itself in its messages (`make[1]:`) must not depend on where it was found.
        argv0: merge ? 'sh' : (spec.argv[0] ?? file),
        detached: true,
        windowsHide: true,
        stdio: masters.shield([spec.stdin === 'pipe' ? 'pipe' : 'ignore', 'pipe', merge ? 'ignore' : 'pipe']),
      });
    } catch (error) {
      return spawnFailed(file, error);
    }
    const { pid } = child;
    if (pid === undefined) {
      child.on('error', () => undefined);
      return spawnFailed(file, null);
    }
    register(pid);
    const handle = childHandle(Object.assign(child, { pid }), spec.argv, () => unregister(pid));
    live.set(pid, handle.kill);
    return ok(handle);
  };

  return {
    spawn,

    async run(spec, options = {}) {
      if (options.signal?.aborted) return fail('cancelled', `\`${spec.argv[0] ?? ''}\` was cancelled.`);
      const handle = spawn(spec);
      return handle.ok ? runToEnd(handle.value, options) : handle;
    },

    async openPty(spec) {
      if (disposed) return fail('spawn-failed', 'The studio is closing and starts no more programs.');
      const prepared = prepare(spec, 'xterm-256color');
      if (!prepared.ok) return prepared;
      const { file, args, env } = prepared.value;
      try {
        const size = { cols: spec.cols, rows: spec.rows };
        guardian.prepare();
        const started = (pid: number, master: number | undefined) => {
          register(pid);
          masters.add(pid, master);
        };
        const gone = (pid: number) => {
          unregister(pid);
          masters.remove(pid);
        };
        const handle = await openPty({ file, args, env, cwd: spec.cwd, ...size }, started, gone);
        live.set(handle.pid, handle.kill);
        return ok(handle);
      } catch (error) {
        return spawnFailed(file, error);
      }
    },

    which: (command) => findProgram(command, cleanEnv('dumb').PATH ?? '', process.cwd()),

    async dispose() {
      disposed = true;
      await Promise.all([...live.values()].map((kill) => kill()));
      guardian.dispose();
      records.dispose();
      masters.dispose();
    },
  };
}

/** Looks before it leaps: a failed exec tells neither what was missing nor what to do. */
function prepare(spec: SpawnSpec, terminal: string): Result<Prepared, SpawnFailure> {
  const [command, ...args] = spec.argv;
  if (!command || spec.argv.some((part) => part.includes('\0')) || spec.cwd.includes('\0')) {
    return fail('spawn-failed', 'A command was empty or held a NUL character, which no program can be given.');
  }
  const env = cleanEnv(terminal, spec.env);
  if (!isFolder(spec.cwd)) {
    const hint = 'It may have been moved or deleted. Open the project again from where it is now.';
    return fail('folder-missing', `The folder ${spec.cwd} is not there, so \`${command}\` cannot be run in it.`, hint);
  }
  const file = findProgram(command, env.PATH ?? '', spec.cwd);
  if (!file) {
    const hint = 'Install it, or add its folder to PATH and start the studio again. The doctor shows the command.';
    const where = command.includes('/') ? 'is not a program that can be run' : 'was not found in PATH';
    return fail('tool-missing', `\`${command}\` ${where}.`, hint);
  }
  return ok({ file, args, env });
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function spawnFailed(file: string, error: unknown): { readonly ok: false; readonly error: Failure<'spawn-failed'> } {
  const cause = error instanceof Error ? `: ${error.message}` : '';
  const hint =
    'It may be a script without an interpreter, a program for another processor, or there are too many processes.';
  return fail('spawn-failed', `\`${file}\` was found but could not be started${cause}.`, hint);
}
