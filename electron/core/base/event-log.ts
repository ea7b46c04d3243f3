/**
 * A numbered, replayable log of events: the source behind every feed.
 *
 * Numbers start at 1 and never skip. A reader that knows the last number it saw asks for what came after it.
 * The log keeps at most `capacity` events; older ones are folded away, and a reader that is too far behind is
 * told the first number still kept.
 */
import { type Disposable, disposable } from './disposable.ts';

export interface Numbered<E> {
  readonly seq: number;
  readonly event: E;
}

export class EventLog<E> {
  private events: Numbered<E>[] = [];
  private nextSeq = 1;
  private closed = false;
  private readonly wakers = new Set<() => void>();

  constructor(private readonly capacity = Number.POSITIVE_INFINITY) {}

  append(event: E): number {
    if (this.closed) throw new Error('append to a closed event log');
    const seq = this.nextSeq++;
    this.events.push({ seq, event });
    // Trimming in slices keeps append O(1) amortised.
    if (this.events.length > this.capacity * 1.25) this.events = this.events.slice(-this.capacity);
    this.wake();
    return seq;
  }

  /**
   * Puts a smaller event in the place of one that windows have seen, so that a long log stays within bounds: who reads
   * it later sees the new one. Does nothing for a number that is no longer kept.
   */
  replace(seq: number, event: E): void {
    const index = seq - this.firstSeq;
    if (index >= 0 && index < this.events.length) this.events[index] = { seq, event };
  }

  /** No more events will come; readers that have seen all of them are done. */
  close(): void {
    this.closed = true;
    this.wake();
  }

  get isClosed(): boolean {
    return this.closed;
  }

  get lastSeq(): number {
    return this.nextSeq - 1;
  }

  /** The number of the oldest event still kept; `lastSeq + 1` when there is none. */
  get firstSeq(): number {
    return this.events[0]?.seq ?? this.nextSeq;
  }

  /** Up to `limit` events numbered above `after`, in order. */
  after(after: number, limit = Number.POSITIVE_INFINITY): readonly Numbered<E>[] {
    const skip = Math.max(0, after + 1 - this.firstSeq);
    return this.events.slice(skip, limit === Number.POSITIVE_INFINITY ? undefined : skip + limit);
  }

  /** Calls `waker` after each append and at the close; it reads what it wants with `after`. */
  onGrowth(waker: () => void): Disposable {
    this.wakers.add(waker);
    return disposable(() => this.wakers.delete(waker));
  }

  private wake(): void {
    for (const waker of [...this.wakers]) waker();
  }
}
