/** Which paths Unikraft's Makefile can work in. */
import { objectionTo, type PathObjection } from '../plain-path.ts';

/** Letters and digits of any script, and these; each was built with. */
const GOOD = /^[\p{L}\p{N}._\-/@+~]*$/u;

export function checkPlace(path: string): PathObjection | null {
  return objectionTo(path, GOOD, "Unikraft's Makefile", 'my-unikernel');
}
