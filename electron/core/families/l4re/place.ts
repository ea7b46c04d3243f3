/** Which paths L4Re's Makefiles can work in. */
import { objectionTo, type PathObjection } from '../plain-path.ts';

const GOOD = /^[\p{L}\p{N}._\-/@+]$/u;

export function checkPlace(path: string): PathObjection | null {
  return objectionTo(path, GOOD, "L4Re's Makefiles", 'my-system');
}
