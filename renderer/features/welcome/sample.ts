/**
 * Lines that the first project prints, without times: those are measured when it runs. Kept true to the family's own
 * sources by a test.
 */
export const sample: readonly { readonly text: string; readonly yours?: true }[] = [
  { text: 'memory   128 MiB, 1 CPU' },
  { text: 'traps    ready' },
  { text: 'main()   entered' },
  { text: 'Hello. This machine runs one program: yours.', yours: true },
  { text: 'main()   returned 0, power off' },
];
