/**
 * Turns the bytes of a build into numbered lines and coalesced output events. Bytes go to a file as they came; the text
 * of events is decoded across chunks, and of its escape sequences only the colours stay.
 */
import { StringDecoder } from 'node:string_decoder';
import { isCargoJson, parseCargoMessage, shownText } from '#core/engines/cargo/cargo-message.ts';
import { colouredPiece, colouredText, plainText } from '#core/engines/problems/log-text.ts';

/** A chunk is told when it is this long … */
const CHUNK_LENGTH = 64 << 10;
/** … or this old. */
const CHUNK_MS = 16;
/** A line that does not end is shown as far as it is when nothing more came for this long. */
const PARTIAL_MS = 200;
/** What is looked at of one line for messages and progress. */
const LINE_LIMIT = 64 << 10;
const JSON_LIMIT = 4 << 20;

/** A colour or a move of the cursor that is there to its last character. */
const FINISHED = /^\x1b\[[0-?]*[ -/]*[@-~]/;

export interface OutputSink {
  /** Text for an output event. `line` is the number of its first line, `lastLine` of its last. */
  chunk(text: string, line: number, lastLine: number): void;
  /** One whole line without escape sequences; lines come in order. */
  line(plain: string): void;
  /** A line for programs, before the lines that show it. */
  message?(raw: string, shownLines: number): void;
  /** True for a line that the log leaves out; it is handed over as a message that nothing shows. */
  hides?(line: string): boolean;
  /** What the log shows in place of a line that is written for programs; null where it is shown as it is. */
  shows?(line: string): string | null;
}

export class JobOutput {
  private readonly decoder = new StringDecoder('utf8');
  /** The line that has not ended yet: what was not told of it in `carry`, and its beginning in `head`. */
  private carry = '';
  private head = '';
  private pending = '';
  private pendingLine = 1;
  private pendingLast = 1;
  /** Number of the line at hand. */
  private number = 1;
  private chunkTimer: NodeJS.Timeout | null = null;
  private partialTimer: NodeJS.Timeout | null = null;

  constructor(private readonly sink: OutputSink) {}

  /** Number of the line that comes next. */
  get nextLine(): number {
    return this.number;
  }

  write(bytes: Buffer): void {
    this.text(this.decoder.write(bytes));
  }

  /** A line of the studio's own. */
  say(line: string): void {
    this.endLine();
    this.text(`${line}\n`);
  }

  /** Ends the line at hand and tells everything. */
  end(): void {
    this.text(this.decoder.end());
    this.endLine();
    this.flush();
  }

  /** Tells what has come so far of whole lines. */
  flush(): void {
    if (this.chunkTimer) clearTimeout(this.chunkTimer);
    this.chunkTimer = null;
    if (this.pending === '') return;
    const text = this.pending;
    this.pending = '';
    this.sink.chunk(text, this.pendingLine, this.pendingLast);
  }

  private text(text: string): void {
    if (text === '') return;
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.lineEnds(text.slice(start, end));
      start = end + 1;
    }
    if (start < text.length) this.carry += text.slice(start);
    const limit = isCargoJson(this.carry) ? JSON_LIMIT : CHUNK_LENGTH;
    if (this.carry.length > limit) this.tellPartial();
    else if (this.carry !== '') this.waitForLine();
  }

  private lineEnds(rest: string): void {
    const told = this.head !== '';
    const tail = this.carry + rest;
    this.carry = '';
    const raw = told ? this.head + tail.slice(0, Math.max(0, limitOf(this.head) - this.head.length)) : tail;
    this.head = '';
    const message = told ? null : parseCargoMessage(raw);
    const hidden = !told && this.sink.hides?.(raw) === true;
    if (message || hidden) {
      this.messageEnds(raw, message && !hidden ? shownText(message) : []);
      return;
    }
    const spoken = told ? null : (this.sink.shows?.(raw) ?? null);
    if (spoken !== null) {
      this.spokenEnds(spoken);
      return;
    }
    this.add(`${told ? colouredPiece(tail.replace(/\r$/, '')) : colouredText(tail)}\n`);
    this.number++;
    const limited = raw.length > limitOf(raw) ? raw.slice(0, limitOf(raw)) : raw;
    this.sink.line(plainText(limited));
  }

  /** The log shows what a compiler means, not the notation that programs read it in. */
  private messageEnds(raw: string, shown: readonly string[]): void {
    this.sink.message?.(raw, shown.length);
    for (const line of shown) {
      this.add(`${colouredText(line)}\n`);
      this.number++;
      this.sink.line(plainText(line));
    }
  }

  /** What a tool said in a notation for programs: as many lines as it has. */
  private spokenEnds(spoken: string): void {
    for (const line of spoken.split(/\r?\n/)) {
      this.add(`${colouredText(line)}\n`);
      this.number++;
      this.sink.line(plainText(line));
    }
  }

  private endLine(): void {
    if (this.carry !== '' || this.head !== '') this.lineEnds('');
  }

  /** Tells of a line that goes on; an escape sequence at its end waits for its rest. */
  private tellPartial(): void {
    const start = this.carry.lastIndexOf('\x1b');
    const unfinished = start >= 0 && this.carry.length - start < 64 && !FINISHED.test(this.carry.slice(start));
    const hold = unfinished ? start : this.carry.length;
    const text = this.carry.slice(0, hold);
    this.carry = this.carry.slice(hold);
    if (text === '') return;
    const limit = limitOf(this.head === '' ? text : this.head);
    if (this.head.length < limit) this.head += text.slice(0, limit - this.head.length);
    this.add(colouredPiece(text));
    this.flush();
  }

  private add(text: string): void {
    if (this.pending === '') this.pendingLine = this.number;
    this.pendingLast = this.number;
    this.pending += text;
    if (this.pending.length >= CHUNK_LENGTH) this.flush();
    else this.chunkTimer ??= setTimeout(() => this.flush(), CHUNK_MS);
  }

  private waitForLine(): void {
    if (this.partialTimer) {
      this.partialTimer.refresh();
      return;
    }
    this.partialTimer = setTimeout(() => {
      this.partialTimer = null;
      if (this.carry !== '' && !isCargoJson(this.carry)) this.tellPartial();
    }, PARTIAL_MS);
  }

  dispose(): void {
    if (this.chunkTimer) clearTimeout(this.chunkTimer);
    if (this.partialTimer) clearTimeout(this.partialTimer);
  }
}

/** GCC's JSON stands on one long line. */
function limitOf(line: string): number {
  return line.startsWith('[{"') || isCargoJson(line) ? JSON_LIMIT : LINE_LIMIT;
}
