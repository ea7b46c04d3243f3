/** Command lines as people write them down. */

/** One word as a shell takes it. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** One line that a shell takes. */
export function commandText(argv: readonly string[]): string {
  return argv.map(shellWord).join(' ');
}
