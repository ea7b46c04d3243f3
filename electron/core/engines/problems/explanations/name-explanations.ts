/** Names that the compiler does not know, or knows differently. */
import { type Explanation, plainly, within } from './explanation.ts';

export const nameExplanations: readonly Explanation[] = [
  {
    code: 'gcc.undeclared',
    pattern: /^`([^`]+)` (?:undeclared|was not declared in this scope)(?:.*did you mean `([^`]+)`)?/,
    explain: ([, name = '', similar], diagnostic) => ({
      title: `\`${name}\` is not declared`,
      why: similar
        ? `The compiler met \`${name}\`${within(diagnostic)} and has seen no declaration of it. A name that it knows and that is close: \`${similar}\`.`
        : `The compiler met \`${name}\`${within(diagnostic)} and has seen no variable, parameter, function or \`#define\` of that name before. It may be misspelt, declared further down, or declared in a header that is not included.`,
    }),
  },
  {
    code: 'gcc.implicit-function-declaration',
    pattern: /^implicit declaration of function `([^`]+)`(?:.*did you mean `([^`]+)`)?/,
    explain: ([, name = '', similar], diagnostic) => ({
      title: `\`${name}()\` is called before it is declared`,
      why: similar
        ? `No declaration of \`${name}\` comes before this call${within(diagnostic)}; the compiler can only guess its parameters and result. A function that it knows and that is close: \`${similar}()\`.`
        : `No declaration of \`${name}\` comes before this call${within(diagnostic)}; the compiler can only guess its parameters and result. A header that declares it is not included, or the function stands further down in this file.`,
    }),
  },
  {
    code: 'gcc.no-member',
    pattern: /^`([^`]+)` has no member named `([^`]+)`(?:; did you mean `([^`]+)`)?/,
    explain: ([, type = '', member = '', similar]) => ({
      title: `\`${type}\` has no member \`${member}\``,
      why: similar
        ? `Its declaration names no such member. One that is close: \`${similar}\`.`
        : 'Its declaration names no such member; the place of the declaration tells which there are.',
    }),
  },
  {
    code: 'gcc.unknown-type',
    pattern: /^(?:unknown type name `([^`]+)`|`([^`]+)` does not name a type)(?:; did you mean `([^`]+)`)?/,
    explain: ([, inC, inCpp, similar]) => ({
      title: `\`${inC ?? inCpp}\` is not a type that the compiler knows`,
      why: similar
        ? `No \`struct\`, \`enum\` or \`typedef\` of that name was seen before this line. One that is close: \`${similar}\`.`
        : 'No `struct`, `enum` or `typedef` of that name was seen before this line. The header that declares it may not be included, or the word `struct` is left out before the name.',
    }),
  },
  plainly(
    'gcc.redefinition',
    /^redefinition of `([^`]+)`/,
    '`$1` is defined twice',
    'The same file, with what it includes, defines it in two places. A header needs an include guard (`#pragma once`) when it is included more than once.',
  ),
  plainly(
    'gcc.macro-redefined',
    /^[`"]([^`"]+)[`"] redefined/,
    'The macro `$1` gets a second value',
    'It was defined before with other contents. The later one counts from here on.',
  ),
  plainly(
    'gcc.conflicting-types',
    /^conflicting types for `([^`]+)`/,
    'Two declarations of `$1` do not agree',
    'The result or a parameter has another type here than where it was declared first. Both places have to say the same.',
  ),
  plainly(
    'gcc.redeclared',
    /^`([^`]+)` redeclared as different kind of symbol/,
    '`$1` already names something else',
    'The name is taken by something of another kind: a type, a function or a variable. One of the two needs another name.',
  ),
  plainly(
    'gcc.incomplete-type',
    /^(?:invalid use of undefined type|dereferencing pointer to incomplete type|storage size of|invalid use of incomplete type|invalid application of `sizeof` to incomplete type) `([^`]+)`/,
    'The contents of `$1` are not known here',
    'The compiler has seen that the type exists and not what it holds. Include the header that defines it in full.',
  ),
  plainly(
    'gcc.used-never-defined',
    /^`([^`]+)` (?:used but never defined|declared `static` but never defined)/,
    '`$1` is declared `static`, and its body is missing',
    'A `static` function has to be defined in the same file. Write its body here, or leave `static` out if another file has it.',
  ),
];
