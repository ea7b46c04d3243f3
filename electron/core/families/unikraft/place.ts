/** Which paths Unikraft's Makefile can work in: it hands them through make and a shell without quotes. */

/** Letters and digits of any script, and these; each was built with. */
const GOOD = /^[\p{L}\p{N}._\-/@+~]*$/u;

export function checkPlace(path: string): { readonly message: string; readonly suggestion: string | null } | null {
  const bad = [...path].find((char) => !GOOD.test(char));
  if (bad === undefined) return null;
  const shown = bad === ' ' ? 'a blank' : /\s/.test(bad) ? 'white space' : `"${bad}"`;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const good = [...name].map((char) => (GOOD.test(char) ? char : '-')).join('');
  const inName = good !== name;
  return {
    message: inName
      ? `Unikraft's Makefile cannot build in a folder with ${shown} in its name.`
      : `Unikraft's Makefile cannot build below a folder with ${shown} in its name.`,
    suggestion: inName ? good.replace(/-{2,}/g, '-').replace(/^-+|-+$/g, '') || 'my-unikernel' : null,
  };
}
