/** Says in plain words what a panic of the Bare kernel means: its sentence in, a title and a reason out. */
import type { CrashReport } from '../family.ts';

type Explained = Pick<CrashReport, 'code' | 'title' | 'why'>;

/** NULL and a field of any ordinary structure behind it. */
const NEAR_NULL = 0x10000n;

function isNearNull(address: string): boolean {
  return BigInt(address) < NEAR_NULL;
}

function badAccess(verb: string, code: string) {
  return ([, address = '0x0']: RegExpExecArray): Explained => {
    const why =
      BigInt(address) === 0n
        ? 'That is NULL: a pointer was used that points to nothing.'
        : isNearNull(address)
          ? 'An address this close to 0 is nearly always a field behind a pointer that is NULL.'
          : 'No memory is mapped there. The pointer was never set, was computed wrongly, or was written over.';
    return { code, title: `The guest ${verb} address ${address}, which is not mapped`, why };
  };
}

interface Case {
  readonly pattern: RegExp;
  readonly explain: (match: RegExpExecArray) => Explained;
}

function always(pattern: RegExp, code: string, title: string, why: string): Case {
  return { pattern, explain: () => ({ code, title, why }) };
}

const CASES: readonly Case[] = [
  { pattern: /^write to (0x[0-9a-f]+), which is not mapped$/, explain: badAccess('wrote to', 'bare.bad-write') },
  { pattern: /^read from (0x[0-9a-f]+), which is not mapped$/, explain: badAccess('read from', 'bare.bad-read') },
  {
    pattern: /^jump to (0x[0-9a-f]+), which is not mapped$/,
    explain: ([, address = '0x0']) => ({
      code: 'bare.bad-jump',
      title: `The guest jumped to address ${address}, which is not mapped`,
      why: isNearNull(address)
        ? 'A function was called through a pointer that is NULL.'
        : 'A function was called through a pointer that does not point to one, or a return address on the stack was written over.',
    }),
  },
  {
    pattern: /^ran out of stack: it has (\d+) KiB$/,
    explain: ([, size = '']) => ({
      code: 'bare.stack-overflow',
      title: 'The guest ran out of stack',
      why: `It has ${size} KiB (option \`STACK_KIB\`). A function that calls itself without end needs more than any stack has; a large array in a function belongs outside of it, or on the heap.`,
    }),
  },
  {
    pattern: /^division by zero(?:, (.+:\d+))?$/,
    explain: ([, place]) => ({
      code: 'bare.division-by-zero',
      title: 'The guest divided by zero',
      why: `${place ? `It happened in \`${place}\`. ` : ''}The number after \`/\` or \`%\` was 0, or the result did not fit into its type.`,
    }),
  },
  {
    pattern: /^assertion failed: (.*), (.+:\d+)$/s,
    explain: ([, claim = '', place = '']) => ({
      code: 'bare.assertion',
      title: `An assertion failed at ${place}`,
      why: `The program claims \`${claim}\` there, and it was not so.`,
    }),
  },
  {
    pattern: /^undefined: (?:an? )?(.+), (.+:\d+)$/,
    explain: ([, what = '', place = '']) => ({
      code: 'bare.undefined-behaviour',
      title: `${what.charAt(0).toUpperCase()}${what.slice(1)}, at ${place}`,
      why: 'C does not say what happens then, and the compiler may assume that it never does. The option `UBSAN` looks for it.',
    }),
  },
  always(
    /^a function wrote past the end of an array on its stack$/,
    'bare.stack-damaged',
    'A function wrote past the end of an array on its stack',
    'What lies behind the array was written over: other variables, and the address to return to. The option `STACK_PROTECTOR` saw it when the function was about to return.',
  ),
  {
    pattern: /^heap: (.+)$/,
    explain: ([, what = '']) => ({
      code: 'bare.heap-misuse',
      title: `The heap was misused: ${what}`,
      why: 'The option `HEAP_CHECKS` looks at each block when it is freed, and again when memory is asked for. The mistake itself happened earlier.',
    }),
  },
  always(
    /^illegal instruction$/,
    'bare.illegal-instruction',
    'The guest ran into bytes that are no instruction',
    'The compiler puts such bytes where a program must never come (`__builtin_trap`). Otherwise a damaged function pointer or return address led there.',
  ),
  always(
    /^breakpoint$/,
    'bare.breakpoint',
    'The guest met a breakpoint, and no debugger is there',
    'It is an instruction of the program: the compiler puts it where a program must never come (`__builtin_trap`).',
  ),
  {
    pattern: /^misaligned access to (0x[0-9a-f]+)$/,
    explain: ([, address = '']) => ({
      code: 'bare.misaligned',
      title: `The guest used address ${address}, which does not suit the size of the access`,
      why: 'A number of 4 bytes has to lie at a multiple of 4, one of 8 bytes at a multiple of 8. A pointer was probably cast from another type.',
    }),
  },
  {
    pattern: /^general protection fault, error (0x[0-9a-f]+)$/,
    explain: ([, error = '']) => ({
      code: 'bare.protection',
      title: 'The processor refused an instruction',
      why: `A general protection fault (error ${error}). Most often an address was used that no memory can have: a pointer that was never set, or was written over.`,
    }),
  },
  {
    pattern: /^unexpected trap \((.+)\)$|^(.+) \((vector .+)\)$/,
    explain: ([, details, name, vector]) => ({
      code: 'bare.trap',
      title: `The processor reported a fault: ${name ?? 'an unexpected one'}`,
      why: `The kernel knows no more about it than \`${details ?? vector}\`.`,
    }),
  },
];

/** What `panic("…")` said, or a fault that the kernel put into words. */
export function explainPanic(text: string): Explained {
  for (const { pattern, explain } of CASES) {
    const match = pattern.exec(text);
    if (match) return explain(match);
  }
  return {
    code: 'bare.panic',
    title: `The program panicked: ${text}`,
    why: 'It called `panic()` itself, with this text.',
  };
}
