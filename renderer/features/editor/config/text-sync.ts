/**
 * Keeps a text model and the configuration at the host in step: what is typed goes there after a moment, what changes
 * there comes back as the smallest edit. What is being typed is never overwritten.
 */
import type { Disposable } from '#core/base/disposable.ts';
import { DisposableBag } from '#core/base/disposable.ts';
import type { Failure } from '#core/base/result.ts';
import type { TextProblem } from '#core/contract/config.ts';
import type { ConfigSession } from '../../../app/config/config-session.ts';
import type { TextBuffer } from '../documents/text-buffer.ts';

export interface TextSyncPorts {
  /** Runs later; disposing what it answers keeps it from running. */
  after(ms: number, run: () => void): Disposable;
  onProblems(problems: readonly TextProblem[]): void;
  onFailure(failure: Failure): void;
  /** The model has what the host has. */
  onText(): void;
}

const SEND_AFTER_MS = 120;
/** The tree is drawn first; several changes in a row come as one. */
const FETCH_AFTER_MS = 80;

type Session = Pick<ConfigSession, 'ask' | 'tell' | 'changes'>;

export class TextSync implements Disposable {
  private readonly bag = new DisposableBag();
  private timer: Disposable | null = null;
  /** Typed and not sent yet. */
  private typed = false;
  private busy = false;
  /** The host has something else than what was fetched last. */
  private stale = true;
  private taking = false;
  /** What was sent last is still what the host has: further typing belongs to it. */
  private continues = false;
  private ended = false;

  constructor(
    private readonly session: Session,
    private readonly buffer: TextBuffer,
    private readonly ports: TextSyncPorts,
  ) {
    this.bag.add(
      buffer.onChange(() => {
        if (this.taking) return;
        this.typed = true;
        this.wait(SEND_AFTER_MS);
      }),
    );
    this.bag.add(
      session.changes.on((because) => {
        if (because === 'measured') return;
        this.stale = true;
        if (because !== 'text') this.continues = false;
        if (!this.typed) this.wait(FETCH_AFTER_MS);
      }),
    );
    void this.work();
  }

  /** Sends what waits now: the keyboard goes elsewhere, or something is to be done with the whole configuration. */
  flush(): void {
    if (this.typed) void this.work();
  }

  private wait(ms: number): void {
    this.timer?.dispose();
    this.timer = this.ports.after(ms, () => void this.work());
  }

  private async work(): Promise<void> {
    this.timer?.dispose();
    this.timer = null;
    if (this.busy || this.ended) return;
    this.busy = true;
    try {
      while (!this.ended && (this.typed || this.stale)) await (this.typed ? this.send() : this.fetch());
    } finally {
      this.busy = false;
    }
  }

  private async send(): Promise<void> {
    this.typed = false;
    const continues = this.continues;
    this.continues = true;
    const answer = await this.session.tell('config.setText', { text: this.buffer.text(), continues });
    if (this.ended) return;
    if (answer.ok) this.ports.onProblems(answer.value.problems);
    else this.ports.onFailure(answer.error);
  }

  private async fetch(): Promise<void> {
    this.stale = false;
    const answer = await this.session.ask('config.text');
    if (this.ended || this.typed) return;
    if (!answer.ok) {
      this.ports.onFailure(answer.error);
      return;
    }
    const { text, problems } = answer.value;
    if (this.buffer.text() !== text) {
      this.taking = true;
      this.buffer.replace(text);
      this.taking = false;
    }
    this.ports.onProblems(problems);
    this.ports.onText();
  }

  dispose(): void {
    this.flush();
    this.ended = true;
    this.timer?.dispose();
    this.bag.dispose();
  }
}
