/** Where the command line writes: results to standard output, complaints to standard error, or all of it as JSON. */
import type { WriteStream } from 'node:tty';
import type { Failure } from '#core/base/result.ts';

type Stream = Pick<WriteStream, 'write' | 'isTTY' | 'columns'>;

export type Tone = 'plain' | 'good' | 'bad' | 'warning' | 'dim' | 'strong';
const TONES: Readonly<Record<Tone, string>> = {
  plain: '',
  good: '32',
  bad: '31',
  warning: '33',
  dim: '90',
  strong: '1',
};

export class CliOutput {
  /** One JSON object a line on standard output, and nothing else. */
  json = false;
  private readonly colours: boolean;

  constructor(
    private readonly stdout: Stream,
    private readonly stderr: Stream,
    env: NodeJS.ProcessEnv,
  ) {
    this.colours = stdout.isTTY && stderr.isTTY && !env.NO_COLOR && env.TERM !== 'dumb';
  }

  get isTerminal(): boolean {
    return this.stdout.isTTY;
  }

  get columns(): number {
    return this.stdout.columns || 80;
  }

  tone(tone: Tone, text: string): string {
    return this.colours && tone !== 'plain' ? `\x1b[${TONES[tone]}m${text}\x1b[0m` : text;
  }

  /** Bytes of the guest, or a progress bar: as they are. */
  raw(text: string | Uint8Array): void {
    this.stdout.write(text);
  }

  line(text = ''): void {
    if (!this.json) this.stdout.write(`${text}\n`);
  }

  /** For people; scripts that read standard output do not see it. */
  note(text: string): void {
    if (!this.json) this.stderr.write(`${text}\n`);
  }

  object(value: unknown): void {
    if (this.json) this.stdout.write(`${JSON.stringify(value)}\n`);
  }

  failure({ code, message, hint }: Failure): void {
    if (this.json) this.object({ kind: 'error', code, message, ...(hint === undefined ? {} : { hint }) });
    else
      this.stderr.write(`${this.tone('bad', plainText(message))}\n${hint === undefined ? '' : `${plainText(hint)}\n`}`);
  }
}

/** Backticks mark code in the sentences of the studio; a terminal has no use for them. */
export function plainText(text: string): string {
  return text.replaceAll('`', '');
}
