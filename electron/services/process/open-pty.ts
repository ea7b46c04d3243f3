/** A program on a pseudo terminal, as bytes: node-pty is loaded when the first terminal is opened. */
/// <reference path="./node-pty.d.ts" />
import { constants } from 'node:os';
import type { IPty } from 'node-pty';
import { endGroup } from './process-group.ts';
import type { Exit, PtyHandle } from './process-types.ts';

export interface PtySpec {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cols: number;
  readonly rows: number;
}

/**
 * @param started called in the same turn as the fork, with the pid and the descriptor of the terminal's other side.
 * @param gone called once, when nothing of the terminal's session lives any more.
 */
export async function openPty(
  spec: PtySpec,
  started: (pid: number, master: number | undefined) => void,
  gone: (pid: number) => void,
): Promise<PtyHandle> {
  const { spawn } = await import('node-pty');
  const pty = spawn(spec.file, spec.args, {
    name: spec.env.TERM ?? 'xterm-256color',
    cols: spec.cols,
    rows: spec.rows,
    cwd: spec.cwd,
    env: spec.env,
    encoding: null,
  });
  const { pid } = pty;
  started(pid, pty.fd);
  let ended = false;
  let ending: Promise<void> | null = null;
  const end = () => {
    ending ??= endGroup(pid, ['SIGHUP', 'SIGTERM']).then(() => gone(pid));
    return ending;
  };
  const exited = new Promise<Exit>((resolve) => {
    pty.onExit(({ exitCode, signal }) => {
      ended = true;
      // Jobs that the shell left behind belong to the terminal, and end with it.
      void end();
      resolve(signal ? { status: null, signal: signalName(signal) } : { status: exitCode, signal: null });
    });
  });
  return {
    pid,
    exited,
    ...bytesOf(pty, () => ended),
    kill: () =>
      end()
        .then(() => exited)
        .then(() => undefined),
  };
}

function bytesOf(pty: IPty, ended: () => boolean): Pick<PtyHandle, 'onData' | 'write' | 'resize' | 'pause' | 'resume'> {
  let watch: NodeJS.Timeout | null = null;
  const stopWatch = () => {
    if (watch) clearInterval(watch);
    watch = null;
  };
  const resume = () => {
    stopWatch();
    if (!ended()) pty.resume();
  };
  return {
    onData: (listener) => pty.onData(listener),
    write(bytes) {
      if (!ended()) pty.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    },
    resize(cols, rows) {
      if (!ended()) pty.resize(cols, rows);
    },
    pause() {
      if (ended() || watch) return;
      pty.pause();
      // node-pty drops what is unread 200 ms after the program's end: the last bytes must not wait for a slow window.
      watch = setInterval(() => {
        if (!isAlive(pty.pid)) resume();
      }, 50);
      watch.unref();
    },
    resume,
  };
}

function signalName(number: number): string {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? `signal ${number}`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
