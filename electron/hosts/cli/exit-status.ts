/** What the command line ends with, for scripts that look at nothing else. */
export const EXIT = {
  done: 0,
  /** The project's own fault: the build failed, the guest crashed or ended with another status than 0, the pattern was not seen. */
  failed: 1,
  usage: 2,
  toolMissing: 3,
  timeout: 124,
  /** As shells have it: 128 and the number of the signal. */
  interrupted: 130,
  hungUp: 129,
  brokenPipe: 141,
  terminated: 143,
} as const;
