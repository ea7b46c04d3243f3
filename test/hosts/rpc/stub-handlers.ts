/** Handlers for tests of the transport: only what a test gives exists; anything else is a mistake of the test. */

import { disposable } from '#core/base/disposable.ts';
import { contract } from '#core/contract/contract.ts';
import type { ByteSource, Handlers } from '#core/contract/handlers.ts';

export function stubHandlers(given: Partial<Handlers>): Handlers {
  const missing = Object.fromEntries(
    Object.keys(contract).map((name) => [
      name,
      () => {
        throw new Error(`the test has no handler for ${name}`);
      },
    ]),
  );
  return { ...missing, ...given } as unknown as Handlers;
}

/** Bytes in memory that grow by `push`; keeps the newest `capacity` of them. */
export class MemorySource implements ByteSource {
  firstOffset = 0;
  endOffset = 0;
  ended = false;
  readonly written: Uint8Array[] = [];
  readonly readers = new Map<object, number>();
  private data = Buffer.alloc(0);
  private readonly wakers = new Set<() => void>();

  constructor(private readonly capacity = Number.POSITIVE_INFINITY) {}

  push(bytes: Uint8Array): void {
    const all = Buffer.concat([this.data, bytes]);
    this.data = all.subarray(Math.max(0, all.length - this.capacity));
    this.endOffset += bytes.length;
    this.firstOffset = this.endOffset - this.data.length;
    this.wake();
  }

  end(): void {
    this.ended = true;
    this.wake();
  }

  async read(offset: number, limit: number): Promise<Uint8Array> {
    const start = offset - this.firstOffset;
    if (start < 0) throw new Error('read before the first offset');
    const bytes = this.data.subarray(start, start + limit);
    await new Promise((resolve) => setImmediate(resolve));
    return bytes;
  }

  onGrowth(waker: () => void) {
    this.wakers.add(waker);
    return disposable(() => this.wakers.delete(waker));
  }

  get watchers(): number {
    return this.wakers.size;
  }

  write(bytes: Uint8Array): void {
    this.written.push(bytes.slice());
  }

  onReader(reader: object, offset: number | null): void {
    if (offset === null) this.readers.delete(reader);
    else this.readers.set(reader, offset);
  }

  private wake(): void {
    for (const waker of [...this.wakers]) waker();
  }
}
