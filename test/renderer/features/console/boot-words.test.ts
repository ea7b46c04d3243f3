import { describe, expect, it } from 'vitest';
import type { VmState } from '../../../../electron/core/contract/vm.ts';
import { type BootLine, POWER_ON } from '../../../../renderer/features/console/boot-line.ts';
import { bootTitle, endText } from '../../../../renderer/features/console/boot-words.ts';
import { claim, mountView, ownerOf, placementStore } from '../../../../renderer/features/console/placement.ts';

const line = (state: VmState, bootedMs: number | null = 291): BootLine => ({
  ...POWER_ON,
  state,
  bootedMs,
  bootedText: bootedMs === null ? null : 'greeter is up',
});
const exited = (reason: 'guest' | 'user' | 'crash' | 'hang' | 'error', code: number | null = null): VmState => ({
  kind: 'exited',
  code,
  reason,
  ranMs: 11_900,
});

describe('bootTitle', () => {
  it('claims a boot only when its marker was seen', () => {
    expect(bootTitle(line({ kind: 'booting' }, null), 120)).toEqual({ title: 'Booting, 120 ms', seen: null });
    expect(bootTitle(line({ kind: 'running' }), 21_000)).toEqual({ title: 'Booted in 291 ms', seen: 'greeter is up' });
  });

  it('says how a run ended', () => {
    const title = (state: VmState, booted: number | null = 291) => bootTitle(line(state, booted), 0).title;
    expect(title(exited('crash'))).toBe('Booted in 291 ms, crashed after 11.9 s');
    expect(title(exited('guest', 3))).toBe('Booted in 291 ms, ended with status 3 after 11.9 s');
    expect(title(exited('hang'), null)).toBe('Hung after 11.9 s, before it had booted');
    expect(title(exited('error'), null)).toBe('QEMU failed after 11.9 s, before it had booted');
    expect([exited('guest', 0), exited('user'), exited('crash')].map((state) => endText(line(state)))).toEqual([
      'returned 0',
      'stopped',
      'crashed',
    ]);
  });
});

describe('placement', () => {
  it('gives the screen to the view opened last, and back when that one goes', () => {
    const panel = { sessionId: 's', place: 'panel' as const, view: {} };
    const editor = { sessionId: 's', place: 'editor' as const, view: {} };
    const owner = () => ownerOf(placementStore.getState().mounted, 's');
    const leavePanel = mountView(panel);
    const leaveEditor = mountView(editor);
    expect(owner()).toBe(editor);
    claim(panel);
    expect(owner()).toBe(panel);
    leavePanel();
    expect(owner()).toBe(editor);
    leaveEditor();
    expect(owner()).toBeUndefined();
  });
});
