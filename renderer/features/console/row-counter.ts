/**
 * Counts the rows of a terminal from the first one ever, although its scrollback drops old rows without saying so: a
 * marker near the cursor moves up with each row that is dropped.
 */
import type { IMarker, Terminal } from '@xterm/xterm';

/** The marker is set anew after this many lines, long before it could be dropped itself. */
const RENEW_AFTER = 500;

export class RowCounter {
  private marker: IMarker | undefined;
  private markedRow = 0;
  private lines = 0;

  constructor(private readonly terminal: Terminal) {}

  /** Rows dropped so far. */
  get dropped(): number {
    if (!this.marker || this.marker.isDisposed) return this.markedRow;
    return this.markedRow - this.marker.line;
  }

  /** Row of the cursor. */
  get current(): number {
    const { baseY, cursorY } = this.terminal.buffer.active;
    return this.dropped + baseY + cursorY;
  }

  /** Call at each line feed. */
  lineFed(): void {
    if (++this.lines >= RENEW_AFTER) this.renew();
  }

  /** Call whenever the terminal has parsed what was written. */
  renew(): void {
    const row = this.current;
    this.marker?.dispose();
    this.marker = this.terminal.registerMarker(0);
    this.markedRow = row;
    this.lines = 0;
  }

  /** The buffer was cleared or reflowed: its first row is row 0 from now on. */
  restart(): void {
    const { baseY, cursorY } = this.terminal.buffer.active;
    this.marker?.dispose();
    this.marker = this.terminal.registerMarker(0);
    this.markedRow = baseY + cursorY;
    this.lines = 0;
  }
}
