/**
 * Runs a program to its end while the caller waits: for a worker thread whose work cannot go on without the answer.
 * The main thread never calls this; it has `ProcessService.run`.
 */
import { spawnSync } from 'node:child_process';
import { cleanEnv } from './clean-env.ts';
import type { Exit } from './process-types.ts';

export interface SyncSpec {
  /** argv[0] is an absolute path, or a name looked up in PATH. */
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** Added to a cleaned environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Default 10,000. */
  readonly timeoutMs?: number;
  /** Of standard output; default 1 MiB. What says more is ended. */
  readonly limitBytes?: number;
}

export interface SyncOutput extends Exit {
  readonly stdout: Uint8Array;
}

/** null when it could not be started, took too long or said too much; its whole group has ended by then. */
export function runSync(spec: SyncSpec): SyncOutput | null {
  const [program, ...args] = spec.argv;
  if (spec.argv.some((part) => part.includes('\0'))) return null;
  const done = spawnSync(program, args, {
    cwd: spec.cwd,
    env: cleanEnv('dumb', spec.env),
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: spec.timeoutMs ?? 10_000,
    maxBuffer: spec.limitBytes ?? 1 << 20,
    killSignal: 'SIGKILL',
    windowsHide: true,
    // A group of its own, so that what it has started can be ended with it. Not in Node's types, but in its options.
    ...({ detached: true } as object),
  });
  if (done.pid > 0) endGroup(done.pid);
  if (done.error) return null;
  return { status: done.status, signal: done.signal, stdout: done.stdout };
}

function endGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // Nothing of it is left, which is the rule.
  }
}
