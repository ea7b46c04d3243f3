/** Warnings that newcomers meet, said in plain words. */
import { type Explanation, plainly } from './explanation.ts';

export const warningExplanations: readonly Explanation[] = [
  plainly(
    'gcc.unused-variable',
    /^unused variable `([^`]+)`/,
    'The variable `$1` is never used',
    'It can be removed, unless it was meant to be used under another name.',
  ),
  plainly(
    'gcc.unused-parameter',
    /^unused parameter `([^`]+)`/,
    'The parameter `$1` is never used',
    'If the function has to have it, `(void)$1;` in the body says that this is meant.',
  ),
  plainly(
    'gcc.unused-function',
    /^`([^`]+)` defined but not used/,
    '`$1` is defined and never used',
    'It is `static`, so nothing outside of this file can use it either.',
  ),
  plainly(
    'gcc.unused-but-set-variable',
    /^variable `([^`]+)` set but not used/,
    '`$1` gets a value that nobody reads',
    'It is assigned and then never looked at.',
  ),
  plainly(
    'gcc.unused-result',
    /^ignoring return value of `([^`(]+)[^`]*`/,
    'The result of `$1()` is not used',
    'The function says by its result whether it worked, and asks its callers to look.',
  ),
  plainly(
    'gcc.format',
    /^format `([^`]+)` expects argument of type `([^`]+)`, but argument (\d+) has type `([^`]+)`/,
    '`$1` prints `$2`, and argument $3 is `$4`',
    'The text of the format decides how the bytes of the argument are read; the wrong letter prints nonsense or reads memory that is not there.',
  ),
  plainly(
    'gcc.format-count',
    /^(?:format `([^`]+)` expects a matching `([^`]+)` argument|too many arguments for format)/,
    'The format and the number of arguments do not agree',
    'Every `%` in the text takes one argument, in order.',
  ),
  plainly(
    'gcc.return-type',
    /^(?:control reaches end of non-void function|no return statement in function returning non-void)/,
    'The function can end without a result',
    'It is declared to give a value back, and there is a way to its end without `return`. The caller then gets whatever was in the register.',
  ),
  plainly(
    'gcc.uninitialized',
    /^`([^`]+)` (?:is|may be) used uninitialized/,
    '`$1` may be read before it has a value',
    'On some way to this line nothing was assigned to it; it then holds whatever was in that memory.',
  ),
  plainly(
    'gcc.parentheses',
    /^suggest parentheses around assignment used as truth value/,
    'This assigns where a comparison may be meant',
    '`=` stores a value, `==` compares. Double parentheses say that the assignment is meant.',
  ),
  plainly(
    'gcc.sign-compare',
    /^comparison of integer expressions of different signedness: `([^`]+)` and `([^`]+)`/,
    'A signed and an unsigned number are compared',
    'A negative number becomes a very large one when it is compared as `$1` with `$2`.',
  ),
  plainly(
    'gcc.implicit-fallthrough',
    /^this statement may fall through/,
    'This `case` goes on into the next one',
    'Without `break` the statements of the next `case` run too.',
  ),
  plainly(
    'gcc.div-by-zero',
    /^division by zero/,
    'This divides by zero',
    'On x86 the processor stops with a divide error; on others the result means nothing.',
  ),
  plainly(
    'gcc.overflow',
    /^(?:overflow in conversion from|large integer implicitly truncated|unsigned conversion from) .*/,
    'The number does not fit into its type',
    'Bits at the top are cut off.',
  ),
  plainly(
    'gcc.array-bounds',
    /^array subscript (.+?) is (?:above|outside|below|partly outside) array bounds of `([^`]+)`/,
    'Element $1 lies outside of the array',
    'The array is `$2`; what lies beside it in memory is read or overwritten.',
  ),
  plainly(
    'gcc.main-type',
    /^return type of `main` is not `int`/,
    '`main` should give back an `int`',
    'Its result is the exit status.',
  ),
];
