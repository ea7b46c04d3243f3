/** Reads git's progress lines: `Receiving objects:  12% (123/1000), 3.20 MiB | 1.10 MiB/s`, ended by carriage returns. */

export interface GitProgress {
  readonly phase: string;
  /** From 0 to 1 of this phase. */
  readonly fraction: number;
  /** Received so far, where git says it. */
  readonly bytes: number | null;
}

const LINE = /^(?:remote: )?([A-Z][a-z]+ [a-z]+): +(\d+)% \(\d+\/\d+\)(?:, ([\d.]+) (bytes|KiB|MiB|GiB))?/;

const PHASES: Readonly<Record<string, string>> = {
  'Counting objects': 'The server counts',
  'Compressing objects': 'The server packs',
  'Receiving objects': 'Downloading',
  'Resolving deltas': 'Unpacking',
  'Updating files': 'Writing files',
};
const UNITS: Readonly<Record<string, number>> = { bytes: 1, KiB: 1 << 10, MiB: 1 << 20, GiB: 1 << 30 };

export function parseGitProgress(line: string): GitProgress | null {
  const match = LINE.exec(line);
  const phase = match && PHASES[match[1] ?? ''];
  if (!phase) return null;
  const amount = match[3] === undefined ? null : Math.round(Number(match[3]) * (UNITS[match[4] ?? ''] ?? 1));
  return { phase, fraction: Math.min(1, Number(match[2]) / 100), bytes: amount };
}
