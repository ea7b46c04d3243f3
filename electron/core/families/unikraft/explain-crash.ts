/** Says in plain words what a crash report of Unikraft means: the lines of the report in, a title and a reason out. */
import type { CrashReport } from '../family.ts';

type Explained = Pick<CrashReport, 'code' | 'title' | 'why'>;

/** NULL and a field of any ordinary structure behind it. */
const NEAR_NULL = 0x10000n;

const TRAP = /Unhandled Trap (\d+) \(([^)]+)\)(?:, error code=(0x[0-9a-f]+))?/;
const TRAPS: Readonly<Record<string, { readonly code: string; readonly title: string; readonly why: string }>> = {
  '0': {
    code: 'unikraft.division-by-zero',
    title: 'The guest divided by zero',
    why: 'The number after `/` or `%` was 0, or the result did not fit into its type.',
  },
  '6': {
    code: 'unikraft.illegal-instruction',
    title: 'The guest ran into bytes that are no instruction',
    why: 'The compiler puts such bytes where a program must never come (`__builtin_trap`, the end of a function that promised not to return). An instruction that this model of processor does not have looks the same.',
  },
  '8': {
    code: 'unikraft.double-fault',
    title: 'A fault happened while a fault was handled',
    why: 'Most often the stack was used up, so that not even the handler had room on it.',
  },
  '13': {
    code: 'unikraft.protection',
    title: 'The processor refused an instruction',
    why: 'A general protection fault. Most often an address was used that no memory can have: a pointer that was never set, or was written over.',
  },
  '17': {
    code: 'unikraft.misaligned',
    title: 'An address does not suit the size of what is there',
    why: 'A pointer was probably cast from another type.',
  },
};

/** Exception class of arm64's ESR_EL1 (bits 26 to 31), as the Arm manual has them. */
const CLASSES: Readonly<Record<number, { readonly code: string; readonly title: string; readonly why: string }>> = {
  0: TRAPS['6']!,
  34: {
    code: 'unikraft.bad-jump',
    title: 'The guest jumped to an address that is no multiple of 4',
    why: 'A damaged function pointer or return address led there.',
  },
  38: {
    code: 'unikraft.stack-damaged',
    title: 'The stack pointer was damaged',
    why: 'It is no multiple of 16 any more: something wrote over it, or over the place that it was kept in.',
  },
  60: {
    code: 'unikraft.breakpoint',
    title: 'The guest met a breakpoint, and no debugger is there',
    why: 'It is an instruction of the program: the compiler puts it where a program must never come (`__builtin_trap`).',
  },
};
const INSTRUCTION_ABORTS = [32, 33];
const DATA_ABORTS = [36, 37];
/** Bit of ESR_EL1 that tells writing from reading. */
const WRITE = 1n << 6n;

const CALLER = /base is (0x[0-9a-f]+) caller is/;
/** A chain of callers that comes back to itself or goes on for ever. */
const MANY_FRAMES = 64;

export function explainCrash(lines: readonly string[]): Explained {
  const text = lines.join('\n');
  const assertion = /<(\S+) @ +(\d+)> Assertion failure: (.*)/.exec(text);
  if (assertion) {
    const [, file = '', line = '', claim = ''] = assertion;
    return {
      code: 'unikraft.assertion',
      title: `An assertion failed at ${file}:${line}`,
      why: `The program claims \`${claim.trim()}\` there, and it was not so.`,
    };
  }
  if (/Abnormal termination!/.test(text)) {
    return {
      code: 'unikraft.abort',
      title: 'The program ended itself with `abort()`',
      why: 'It was called by the program, or by the C library when something was badly wrong (a heap that was written over).',
    };
  }
  if (/Stack smashing detected|__stack_chk_fail/i.test(text)) {
    return {
      code: 'unikraft.stack-damaged',
      title: 'A function wrote past the end of an array on its stack',
      why: 'What lies behind the array was written over: other variables, and the address to return to.',
    };
  }
  const jump = jumpToNowhere(text);
  // A report of a jump to nowhere faults as well when it shows the code there.
  if (jump) return jump;
  if (looksLikeStackOverflow(lines)) return stackOverflow;
  const trap = TRAP.exec(text);
  if (trap) {
    const [, number = '', name = '', error] = trap;
    return (
      TRAPS[number] ?? {
        code: 'unikraft.trap',
        title: `The processor reported a fault: ${name}`,
        why: `It is number ${number}${error ? `, with the code ${error}` : ''}, and Unikraft knows no more about it.`,
      }
    );
  }
  return explainArm(text) ?? explainPageFault(text) ?? unknownCrash;
}

const stackOverflow: Explained = {
  code: 'unikraft.stack-overflow',
  title: 'The guest ran out of stack',
  why: 'A function called itself without end, or has a large array of its own. Nothing protects the end of the stack in Unikraft: memory below it was written over first, and the report of the crash crashes again and again. A large array belongs outside of the function, or on the heap; `STACK_SIZE_PAGE_ORDER` makes all stacks larger.',
};

const unknownCrash: Explained = {
  code: 'unikraft.crash',
  title: 'The guest crashed',
  why: 'Unikraft printed what its registers held, and no reason for it.',
};

/** The report repeats: one function comes back in the chain of callers, or the report itself crashed. */
function looksLikeStackOverflow(lines: readonly string[]): boolean {
  const registers = lines.filter((line) => /<\S+ @ +\d+> RIP: |ELR_EL1/.test(line)).length;
  const frames = lines.flatMap((line) => CALLER.exec(line)?.[1] ?? []);
  return registers > 2 || frames.length > MANY_FRAMES || new Set(frames).size < frames.length / 2;
}

function explainArm(text: string): Explained | null {
  const esr = /ESR_EL1\s*: (0x[0-9a-f]+)/.exec(text)?.[1];
  if (esr === undefined) return null;
  const value = BigInt(esr);
  const kind = Number((value >> 26n) & 63n);
  const address = BigInt(/FAR_EL1\s*: (0x[0-9a-f]+)/.exec(text)?.[1] ?? '0x0');
  if (INSTRUCTION_ABORTS.includes(kind)) return badJump(address);
  if (DATA_ABORTS.includes(kind)) return badAccess(address, (value & WRITE) !== 0n ? 'wrote to' : 'read from');
  return (
    CLASSES[kind] ?? {
      code: 'unikraft.trap',
      title: `The processor reported a fault of class 0x${kind.toString(16)}`,
      why: `ESR_EL1 is ${esr}; the manual of the processor lists what the classes mean.`,
    }
  );
}

/** Images lie above 1 MiB and far below 4 GiB: a first RIP elsewhere is where a jump led. */
function jumpToNowhere(text: string): Explained | null {
  const rip = /RIP: ([0-9a-f]{16})/.exec(text)?.[1];
  if (rip === undefined || TRAP.test(text)) return null;
  const at = BigInt(`0x${rip}`);
  return at < 0x100000n || at > 0xffffffffn ? badJump(at) : null;
}

/** x86_64 prints registers alone, without the address that was used. */
function explainPageFault(text: string): Explained | null {
  if (!/RIP: [0-9a-f]{16}/.test(text)) return null;
  return {
    code: 'unikraft.page-fault',
    title: 'The guest used memory that is not mapped',
    why: 'A pointer was never set, was computed wrongly, or was written over. (Address 0 itself is mapped on x86_64, so using NULL is not noticed there: this is another address.) The line named may be the one after the access.',
  };
}

function badJump(address: bigint): Explained {
  const shown = `0x${address.toString(16)}`;
  return {
    code: 'unikraft.bad-jump',
    title: `The guest jumped to address ${shown}, where no code is`,
    why:
      address < NEAR_NULL
        ? 'A function was called through a pointer that is NULL.'
        : 'A function was called through a pointer that does not point to one, or a return address on the stack was written over.',
  };
}

function badAccess(address: bigint, verb: string): Explained {
  const shown = `0x${address.toString(16)}`;
  const why =
    address === 0n
      ? 'That is NULL: a pointer was used that points to nothing.'
      : address < NEAR_NULL
        ? 'An address this close to 0 is nearly always a field behind a pointer that is NULL.'
        : 'No memory is mapped there. The pointer was never set, was computed wrongly, or was written over.';
  return {
    code: verb === 'wrote to' ? 'unikraft.bad-write' : 'unikraft.bad-read',
    title: `The guest ${verb} address ${shown}, which is not mapped`,
    why,
  };
}
