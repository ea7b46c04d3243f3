/** Every family that this version can create, build and run: one line for each. */
import { bareFamily } from './bare/bare.ts';
import type { UnikernelFamily } from './family.ts';

export const families: readonly UnikernelFamily[] = [bareFamily];
