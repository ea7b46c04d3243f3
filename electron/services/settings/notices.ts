/** Messages of the host that belong to no call: shown by every window, kept for those that open later. */
import { EventLog } from '#core/base/event-log.ts';
import type { Notice } from '#core/contract/settings.ts';

export interface Notices {
  readonly log: EventLog<Notice>;
  add(severity: Notice['severity'], message: string, hint?: string): void;
}

export function createNotices(): Notices {
  const log = new EventLog<Notice>(50);
  return {
    log,
    add(severity, message, hint) {
      log.append({ at: Date.now(), severity, message, ...(hint === undefined ? {} : { hint }) });
    },
  };
}
