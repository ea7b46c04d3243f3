/** A program on a pseudo terminal, as bytes: node-pty is loaded when the first terminal is opened. */
/// <reference path="./node-pty.d.ts" />
import { readSync } from 'node:fs';
import { constants } from 'node:os';
import type { IPty } from 'node-pty';
import { endGroup } from './process-group.ts';
import type { Exit, PtyHandle } from './process-types.ts';

const MOST_LAST_WORDS = 1 << 20;

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
  const listeners: ((bytes: Uint8Array) => void)[] = [];
  const take = (bytes: Uint8Array) => {
    for (const listener of listeners) listener(bytes);
  };
  pty.onData(take);
  drainBeforeEnd(pty, take);
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
    ...bytesOf(pty, listeners, () => ended),
    kill: () =>
      end()
        .then(() => exited)
        .then(() => undefined),
  };
}

function bytesOf(
  pty: IPty,
  listeners: ((bytes: Uint8Array) => void)[],
  ended: () => boolean,
): Pick<PtyHandle, 'onData' | 'write' | 'resize' | 'pause' | 'resume'> {
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
    onData: (listener) => void listeners.push(listener),
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

/**
 * Reads what is left before the stream is destroyed. When a program ends, libuv takes a terminal's hang-up for the end of
 * its text after one more read, of 4 KiB at most, and node-pty waits for no more than 200 ms: both lose last words.
 */
function drainBeforeEnd(pty: IPty, take: (bytes: Uint8Array) => void): void {
  const { _socket: socket, fd } = pty;
  if (!socket || fd === undefined) return;
  const destroy = socket.destroy.bind(socket);
  socket.destroy = (error) => {
    // Something that outlives the program may go on printing; nobody waits for that.
    for (let room = MOST_LAST_WORDS; room > 0 && !socket.destroyed; ) {
      const bytes = readNow(fd);
      if (bytes.length === 0) break;
      room -= bytes.length;
      take(bytes);
    }
    return destroy(error);
  };
}

/** What the terminal holds; empty at its end, and where there is nothing at the moment. */
function readNow(fd: number): Uint8Array {
  const bytes = Buffer.alloc(64 << 10);
  try {
    return bytes.subarray(0, readSync(fd, bytes));
  } catch {
    return new Uint8Array();
  }
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
