/** The thread that holds one configuration: the first message says which. Until it comes, the program is loaded and waits. */
import { parentPort } from 'node:worker_threads';
import { ConfigHolder } from './config-holder.ts';
import type { ConfigReport, ConfigRequest, ConfigTask } from './config-protocol.ts';
import { modelSource } from './model-source.ts';

const report = (message: ConfigReport): void => parentPort?.postMessage(message);

function hold(task: ConfigTask): void {
  const holder = new ConfigHolder(task, modelSource(task.source), (event) => report({ kind: 'event', event }));
  parentPort?.on('message', async ({ id, call, args }: ConfigRequest) => {
    try {
      const run = holder[call] as (...given: readonly unknown[]) => unknown;
      report({ kind: 'answer', id, value: await run.apply(holder, [...args]) });
    } catch (error) {
      report({ kind: 'broken', id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  setInterval(() => holder.look(), task.pollMs ?? 1_000);
  // Between calls the helps are read, so that the first key in the search box need not wait for them.
  const warm = (): void => {
    if (holder.warm()) setImmediate(warm);
  };
  setImmediate(warm);
}

parentPort?.once('message', hold);
