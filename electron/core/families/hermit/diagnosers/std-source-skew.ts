/** The standard library's source is of another release than the compiler: dozens of errors in `core` become one. */
import type { Diagnoser } from '../../family.ts';

const LIBRARY = /\/library\/(?:core|alloc|std|compiler-builtins)\/.*\.rs$/;
/** What one release's source asks of its own compiler alone: items and functions that another does not know. */
const UNKNOWN = /unknown lang item|unrecognized intrinsic|unknown feature|unknown (?:attribute|ABI)|cannot find/i;

export const stdSourceSkew: Diagnoser = {
  code: 'hermit.std-source-skew',
  diagnose({ phase, found }) {
    const errors = found.filter(({ severity, at }) => severity === 'error' && at && LIBRARY.test(at.file));
    const telling = errors.find(({ title, quote = '' }) => UNKNOWN.test(`${title} ${quote}`));
    if (phase !== 'build' || !telling) return [];
    const lines = errors.map(({ evidence }) => evidence);
    return [
      {
        code: 'hermit.std-source-skew',
        severity: 'error',
        title: 'The standard library’s source is of another release than the compiler',
        why: `${errors.length === 1 ? 'One error' : `${errors.length} errors`} in \`${LIBRARY.exec(telling.at!.file)![0].split('/')[2]}\`: its source uses what only the compiler of its own release knows. Install \`rust-src\` of exactly this compiler.`,
        // All of them, so that it takes their place.
        evidence: {
          firstLine: Math.min(...lines.map(({ firstLine }) => firstLine)),
          lastLine: Math.max(...lines.map(({ lastLine }) => lastLine)),
        },
        ...(telling.quote === undefined ? {} : { quote: telling.quote }),
        fixes: [],
      },
    ];
  },
};
