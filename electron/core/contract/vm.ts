/** Wire types of machines: a session is one life of one guest, and it outlives the window that shows it. */
import * as v from 'valibot';
import { absolutePath, count, id } from './define.ts';
import { arch, problem } from './problem.ts';
import { projectId } from './project.ts';

export const sessionId = id<'session'>();
export const accelerator = v.picklist(['kvm', 'tcg']);
export type Accelerator = v.InferOutput<typeof accelerator>;

/**
 * `booting` until the family's boot marker passed on serial. `debugger`: the guest's kernel stands in its own debugger,
 * which takes commands from the console; `reason`: why, in its words. `reason` of an end:
 * guest = it ended itself; user = it was stopped; crash = it panicked, faulted or reset; hang = the watchdog gave up;
 * error = QEMU itself failed; studio = the studio was ended or died, and the machine with it.
 */
export const vmState = v.variant('kind', [
  v.object({ kind: v.literal('booting') }),
  v.object({ kind: v.literal('running') }),
  v.object({ kind: v.literal('paused') }),
  v.object({ kind: v.literal('debugger'), reason: v.string() }),
  v.object({
    kind: v.literal('exited'),
    /** The guest's own status where it gave one; null where it gave none. */
    code: v.nullable(v.number()),
    reason: v.picklist(['guest', 'user', 'crash', 'hang', 'error', 'studio']),
    ranMs: v.number(),
  }),
]);
export type VmState = v.InferOutput<typeof vmState>;

/** A part of the boot line. Times are ms since the start was asked for; `endMs` is missing while it lasts. */
export const bootStage = v.object({
  id: v.string(),
  label: v.string(),
  group: v.picklist(['host', 'firmware', 'kernel', 'app']),
  startMs: v.number(),
  endMs: v.optional(v.number()),
});
export type BootStage = v.InferOutput<typeof bootStage>;

/** Where a crash happened, in the program's own source. */
export const crashSite = v.object({
  address: v.string(),
  function: v.optional(v.string()),
  callers: v.array(v.string()),
  at: v.optional(v.object({ file: v.string(), line: count })),
  /** Source lines around it; `line` is the number of the first. */
  excerpt: v.optional(v.object({ line: count, lines: v.array(v.string()) })),
  image: v.string(),
});
export type CrashSite = v.InferOutput<typeof crashSite>;

export const vmEvent = v.variant('kind', [
  /** `booting` begins a new boot line: at the start, after a reset, and when KVM was given up for TCG. */
  v.object({ kind: v.literal('state'), atMs: v.number(), state: vmState }),
  v.object({ kind: v.literal('accelerator'), atMs: v.number(), accelerator, argv: v.array(v.string()) }),
  v.object({ kind: v.literal('stage'), stage: bootStage }),
  /** The boot marker passed: `text` is the serial line that proved it. */
  v.object({ kind: v.literal('booted'), atMs: v.number(), text: v.string() }),
  /** A line of the studio's own about this run, e.g. a fall back from KVM to TCG. `offset` = serial bytes before it. */
  v.object({
    kind: v.literal('note'),
    atMs: v.number(),
    offset: count,
    severity: v.picklist(['info', 'warning', 'error']),
    text: v.string(),
  }),
  v.object({
    kind: v.literal('problem'),
    atMs: v.number(),
    problem,
    crash: v.optional(crashSite),
    /** Byte range of the guest's report. */ report: v.optional(v.object({ start: count, end: count })),
  }),
]);
export type VmEvent = v.InferOutput<typeof vmEvent>;

/** Arrival times of serial bytes: `[offset, atMs]` pairs in order, at most one each 5 ms. */
export const serialMarks = v.array(v.tuple([count, v.number()]));
export type SerialMarks = v.InferOutput<typeof serialMarks>;

export const vmSession = v.object({
  id: sessionId,
  projectId,
  projectName: v.string(),
  root: absolutePath,
  arch,
  accelerator,
  memoryMiB: count,
  cpus: count,
  /** Wall clock of the start, ms since the epoch. */
  startedAt: count,
  state: vmState,
  argv: v.array(v.string()),
  image: v.string(),
  /** Time from the start, or from the last reset, to the boot marker. */
  bootMs: v.nullable(v.number()),
  serialBytes: count,
});
export type VmSession = v.InferOutput<typeof vmSession>;

/** What changes in the list of sessions: a whole row, new or changed, or one that was forgotten. */
export const vmListChange = v.variant('kind', [
  v.object({ kind: v.literal('row'), row: vmSession }),
  v.object({ kind: v.literal('forgotten'), id: sessionId }),
]);
export type VmListChange = v.InferOutput<typeof vmListChange>;

export const vmCommand = v.picklist(['pause', 'resume', 'reset', 'stop']);
export type VmCommand = v.InferOutput<typeof vmCommand>;
