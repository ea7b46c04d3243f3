/** What the linker says through rustc: the symbols that nothing provides, each with the places that use it. */
import type { Problem } from '../../contract/problem.ts';
import { shorten } from '../problems/log-text.ts';
import type { RustMessage } from './cargo-message.ts';

const LINKING = /^linking with `([^`]+)` failed/;
const UNDEFINED = /(?:error: undefined symbol: |undefined reference to [`'‘])([^'’`\n]+)/;
const REFERENCED = /^>>> referenced by (?:[^ ]+ )?\(?([^()\s]+):(\d+)\)?/;
const COMPLAINT = /^(?:\S*(?:lld|ld)(?:\.\w+)?: )?(?:error|fatal): (.+)$/;
const MOST_SYMBOLS = 20;
const QUOTE_LIMIT = 300;

export function linkProblems(
  message: RustMessage,
  context: { resolve(file: string): string | null; readonly evidence: Problem['evidence'] },
): readonly Problem[] {
  const linker = LINKING.exec(message.message)?.[1];
  if (linker === undefined) return [];
  const lines = message.children.flatMap((child) => child.message.split('\n')).map((line) => line.trim());
  const symbols = new Map<string, Problem>();
  let last: Problem | null = null;
  for (const line of lines) {
    const symbol = UNDEFINED.exec(line)?.[1];
    if (symbol !== undefined && symbols.size < MOST_SYMBOLS && !symbols.has(symbol)) {
      last = {
        code: 'ld.undefined-reference',
        severity: 'error',
        title: `Nothing provides \`${symbol}\``,
        why: 'The code compiled, but no crate or library of the build holds this symbol.',
        evidence: context.evidence,
        quote: shorten(line, QUOTE_LIMIT),
        fixes: [],
      };
      symbols.set(symbol, last);
    }
    const used = REFERENCED.exec(line);
    const file = used?.[1] === undefined ? null : context.resolve(used[1]);
    if (!last || !file || last.at) continue;
    const at = { file, line: Number(used?.[2]), column: 1 };
    if (at.line > 0) last = replace(symbols, last, { ...last, at });
  }
  if (symbols.size > 0) return [...symbols.values()];
  const complaint = lines.map((line) => COMPLAINT.exec(line)?.[1]).find((words) => words !== undefined);
  return [
    {
      code: 'rust.link',
      severity: 'error',
      title: complaint
        ? `The linker stopped: ${shorten(complaint, QUOTE_LIMIT)}`
        : `\`${linker}\` could not link the program`,
      ...(message.message.includes('No such file') ? { why: `The linker \`${linker}\` is not installed.` } : {}),
      evidence: context.evidence,
      quote: shorten(message.message, QUOTE_LIMIT),
      fixes: [],
    },
  ];
}

function replace(symbols: Map<string, Problem>, old: Problem, by: Problem): Problem {
  for (const [name, problem] of symbols) if (problem === old) symbols.set(name, by);
  return by;
}
