/** Longest wait for anything to appear, in ms: nothing waits this long where it works, however slow and busy the machine. */
export const PATIENCE_MS = 60_000;
