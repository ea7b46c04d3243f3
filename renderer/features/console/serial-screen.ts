/**
 * The terminal of one session: its serial stream goes through the guest filter into xterm, and what is typed goes back.
 * Beside the text it keeps which line came when. Brings xterm.js with it: import it lazily.
 */
import { createStore } from 'zustand/vanilla';
import type { SessionId } from '#core/base/id.ts';
import { client } from '../../app/client.ts';
import type { StreamHandle } from '../../rpc/client.ts';
import { type FindQuery, findPattern } from '../../ui/find-bar.tsx';
import { createXterm, type Xterm } from '../../ui/xterm/create-xterm.ts';
import { findDecorations } from '../../ui/xterm/find-decorations.ts';
import { GuestFilter } from './guest-filter.ts';
import { GuestText } from './guest-text.ts';
import { layerRows } from './layer-rows.ts';
import { LineQueue } from './line-queue.ts';
import { ReportTint } from './report-tint.ts';
import { RowCounter } from './row-counter.ts';
import { RowLayer } from './row-layer.ts';
import { type LineOrigin, RowOffsets } from './row-offsets.ts';
import type { RunNote } from './run-view.ts';
import type { SerialClock } from './serial-clock.ts';
import { TextLog } from './text-log.ts';

/** Rows that can be scrolled back to. The whole text is in the host's log. */
const SCROLLBACK = 20_000;
/** Of a longer history only the newest part is shown again after the window was opened anew. */
const HISTORY_BYTES = 8 * 1024 * 1024;
const PUBLISH_MS = 150;

export interface ScreenState {
  /** Lines and bytes of serial text so far. */
  readonly lines: number;
  readonly bytes: number;
  readonly following: boolean;
  /** The text of the newest lines, for `SerialText`; goes up when it changed. */
  readonly textVersion: number;
  readonly found: { readonly index: number; readonly count: number };
}

export interface ScreenOptions {
  readonly sessionId: SessionId;
  readonly clock: SerialClock;
  /** Serial bytes when the screen is made. */
  readonly bytes: number;
  readonly following: boolean;
  onFindKey(): void;
}

export class SerialScreen {
  readonly element = document.createElement('div');
  readonly store = createStore<ScreenState>(() => ({
    lines: 0,
    bytes: 0,
    following: true,
    textVersion: 0,
    found: { index: -1, count: 0 },
  }));
  readonly log = new TextLog();
  private readonly host = document.createElement('div');
  private readonly layer = new RowLayer();
  private readonly xterm: Xterm;
  private readonly counter: RowCounter;
  private readonly rows = new RowOffsets();
  private readonly queue = new LineQueue();
  private readonly tint: ReportTint;
  private readonly clock: SerialClock;
  private readonly stream: StreamHandle;
  private filter = new GuestFilter();
  private text = new GuestText();
  private notes: readonly RunNote[] = [];
  private notesWritten = 0;
  private report: { readonly start: number; readonly end: number } | null = null;
  private timestamps = true;
  private atLineStart = true;
  private lines = 0;
  private userScrolledAt = 0;
  private publishing: ReturnType<typeof setTimeout> | null = null;
  private readonly resized = new ResizeObserver(() => this.fit());

  constructor(private readonly options: ScreenOptions) {
    this.clock = options.clock;
    this.element.className = 'serial-screen';
    this.host.className = 'serial-term';
    this.host.dataset.keys = 'terminal';
    this.element.append(this.layer.element, this.host);
    this.xterm = createXterm(this.host, {
      convertEol: true,
      scrollback: SCROLLBACK,
      scrollOnEraseInDisplay: true,
      cursorStyle: 'block',
    });
    const { terminal, search } = this.xterm;
    terminal.textarea?.setAttribute('aria-label', 'Serial input');
    if (terminal.textarea) terminal.textarea.dataset.autofocus = '';
    this.counter = new RowCounter(terminal);
    this.counter.restart();
    this.tint = new ReportTint(terminal);
    this.store.setState({ following: options.following });
    terminal.onLineFeed(() => {
      this.counter.lineFed();
      const origin = this.queue.next();
      if (origin) this.rows.begin(this.counter.current, origin);
    });
    terminal.onRender(() => this.drawLayer());
    terminal.onData((data) => this.stream.write(new TextEncoder().encode(data)));
    terminal.attachCustomKeyEventHandler((event) => this.onKey(event));
    search.onDidChangeResults(({ resultIndex, resultCount }) =>
      this.store.setState({ found: { index: resultIndex, count: resultCount } }),
    );
    const scrolled = () => {
      this.userScrolledAt = performance.now();
    };
    for (const type of ['wheel', 'pointerdown', 'pointermove', 'keydown'])
      this.host.addEventListener(type, scrolled, { capture: true, passive: true });
    this.element.addEventListener('wheel', (event) => this.wheelBeside(event), { passive: true });
    this.resized.observe(this.host);
    const from = Math.max(0, options.bytes - HISTORY_BYTES);
    this.rows.begin(0, { offset: from });
    this.stream = client().openStream('vm.serial', options.sessionId, {
      from,
      onOpened: (offset) => this.opened(offset),
      onBytes: (bytes, done) => this.take(bytes, done),
    });
  }

  focus(): void {
    this.xterm.terminal.focus();
  }

  /** Notes so far; each is put after the bytes that came before it. */
  setNotes(notes: readonly RunNote[]): void {
    this.notes = notes;
    this.writeNotes();
  }

  setReport(report: { readonly start: number; readonly end: number } | null): void {
    this.report = report;
    this.tintReport();
    this.drawLayer();
  }

  setTimestamps(on: boolean): void {
    this.timestamps = on;
    this.element.classList.toggle('serial-screen--plain', !on);
    this.fit();
    this.drawLayer();
  }

  setFollowing(following: boolean): void {
    this.store.setState({ following });
    if (following) this.xterm.terminal.scrollToBottom();
  }

  /** The guest has ended, or lives again: nothing can be typed to one that has ended. */
  setLive(live: boolean): void {
    const { terminal } = this.xterm;
    if (terminal.options.disableStdin === !live) return;
    // Keys that nobody reads any more are the window's again.
    if (live) this.host.dataset.keys = 'terminal';
    else delete this.host.dataset.keys;
    terminal.options.disableStdin = !live;
    terminal.write(live ? '\x1b[?25h' : '\x1b[?25l');
  }

  recolour(): void {
    this.xterm.recolour();
    this.tintReport(true);
  }

  marksCame(): void {
    this.drawLayer();
  }

  /** Empties the view; the host's log keeps everything. */
  clear(): void {
    this.xterm.terminal.write('', () => {
      const origin = this.rows.at(this.counter.current);
      this.xterm.terminal.clear();
      this.counter.restart();
      this.rows.clear();
      this.rows.begin(this.counter.current, origin ?? { offset: this.stream.offset });
      this.log.clear();
      this.tint.clear();
      this.publish();
      this.drawLayer();
    });
  }

  /** Text of the view, wrapped rows joined, without the empty rows at its end. */
  allText(): string {
    const { active } = this.xterm.terminal.buffer;
    const lines: string[] = [];
    for (let i = 0; i <= active.baseY + active.cursorY; i++) {
      const line = active.getLine(i);
      if (!line) continue;
      const origin = this.rows.at(this.counter.dropped + i);
      const note = origin && 'note' in origin ? this.notes[origin.note]?.text : undefined;
      const wrapsOn = active.getLine(i + 1)?.isWrapped ?? false;
      const text = note ?? line.translateToString(!wrapsOn);
      if (line.isWrapped && lines.length > 0) lines[lines.length - 1] += text;
      else lines.push(text);
    }
    return lines.join('\n').trimEnd();
  }

  find(query: FindQuery, direction: 'next' | 'previous' | 'here'): void {
    const { search } = this.xterm;
    if (query.text === '' || typeof findPattern(query) === 'string') {
      search.clearDecorations();
      this.xterm.terminal.clearSelection();
      this.store.setState({ found: { index: -1, count: 0 } });
      return;
    }
    this.xterm.showMatch(true);
    const how = {
      caseSensitive: query.caseSensitive,
      regex: query.regex,
      incremental: direction === 'here',
      decorations: findDecorations(),
    };
    if (direction === 'previous') search.findPrevious(query.text, how);
    else search.findNext(query.text, how);
  }

  endFind(): void {
    this.xterm.search.clearDecorations();
    this.xterm.terminal.clearSelection();
    this.xterm.showMatch(false);
    this.focus();
  }

  dispose(): void {
    this.resized.disconnect();
    this.stream.close();
    if (this.publishing) clearTimeout(this.publishing);
    this.xterm.dispose();
    this.element.remove();
  }

  private opened(offset: number): void {
    this.filter = new GuestFilter(offset);
    this.text = new GuestText();
    this.xterm.terminal.write('', () => this.rows.begin(this.counter.current, { offset }));
  }

  private take(bytes: Uint8Array, done: () => void): void {
    const start = this.stream.offset - bytes.length;
    this.writeNotes(start);
    // A history comes in large pieces: a note that belongs inside of one parts it.
    const next = this.notes[this.notesWritten];
    if (next && next.offset < start + bytes.length) {
      const cut = next.offset - start;
      this.pass(bytes.subarray(0, cut));
      this.writeNotes(next.offset);
      this.take(bytes.subarray(cut), done);
      return;
    }
    this.pass(bytes, done);
    this.writeNotes();
  }

  private pass(bytes: Uint8Array, done?: () => void): void {
    const passed = this.filter.push(bytes);
    const text = this.text.push(passed.bytes);
    this.lines += passed.lineEnds.length;
    if (text !== '') {
      this.log.push(text);
      this.atLineStart = text.endsWith('\n');
    }
    this.queue.add(passed.lineEnds.map((offset) => ({ offset })));
    this.write(text, done);
    this.publish();
  }

  private write(text: string, done?: () => void): void {
    const { terminal } = this.xterm;
    const { following } = this.store.getState();
    const held = following ? null : this.counter.dropped + terminal.buffer.active.viewportY;
    terminal.write(text, () => {
      done?.();
      this.counter.renew();
      this.rows.dropBefore(this.counter.dropped);
      if (held !== null && !this.store.getState().following) terminal.scrollToLine(held - this.counter.dropped);
    });
  }

  /** Writes the notes that are due: those whose bytes have come. An empty row is kept for each; the layer fills it. */
  private writeNotes(reached = this.stream?.offset ?? 0): void {
    for (; this.notesWritten < this.notes.length; this.notesWritten++) {
      const index = this.notesWritten;
      const note = this.notes[index]!;
      if (note.offset > reached) return;
      this.log.note(note.text);
      const origin: LineOrigin = { note: index };
      const after: LineOrigin = { offset: reached };
      if (this.atLineStart) {
        this.write('', () => this.rows.begin(this.counter.current, origin));
        this.queue.add([after]);
        this.write('\r\n');
      } else {
        this.queue.add([origin, after]);
        this.write('\r\n\r\n');
      }
      this.atLineStart = true;
      this.publish();
    }
  }

  private onKey(event: KeyboardEvent): boolean {
    if (event.type !== 'keydown') return true;
    const mod = event.ctrlKey || event.metaKey;
    if (mod && !event.shiftKey && !event.altKey && event.code === 'KeyF') {
      event.preventDefault();
      this.options.onFindKey();
      return false;
    }
    if (event.ctrlKey && event.shiftKey && event.code === 'KeyC') {
      event.preventDefault();
      const selection = this.xterm.terminal.getSelection();
      if (selection) void navigator.clipboard.writeText(selection);
      return false;
    }
    // The browser pastes; xterm must not send ^V as well.
    return !(event.ctrlKey && event.shiftKey && event.code === 'KeyV');
  }

  /** The column of times is no part of the terminal, but scrolls with it. */
  private wheelBeside(event: WheelEvent): void {
    if (this.host.contains(event.target as Node)) return;
    this.userScrolledAt = performance.now();
    const rows = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY : event.deltaY / this.xterm.rowHeight();
    this.xterm.terminal.scrollLines(Math.sign(rows) * Math.max(1, Math.round(Math.abs(rows))));
  }

  private fit(): void {
    const { terminal } = this.xterm;
    const { cols } = terminal;
    if (!this.xterm.fit() || terminal.cols === cols) return;
    const { active } = terminal.buffer;
    const starts: number[] = [];
    for (let i = 0; i <= active.baseY + active.cursorY; i++) if (!active.getLine(i)?.isWrapped) starts.push(i);
    this.counter.restart();
    this.rows.reflow(starts);
    this.tintReport(true);
    this.drawLayer();
  }

  private tintReport(again = false): void {
    if (!this.report) {
      this.tint.clear();
      return;
    }
    const [first, last] = [this.rows.rowOf(this.report.start), this.rows.rowOf(this.report.end - 1)];
    if (first === null || last === null) return;
    this.tint.show(first - this.counter.dropped, last - this.counter.dropped, again);
  }

  private drawLayer(): void {
    const { terminal } = this.xterm;
    const height = this.xterm.rowHeight();
    if (height === 0) return;
    const { active } = terminal.buffer;
    this.watchScrolling(active.viewportY >= active.baseY);
    const rows = layerRows(terminal, {
      dropped: this.counter.dropped,
      offsets: this.rows,
      notes: this.notes,
      report: this.report,
      received: this.stream.offset,
      clock: this.timestamps ? this.clock : null,
    });
    const top = this.host.offsetTop + ((this.host.firstElementChild as HTMLElement | null) ?? this.host).offsetTop;
    this.layer.draw(rows, top, height);
  }

  /** Scrolling away from the end stops following, and scrolling back to it starts again. */
  private watchScrolling(atEnd: boolean): void {
    const byHand = performance.now() - this.userScrolledAt < 400;
    const { following } = this.store.getState();
    if (byHand && following !== atEnd) this.store.setState({ following: atEnd });
  }

  private publish(): void {
    this.publishing ??= setTimeout(() => {
      this.publishing = null;
      this.store.setState(({ textVersion }) => ({
        lines: this.lines,
        bytes: this.stream.offset,
        textVersion: textVersion + 1,
      }));
      this.tintReport();
    }, PUBLISH_MS);
  }
}
