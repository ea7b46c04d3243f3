/** Calls and values whose types do not fit. */
import { type Explanation, plainly } from './explanation.ts';

export const typeExplanations: readonly Explanation[] = [
  plainly(
    'gcc.too-few-arguments',
    /^too few arguments to function `([^`]+)`/,
    '`$1()` is called with too few arguments',
    'Its declaration asks for more; the place of the declaration shows which.',
  ),
  plainly(
    'gcc.too-many-arguments',
    /^too many arguments to function `([^`]+)`/,
    '`$1()` is called with too many arguments',
    'Its declaration asks for fewer; the place of the declaration shows which.',
  ),
  plainly(
    'gcc.argument-type',
    /^incompatible type for argument (\d+) of `([^`]+)`/,
    'Argument $1 of `$2()` has the wrong type',
    'A value of this type cannot become what the declaration asks for. A pointer may be asked for (`&` takes the address), or the arguments are in another order.',
  ),
  plainly(
    'gcc.int-conversion',
    /^passing argument (\d+) of `([^`]+)` makes pointer from integer without a cast/,
    'Argument $1 of `$2()` is a number and should be a pointer',
    'The function will use the number as an address. Text stands between `"`, `&` takes the address of a variable.',
  ),
  plainly(
    'gcc.int-conversion',
    /^passing argument (\d+) of `([^`]+)` makes integer from pointer without a cast/,
    'Argument $1 of `$2()` is a pointer and should be a number',
    'The function will count with the address. `*` takes what a pointer points to.',
  ),
  plainly(
    'gcc.incompatible-pointer-types',
    /^passing argument (\d+) of `([^`]+)` from incompatible pointer type/,
    'Argument $1 of `$2()` points to something of another type',
    'The function will read the memory as another type than it was written as.',
  ),
  plainly(
    'gcc.discarded-qualifiers',
    /^(?:passing argument \d+ of `([^`]+)`|initialization|assignment|return) .*discards `([^`]+)` qualifier/,
    'A value that is `$2` is handed on as if it could be changed',
    'Whoever receives it may write to it. Add `$2` to the type that receives it.',
  ),
  plainly(
    'gcc.incompatible-types',
    /^incompatible types when (.+?) (?:to type|type) `([^`]+)`/,
    'The types do not fit when $1 type `$2`',
    'There is no conversion between the two.',
  ),
  plainly(
    'gcc.not-assignable',
    /^lvalue required as (.+)$/,
    'The left side cannot be assigned to',
    'Only something that has a place in memory can stand here (needed as $1): a variable, a member, an element. For a comparison, write `==`.',
  ),
  plainly(
    'gcc.read-only',
    /^assignment (?:of|to) read-only (?:variable|location|member|parameter) `([^`]+)`/,
    '`$1` is `const` and cannot be changed',
    'It was declared `const`. Drop `const` from its declaration if it is meant to change.',
  ),
  plainly(
    'gcc.not-a-function',
    /^called object (?:`([^`]+)`)?.*is not a function/,
    '`$1` is called and is not a function',
    'The name stands for a variable here. A local variable may hide a function of the same name.',
  ),
  plainly(
    'gcc.no-matching-function',
    /^no matching function for call to `(.+)`/,
    'No version of the function takes these arguments: `$1`',
    'The candidates below say what each of them asks for.',
  ),
  plainly(
    'gcc.not-constant',
    /^(?:initializer element is not constant|case label does not reduce to an integer constant|enumerator value for `[^`]+` is not an integer constant)/,
    'A value known at compile time is needed here',
    'What stands here is only known when the program runs.',
  ),
  plainly(
    'gcc.void-value',
    /^void value not ignored as it ought to be/,
    'The function gives nothing back, and its result is used',
    'A function declared `void` has no result.',
  ),
];
