/** Reads one boot's serial text with the family's eyes: boot stages, the boot marker, the guest's own exit, a crash report. */
import type { BootStage } from '#core/contract/vm.ts';
import type { ConsoleReader, CrashReport } from '#core/families/family.ts';
import { type SerialLine, SerialLines } from './serial-lines.ts';

/** A crash report and where it stands in the serial text. */
export interface SeenCrash {
  readonly report: CrashReport;
  /** Byte range. */
  readonly start: number;
  readonly end: number;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly quote: string;
  /** The machine stays on, because the person wants to look at it. */
  readonly halted: boolean;
}

export interface GuestConsoleEvents {
  onStage(stage: Pick<BootStage, 'id' | 'label'> & { readonly group: 'kernel' | 'app' }): void;
  onBooted(text: string): void;
  onExit(code: number): void;
  /** The kernel's debugger was entered, or left. */
  onDebugger(entered: { readonly reason: string; readonly help: string } | null): void;
  /** Once for each boot, when the report is complete or nothing more of it came. */
  onCrash(crash: SeenCrash): void;
}

/** A report that goes on is waited for this long. */
const REPORT_MS = 1000;

export class GuestConsole {
  private readonly lines = new SerialLines((line) => this.read(line));
  private crash: SeenCrash | null = null;
  private reported = false;
  private booted = false;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private reader: ConsoleReader,
    private readonly events: GuestConsoleEvents,
  ) {}

  feed(bytes: Uint8Array, offset: number): void {
    this.lines.feed(bytes, offset);
  }

  /** The guest boots anew; lines go on being counted. */
  restart(reader: ConsoleReader, offset: number): void {
    this.lines.flush(offset);
    this.reader = reader;
    this.booted = false;
    this.reported = false;
    this.crash = null;
    this.forgetTimer();
  }

  /** No more bytes will come. */
  finish(end: number): void {
    this.lines.flush(end);
    this.report();
  }

  private read(line: SerialLine): void {
    for (const finding of this.reader.line(line.text)) {
      switch (finding.kind) {
        case 'stage':
          this.events.onStage(finding);
          break;
        case 'booted':
          if (!this.booted) this.events.onBooted(line.text);
          this.booted = true;
          break;
        case 'exit':
          this.events.onExit(finding.code);
          break;
        case 'debugger':
          this.events.onDebugger(finding);
          break;
        case 'debugger-left':
          this.events.onDebugger(null);
          break;
        case 'crash':
          this.gather(line, finding.crash, finding.halted ?? false);
          if (finding.complete) this.report();
          break;
      }
    }
  }

  private gather(line: SerialLine, report: CrashReport, halted: boolean): void {
    if (this.reported) return;
    const first = this.crash ?? { start: line.start, firstLine: line.number, quote: line.text };
    const { start, firstLine, quote } = first;
    this.crash = { report, start, firstLine, quote, end: line.end, lastLine: line.number, halted };
    this.forgetTimer();
    this.timer = setTimeout(() => this.report(), REPORT_MS).unref();
  }

  private report(): void {
    this.forgetTimer();
    if (!this.crash || this.reported) return;
    this.reported = true;
    this.events.onCrash(this.crash);
  }

  private forgetTimer(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}
