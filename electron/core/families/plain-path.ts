/** Which paths a build system can work in that hands them through make and a shell without quotes. */

export interface PathObjection {
  readonly message: string;
  /** A name that would do; null where the name is good, and a folder above it is not. */
  readonly suggestion: string | null;
}

/**
 * @param good matches the characters that were built with, one at a time
 * @param whose as a sentence has it: "Unikraft's Makefile"
 * @param fallback a name for where nothing is left of the one that was wished for
 */
export function objectionTo(path: string, good: RegExp, whose: string, fallback: string): PathObjection | null {
  const bad = [...path].find((char) => !good.test(char));
  if (bad === undefined) return null;
  const shown = bad === ' ' ? 'a blank' : /\s/.test(bad) ? 'white space' : `"${bad}"`;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const plain = [...name].map((char) => (good.test(char) ? char : '-')).join('');
  const inName = plain !== name;
  return {
    message: `${whose} cannot build ${inName ? 'in' : 'below'} a folder with ${shown} in its name.`,
    suggestion: inName ? plain.replace(/-{2,}/g, '-').replace(/^-+|-+$/g, '') || fallback : null,
  };
}
