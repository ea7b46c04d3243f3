/** One subscription of a client: where it stands in its feed, and what the host may still send. */

import * as v from 'valibot';
import type { Failure } from '#core/base/result.ts';
import { contract, type FeedName } from '#core/contract/contract.ts';
import { ACK_EVERY, type ClientMessage } from '#core/contract/protocol.ts';
import type { FeedListener } from './client.ts';
import { guarded } from './guarded.ts';

export class FeedReader {
  private after: number;
  private unacked = 0;
  private live = true;

  constructor(
    private readonly id: number,
    private readonly name: FeedName,
    private readonly key: unknown,
    private readonly listener: FeedListener<unknown>,
    private readonly send: (message: ClientMessage) => void,
  ) {
    this.after = listener.after ?? 0;
  }

  opening(): ClientMessage {
    return { t: 'subscribe', id: this.id, ch: this.name, key: this.key, after: this.after };
  }

  /** Nothing is delivered after this, not even the rest of a batch. */
  stop(): void {
    this.live = false;
  }

  interrupt(): void {
    this.unacked = 0;
  }

  /** Parses and delivers; answers false, or true when an event did not fit the contract and the feed has ended here. */
  receive(seq: number, events: readonly unknown[], size: number): boolean {
    const schema = contract[this.name].event as v.GenericSchema;
    const parsed: unknown[] = [];
    for (const event of events) {
      const result = v.safeParse(schema, event);
      if (!result.success) {
        console.error(
          `${this.name}: event ${seq + parsed.length} does not fit the contract: ${result.issues[0].message}`,
        );
        this.end({
          code: 'bad-answer',
          message: 'The studio sent an event that this window does not understand.',
          hint: 'Load the window again.',
        });
        return true;
      }
      parsed.push(result.output);
    }
    this.after = seq + parsed.length - 1;
    this.deliver(parsed, seq);
    this.unacked += size;
    if (this.unacked >= ACK_EVERY) {
      this.send({ t: 'ack', id: this.id, bytes: this.unacked });
      this.unacked = 0;
    }
    return false;
  }

  private deliver(events: readonly unknown[], firstSeq: number): void {
    guarded(() => this.listener.onEvents?.(events, firstSeq));
    if (!this.listener.onEvent) return;
    for (const [index, event] of events.entries()) {
      if (!this.live) return;
      guarded(() => this.listener.onEvent?.(event, firstSeq + index));
    }
  }

  end(failure: Failure | null): void {
    guarded(() => this.listener.onEnd?.(failure));
  }
}
