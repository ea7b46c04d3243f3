/** Longest wait for anything to appear, in ms: nothing waits this long where it works, however slow and busy the machine. */
export const PATIENCE_MS = 60_000;

/** What is promised "within a second", in ms on a computer that is much too busy; what it would be without the promise takes longer yet. */
export const SOON_MS = 15_000;
