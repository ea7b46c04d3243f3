/** Rows of the Machines view: the newest run of each project, the open project first. */
import type { Project } from '#core/contract/project.ts';
import type { VmSession } from '#core/contract/vm.ts';
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

/** A command line as people write it down: the program, then an option with its value on each line. */
export function commandLines(argv: readonly string[]): readonly string[] {
  const [program = '', ...rest] = argv;
  const lines = [quoted(program.split('/').at(-1) ?? program)];
  for (const word of rest) {
    const before = lines.at(-1)!;
    const takesValue = lines.length > 1 && !word.startsWith('-') && !before.slice(2).includes(' ');
    if (takesValue) lines[lines.length - 1] = `${before} ${quoted(word)}`;
    else lines.push(`  ${quoted(word)}`);
  }
  return lines;
}

/** The same as one line that a shell takes. */
export function commandText(argv: readonly string[]): string {
  return argv.map(quoted).join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
