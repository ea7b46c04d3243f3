/** Wire types of build jobs: a job is a numbered log of events, and what the window shows is a fold over it. */
import * as v from 'valibot';
import { count, id, relativePath } from './define.ts';
import { arch, problem } from './problem.ts';
import { projectId } from './project.ts';

export const jobId = id<'job'>();

export const buildGoal = v.object({
  projectId,
  goal: v.picklist(['build', 'rebuild', 'clean']),
});
export type BuildGoal = v.InferOutput<typeof buildGoal>;

/** A cell of the step grid: one thing that the build makes. Ids are unique in a job. */
export const buildUnit = v.object({
  id: v.string(),
  /** Row of the grid: a library, a folder, a crate. */
  group: v.string(),
  label: v.string(),
  /** Index into the stages. */
  stage: count,
  /** True when the counting pass found nothing to do for it. */
  unchanged: v.boolean(),
});
export type BuildUnit = v.InferOutput<typeof buildUnit>;

export const outcome = v.picklist(['succeeded', 'failed', 'cancelled']);
export type Outcome = v.InferOutput<typeof outcome>;

export const artifact = v.object({ path: relativePath, bytes: count });
export type Artifact = v.InferOutput<typeof artifact>;

export const jobEvent = v.variant('kind', [
  v.object({ kind: v.literal('started'), at: count, goal: buildGoal, arch }),
  /** What will be done. `total` counts the units that are not unchanged; null while the length is not known. */
  v.object({
    kind: v.literal('planned'),
    stages: v.array(v.object({ id: v.string(), title: v.string() })),
    units: v.array(buildUnit),
    total: v.nullable(count),
  }),
  v.object({
    kind: v.literal('stage'),
    index: count,
    state: v.picklist(['running', 'done', 'failed', 'skipped']),
    ms: v.number(),
  }),
  v.object({ kind: v.literal('step'), index: count, title: v.string(), argv: v.array(v.string()), cwd: v.string() }),
  /** Whole lines where possible; escape sequences removed but for colours. `line` is the number of its first line, from 1. */
  v.object({ kind: v.literal('output'), chunk: v.string(), line: count }),
  v.object({ kind: v.literal('unit'), id: v.string(), state: v.picklist(['running', 'done', 'failed']) }),
  /** `done` of `total` units; `title` names the thing at hand; `leftMs` is an estimate from this computer's earlier builds. */
  v.object({
    kind: v.literal('progress'),
    done: count,
    total: v.nullable(count),
    title: v.string(),
    leftMs: v.optional(v.number()),
  }),
  /**
   * `replaces` gives the numbers (from 0, in the order of this job's `problem` events) of earlier problems that this
   * one takes the place of: more became known. `foldProblems` applies it.
   */
  v.object({ kind: v.literal('problem'), problem, replaces: v.optional(v.array(count)) }),
  v.object({
    kind: v.literal('ended'),
    outcome,
    ms: v.number(),
    /** Title of the stage that failed or was cancelled. */
    stage: v.optional(v.string()),
    artifacts: v.array(artifact),
  }),
]);
export type JobEvent = v.InferOutput<typeof jobEvent>;

export const jobSummary = v.object({
  id: jobId,
  projectId,
  goal: buildGoal,
  startedAt: count,
  outcome: v.nullable(outcome),
  ms: v.nullable(v.number()),
});
export type JobSummary = v.InferOutput<typeof jobSummary>;
