/** One boot on the command line: serial text out, keys in, until the pattern, the end, the time limit or the person. */
import type { SessionId } from '#core/base/id.ts';
import type { Problem } from '#core/contract/problem.ts';
import type { VmEvent, VmState } from '#core/contract/vm.ts';
import type { Studio } from '../../services/studio.ts';
import { type CliOutput, plainText } from './cli-output.ts';
import { EXIT } from './exit-status.ts';
import { follow, followBytes } from './follow.ts';
import { forwardKeys } from './forward-keys.ts';
import { GuestText } from './guest-text.ts';
import { PatternWatch } from './pattern-watch.ts';
import { problemText } from './problem-text.ts';

export interface GuestRunOptions {
  readonly until: RegExp | null;
  readonly timeoutMs: number | null;
}

export interface GuestRunResult {
  readonly status: number;
  /** The line that held the pattern. */
  readonly matched: string | null;
  /** One line about the end, for people. */
  readonly text: string;
}

/** A line that does not end is told as far as it is after this long, or when it has this many characters. */
const PARTIAL_MS = 200;
const LONGEST_LINE = 64 * 1024;

/** A guest that stands in its debugger, and whose input has ended, is stopped after this long. */
const DEBUGGER_MS = 3000;

type Exited = Extract<VmState, { kind: 'exited' }>;

export class GuestRun {
  private matched: string | null = null;
  private timedOut = false;
  private exited: Exited | null = null;
  private readonly problems: Problem[] = [];
  private readonly started = performance.now();
  private matchedMs = 0;
  private isAtLineStart = true;
  /** Serial text that `--json` has not told yet: a line that goes on. */
  private untold = '';
  private restTimer: NodeJS.Timeout | null = null;
  private debuggerTimer: NodeJS.Timeout | null = null;

  constructor(
    private readonly studio: Studio,
    private readonly session: SessionId,
    private readonly out: CliOutput,
    private readonly options: GuestRunOptions,
  ) {}

  async run(): Promise<GuestRunResult> {
    const { timeoutMs } = this.options;
    const timer = timeoutMs === null ? null : setTimeout(() => this.timeOut(), timeoutMs);
    const keys = forwardKeys((bytes) => this.serial().write(bytes));
    try {
      await Promise.all([this.followSerial(), this.followEvents(() => keys.open())]);
    } finally {
      if (timer) clearTimeout(timer);
      keys.dispose();
    }
    if (!this.isAtLineStart && !this.out.json) this.out.raw('\n');
    if (this.matched === null) for (const problem of this.problems) this.out.note(problemText(problem, this.out));
    return this.result();
  }

  private serial() {
    const serial = this.studio.handlers['vm.serial'](this.session);
    if (!serial.ok) throw new Error(serial.error.message);
    return serial.value;
  }

  private async followSerial(): Promise<void> {
    const shown = new GuestText(!this.out.isTerminal || this.out.json);
    const searched = new GuestText(true);
    const watch = this.options.until && new PatternWatch(this.options.until);
    for await (const bytes of followBytes(this.serial())) {
      const text = shown.read(bytes);
      if (this.out.json) this.tellLines(text);
      else if (text !== '') {
        this.out.raw(text);
        this.isAtLineStart = text.endsWith('\n');
      }
      if (!watch || this.matched !== null || this.timedOut) continue;
      this.matched = watch.feed(searched.read(bytes));
      if (this.matched === null) continue;
      this.matchedMs = performance.now() - this.started;
      this.stop();
    }
    this.tellRest();
  }

  /** Whole lines as far as they come: a guest sends one character at a time. */
  private tellLines(text: string): void {
    this.untold += text;
    const end = this.untold.lastIndexOf('\n') + 1;
    if (end > 0) this.out.object({ kind: 'serial', text: this.untold.slice(0, end) });
    this.untold = this.untold.slice(end);
    if (this.untold.length > LONGEST_LINE) this.tellRest();
    this.restTimer ??= setTimeout(() => this.tellRest(), PARTIAL_MS);
  }

  private tellRest(): void {
    if (this.restTimer) clearTimeout(this.restTimer);
    this.restTimer = null;
    if (this.untold !== '') this.out.object({ kind: 'serial', text: this.untold });
    this.untold = '';
  }

  private async followEvents(onTalking: () => void): Promise<void> {
    const events = this.studio.handlers['vm.events'](this.session);
    if (!events.ok) throw new Error(events.error.message);
    for await (const event of follow(events.value)) {
      this.out.object(event);
      if (event.kind === 'booted') onTalking();
      this.take(event);
    }
  }

  private take(event: VmEvent): void {
    if (event.kind === 'problem') this.problems.push(event.problem);
    if (event.kind === 'note' && event.severity !== 'info')
      this.out.note(this.out.tone('warning', plainText(event.text)));
    if (event.kind !== 'state') return;
    if (event.state.kind === 'exited') this.exited = event.state;
    if (this.debuggerTimer) clearTimeout(this.debuggerTimer);
    this.debuggerTimer = null;
    // Nobody is there to type, so the guest would stand there for ever.
    if (event.state.kind === 'debugger' && process.stdin.readableEnded)
      this.debuggerTimer = setTimeout(() => this.stop(), DEBUGGER_MS);
  }

  private timeOut(): void {
    if (this.matched !== null || this.exited) return;
    this.timedOut = true;
    this.stop();
  }

  private stop(): void {
    const signal = new AbortController().signal;
    void this.studio.handlers['vm.command']({ sessionId: this.session, command: 'stop' }, { signal });
  }

  private result(): GuestRunResult {
    const { matched, exited } = this;
    const { until, timeoutMs } = this.options;
    if (matched !== null) {
      return { status: EXIT.done, matched, text: `Seen after ${seconds(this.matchedMs)}: ${matched.trim()}` };
    }
    const seen = until ? ` "${until.source}" was not seen.` : '';
    if (this.timedOut) {
      return { status: EXIT.timeout, matched, text: `Stopped after ${seconds(timeoutMs ?? 0)}.${seen}` };
    }
    const good = exited?.reason === 'guest' && exited.code === 0 && !until;
    return { status: good ? EXIT.done : EXIT.failed, matched, text: `${endText(exited)}${seen}` };
  }
}

function endText(exited: Exited | null): string {
  if (!exited) return 'The machine is gone.';
  const { reason, code, ranMs } = exited;
  const time = `after ${seconds(ranMs)}`;
  if (reason === 'guest') return `The guest ended ${code === null ? '' : `with status ${code} `}${time}.`;
  if (reason === 'user') return `Stopped ${time}.`;
  return {
    crash: `The guest crashed ${time}.`,
    hang: `The guest hung ${time}.`,
    error: `QEMU failed ${time}.`,
    studio: `The guest ended with the studio ${time}.`,
  }[reason];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
