/** A function of the C library is called: refused by the compiler or, where it was declared by hand, by the linker. */
import type { Fix, Problem } from '../../../contract/problem.ts';
import type { Diagnoser } from '../../family.ts';
import { libcFunction } from './libc-functions.ts';

const IMPLICIT = /^`(\w+)\(\)` is called before it is declared$/;
const UNDEFINED = /^Nothing provides `(\w+)`$/;

/** The general readers have found the place; what misses is what a newcomer to unikernels cannot know. */
function improve(problem: Problem): Problem[] {
  const name = (problem.code === 'gcc.implicit-function-declaration' ? IMPLICIT : UNDEFINED).exec(problem.title)?.[1];
  const replacement = name === undefined ? null : libcFunction(name);
  if (name === undefined || !replacement) return [];
  const { rename, advice } = replacement;
  const places = [problem.at, ...(problem.related ?? []).map(({ at }) => at)].flatMap((at) =>
    at?.endColumn !== undefined && at.endColumn - at.column === name.length ? [at] : [],
  );
  const fixes: Fix[] = [];
  if (rename !== undefined && places.length > 0) {
    const effect = places.map((at) => `line ${at.line} of ${at.file}`).join(', ');
    const edits = places.map((at) => ({ at, newText: rename }));
    fixes.push({ kind: 'edit', title: `Call \`${rename}\` instead`, effect, edits });
  }
  const header = { file: 'kernel/bare.h', line: 1, column: 1 };
  fixes.push({ kind: 'open', title: 'See what there is', effect: 'kernel/bare.h', at: header });
  return [
    {
      ...problem,
      code: 'bare.libc-function',
      title: `There is no \`${name}()\` here`,
      why: `It belongs to the C library, which this image does without. Here ${advice}.`,
      fixes,
    },
  ];
}

export const libcFunctionCalled: Diagnoser = {
  code: 'bare.libc-function',
  diagnose: ({ found }) =>
    found
      .filter(({ code }) => code === 'gcc.implicit-function-declaration' || code === 'ld.undefined-reference')
      .flatMap(improve),
};
