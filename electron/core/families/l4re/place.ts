/** Which paths L4Re's Makefiles can work in: they hand them through make and a shell without quotes. */

const GOOD = /^[\p{L}\p{N}._\-/@+]*$/u;

export function checkPlace(path: string): { readonly message: string; readonly suggestion: string | null } | null {
  const bad = [...path].find((char) => !GOOD.test(char));
  if (bad === undefined) return null;
  const shown = /\s/.test(bad) ? 'white space' : `"${bad}"`;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const good = [...name].map((char) => (GOOD.test(char) ? char : '-')).join('');
  return {
    message: `L4Re's Makefiles cannot build in a folder with ${shown} in its path.`,
    suggestion: good === name ? null : good.replace(/-{2,}/g, '-').replace(/^-+|-+$/g, '') || 'my-system',
  };
}
