/** Holds a configuration in a worker thread: loading a large tree and searching for fixes must not stop the host. */
import { Worker } from 'node:worker_threads';
import type { ConfigCalls, ConfigEvent, ConfigReport, ConfigTask } from './config-protocol.ts';

/** The calls of `ConfigCalls`, each answered by the thread. */
export type ConfigHandle = {
  readonly [N in keyof ConfigCalls]: (
    ...args: Parameters<ConfigCalls[N]>
  ) => Promise<Awaited<ReturnType<ConfigCalls[N]>>>;
} & { dispose(): Promise<void> };

/** Starts to hold a configuration, and tells what changes. */
export type HoldConfig = (task: ConfigTask, onEvent: (event: ConfigEvent) => void) => ConfigHandle;

/** A thread takes as long to start as a middling tree to load; one that is started beforehand has that behind it. */
export class ConfigThreads {
  private spare: Worker | null = null;
  private lapse: NodeJS.Timeout | null = null;

  /** @param script `config-worker.js` of the build */
  constructor(private readonly script: URL) {}

  /** A configuration is likely to be wanted: its thread starts while the files that describe it are looked at. */
  prepare(): void {
    if (this.spare) return;
    const worker = new Worker(this.script, { stdout: false });
    // One that cannot start is no loss: the one that is asked for tells why.
    worker.once('error', () => this.forget(worker));
    worker.unref();
    this.spare = worker;
    this.lapse = setTimeout(() => this.dispose(), SPARE_MS).unref();
  }

  take(): Worker {
    const worker = this.spare;
    if (!worker) return new Worker(this.script, { stdout: false });
    this.forget(worker);
    worker.removeAllListeners('error');
    worker.ref();
    return worker;
  }

  dispose(): void {
    const worker = this.spare;
    if (!worker) return;
    this.forget(worker);
    void worker.terminate();
  }

  private forget(worker: Worker): void {
    if (this.spare !== worker) return;
    this.spare = null;
    if (this.lapse) clearTimeout(this.lapse);
  }
}

/** One that nobody took is ended after this long. */
const SPARE_MS = 10_000;

export interface ConfigThreadOptions {
  readonly threads: ConfigThreads;
  readonly onEvent: (event: ConfigEvent) => void;
}

/** The handle's calls reject when the thread has ended: by `dispose`, or because of a bug in it. */
export function openConfigThread(task: ConfigTask, { threads, onEvent }: ConfigThreadOptions): ConfigHandle {
  const worker = threads.take();
  worker.postMessage(task);
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
  let ended: Error | null = null;

  const end = (error: Error) => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on('message', (report: ConfigReport) => {
    if (report.kind === 'event') {
      onEvent(report.event);
      return;
    }
    const asked = waiting.get(report.id);
    waiting.delete(report.id);
    if (report.kind === 'answer') asked?.resolve(report.value);
    else asked?.reject(new Error(report.message));
  });
  worker.on('error', end);
  worker.on('exit', () => end(new Error('The thread of the configuration has ended.')));

  const call = (name: keyof ConfigCalls, args: readonly unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      if (ended) {
        reject(ended);
        return;
      }
      const id = ++last;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, call: name, args });
    });
  const dispose = async () => {
    await worker.terminate();
  };
  // Every name but `dispose` is a call; `then` is asked for by `await`.
  return new Proxy({} as ConfigHandle, {
    get: (_target, name) =>
      name === 'dispose'
        ? dispose
        : name === 'then'
          ? undefined
          : (...args: readonly unknown[]) => call(name as keyof ConfigCalls, args),
  });
}
