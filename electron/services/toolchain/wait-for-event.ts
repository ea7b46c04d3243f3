/** Waits for something to happen in a log of events. */
import type { EventLog } from '#core/base/event-log.ts';

/** @returns what `pick` answered first; null where the log was closed, or the time ran out, before it answered */
export function waitForEvent<E, T>(
  log: EventLog<E>,
  pick: (event: E) => T | undefined,
  timeoutMs: number,
): Promise<T | null> {
  return new Promise((resolve) => {
    let seen = 0;
    const settle = (value: T | null) => {
      growth.dispose();
      clearTimeout(timer);
      resolve(value);
    };
    const look = () => {
      for (const { seq, event } of log.after(seen)) {
        seen = seq;
        const picked = pick(event);
        if (picked !== undefined) return settle(picked);
      }
      if (log.isClosed) settle(null);
    };
    const timer = setTimeout(() => settle(null), timeoutMs);
    const growth = log.onGrowth(look);
    look();
  });
}
