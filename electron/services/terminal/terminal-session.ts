/** One terminal: its history as a byte source, and the brake on its program while a window cannot keep up. */
import { constants } from 'node:os';
import { Emitter } from '#core/base/emitter.ts';
import type { ByteSource } from '#core/contract/handlers.ts';
import { HIGH_MARK, LOW_MARK } from '#core/contract/protocol.ts';
import type { TerminalInfo } from '#core/contract/terminal.ts';
import { HistoryRing } from '../bytes/history-ring.ts';
import type { Exit, PtyHandle } from '../process/process-types.ts';

const HISTORY_BYTES = 1 << 20;

export class TerminalSession {
  readonly bytes: ByteSource;
  /** Resolves after the last byte has been taken over. */
  readonly ended: Promise<void>;
  private exitCode: number | null = null;
  private readonly history = new HistoryRing(HISTORY_BYTES);
  private readonly growth = new Emitter<void>();
  private readonly readers = new Map<object, number>();
  private slowed = false;

  constructor(
    private readonly start: Omit<TerminalInfo, 'exitCode'>,
    private readonly pty: PtyHandle,
  ) {
    pty.onData((bytes) => {
      this.history.append(bytes);
      this.brake();
      this.growth.emit();
    });
    this.ended = pty.exited.then((exit) => {
      this.exitCode = statusOf(exit);
      this.growth.emit();
    });
    this.bytes = this.source();
  }

  get info(): TerminalInfo {
    return { ...this.start, exitCode: this.exitCode };
  }

  resize(cols: number, rows: number): void {
    this.pty.resize(cols, rows);
  }

  close(): Promise<void> {
    return this.pty.kill();
  }

  private source(): ByteSource {
    const session = this;
    const { history } = this;
    return {
      get firstOffset() {
        return history.firstOffset;
      },
      get endOffset() {
        return history.endOffset;
      },
      get ended() {
        return session.exitCode !== null;
      },
      read: (offset, limit) => history.read(offset, limit),
      onGrowth: (waker) => session.growth.on(waker),
      write: (bytes) => session.pty.write(bytes),
      onReader(reader, offset) {
        if (offset === null) session.readers.delete(reader);
        else session.readers.set(reader, offset);
        session.brake();
      },
    };
  }

  /** Without a reader nothing is waited for: the ring forgets the oldest, and the program goes on. */
  private brake(): void {
    const lag = this.readers.size === 0 ? 0 : this.history.endOffset - Math.min(...this.readers.values());
    if (!this.slowed && lag > HIGH_MARK) {
      this.slowed = true;
      this.pty.pause();
    } else if (this.slowed && lag <= LOW_MARK) {
      this.slowed = false;
      this.pty.resume();
    }
  }
}

/** As shells count: 128 and the number of the signal where a signal ended it. */
function statusOf(exit: Exit): number {
  if (exit.status !== null) return exit.status;
  return 128 + (constants.signals[exit.signal as NodeJS.Signals] ?? 0);
}
