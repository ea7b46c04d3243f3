/** Puts a crash that the console told of into plainer words, from all lines of its report, with ways out where there are. */
import type { Fix } from '../../../contract/problem.ts';
import type { Diagnoser, DiagnosisInput } from '../../family.ts';
import { explainCrash } from '../explain-crash.ts';
import { optionValue, setOptions } from './shared-fixes.ts';

/** What the console reader calls the crashes that a report explains further. */
const FAULTS = new Set([
  'unikraft.fault',
  'unikraft.trap',
  'unikraft.abort',
  'unikraft.assertion',
  'unikraft.division-by-zero',
  'unikraft.illegal-instruction',
  'unikraft.stack-overflow',
]);
/** Lines of a report that goes on for ever; more of them say nothing new. */
const MOST_LINES = 400;

function waysOut(code: string, input: DiagnosisInput): Fix[] {
  if (code === 'unikraft.stack-overflow') {
    const order = Number(optionValue(input, 'STACK_SIZE_PAGE_ORDER') ?? NaN);
    if (!(order >= 0)) return [];
    const kib = 4 * 2 ** (order + 2);
    return setOptions(
      input,
      { STACK_SIZE_PAGE_ORDER: String(order + 2) },
      { title: `Make stacks ${kib} KiB`, effect: 'helps a program that needs much, not one that never stops' },
    );
  }
  const silent = optionValue(input, 'LIBUKDEBUG_ENABLE_ASSERT') !== 'y';
  return code === 'unikraft.page-fault' && silent
    ? setOptions(
        input,
        { LIBUKDEBUG: 'y', LIBUKDEBUG_ENABLE_ASSERT: 'y' },
        {
          title: "Turn on Unikraft's own checks",
          effect: '`LIBUKDEBUG_ENABLE_ASSERT`: a wrong pointer is often noticed earlier',
        },
      )
    : [];
}

export const crash: Diagnoser = {
  code: 'unikraft.crash',
  diagnose(input) {
    if (input.phase !== 'run') return [];
    return input.found
      .filter(({ code }) => FAULTS.has(code))
      .map((problem) => {
        const from = Math.max(0, problem.evidence.firstLine - input.firstLine);
        const explained = explainCrash(input.lines.slice(from, from + MOST_LINES));
        return { ...problem, ...explained, fixes: [...problem.fixes, ...waysOut(explained.code, input)] };
      });
  },
};
