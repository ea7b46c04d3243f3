/** Rows of the Machines view: the newest run of each project, the open project first. */
import type { Project } from '#core/contract/project.ts';
import type { VmSession } from '#core/contract/vm.ts';
import { shellWord } from '../../app/command-text.ts';
import { machineWord } from '../../app/machine-word.ts';
import { formatAge, formatSpan } from '../../ui/format-duration.ts';

export interface MachineRows {
  /** null: the open project has not been run. */
  readonly own: VmSession | null;
  readonly others: readonly VmSession[];
}

/** @param sessions newest first. */
export function machineRows(sessions: readonly VmSession[], project: Project | null): MachineRows {
  const newest = new Map<string, VmSession>();
  for (const session of sessions) if (!newest.has(session.root)) newest.set(session.root, session);
  const own = project ? (newest.get(project.root) ?? null) : null;
  return { own, others: [...newest.values()].filter((session) => session !== own) };
}

/** "Running, 21 s", "Exited 0, 1 h ago", "Crashed, clock.c:18". @param place where it crashed, if that is known. */
export function machineFact(session: VmSession, now: number, place: string | null): string {
  const { word } = machineWord(session, now);
  const { state } = session;
  if (state.kind === 'running') return `${word}, ${formatSpan(now - session.startedAt)}`;
  if (state.kind !== 'exited') return word;
  if (place !== null && state.reason === 'crash') return `${word}, ${place}`;
  return `${word}, ${formatAge(session.startedAt + state.ranMs, now)}`;
}

const LINE = 28;

/** A command line as people write it down: the program, then options with their values, as many as a line holds. */
export function commandLines(argv: readonly string[]): readonly string[] {
  const [program = '', ...rest] = argv;
  const options: string[] = [];
  for (const word of rest) {
    const last = options.at(-1);
    if (last !== undefined && !word.startsWith('-') && !last.includes(' '))
      options.push(`${options.pop()} ${shellWord(word)}`);
    else options.push(shellWord(word));
  }
  const lines = [shellWord(program.split('/').at(-1) ?? program)];
  for (const option of options) {
    const last = lines.at(-1)!;
    if (lines.length > 1 && last.length + 1 + option.length <= LINE) lines[lines.length - 1] = `${last} ${option}`;
    else lines.push(`  ${option}`);
  }
  return lines;
}
