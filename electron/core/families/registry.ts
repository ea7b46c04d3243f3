/** Every family that this version can create, build and run: one line for each. */
import { bareFamily } from './bare/bare.ts';
import type { UnikernelFamily } from './family.ts';
import { hermitFamily } from './hermit/hermit.ts';
import { l4reFamily } from './l4re/l4re.ts';
import { unikraftFamily } from './unikraft/unikraft.ts';

export const families: readonly UnikernelFamily[] = [bareFamily, unikraftFamily, hermitFamily, l4reFamily];
