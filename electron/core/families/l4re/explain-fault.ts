/** Says in plain words how a task of an L4Re system ended: the facts of its report in, a title and a reason out. */
import type { CrashReport } from '../family.ts';

export type FaultFacts = { readonly task: string } & (
  | { readonly kind: 'page-fault'; readonly access: string; readonly address: string }
  | { readonly kind: 'assertion'; readonly file: string; readonly line: number; readonly claim: string }
  | { readonly kind: 'panic'; readonly file: string; readonly line: number; readonly what: string | null }
  | { readonly kind: 'exception'; readonly type: string | null; readonly what: string | null }
  | { readonly kind: 'signal'; readonly name: string; readonly number: number }
);
type Explained = Pick<CrashReport, 'code' | 'title' | 'why'>;

/** NULL and a field of any ordinary structure behind it. */
const NEAR_NULL = 0x10000n;
const SIGNALS: Readonly<Record<number, Explained>> = {
  4: {
    code: 'l4re.illegal-instruction',
    title: 'ran into bytes that are no instruction',
    why: 'The compiler puts such bytes where a program must never come (`__builtin_trap`). Otherwise a damaged function pointer or return address led there.',
  },
  // What `__builtin_trap` is on arm64.
  5: {
    code: 'l4re.trap',
    title: 'ran into a breakpoint that the compiler put there',
    why: 'The compiler puts one where a program must never come (`__builtin_trap`, a sanitizer). The line says which of these places was reached.',
  },
  6: {
    code: 'l4re.abort',
    title: 'gave up: it called abort()',
    why: 'A program calls `abort()` itself, or the C library does so for it after a mistake that it noticed. What it said before is in the serial text.',
  },
  8: {
    code: 'l4re.division-by-zero',
    title: 'divided by zero',
    why: 'The number after `/` or `%` was 0, or the result did not fit into its type.',
  },
  11: {
    code: 'l4re.bad-access',
    title: 'used memory that is not its own',
    why: 'The pointer was never set, was computed wrongly, or was written over.',
  },
};

export function explainFault(facts: FaultFacts): Explained {
  switch (facts.kind) {
    case 'page-fault':
      return pageFault(facts.task, facts.access, facts.address);
    case 'assertion':
      return {
        code: 'l4re.assertion',
        title: `${facts.task}: an assertion failed at ${facts.file}:${facts.line}`,
        why: `The program claims \`${facts.claim}\` there, and it was not so.`,
      };
    case 'panic':
      return {
        code: 'l4re.rust-panic',
        title: `${facts.task} panicked at ${facts.file}:${facts.line}`,
        why: facts.what ? `It says: ${facts.what}.` : 'Rust ends a program that way when it notices a mistake.',
      };
    case 'exception':
      return exception(facts.task, facts.type, facts.what);
    case 'signal': {
      const known = SIGNALS[facts.number];
      return known
        ? { ...known, title: `${facts.task} ${known.title}` }
        : {
            code: 'l4re.signal',
            title: `${facts.task} was ended by a signal: ${facts.name}`,
            why: `Number ${facts.number}. Nothing in the program handles it.`,
          };
    }
  }
}

function pageFault(task: string, access: string, address: string): Explained {
  const verb = access === 'write' ? 'wrote to' : access === 'read' ? 'read from' : 'jumped to';
  const near = BigInt(address) < NEAR_NULL;
  const why = near
    ? access === 'read' || access === 'write'
      ? 'An address this close to 0 is nearly always a pointer that is NULL, or a field behind one.'
      : 'A function was called through a pointer that is NULL.'
    : 'Nothing is mapped there in this task. The pointer was never set, was computed wrongly, or was written over; or the stack is full.';
  return { code: 'l4re.page-fault', title: `${task} ${verb} address ${address}, which is not mapped`, why };
}

const MISSING_OBJECT = /^No such object found: (\S+)$/;

function exception(task: string, type: string | null, what: string | null): Explained {
  const missing = MISSING_OBJECT.exec(what ?? '')?.[1];
  if (missing)
    return {
      code: 'l4re.missing-object',
      title: `${missing} is not in the boot image`,
      why: `${task} could not be started: the start script names \`${missing}\`, and no line of modules.list brings it.`,
    };
  return {
    code: 'l4re.uncaught-exception',
    title: `${task} threw an exception that nobody caught`,
    why: [
      type && `Its type is \`${readableType(type)}\`.`,
      what && `It says: ${what}.`,
      'Without a `catch`, C++ ends the program.',
    ]
      .filter(Boolean)
      .join(' '),
  };
}

/** `N2L417Element_not_foundE` → `L4::Element_not_found`; a name that is not of this simple form stays as it is. */
function readableType(mangled: string): string {
  const nested = /^N(.+)E$/.exec(mangled)?.[1] ?? mangled;
  const parts: string[] = [];
  let rest = nested;
  while (rest !== '') {
    const [, digits = ''] = /^(\d{1,2})/.exec(rest) ?? [];
    // `2L417Element…`: a length, then so many characters.
    const length = Number(digits);
    const name = rest.slice(digits.length, digits.length + length);
    if (length === 0 || name.length !== length || !/^\w+$/.test(name)) return mangled;
    parts.push(name);
    rest = rest.slice(digits.length + length);
  }
  return parts.join('::');
}
