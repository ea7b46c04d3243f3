/** Reads feeds and byte streams of the services to their end, in order, as they grow. */
import type { EventLog } from '#core/base/event-log.ts';
import type { ByteSource } from '#core/contract/handlers.ts';

const READ_BYTES = 64 * 1024;

/** All events from the first one that is kept, until the log is closed. */
export async function* follow<E>(log: EventLog<E>): AsyncGenerator<E> {
  for (let seen = 0; ; ) {
    const growth = nextGrowth(log);
    const events = log.after(seen);
    for (const { seq, event } of events) {
      seen = seq;
      yield event;
    }
    if (events.length > 0) continue;
    if (log.isClosed) return;
    await growth;
  }
}

/** All bytes from the first one that is kept, until no more will come. */
export async function* followBytes(source: ByteSource): AsyncGenerator<Uint8Array> {
  for (let offset = source.firstOffset; ; ) {
    const growth = nextGrowth(source);
    const { ended } = source;
    const bytes = offset < source.endOffset ? await source.read(offset, READ_BYTES) : new Uint8Array();
    offset += bytes.length;
    if (bytes.length > 0) yield bytes;
    else if (ended) return;
    else await growth;
  }
}

function nextGrowth(source: { onGrowth(waker: () => void): { dispose(): void } }): Promise<void> {
  return new Promise((resolve) => {
    const listener = source.onGrowth(() => {
      listener.dispose();
      resolve();
    });
  });
}
