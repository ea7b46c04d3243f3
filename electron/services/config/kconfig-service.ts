/** Opens Kconfig trees in worker threads; each is sent once as a whole, and then what differs. */
import { Worker } from 'node:worker_threads';
import type { KconfigCalls, KconfigEvent, KconfigReport, KconfigTask } from './kconfig-protocol.ts';

/** The calls of `KconfigCalls`, each answered by the thread. */
export type KconfigHandle = {
  readonly [N in keyof KconfigCalls]: (
    ...args: Parameters<KconfigCalls[N]>
  ) => Promise<Awaited<ReturnType<KconfigCalls[N]>>>;
} & { dispose(): Promise<void> };

export interface KconfigServiceOptions {
  /** Script of the worker: `kconfig-worker.js` of the build. */
  readonly worker: URL;
  readonly onEvent: (event: KconfigEvent) => void;
}

const CALLS: readonly (keyof KconfigCalls)[] = [
  'tree',
  'apply',
  'reset',
  'undo',
  'redo',
  'help',
  'explain',
  'obstacle',
  'fixes',
  'text',
  'minimal',
  'read',
  'save',
];

/** The handle's calls reject when the thread has ended: by `dispose`, or because of a bug in it. */
export function openKconfig(task: KconfigTask, { worker: script, onEvent }: KconfigServiceOptions): KconfigHandle {
  const worker = new Worker(script, { workerData: task, stdout: false });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
  let ended: Error | null = null;

  const end = (error: Error) => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on('message', (report: KconfigReport) => {
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

  const call = (name: keyof KconfigCalls, args: readonly unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      if (ended) {
        reject(ended);
        return;
      }
      const id = ++last;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, call: name, args });
    });
  const calls = Object.fromEntries(CALLS.map((name) => [name, (...args: readonly unknown[]) => call(name, args)]));
  return {
    ...(calls as unknown as Omit<KconfigHandle, 'dispose'>),
    async dispose() {
      await worker.terminate();
    },
  };
}
