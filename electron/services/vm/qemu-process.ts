/** One QEMU with its two sockets: serial bytes out and in, the monitor, and its end with all output taken. */
import { createServer, type Server, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { fail, ok, type Result } from '#core/base/result.ts';
import type { Accelerator } from '#core/contract/vm.ts';
import type { RunPlan } from '#core/families/family.ts';
import type { Exit, ProcessHandle, ProcessService, SpawnFailure } from '../process/process-types.ts';
import { qemuArgv } from './qemu-argv.ts';
import { QmpClient, type QmpEvent } from './qmp-client.ts';
import { makeSocketFolder, type SocketFolder } from './socket-folder.ts';

export interface QemuSpec {
  readonly plan: RunPlan;
  readonly accelerator: Accelerator;
  readonly root: string;
  readonly runtime: string;
  /** QEMU that has not opened its monitor by then is ended. */
  readonly connectMs: number;
}

export interface QemuEvents {
  onSerial(bytes: Buffer): void;
  onMonitor(event: QmpEvent): void;
  /** The CPU was let go. */
  onStarted(): void;
  /** A whole line of QEMU's own. */
  onMessage(line: string): void;
}

export interface QemuEnd extends Exit {
  readonly started: boolean;
  /** It never opened its monitor and was ended for that. */
  readonly mute: boolean;
  readonly stderr: string;
}

export interface QemuProcess {
  readonly argv: readonly string[];
  readonly pid: number;
  /** Resolves after the last serial byte was delivered. */
  readonly ended: Promise<QemuEnd>;
  /** null until it has connected. */
  monitor(): QmpClient | null;
  /** Input for the guest, also before it is connected; dropped where the guest has left a lot of it unread. */
  type(bytes: Uint8Array): void;
  /** Lets the guest wait: its serial port takes no more bytes. */
  holdSerial(hold: boolean): void;
  /** Ends it within one second. */
  quit(): Promise<void>;
}

export const MOST_UNREAD_INPUT = 1 << 20;
export const MOST_STDERR = 64 << 10;
/** `quit` is obeyed at once by a QEMU that is well. */
const QUIT_MS = 250;

export function startQemu(
  process: ProcessService,
  spec: QemuSpec,
  events: QemuEvents,
): Result<QemuProcess, SpawnFailure> {
  let folder: SocketFolder;
  try {
    folder = makeSocketFolder(spec.runtime);
  } catch (error) {
    const hint = 'Free some space, or set XDG_RUNTIME_DIR to a folder that you can write.';
    return fail('spawn-failed', `The sockets of the machine could not be made: ${String(error)}`, hint);
  }
  const live = new LiveQemu(events);
  // Node binds before `listen` returns, so QEMU can be started in the same turn.
  const servers = [live.listenSerial(folder.serial), live.listenMonitor(folder.monitor)];
  const argv = qemuArgv(spec.plan, spec.accelerator, folder);
  const spawned = process.spawn({ argv, cwd: spec.root });
  const release = () => {
    for (const server of servers) server.close();
    folder.remove();
  };
  if (!spawned.ok) {
    release();
    return spawned;
  }
  return ok(live.attach(spawned.value, spec.connectMs, release));
}

class LiveQemu {
  private serial: Socket | null = null;
  private unsent = Buffer.alloc(0);
  private serialClosed: Promise<void> = Promise.resolve();
  private qmp: QmpClient | null = null;
  private started = false;
  private mute = false;
  private held = false;
  private stderr = '';
  private release = () => {};

  constructor(private readonly events: QemuEvents) {}

  listenSerial(path: string): Server {
    return listen(path, (socket) => {
      this.serial = socket;
      if (this.held) socket.pause();
      if (this.unsent.length > 0) socket.write(this.unsent);
      this.serialClosed = new Promise((resolve) => socket.once('close', () => resolve()));
      socket.on('data', (bytes: Buffer) => this.events.onSerial(bytes));
      this.releaseWhenConnected();
    });
  }

  listenMonitor(path: string): Server {
    return listen(path, async (socket) => {
      const qmp = new QmpClient(socket);
      this.qmp = qmp;
      this.releaseWhenConnected();
      qmp.events.on((event) => this.events.onMonitor(event));
      if (!(await qmp.negotiate()).ok || !(await qmp.execute('cont')).ok) return;
      this.started = true;
      this.events.onStarted();
    });
  }

  attach(child: ProcessHandle, connectMs: number, release: () => void): QemuProcess {
    this.release = release;
    const deadline = setTimeout(() => {
      if (this.started) return;
      this.mute = true;
      void child.kill();
    }, connectMs);
    deadline.unref();
    this.readMessages(child);
    const ended = child.exited.then(async (exit) => {
      clearTimeout(deadline);
      this.serial?.resume();
      await Promise.race([this.serialClosed, wait(2000, undefined, { ref: false })]);
      this.release();
      return { ...exit, started: this.started, mute: this.mute, stderr: this.stderr };
    });
    return {
      argv: child.argv,
      pid: child.pid,
      ended,
      monitor: () => this.qmp,
      type: (bytes) => {
        const { serial } = this;
        if ((serial?.writableLength ?? this.unsent.length) >= MOST_UNREAD_INPUT) return;
        if (!serial) this.unsent = Buffer.concat([this.unsent, bytes]);
        else if (serial.writable) serial.write(bytes);
      },
      holdSerial: (hold) => {
        this.held = hold;
        if (hold) this.serial?.pause();
        else this.serial?.resume();
      },
      quit: async () => {
        const quit = this.started ? this.qmp?.execute('quit') : undefined;
        if (quit) await Promise.race([child.exited, wait(QUIT_MS, undefined, { ref: false })]);
        await child.kill();
      },
    };
  }

  /** Nobody else needs to find the sockets: what is not there cannot be left behind. */
  private releaseWhenConnected(): void {
    if (this.serial && this.qmp) this.release();
  }

  private readMessages(child: ProcessHandle): void {
    child.stdout.resume();
    messageLines(
      child.stderr,
      (line) => this.events.onMessage(line),
      (text) => {
        if (this.stderr.length < MOST_STDERR) this.stderr += text;
      },
    );
  }
}

/** @param onLine whole lines that are not empty */
export function messageLines(stream: Readable, onLine: (line: string) => void, onText: (text: string) => void): void {
  let partial = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    onText(text);
    const lines = (partial + text).split('\n');
    partial = (lines.pop() ?? '').slice(-MOST_STDERR);
    for (const line of lines) if (line !== '') onLine(line);
  });
}

/** A server for exactly one connection. */
function listen(path: string, accept: (socket: Socket) => void): Server {
  const server = createServer((socket) => {
    server.close();
    socket.on('error', () => undefined);
    accept(socket);
  });
  server.on('error', () => undefined);
  return server.listen(path);
}
