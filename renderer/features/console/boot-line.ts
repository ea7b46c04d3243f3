/** The boot line: what a run's events say about the way to main(), and where its parts stand on a strip of given width. */
import type { Accelerator, BootStage, VmEvent, VmState } from '#core/contract/vm.ts';

export interface BootPart {
  readonly id: string;
  readonly label: string;
  readonly group: BootStage['group'];
  readonly startMs: number;
  /** null while it lasts. */
  readonly endMs: number | null;
}

export interface BootLine {
  /** Parts before the program itself, in order of their start. */
  readonly parts: readonly BootPart[];
  /** The program: the part of group `app`. */
  readonly app: BootPart | null;
  /** Time of the start or of the last reset: what this boot is reckoned from. */
  readonly originMs: number;
  /** Time from the origin to the marker. */
  readonly bootedMs: number | null;
  /** The serial line that proved the boot. */
  readonly bootedText: string | null;
  readonly state: VmState;
}

export const POWER_ON: BootLine = {
  parts: [],
  app: null,
  originMs: 0,
  bootedMs: null,
  bootedText: null,
  state: { kind: 'booting' },
};

export function foldBoot(line: BootLine, event: VmEvent): BootLine {
  switch (event.kind) {
    case 'state':
      return { ...line, state: event.state };
    case 'booted':
      return { ...line, bootedMs: event.atMs - line.originMs, bootedText: event.text };
    case 'stage': {
      const part: BootPart = { ...event.stage, endMs: event.stage.endMs ?? null };
      if (bootsAnew(line, part)) return { ...POWER_ON, state: line.state, originMs: part.startMs, parts: [part] };
      if (part.group === 'app') return { ...line, app: part };
      const others = line.parts.filter((other) => other.id !== part.id);
      return { ...line, parts: [...others, part].sort((a, b) => a.startMs - b.startMs) };
    }
    default:
      return line;
  }
}

/** After a reset the machine begins again with its firmware: a part that is new, or that had ended. */
function bootsAnew(line: BootLine, part: BootPart): boolean {
  if (part.endMs !== null || (part.group !== 'host' && part.group !== 'firmware')) return false;
  const known = line.parts.find((other) => other.id === part.id);
  return line.app !== null || line.bootedMs !== null || (known !== undefined && known.endMs !== null);
}

/** Adds the time that was spent on an accelerator that could not run the guest; stages of that attempt are forgotten. */
export function withAttempt(line: BootLine, accelerator: Accelerator, endMs: number): BootLine {
  const attempt: BootPart = {
    id: 'attempt',
    label: `${accelerator.toUpperCase()} tried`,
    group: 'host',
    startMs: 0,
    endMs,
  };
  return { ...line, parts: [attempt, ...line.parts.filter((part) => part.startMs >= endMs)] };
}

/** Pixels of the end, which is not to scale: it fades out while the program runs. */
export const END_WIDTH = 104;
export const GAP = 2;

export interface PlacedPart {
  readonly part: BootPart;
  readonly left: number;
  readonly width: number;
  readonly ms: number;
}

export interface PlacedLine {
  readonly parts: readonly PlacedPart[];
  /** Where the end begins; null before the program was reached. */
  readonly endLeft: number | null;
  readonly endWidth: number;
  /** The scale, pixels for a millisecond; 0 where there is nothing to measure. */
  readonly pxPerMs: number;
}

/**
 * Places the parts true to scale: the width of a part and the gap after it stand for its time.
 * @param nowMs time since the start, for a part that still lasts.
 * @param scaleMs what the strip's whole length stands for at least, so that a boot under way does not rescale at each tick.
 */
export function placeBoot(line: BootLine, width: number, nowMs: number, scaleMs = 0): PlacedLine {
  const parts = line.parts.map((part) => {
    const next = line.parts[line.parts.indexOf(part) + 1];
    const end = part.endMs ?? next?.startMs ?? line.app?.startMs ?? Math.max(nowMs, part.startMs);
    return { part, from: part.startMs, ms: Math.max(0, end - part.startMs) };
  });
  const first = parts[0]?.from ?? 0;
  const last = parts.at(-1);
  const total = Math.max(last ? last.from + last.ms - first : 0, line.app ? 0 : scaleMs);
  const room = Math.max(0, width - END_WIDTH);
  const pxPerMs = total > 0 ? room / total : 0;
  const placed = parts.map(({ part, from, ms }) => ({
    part,
    ms,
    left: (from - first) * pxPerMs,
    // A part too short to be seen keeps a hair, without moving its neighbours.
    width: Math.max(1, ms * pxPerMs - GAP),
  }));
  return { parts: placed, endLeft: line.app ? room : null, endWidth: END_WIDTH, pxPerMs };
}

export interface LabelBox {
  readonly left: number;
  readonly width: number;
}

/**
 * Left edges of labels that want to stand at `left` and must not overlap: they are moved as little as needed; where the room
 * ends, labels of the shortest parts (the given order of `weight`, smallest first) are left out (null).
 */
export function placeLabels(
  boxes: readonly LabelBox[],
  weights: readonly number[],
  room: number,
  gap = 12,
): (number | null)[] {
  const shown = boxes.map(() => true);
  const needed = () => boxes.reduce((sum, box, i) => (shown[i] ? sum + box.width + gap : sum), -gap);
  while (needed() > room && shown.some(Boolean)) {
    let smallest = -1;
    for (let i = 0; i < boxes.length; i++) {
      if (shown[i] && (smallest === -1 || weights[i]! < weights[smallest]!)) smallest = i;
    }
    shown[smallest] = false;
  }
  const lefts: (number | null)[] = boxes.map((box, i) => (shown[i] ? box.left : null));
  let edge = 0;
  boxes.forEach((box, i) => {
    if (lefts[i] === null) return;
    lefts[i] = Math.max(lefts[i]!, edge);
    edge = lefts[i]! + box.width + gap;
  });
  edge = room;
  for (let i = boxes.length - 1; i >= 0; i--) {
    if (lefts[i] === null) continue;
    lefts[i] = Math.min(lefts[i]!, edge - boxes[i]!.width);
    edge = lefts[i]! - gap;
  }
  return lefts;
}
