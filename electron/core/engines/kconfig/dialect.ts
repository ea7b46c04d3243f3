/** The dialects of Kconfig that are spoken in the field, and where they part ways. */

export type DialectName = 'unikraft' | 'linux-6.1' | 'linux-6.12' | 'zephyr';

export interface Dialect {
  readonly name: DialectName;
  /** `source` takes glob patterns, and a pattern without a match is no error (Unikraft's patches; kconfiglib's `osource`). */
  readonly sourceGlobs: boolean;
  /** An implied symbol whose dependencies are not met is written as "is not set" (6.x) or not at all (5.2, kconfiglib). */
  readonly writesUnmetImply: boolean;
  /** `imply` from a symbol at m gives y to a tristate that is limited by nothing (5.2). */
  readonly implyPromotes: boolean;
  /** What becomes of a user's number outside its range: dropped (C up to 6.11), limited (6.12), replaced by the default (kconfiglib). */
  readonly outOfRange: 'reset' | 'clamp' | 'default';
  /** An int without a default is written as 0 (6.12) instead of as nothing. */
  readonly emptyIntIsZero: boolean;
  /** Choices as rewritten in 6.9: no tristate and no optional ones; members are kept when the prompt is invisible. */
  readonly plainChoices: boolean;
}

const linux61: Dialect = {
  name: 'linux-6.1',
  sourceGlobs: false,
  writesUnmetImply: true,
  implyPromotes: false,
  outOfRange: 'reset',
  emptyIntIsZero: false,
  plainChoices: false,
};

export const dialects: Readonly<Record<DialectName, Dialect>> = {
  'linux-6.1': linux61,
  'linux-6.12': { ...linux61, name: 'linux-6.12', outOfRange: 'clamp', emptyIntIsZero: true, plainChoices: true },
  unikraft: { ...linux61, name: 'unikraft', sourceGlobs: true, writesUnmetImply: false, implyPromotes: true },
  zephyr: { ...linux61, name: 'zephyr', sourceGlobs: true, writesUnmetImply: false, outOfRange: 'default' },
};
