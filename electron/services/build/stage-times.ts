/** Estimates the time that is left from how long the units of each stage took in this computer's earlier builds. */

/** Wall-clock milliseconds for one unit, by the id of its stage; side-by-side work is in it. */
export type StageTimes = Readonly<Record<string, number>>;

export interface StageWork {
  readonly id: string;
  /** Units that are not done; one at hand counts as half. */
  readonly left: number;
  readonly done: number;
  /** Milliseconds since its first unit began; 0 before. */
  readonly ms: number;
}

/** This build may be slower or faster than the earlier ones, within reason. */
const SLOWEST = 4;
const FASTEST = 0.25;
/** So many units tell how fast this build is. */
const ENOUGH = 3;

/** Milliseconds; `undefined` while a stage with work left was never seen. */
export function timeLeft(stages: readonly StageWork[], times: StageTimes): number | undefined {
  let left = 0;
  let seen = 0;
  let expected = 0;
  for (const stage of stages) {
    const each = times[stage.id];
    if (each === undefined) {
      if (stage.left > 0) return undefined;
      continue;
    }
    left += stage.left * each;
    if (stage.done >= ENOUGH) {
      seen += stage.ms;
      expected += stage.done * each;
    }
  }
  const pace = expected > 0 ? Math.min(SLOWEST, Math.max(FASTEST, seen / expected)) : 1;
  return Math.round(left * pace);
}

/** What the next build goes by: half of what was known, half of what this build took. */
export function learnTimes(known: StageTimes, stages: readonly StageWork[]): StageTimes {
  const learnt: Record<string, number> = { ...known };
  for (const { id, done, ms } of stages) {
    if (done === 0 || !(ms > 0)) continue;
    const each = ms / done;
    const before = known[id];
    learnt[id] = before === undefined ? each : (before + each) / 2;
  }
  return learnt;
}
