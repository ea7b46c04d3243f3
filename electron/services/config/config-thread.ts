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

export interface ConfigThreadOptions {
  /** Script of the worker: `config-worker.js` of the build. */
  readonly worker: URL;
  readonly onEvent: (event: ConfigEvent) => void;
}

/** The handle's calls reject when the thread has ended: by `dispose`, or because of a bug in it. */
export function openConfigThread(task: ConfigTask, { worker: script, onEvent }: ConfigThreadOptions): ConfigHandle {
  const worker = new Worker(script, { workerData: task, stdout: false });
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
