/**
 * QEMU's monitor protocol over a socket: commands with answers, and events.
 * https://www.qemu.org/docs/master/interop/qmp-spec.html
 */
import type { Socket } from 'node:net';
import { Emitter } from '#core/base/emitter.ts';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';

export interface QmpEvent {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export type QmpFailure = Failure<'monitor-refused' | 'monitor-closed' | 'monitor-silent'>;
type Answer = Result<unknown, QmpFailure>;

/** No answer or event is nearly this long; a peer that sends more is not QEMU. */
const LONGEST_LINE = 4 << 20;
const ANSWER_MS = 5000;

export class QmpClient {
  readonly events = new Emitter<QmpEvent>();
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private nextId = 1;
  private partial: Buffer[] = [];
  private partialBytes = 0;
  private greet: (() => void) | null = null;
  private closed = false;

  constructor(private readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => this.read(chunk));
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.closed = true;
      this.greet?.();
      for (const answer of this.waiting.values()) answer(closedFailure());
      this.waiting.clear();
    });
  }

  /** Resolves when QEMU has greeted and takes commands. */
  async negotiate(): Promise<Answer> {
    await new Promise<void>((resolve) => {
      this.greet = resolve;
      if (this.closed) resolve();
    });
    return this.execute('qmp_capabilities');
  }

  execute(command: string, args?: Readonly<Record<string, unknown>>): Promise<Answer> {
    if (this.closed) return Promise.resolve(closedFailure());
    const id = this.nextId++;
    return new Promise((resolve) => {
      const done = (answer: Answer) => {
        clearTimeout(timer);
        this.waiting.delete(id);
        resolve(answer);
      };
      const timer = setTimeout(
        () => done(fail('monitor-silent', `QEMU did not answer “${command}”.`, 'Stop the machine and run it again.')),
        ANSWER_MS,
      );
      this.waiting.set(id, done);
      this.socket.write(`${JSON.stringify({ execute: command, ...(args ? { arguments: args } : {}), id })}\n`);
    });
  }

  /** Answer of a command of the human monitor, such as `info registers`; '' when it could not be had. */
  async ask(line: string): Promise<string> {
    const answer = await this.execute('human-monitor-command', { 'command-line': line });
    return answer.ok && typeof answer.value === 'string' ? answer.value : '';
  }

  private read(chunk: Buffer): void {
    let at = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, at)) {
      const line = Buffer.concat([...this.partial, chunk.subarray(at, end)]).toString('utf8');
      this.partial = [];
      this.partialBytes = 0;
      at = end + 1;
      this.understand(line);
    }
    if (at === chunk.length) return;
    this.partial.push(chunk.subarray(at));
    this.partialBytes += chunk.length - at;
    if (this.partialBytes > LONGEST_LINE) this.socket.destroy();
  }

  private understand(line: string): void {
    let message: Record<string, unknown>;
    try {
      message = JSON.parse(line) as Record<string, unknown>;
    } catch {
      return;
    }
    if (typeof message !== 'object' || message === null) return;
    if ('QMP' in message) {
      this.greet?.();
    } else if (typeof message.event === 'string') {
      this.events.emit({ event: message.event, data: (message.data ?? {}) as Record<string, unknown> });
    } else if (typeof message.id === 'number') {
      const error = message.error as { desc?: string } | undefined;
      this.waiting.get(message.id)?.(
        error ? fail('monitor-refused', `QEMU refused: ${error.desc ?? 'no reason given'}`) : ok(message.return),
      );
    }
  }
}

function closedFailure(): Answer {
  return fail('monitor-closed', 'The machine has ended.', 'Run it again.');
}
