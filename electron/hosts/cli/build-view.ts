/** What a build shows on a command line: a bar on a terminal, the tools' own lines elsewhere, or its events as JSON. */
import type { JobEvent } from '#core/contract/build.ts';
import { foldProblems, type ProblemSlots, shownProblems } from '#core/engines/problems/fold-problems.ts';
import type { CliOutput } from './cli-output.ts';
import { problemText } from './problem-text.ts';

const BAR_WIDTH = 30;

export class BuildView {
  private slots: ProblemSlots = [];
  private barLength = 0;
  private stages: readonly string[] = [];
  private stage = '';

  constructor(private readonly out: CliOutput) {}

  get problems() {
    return shownProblems(this.slots);
  }

  show(event: JobEvent): void {
    this.out.object(event);
    this.slots = foldProblems(this.slots, event);
    if (event.kind === 'planned') this.stages = event.stages.map(({ title }) => title);
    if (event.kind === 'stage' && event.state === 'running') this.stage = this.stages[event.index] ?? '';
    if (this.out.json) return;
    if (event.kind === 'progress' && this.out.isTerminal) this.bar(event);
    if (event.kind === 'output' && !this.out.isTerminal) this.out.raw(plain(event.chunk));
    if (event.kind === 'ended') this.end(event);
  }

  private bar({ done, total, title, leftMs }: Extract<JobEvent, { kind: 'progress' }>): void {
    const filled = total ? Math.round((BAR_WIDTH * done) / total) : 0;
    const bar = `${'━'.repeat(filled)}${' '.repeat(BAR_WIDTH - filled)}`;
    const left = leftMs === undefined ? '' : `, about ${Math.ceil(leftMs / 1000)} s left`;
    const text = `${total === null ? '' : `${bar} ${done} of ${total}${left}  `}${this.stage} ${title}`;
    const shown = text.slice(0, this.out.columns - 1);
    this.out.raw(`\r${shown.padEnd(this.barLength)}`);
    this.barLength = shown.length;
  }

  private end({ outcome, ms, stage, artifacts }: Extract<JobEvent, { kind: 'ended' }>): void {
    if (this.barLength > 0) this.out.raw(`\r${' '.repeat(this.barLength)}\r`);
    for (const problem of this.problems) this.out.note(problemText(problem, this.out));
    const time = `${(ms / 1000).toFixed(1)} s`;
    const [image] = artifacts;
    if (outcome === 'succeeded' && image) {
      this.out.line(this.out.tone('good', `Built ${image.path}, ${size(image.bytes)}, in ${time}`));
    } else if (outcome === 'succeeded') this.out.line(this.out.tone('good', `Done in ${time}`));
    else this.out.note(this.out.tone('bad', `Build ${outcome}${stage ? ` at ${stage}` : ''} after ${time}`));
  }
}

export function size(bytes: number): string {
  return bytes < 10_000_000 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function plain(text: string): string {
  return text.replace(/\x1b\[[0-9;:]*m/g, '');
}
