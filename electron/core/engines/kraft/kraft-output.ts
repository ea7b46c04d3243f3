/** Reads what kraft writes for programs: its log (`--log-type json`, one object a line) and its lists (`-o json`). */

export interface KraftMessage {
  readonly level: 'error' | 'warning' | 'info' | 'debug';
  readonly text: string;
  /** The image that a build has made, as kraft names it: relative to the project. */
  readonly kernel: string | null;
}

const LEVELS = ['error', 'warning', 'info', 'debug'] as const;

/** null: a line that is not kraft's own (the guest's text, a panic of kraft itself). */
export function parseKraftLine(line: string): KraftMessage | null {
  // A prompt that kraft tried to draw stands before its complaint about it.
  const start = line.indexOf('{"');
  if (start < 0 || !/^(?:\x1b\[[0-9;?]*[A-Za-z])*$/.test(line.slice(0, start))) return null;
  try {
    const said = JSON.parse(line.slice(start)) as Record<string, unknown>;
    if (typeof said.msg !== 'string' || typeof said.level !== 'string') return null;
    const level = said.level === 'fatal' || said.level === 'panic' ? 'error' : said.level;
    return {
      level: LEVELS.find((known) => known === level) ?? 'info',
      text: said.msg,
      kernel: typeof said.kernel === 'string' ? said.kernel : null,
    };
  } catch {
    return null;
  }
}

/** What a line says: kraft's message, or the line itself. */
export function spokenText(line: string): string {
  return parseKraftLine(line)?.text ?? line;
}

export interface KraftMachine {
  readonly name: string;
  /** `running`, `exited`, `created`, `paused`, `errored`, … as kraft has it. */
  readonly status: string;
  /** `project://hello:qemu/x86_64`, or a path. */
  readonly kernel: string;
  readonly platform: string;
  readonly memory: string;
  readonly ports: string;
  readonly args: string;
  /** In words: "2 seconds ago". */
  readonly created: string;
}

/** The rows of `kraft ps -o json`; null where the text is no such list. Lines of the log may stand before it. */
export function parseKraftMachines(output: string): readonly KraftMachine[] | null {
  const rows = parseRows(output);
  return (
    rows?.map((row) => ({
      name: text(row.name),
      status: text(row.status),
      kernel: text(row.kernel),
      platform: text(row.plat),
      memory: text(row.mem),
      ports: text(row.ports),
      args: text(row.args),
      created: text(row.created),
    })) ?? null
  );
}

export interface KraftPackage {
  readonly name: string;
  readonly version: string;
  readonly type: string;
  readonly platform: string;
  readonly size: string;
}

/** The rows of `kraft pkg list -o json`. */
export function parseKraftPackages(output: string): readonly KraftPackage[] | null {
  const rows = parseRows(output);
  return (
    rows?.map((row) => ({
      name: text(row.name),
      version: text(row.version),
      type: text(row.type),
      platform: text(row.plat),
      size: text(row.size),
    })) ?? null
  );
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value);
}

function parseRows(output: string): readonly Record<string, unknown>[] | null {
  const line = output.split(/\r?\n/).findLast((one) => one.startsWith('['));
  // Nothing to list is written as nothing, or as null.
  if (line === undefined) return /^\s*(?:null\s*)?$/.test(withoutLog(output)) ? [] : null;
  try {
    const rows: unknown = JSON.parse(line);
    return Array.isArray(rows)
      ? rows.filter((row): row is Record<string, unknown> => typeof row === 'object' && row !== null)
      : null;
  } catch {
    return null;
  }
}

function withoutLog(output: string): string {
  return output
    .split(/\r?\n/)
    .filter((line) => parseKraftLine(line) === null)
    .join('\n');
}
