/** Wire types of how a project's machine is started: what the person chose, and what comes of it. */
import * as v from 'valibot';
import { count } from './define.ts';

const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));

export const forwardedPort = v.object({ host: port, guest: port });
export type ForwardedPort = v.InferOutput<typeof forwardedPort>;

export const monitorId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/));

/** How the machine is started; what is missing is the family's to choose, or the settings' (`accelerator`). */
export const runOptions = v.object({
  /** The guest's command line, without the name of the program. */
  args: v.optional(v.pipe(v.string(), v.maxLength(4096))),
  memoryMiB: v.optional(v.pipe(count, v.minValue(1), v.maxValue(1 << 20))),
  /** With a network card, or without one. */
  network: v.optional(v.boolean()),
  /** Ports of this computer's loopback that lead into the guest. */
  ports: v.optional(v.pipe(v.array(forwardedPort), v.maxLength(64))),
  /** Relative to the root. */
  initrd: v.optional(v.pipe(v.string(), v.maxLength(4096))),
  accelerator: v.optional(v.picklist(['auto', 'kvm', 'tcg'])),
  /** Id of what plays the machine, where the family knows more than QEMU. */
  monitor: v.optional(monitorId),
});
export type RunOptions = v.InferOutput<typeof runOptions>;

export const runField = v.picklist(['args', 'memoryMiB', 'network', 'ports', 'initrd', 'accelerator', 'monitor']);
export type RunField = v.InferOutput<typeof runField>;

export const runSettings = v.object({
  /** What the project's own file says, or the draft that was asked about. */
  run: runOptions,
  /** What this family's projects can say. */
  fields: v.array(runField),
  /** What can play the machine, the usual one first; empty: QEMU alone. `why`: the end of a sentence. */
  monitors: v.array(v.object({ id: monitorId, name: v.string(), why: v.string() })),
  /** What holds where nothing is said. */
  defaults: v.object({ memoryMiB: count, network: v.boolean() }),
  /** Files of the project that look like one, relative to the root. */
  initrds: v.array(v.string()),
  /** QEMU's command line without what the studio adds for itself (console, monitor, accelerator). */
  argv: v.array(v.string()),
  /** Why it would not start, in whole sentences. */
  objections: v.array(v.string()),
});
export type RunSettings = v.InferOutput<typeof runSettings>;
