/** Asks the kernel whether processes live, and waits until a condition holds. */
import { setTimeout as wait } from 'node:timers/promises';
import { processRow } from '../../electron/services/process/process-table.ts';
import { PATIENCE_MS } from '../patience.ts';

export function isAlive(pid: number): boolean {
  return processRow(pid) !== null;
}

/** Resolves with the first value that is not null or false. */
export async function eventually<T>(
  what: string,
  probe: () => T | null | false | undefined | Promise<T | null | false | undefined>,
): Promise<T> {
  const started = performance.now();
  for (;;) {
    const value = await probe();
    if (value !== null && value !== false && value !== undefined) return value;
    if (performance.now() - started > PATIENCE_MS) throw new Error(`did not happen in ${PATIENCE_MS} ms: ${what}`);
    await wait(10);
  }
}
