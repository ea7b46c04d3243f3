/** The thread that holds a Kconfig tree: loading a large one and searching for fixes must not stop the host. */
import { parentPort, workerData } from 'node:worker_threads';
import { KconfigHolder } from './kconfig-holder.ts';
import type { KconfigReport, KconfigRequest, KconfigTask } from './kconfig-protocol.ts';

const task = workerData as KconfigTask;
const report = (message: KconfigReport): void => parentPort?.postMessage(message);
const holder = new KconfigHolder(task, (event) => report({ kind: 'event', event }));

parentPort?.on('message', async ({ id, call, args }: KconfigRequest) => {
  try {
    const run = holder.calls[call] as (...given: readonly unknown[]) => unknown;
    report({ kind: 'answer', id, value: await run(...args) });
  } catch (error) {
    report({ kind: 'broken', id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
setInterval(() => holder.look(), task.pollMs ?? 1_000);
