/** The whole output of a job in a file, byte by byte as it came. A full disk ends the file, never the build. */
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';

/** Lines of tools come one by one; the file takes those of this long together. */
const GATHER_MS = 50;

export class JobLogFile {
  private readonly stream: WriteStream | null;
  private broken = false;
  private gathering: NodeJS.Timeout | null = null;

  /** @param onBroken told once, in words, when the file can't be written any more. */
  constructor(
    readonly path: string,
    private readonly onBroken: (reason: string) => void,
  ) {
    this.stream = this.open();
  }

  /** @returns false: wait for `drained` before writing more. */
  write(bytes: Buffer): boolean {
    if (!this.stream || this.broken) return true;
    if (!this.gathering) {
      this.stream.cork();
      this.gathering = setTimeout(() => this.release(), GATHER_MS);
    }
    const more = this.stream.write(bytes);
    if (!more) this.release();
    return more;
  }

  /** Resolves when the file has taken what was written, or can't be written any more. */
  async drained(): Promise<void> {
    const { stream } = this;
    if (!stream || this.broken || !stream.writableNeedDrain) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        stream.off('drain', done);
        stream.off('error', done);
        resolve();
      };
      stream.on('drain', done);
      stream.on('error', done);
    });
  }

  async close(): Promise<void> {
    const { stream } = this;
    this.release();
    if (!stream || this.broken) return;
    await new Promise<void>((resolve) => {
      stream.once('error', () => resolve());
      stream.end(resolve);
    });
  }

  private release(): void {
    if (this.gathering) clearTimeout(this.gathering);
    this.gathering = null;
    this.stream?.uncork();
  }

  private open(): WriteStream | null {
    try {
      mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    } catch (error) {
      this.breaks(error);
      return null;
    }
    const stream = createWriteStream(this.path, { flags: 'w', mode: 0o600 });
    stream.on('error', (error) => this.breaks(error));
    return stream;
  }

  private breaks(error: unknown): void {
    if (this.broken) return;
    this.broken = true;
    const reason = error instanceof Error ? error.message : String(error);
    this.onBroken(reason);
  }
}
