/** Wire types of the doctor: what tools are here, what misses, and the proof that they work together. */
import * as v from 'valibot';
import { count } from './define.ts';
import { familyId } from './project.ts';
import { accelerator } from './vm.ts';

export const toolState = v.picklist(['found', 'limited', 'missing']);

export const toolReport = v.object({
  id: v.string(),
  name: v.string(),
  state: toolState,
  version: v.nullable(v.string()),
  path: v.nullable(v.string()),
  /** What it is for, or what limits this version. */
  note: v.string(),
  why: v.string(),
  /** Optional tools widen what a family can do; the family is ready without them. */
  required: v.boolean(),
  neededBy: v.array(familyId),
  install: v.nullable(v.object({ argv: v.array(v.string()), note: v.string() })),
});
export type ToolReport = v.InferOutput<typeof toolReport>;

export const familyReadiness = v.object({
  family: familyId,
  name: v.string(),
  ready: v.boolean(),
  /** Short names and versions of what it stands on: "gcc 12.2", "QEMU 7.2". */
  facts: v.array(v.object({ text: v.string(), ok: v.boolean() })),
  missing: count,
  total: count,
});
export type FamilyReadiness = v.InferOutput<typeof familyReadiness>;

export const bootTest = v.object({
  at: count,
  passed: v.boolean(),
  totalMs: v.number(),
  qemuMs: v.number(),
  kernelMs: v.number(),
  accelerator,
  message: v.string(),
});
export type BootTest = v.InferOutput<typeof bootTest>;

export const doctorReport = v.object({
  at: count,
  tools: v.array(toolReport),
  families: v.array(familyReadiness),
  computer: v.object({
    system: v.string(),
    cpus: count,
    arch: v.string(),
    kvm: v.object({ usable: v.boolean(), note: v.string() }),
    memoryFreeBytes: count,
    diskFreeBytes: count,
  }),
  bootTest: v.nullable(bootTest),
});
export type DoctorReport = v.InferOutput<typeof doctorReport>;
