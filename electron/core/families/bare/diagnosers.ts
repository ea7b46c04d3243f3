/** What Bare explains better than the general readers of compiler, linker and make output. */
import type { Diagnoser } from '../family.ts';

export const diagnosers: readonly Diagnoser[] = [];
