/** The dialects of Kconfig that are spoken in the field, and where they part ways. */

export type DialectName = 'unikraft' | 'linux-6.1' | 'linux-6.12' | 'zephyr';

export interface Dialect {
  readonly name: DialectName;
  /** `source` takes glob patterns (Unikraft's patches, kconfiglib). */
  readonly sourceGlobs: boolean;
  /** A `source` of a file that is not there is no error. */
  readonly sourcesMayMiss: boolean;
  /** An implied symbol whose dependencies are not met is written as "is not set" (6.x) or not at all (5.2, kconfiglib). */
  readonly writesUnmetImply: boolean;
  /** An implied y wins over a dependency at m, and makes y of m (5.2, kconfiglib). */
  readonly implyPromotes: boolean;
  /**
   * Smaller ways of kconfiglib: a bool as the default of a text stands for its value (in C always for "n"); defaults of
   * a choice's values count nowhere; the last type given counts; the modules option is the one named MODULES; words hold
   * `.` and `/`, and quoted texts `$NAME` of the environment; numbers are what Python takes for numbers.
   */
  readonly likeKconfiglib: boolean;
  /** In conditions of what is no tristate itself, `X != n` of a tristate X means X: no more than m where X is m (5.2). */
  readonly unequalNIsMerelyX: boolean;
  /** `X < y` compares texts (5.2), since y, m and n have no type there; later they count 2, 1 and 0. */
  readonly lettersAreTexts: boolean;
  /** A menu without anything in it gets an "end of" line in a .config (C since 5.4). */
  readonly endsEmptyMenus: boolean;
  /** A number limited by its range is written anew (5.2, kconfiglib) instead of with the text that the limit has. */
  readonly limitsRewritten: boolean;
  /** A user's number outside its range: forgotten on reading (C up to 6.11), limited (6.12), no match for the default (kconfiglib). */
  readonly outOfRange: 'reset' | 'clamp' | 'default';
  /** A number without a default is 0 (6.12) instead of nothing. */
  readonly emptyIntIsZero: boolean;
  /**
   * Choices as rewritten in 6.9: unnamed, bool, never off; their values can be seen where the prompt cannot, and the one
   * that was said last wins.
   */
  readonly plainChoices: boolean;
}

const linux61: Dialect = {
  name: 'linux-6.1',
  sourceGlobs: false,
  sourcesMayMiss: false,
  writesUnmetImply: true,
  implyPromotes: false,
  likeKconfiglib: false,
  unequalNIsMerelyX: false,
  lettersAreTexts: false,
  endsEmptyMenus: true,
  limitsRewritten: false,
  outOfRange: 'reset',
  emptyIntIsZero: false,
  plainChoices: false,
};

export const dialects: Readonly<Record<DialectName, Dialect>> = {
  'linux-6.1': linux61,
  'linux-6.12': { ...linux61, name: 'linux-6.12', outOfRange: 'clamp', emptyIntIsZero: true, plainChoices: true },
  unikraft: {
    ...linux61,
    name: 'unikraft',
    sourceGlobs: true,
    sourcesMayMiss: true,
    writesUnmetImply: false,
    implyPromotes: true,
    unequalNIsMerelyX: true,
    lettersAreTexts: true,
    endsEmptyMenus: false,
    limitsRewritten: true,
  },
  zephyr: {
    ...linux61,
    name: 'zephyr',
    sourceGlobs: true,
    writesUnmetImply: false,
    implyPromotes: true,
    likeKconfiglib: true,
    endsEmptyMenus: false,
    limitsRewritten: true,
    outOfRange: 'default',
  },
};
