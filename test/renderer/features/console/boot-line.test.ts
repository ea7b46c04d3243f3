import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VmEvent, VmSession } from '../../../../electron/core/contract/vm.ts';
import {
  END_WIDTH,
  foldBoot,
  GAP,
  POWER_ON,
  placeBoot,
  placeLabels,
} from '../../../../renderer/features/console/boot-line.ts';
import { compareBoots } from '../../../../renderer/features/console/compare-boots.ts';
import { foldRun, NO_RUN } from '../../../../renderer/features/console/run-view.ts';

const stage = (
  id: string,
  group: 'host' | 'firmware' | 'kernel' | 'app',
  startMs: number,
  endMs?: number,
): VmEvent => ({
  kind: 'stage',
  stage: { id, label: id, group, startMs, ...(endMs !== undefined && { endMs }) },
});

/** The run of the design's picture 6. */
const booted: readonly VmEvent[] = [
  { kind: 'state', atMs: 0, state: { kind: 'booting' } },
  stage('power', 'host', 0),
  stage('power', 'host', 0, 52),
  stage('firmware', 'firmware', 52, 166),
  stage('entry', 'kernel', 166, 214),
  stage('drivers', 'kernel', 214, 291),
  stage('main', 'app', 291),
  { kind: 'booted', atMs: 291, text: 'greeter is up' },
  { kind: 'state', atMs: 291, state: { kind: 'running' } },
];

describe('foldBoot', () => {
  it('replaces a part when its end becomes known, and keeps the program apart', () => {
    const line = booted.reduce(foldBoot, POWER_ON);
    expect(line.parts.map((part) => [part.id, part.endMs])).toEqual([
      ['power', 52],
      ['firmware', 166],
      ['entry', 214],
      ['drivers', 291],
    ]);
    expect(line).toMatchObject({ bootedMs: 291, bootedText: 'greeter is up', app: { id: 'main', endMs: null } });
  });
});

describe('a machine that was reset', () => {
  it('begins a new boot line, whose times count from the reset', () => {
    const line = [
      ...booted,
      stage('main', 'app', 291, 5_600),
      { kind: 'state', atMs: 5_600, state: { kind: 'booting' } } as const,
      stage('firmware', 'firmware', 5_600),
      stage('firmware', 'firmware', 5_600, 5_730),
      stage('entry', 'kernel', 5_730, 5_735),
      stage('main', 'app', 5_735),
      { kind: 'booted', atMs: 5_735, text: 'greeter is up' } as const,
    ].reduce(foldBoot, POWER_ON);
    expect(line.parts.map((part) => part.id)).toEqual(['firmware', 'entry']);
    expect(line).toMatchObject({ originMs: 5_600, bootedMs: 135 });
    const { parts } = placeBoot(line, 664, 6_000);
    expect(parts[0]!.left).toBe(0);
    expect((parts[0]!.width + GAP) / parts[0]!.ms).toBeCloseTo(560 / 135, 5);
  });
});

describe('placeBoot', () => {
  const line = booted.reduce(foldBoot, POWER_ON);

  it('is true to scale up to main(), with an end of fixed width', () => {
    const placed = placeBoot(line, 664, 21_000);
    expect(placed.endLeft).toBe(664 - END_WIDTH);
    for (const part of placed.parts) expect((part.width + GAP) / part.ms).toBeCloseTo(560 / 291, 5);
    expect(placed.parts.reduce((sum, part) => sum + part.width + GAP, 0)).toBeCloseTo(560, 5);
  });

  it('never leaves the strip nor overlaps, for any boot and any width', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5_000), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 150, max: 2_000 }),
        (times, width) => {
          let at = 0;
          let any = POWER_ON;
          for (const [i, ms] of times.entries()) {
            any = foldBoot(any, stage(`s${i}`, 'kernel', at, at + ms));
            at += ms;
          }
          any = foldBoot(any, stage('main', 'app', at));
          const { parts } = placeBoot(any, width, at);
          for (const [i, part] of parts.entries()) {
            expect(part.left + part.width).toBeLessThanOrEqual(width - END_WIDTH + 1.001);
            const next = parts[i + 1];
            if (next && part.width > 1) expect(part.left + part.width).toBeLessThanOrEqual(next.left + 0.001);
          }
        },
      ),
    );
  });

  it('lets a part grow while it lasts, without changing the scale at each tick', () => {
    const early = booted.slice(0, 2).reduce(foldBoot, POWER_ON);
    const [first] = placeBoot(early, 664, 10, 500).parts;
    const [later] = placeBoot(early, 664, 40, 500).parts;
    expect(later!.width).toBeGreaterThan(first!.width);
    expect(placeBoot(early, 664, 10, 500).pxPerMs).toBe(placeBoot(early, 664, 40, 500).pxPerMs);
    expect(placeBoot(early, 664, 10).endLeft).toBeNull();
  });
});

describe('placeLabels', () => {
  it('moves labels apart, and leaves out those of the shortest parts where there is no room', () => {
    expect(
      placeLabels(
        [0, 5, 100].map((left) => ({ left, width: 50 })),
        [1, 2, 3],
        400,
      ),
    ).toEqual([0, 62, 124]);
    expect(
      placeLabels(
        [0, 5, 100].map((left) => ({ left, width: 50 })),
        [5, 1, 3],
        120,
      ),
    ).toEqual([0, null, 70]);
  });

  it('never overlaps and never leaves the room', () => {
    const box = fc.record({ left: fc.nat(600), width: fc.integer({ min: 10, max: 120 }) });
    fc.assert(
      fc.property(fc.array(box, { maxLength: 7 }), fc.integer({ min: 130, max: 600 }), (boxes, room) => {
        const sorted = [...boxes].sort((a, b) => a.left - b.left);
        const lefts = placeLabels(
          sorted,
          sorted.map((_, i) => i),
          room,
        );
        let edge = 0;
        lefts.forEach((left, i) => {
          if (left === null) return;
          expect(left).toBeGreaterThanOrEqual(edge);
          edge = left + sorted[i]!.width;
          expect(edge).toBeLessThanOrEqual(room);
        });
      }),
    );
  });
});

describe('foldRun', () => {
  it('keeps notes and the crash with its report', () => {
    const crash: VmEvent = {
      kind: 'problem',
      atMs: 11_900,
      problem: {
        code: 'bare.fault',
        severity: 'error',
        title: 'x',
        evidence: { firstLine: 0, lastLine: 0 },
        fixes: [],
      },
      report: { start: 100, end: 200 },
    };
    const note: VmEvent = {
      kind: 'note',
      atMs: 11_902,
      offset: 200,
      severity: 'info',
      text: 'QEMU ended with status 0.',
    };
    const view = [...booted, crash, note, crash].reduce(foldRun, NO_RUN);
    expect(view.notes).toEqual([{ atMs: 11_902, offset: 200, severity: 'info', text: 'QEMU ended with status 0.' }]);
    expect(view.problems).toHaveLength(1);
    expect(view.problems[0]).toMatchObject({ report: { start: 100, end: 200 }, crash: null });
  });
});

describe('a boot that had to fall back', () => {
  it('shows the time that the first accelerator took, and forgets its stages', () => {
    const events: readonly VmEvent[] = [
      { kind: 'accelerator', atMs: 0, accelerator: 'kvm', argv: [] },
      stage('power', 'host', 0),
      { kind: 'accelerator', atMs: 102, accelerator: 'tcg', argv: [] },
      stage('power', 'host', 102, 197),
      stage('firmware', 'firmware', 197, 274),
    ];
    const view = events.reduce(foldRun, NO_RUN);
    expect(view.accelerator).toBe('tcg');
    expect(view.boot.parts.map(({ label, startMs, endMs }) => [label, startMs, endMs])).toEqual([
      ['KVM tried', 0, 102],
      ['power', 102, 197],
      ['firmware', 197, 274],
    ]);
  });
});

describe('compareBoots', () => {
  const session = (id: string, startedAt: number, bootMs: number | null, more: Partial<VmSession> = {}) =>
    ({ id, root: '/p', arch: 'x86_64', accelerator: 'tcg', startedAt, bootMs, ...more }) as VmSession;

  it('compares with the mean of the last five measured boots of the same kind', () => {
    const earlier = [1, 2, 3, 4, 5, 6].map((n) => session(`e${n}`, n, n === 1 ? 9_000 : 300));
    expect(compareBoots(session('now', 10, 291), earlier)).toBe('9 ms faster than the last 5 boots');
    expect(compareBoots(session('now', 10, 300), earlier.slice(1, 2))).toBe('as fast as the last boot');
    expect(compareBoots(session('now', 10, 340), earlier.slice(1, 3))).toBe('40 ms slower than the last 2 boots');
  });

  it('says nothing where nothing comparable was measured', () => {
    const now = session('now', 10, 291);
    expect(compareBoots(now, [now, session('a', 1, null), session('b', 1, 300, { accelerator: 'kvm' })])).toBeNull();
    expect(compareBoots(now, [session('c', 1, 300, { root: '/q' }), session('later', 11, 300)])).toBeNull();
    expect(compareBoots(session('now', 10, null), [session('d', 1, 300)])).toBeNull();
  });
});
