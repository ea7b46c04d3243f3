/**
 * The serial text of one session: a file that holds every byte, and the newest ones in memory.
 *
 * Windows read at their own pace from here, so none of them slows the guest; only the disk can. Memory is bounded by the
 * ring, whatever the guest prints.
 */
import { closeSync, mkdirSync, openSync, write, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { Emitter } from '#core/base/emitter.ts';
import type { ByteSource } from '#core/contract/handlers.ts';
import { HistoryRing } from '../bytes/history-ring.ts';

const writeFile = promisify(write);

const RING_BYTES = 2 << 20;
/** Bytes that wait for the disk above which the guest has to wait too, and below which it goes on. */
const SLOW_BYTES = 1 << 20;
const GO_ON_BYTES = 256 << 10;
const WRITE_BYTES = 256 << 10;
const LARGEST_FILE = 2 ** 30;

export interface SerialLogEvents {
  /** The disk is behind (true) or has caught up (false). */
  onBacklog(behind: boolean): void;
  /** From byte `offset` on nothing is kept in the file. `text` is a sentence for the person. */
  onStopped(offset: number, text: string): void;
  onInput(bytes: Uint8Array): void;
}

export class SerialLog {
  readonly source: ByteSource;
  private readonly ring = new HistoryRing(RING_BYTES);
  private readonly growth = new Emitter<void>();
  private fd: number | null = null;
  /** Bytes that the file holds. */
  private written = 0;
  /** False from the moment that the file could not take more. */
  private filing = true;
  private behind = false;
  private ended = false;
  private writing: Promise<void> | null = null;

  constructor(
    private readonly file: string,
    private readonly events: SerialLogEvents,
    private readonly largest = LARGEST_FILE,
  ) {
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      this.fd = openSync(file, 'w', 0o600);
    } catch (error) {
      this.stop(error);
    }
    this.source = this.makeSource();
  }

  get endOffset(): number {
    return this.ring.endOffset;
  }

  append(bytes: Uint8Array): void {
    // Only a caller that does not heed `onBacklog` gets here; the ring must not forget what the file lacks.
    if (this.filing && this.ring.endOffset + bytes.length - this.written > RING_BYTES) this.catchUp();
    this.ring.append(bytes);
    this.writing ??= this.drain().finally(() => {
      this.writing = null;
    });
    if (!this.behind && this.filing && this.ring.endOffset - this.written > SLOW_BYTES) {
      this.behind = true;
      this.events.onBacklog(true);
    }
    this.growth.emit();
  }

  /** Resolves when the file holds all that it ever will. The text can still be read afterwards. */
  async close(): Promise<void> {
    while (this.writing) await this.writing;
    await this.drain();
    if (this.fd !== null) closeSync(this.fd);
    this.fd = null;
    if (this.filing) this.ring.clear();
    this.ended = true;
    this.growth.emit();
  }

  private async drain(): Promise<void> {
    // Gathers what comes in this turn; QEMU hands over single bytes.
    await null;
    while (this.filing && this.fd !== null && this.written < this.ring.endOffset) {
      const room = this.largest - this.written;
      const bytes = this.ring.read(this.written, Math.min(WRITE_BYTES, room));
      try {
        if (room === 0) throw new Error(`The serial text has reached ${Math.round(this.largest / 2 ** 20)} MiB.`);
        const at = this.written;
        const { bytesWritten } = await writeFile(this.fd, bytes, 0, bytes.length, at);
        this.written = Math.max(this.written, at + bytesWritten);
      } catch (error) {
        this.stop(error);
      }
      if (this.behind && (!this.filing || this.ring.endOffset - this.written < GO_ON_BYTES)) {
        this.behind = false;
        this.events.onBacklog(false);
      }
    }
  }

  /** Writes at once what waits. A write under way puts the same bytes in the same place. */
  private catchUp(): void {
    const end = Math.min(this.ring.endOffset, this.largest);
    try {
      while (this.fd !== null && this.written < end) {
        const bytes = this.ring.read(this.written, end - this.written);
        this.written += writeSync(this.fd, bytes, 0, bytes.length, this.written);
      }
    } catch (error) {
      this.stop(error);
    }
  }

  private stop(error: unknown): void {
    if (!this.filing) return;
    this.filing = false;
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      code === undefined
        ? (error as Error).message
        : code === 'ENOSPC'
          ? 'The disk is full.'
          : `${dirname(this.file)} cannot be written (${code}).`;
    this.events.onStopped(this.written, `${reason} The guest goes on; only its newest text is kept from here on.`);
  }

  private makeSource(): ByteSource {
    const log = this;
    const { ring } = this;
    return {
      get firstOffset() {
        // The file and the ring make one text, until a file that has stopped no longer touches the ring.
        return log.filing || log.written >= ring.firstOffset ? 0 : ring.firstOffset;
      },
      get endOffset() {
        return ring.endOffset;
      },
      get ended() {
        return log.ended;
      },
      read(offset, limit) {
        if (offset >= ring.firstOffset || offset >= log.written) return ring.read(offset, limit);
        return readBytes(log.file, offset, Math.min(limit, log.written - offset));
      },
      onGrowth: (waker) => log.growth.on(waker),
      write: (bytes) => log.events.onInput(bytes),
    };
  }
}

/** Up to `limit` bytes of a file; empty where it cannot be read. */
export async function readBytes(file: string, offset: number, limit: number): Promise<Uint8Array> {
  try {
    const handle = await open(file, 'r');
    try {
      const bytes = Buffer.allocUnsafe(limit);
      const { bytesRead } = await handle.read(bytes, 0, limit, offset);
      return bytes.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return new Uint8Array();
  }
}

/** The serial text of a session that ended before this host started. */
export function storedSerial(file: string, bytes: number): ByteSource {
  return {
    firstOffset: 0,
    endOffset: bytes,
    ended: true,
    read: (offset, limit) => readBytes(file, offset, Math.max(0, Math.min(limit, bytes - offset))),
    onGrowth: () => ({ dispose: () => undefined }),
    write: () => undefined,
  };
}
