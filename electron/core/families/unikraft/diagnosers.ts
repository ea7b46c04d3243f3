/** What Unikraft explains better than the general readers of compiler, linker and make output: one file for each code. */
import type { Diagnoser } from '../family.ts';

export const diagnosers: readonly Diagnoser[] = [];
