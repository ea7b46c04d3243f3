/** What changes of options cost, computed from builds and boots that were measured: pure arithmetic, nothing is guessed. */
import type { MeasuredCost } from '../../contract/config.ts';

/** One configuration that was built, with all that was measured of its image. */
export interface BuiltOnce {
  /** Names it among the others: what was built, from which inputs, with which configuration. */
  readonly key: string;
  /** Only builds of the same inputs (sources, target) can be compared. */
  readonly inputs: string;
  readonly arch: string;
  /** Of the newest build, ms since 1970. */
  readonly at: number;
  /** Bytes of the image, one for each build. */
  readonly imageBytes: readonly number[];
  /** Boot times in ms, by accelerator. */
  readonly boots: Readonly<Record<string, readonly number[]>>;
  /** Options that a person has to set to get this configuration, with their values. */
  readonly essentials: ReadonlyMap<string, string>;
}

export interface Pair {
  readonly from: BuiltOnce;
  readonly to: BuiltOnce;
  /** How many of the essentials differ. */
  readonly distance: number;
}

/** Pairs that differ in more than this tell nothing about any one option. */
const MAX_DISTANCE = 8;
/** Fewer boots than this on either side show no difference for certain. */
const SURE_SAMPLES = 5;

/** Each configuration with the nearest one that was built before it, newest first. */
export function nearestPairs(built: readonly BuiltOnce[]): Pair[] {
  const byAge = [...built].sort((a, b) => a.at - b.at);
  const pairs = byAge.flatMap((to, i) => {
    const earlier = byAge.slice(0, i).filter(({ inputs, key }) => inputs === to.inputs && key !== to.key);
    const candidates = earlier.map((from) => ({ from, to, distance: distance(from.essentials, to.essentials) }));
    candidates.sort((a, b) => a.distance - b.distance || b.from.at - a.from.at);
    const [nearest] = candidates;
    return nearest && nearest.distance > 0 && nearest.distance <= MAX_DISTANCE ? [nearest] : [];
  });
  return pairs.reverse();
}

export function distance(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): number {
  return [...new Set([...a.keys(), ...b.keys()])].filter((option) => a.get(option) !== b.get(option)).length;
}

export function costOf({ from, to }: Pick<Pair, 'from' | 'to'>): MeasuredCost {
  const before = from.imageBytes.at(-1) ?? 0;
  const after = to.imageBytes.at(-1) ?? 0;
  return {
    at: to.at,
    arch: to.arch,
    imageBytes: {
      from: before,
      to: after,
      delta: after - before,
      spread: extent(from.imageBytes) + extent(to.imageBytes),
    },
    bootMs: bootCost(from, to),
  };
}

/** The same change the other way round. */
export function reversed(cost: MeasuredCost): MeasuredCost {
  const { imageBytes, bootMs } = cost;
  const turn = <T extends { from: number; to: number; delta: number }>(of: T): T => ({
    ...of,
    from: of.to,
    to: of.from,
    delta: -of.delta,
  });
  return {
    ...cost,
    imageBytes: turn(imageBytes),
    bootMs: bootMs && { ...turn(bootMs), samples: [bootMs.samples[1], bootMs.samples[0]] },
  };
}

function bootCost(from: BuiltOnce, to: BuiltOnce): MeasuredCost['bootMs'] {
  const shared = Object.keys(to.boots).filter((each) => count(from, each) > 0 && count(to, each) > 0);
  // Accelerators cannot be compared with each other; the one with the most boots on both sides says most.
  const [accelerator] = shared.sort((a, b) => fewest(from, to, b) - fewest(from, to, a));
  if (accelerator === undefined) return null;
  const [before, after] = [from.boots[accelerator]!, to.boots[accelerator]!];
  const [low, high] = [quantile(before, 0.5), quantile(after, 0.5)];
  const spread = halfSpread(before) + halfSpread(after);
  const delta = high - low;
  return {
    ...{ from: rounded(low), to: rounded(high), delta: rounded(delta), spread: rounded(spread) },
    samples: [before.length, after.length],
    accelerator,
    significant: Math.min(before.length, after.length) >= SURE_SAMPLES && Math.abs(delta) > spread,
  };
}

const count = ({ boots }: BuiltOnce, accelerator: string): number => boots[accelerator]?.length ?? 0;
const fewest = (a: BuiltOnce, b: BuiltOnce, accelerator: string): number =>
  Math.min(count(a, accelerator), count(b, accelerator));
const rounded = (ms: number): number => Math.round(ms * 10) / 10;
const extent = (values: readonly number[]): number =>
  values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
const halfSpread = (values: readonly number[]): number => (quantile(values, 0.9) - quantile(values, 0.1)) / 2;

/** Between neighbours, in proportion. */
function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}
