/** Lines that linkers print about unikernel images and that mean nothing there: they are folded, never dropped. */

/** A unikernel has no loader that would enforce a segment's flags, and assembly files rarely mark their stack. */
const HARMLESS = [
  /missing \.note\.GNU-stack section implies executable stack/,
  /requires executable stack \(because the \.note\.GNU-stack section is executable\)/,
  /NOTE: This behaviour is deprecated and will be removed in a future version of the linker/,
  /has a LOAD segment with RWX permissions/,
  /empty loadable segment detected at vaddr=\S+, is this intentional\?/,
];

/** `text` is free of escape sequences. */
export function isHarmlessNote(text: string): boolean {
  return text.length < 2_000 && HARMLESS.some((pattern) => pattern.test(text));
}
