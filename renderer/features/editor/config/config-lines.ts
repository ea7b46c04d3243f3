/** Which line of a configuration's text is about which option. */

/** @returns line (from 1) by option, the last one where several name it: that is the one that counts. */
export function configLines(text: string, kind: 'kconfig' | 'cargo'): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const pattern = kind === 'cargo' ? /^\s*"?([\w-]+)"?\s*=/ : /^(?:CONFIG_([^\s=]+)=|# CONFIG_(\S+) is not set$)/;
  text.split('\n').forEach((line, index) => {
    const match = pattern.exec(line.endsWith('\r') ? line.slice(0, -1) : line);
    const name = match?.[1] ?? match?.[2];
    if (name !== undefined) lines.set(name, index + 1);
  });
  return lines;
}

/** @returns the numbers (from 1, ascending) of the lines that read as one of `wanted`. */
export function linesOfTexts(text: string, wanted: readonly string[]): readonly number[] {
  if (wanted.length === 0) return [];
  const texts = new Set(wanted);
  return text.split(/\r?\n/).flatMap((line, index) => (texts.has(line) ? [index + 1] : []));
}

/** The option that a line is about. */
export function optionOfLine(line: string): string | null {
  const match = /^(?:CONFIG_([^\s=]+)=|# CONFIG_(\S+) is not set\s*$)/.exec(line);
  return match?.[1] ?? match?.[2] ?? null;
}
