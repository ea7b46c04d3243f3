/**
 * A task's last words on L4Re, as the fatal-signal handler of l4re_itas prints them, line by line: what happened, where,
 * and by way of which calls. It prints no backtrace, but it dumps the stack: the calls are found by the chain of frame
 * pointers in it.
 */
import type { CrashReport } from '../family.ts';
import { explainFault, type FaultFacts } from './explain-fault.ts';

const PAGE_FAULT =
  /^l4re_itas\[rm\]: unhandled (read|write|instruction|exec\w*) page fault at (0x[0-9a-f]+) pc=(0x[0-9a-f]+)$/;
const SIGNAL = /^l4re_itas: FATAL: Fatal signal: (.+) \(si_signo=(\d+), si_code=-?\d+\)$/;
const FATAL = /^l4re_itas: FATAL: ?(.*)$/;
const BINARY = /^Binary: '(.*)'$/;
const REGISTER = /\b(rip|rsp|rbp|pc|sp) += +(0x[0-9a-f]+|0)\b/g;
/** `801ffe38:  400aee  400170`: an address and the words from there on. */
const STACK_WORDS = /^\s*([0-9a-f]+):((?: +[0-9a-f]+)+)$/;
/** `0000400000-000041cfff ds=… r-x/0005 0000000: rom/greeter`: a region of the address space, its rights and what is there. */
const REGION = /^\s*([0-9a-f]{6,})-([0-9a-f]{6,}) ds=\S+ \S*r-x\/\S+ [0-9a-f]+: (\S.*?)\s*$/;
const REGION_LINE =
  /^\s*(?:Region mapping: limits|Area map:|Region map:|\[\s*[0-9a-f]+-\s*[0-9a-f]+\] -> flags|[0-9a-f]{6,}-[0-9a-f]{6,} ds=)/;
const ASSERTION = /^(\S+): (.+): (\d+): .*: Assertion `(.*)' failed\.$/;
const TERMINATE =
  /^terminate called (?:from 0x[0-9a-f]+ )?(?:after throwing an instance of '(.+)'|without an active exception)$/;
/** Rust's own words for a panic; the message is on the next line. */
const PANIC = /\bpanicked at (\S+?):(\d+):\d+:$/;
const WHAT = /^\s*what(?:\(\))?: +(.+)$/;
const WORD_BYTES = 8n;
const MOST_CALLERS = 32;

export class FaultReport {
  private facts: FaultFacts | null = null;
  private address: string | null = null;
  private readonly registers = new Map<string, bigint>();
  private readonly stack = new Map<bigint, bigint>();
  private readonly code: { from: bigint; to: bigint }[] = [];
  private binary: string | null = null;

  constructor(private readonly task: string) {}

  /** The report so far when this line is part of one; null when it is not. */
  line(text: string): CrashReport | null {
    return this.begins(text) || (this.facts !== null && this.goesOn(text)) ? this.report() : null;
  }

  private begins(text: string): boolean {
    const [, access, address, pc] = PAGE_FAULT.exec(text) ?? [];
    if (access && address && pc) {
      this.facts = { kind: 'page-fault', task: this.task, access, address };
      this.address = pc;
      return true;
    }
    const [, program, file, line, claim] = ASSERTION.exec(text) ?? [];
    if (program && file && line && claim !== undefined) {
      this.facts = { kind: 'assertion', task: this.task, file, line: Number(line), claim };
      return true;
    }
    const [, source, at] = PANIC.exec(text) ?? [];
    if (source && at) {
      this.facts = { kind: 'panic', task: this.task, file: source, line: Number(at), what: null };
      return true;
    }
    const terminate = TERMINATE.exec(text);
    if (terminate) {
      this.facts = { kind: 'exception', task: this.task, type: terminate[1] ?? null, what: null };
      return true;
    }
    const [, name, number] = SIGNAL.exec(text) ?? [];
    if (name && number) {
      this.facts ??= { kind: 'signal', task: this.task, name, number: Number(number) };
      return true;
    }
    return false;
  }

  private goesOn(text: string): boolean {
    if (this.facts?.kind === 'panic' && this.facts.what === null) {
      this.facts = { ...this.facts, what: text };
      return true;
    }
    const what = WHAT.exec(text)?.[1];
    if (what && this.facts?.kind === 'exception') {
      this.facts = { ...this.facts, what };
      return true;
    }
    const fatal = FATAL.exec(text)?.[1];
    if (fatal !== undefined) {
      this.fatal(fatal);
      return true;
    }
    const region = REGION.exec(text);
    if (region && (this.binary === null || region[3] === this.binary))
      this.code.push({ from: BigInt(`0x${region[1]}`), to: BigInt(`0x${region[2]}`) });
    return REGION_LINE.test(text);
  }

  private fatal(text: string): void {
    this.binary ??= BINARY.exec(text)?.[1] ?? null;
    for (const [, name, value] of text.matchAll(REGISTER)) this.registers.set(name!, BigInt(value!));
    const [, start, words] = STACK_WORDS.exec(text) ?? [];
    if (!start || !words) return;
    for (const [index, word] of words.trim().split(/ +/).entries())
      this.stack.set(BigInt(`0x${start}`) + BigInt(index) * WORD_BYTES, BigInt(`0x${word}`));
  }

  private report(): CrashReport {
    const pc = this.registers.get('rip') ?? this.registers.get('pc');
    const address = pc === undefined ? this.address : hex(pc);
    const program = this.binary === null ? {} : { program: this.binary.replace(/^rom\//, '') };
    const facts = this.facts!;
    // These name their place; the address is only that of the function that gives up.
    const place =
      facts.kind === 'assertion' || facts.kind === 'panic'
        ? { source: { file: facts.file, line: facts.line } }
        : address === null
          ? {}
          : { address };
    return {
      ...explainFault(facts),
      ...place,
      callers: this.callers(),
      ...program,
    };
  }

  /** Return addresses along the chain of frame pointers; first the one that a function without a frame would return to. */
  private callers(): readonly string[] {
    const callers: bigint[] = [];
    const top = this.stack.get(this.registers.get('rsp') ?? -1n);
    if (top !== undefined && this.isCode(top)) callers.push(top);
    let frame = this.registers.get('rbp') ?? 0n;
    while (callers.length < MOST_CALLERS) {
      const back = this.stack.get(frame + WORD_BYTES);
      if (back === undefined || !this.isCode(back)) break;
      if (!callers.includes(back)) callers.push(back);
      const next = this.stack.get(frame) ?? 0n;
      // Frames lie one above the other: anything else is a chain that was written over.
      if (next <= frame) break;
      frame = next;
    }
    return callers.map(hex);
  }

  private isCode(address: bigint): boolean {
    return this.code.some(({ from, to }) => address >= from && address <= to);
  }
}

function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}
