/** One open stream of a client: the offset it has reached, and the bytes it still has to acknowledge. */
import type { Failure } from '#core/base/result.ts';
import type { StreamName } from '#core/contract/contract.ts';
import { ACK_EVERY, type ClientMessage } from '#core/contract/protocol.ts';
import type { StreamListener } from './client.ts';
import { guarded } from './guarded.ts';

/** Bytes of input that one frame carries at most. */
const INPUT_FRAME = 64 * 1024;

export class StreamReader {
  offset: number;
  /** Received on this link, and not yet used. */
  private unused = 0;
  /** Used, and not yet acknowledged. */
  private unacked = 0;
  /** Counts links: bytes of an earlier one are not acknowledged on this one. */
  private epoch = 0;
  private wasOpened = false;

  constructor(
    private readonly id: number,
    private readonly name: StreamName,
    private readonly key: unknown,
    private readonly listener: StreamListener,
    private readonly send: (message: ClientMessage) => void,
  ) {
    this.offset = listener.from ?? 0;
  }

  opening(): ClientMessage {
    return { t: 'open', id: this.id, ch: this.name, key: this.key, from: this.offset };
  }

  interrupt(): void {
    this.epoch++;
    this.unused = 0;
    this.unacked = 0;
  }

  opened(from: number): void {
    // After a break the stream usually goes on where it stopped: nothing to tell.
    const goesOn = this.wasOpened && from === this.offset;
    this.offset = from;
    this.wasOpened = true;
    if (!goesOn) guarded(() => this.listener.onOpened?.(from));
  }

  receive(bytes: Uint8Array): void {
    const { epoch } = this;
    this.offset += bytes.byteLength;
    this.unused += bytes.byteLength;
    let used = false;
    const done = () => {
      if (used || epoch !== this.epoch) return;
      used = true;
      this.unused -= bytes.byteLength;
      this.unacked += bytes.byteLength;
      if (this.unacked < ACK_EVERY && this.unused > 0) return;
      this.send({ t: 'ack', id: this.id, bytes: this.unacked });
      this.unacked = 0;
    };
    guarded(() => this.listener.onBytes(bytes, done));
  }

  *frames(bytes: Uint8Array): Iterable<Uint8Array> {
    for (let start = 0; start < bytes.byteLength; start += INPUT_FRAME) {
      const part = bytes.subarray(start, start + INPUT_FRAME);
      const frame = new Uint8Array(4 + part.byteLength);
      new DataView(frame.buffer).setUint32(0, this.id, true);
      frame.set(part, 4);
      yield frame;
    }
  }

  end(failure: Failure | null): void {
    guarded(() => this.listener.onEnd?.(failure));
  }
}
