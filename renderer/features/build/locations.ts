/** Finds `file:line:column` in a log line, and maps it to a file of the project. */

export interface Location {
  /** Range of the link in the plain text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** As the tool printed it. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * A compiler's message: what stands before its line and column is the path, whatever characters it is made of.
 * Elsewhere a path ends at a space, quote or bracket, and has an extension or one of the names that go without;
 * that keeps times of day and addresses of hosts out.
 */
const MESSAGE = /^(\S.*?):(\d{1,7}):(\d{1,6}): (?:fatal error|error|warning|note|remark|sorry)\b/;
const ANYWHERE =
  /(?<![^\s"'`([<=:;‘“])(?!\/\/)((?:[^:\s"'`()[\]<>|=;‘’]*?\.[A-Za-z][A-Za-z0-9_]{0,9})|(?:[^:\s"'`()[\]<>|=;‘’]*\/)?(?:GNUmakefile|[Mm]akefile|Kconfig|Kraftfile|Control)):(\d{1,7})(?::(\d{1,6}))?(?!\d)/g;

/** Locations in reading order; they do not overlap. `text` is free of escape sequences. */
export function findLocations(text: string): readonly Location[] {
  // Links in enormous lines are worth nothing and cost a scan.
  if (text.length > 4_100 || !/:\d/.test(text)) return [];
  const found: Location[] = [];
  const message = MESSAGE.exec(text);
  if (message) {
    const [, file, line, column] = message;
    found.push(toLocation(0, `${file}:${line}:${column}`.length, file!, line!, column));
  }
  const taken = found[0]?.end ?? 0;
  for (const match of text.matchAll(ANYWHERE)) {
    if (match.index < taken) continue;
    found.push(toLocation(match.index, match.index + match[0].length, match[1]!, match[2]!, match[3]));
  }
  return found;
}

function toLocation(start: number, end: number, file: string, line: string, column: string | undefined): Location {
  return {
    start,
    end,
    file,
    line: Math.max(1, Number(line)),
    column: column === undefined ? 1 : Math.max(1, Number(column)),
  };
}

/**
 * The path inside the project that `file` names, or null when it lies outside.
 * @param cwd folder that the tool ran in: absolute, or relative to `root`.
 */
export function projectPath(file: string, cwd: string, root: string): string | null {
  const absolute = (path: string, base: string) =>
    path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path) ? path : `${base}/${path}`;
  const parts = normalised(absolute(file.replaceAll('\\', '/'), absolute(cwd, root)));
  const rootParts = normalised(root);
  if (parts.length <= rootParts.length || rootParts.some((part, index) => parts[index] !== part)) return null;
  return parts.slice(rootParts.length).join('/');
}

function normalised(path: string): readonly string[] {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts;
}
