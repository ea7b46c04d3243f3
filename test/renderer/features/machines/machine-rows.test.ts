import { describe, expect, it } from 'vitest';
import type { Project } from '../../../../electron/core/contract/project.ts';
import type { VmSession } from '../../../../electron/core/contract/vm.ts';
import { commandText } from '../../../../renderer/app/command-text.ts';
import { commandLines, machineFact, machineRows } from '../../../../renderer/features/machines/machine-rows.ts';

const NOW = 10_000_000;
const session = (id: string, root: string, state: VmSession['state'], startedAt = NOW - 21_400) =>
  ({ id, root, state, startedAt, projectName: root }) as VmSession;
const exited = (reason: 'guest' | 'crash', code: number | null) =>
  ({ kind: 'exited', code, reason, ranMs: 400 }) as const;

describe('machineRows', () => {
  it('shows the newest run of each project, the open one apart', () => {
    const rows = machineRows(
      [
        session('c', '/a', { kind: 'running' }),
        session('b', '/b', exited('guest', 0)),
        session('a', '/a', exited('crash', null)),
      ],
      { root: '/a' } as Project,
    );
    expect(rows.own?.id).toBe('c');
    expect(rows.others.map((other) => other.id)).toEqual(['b']);
    expect(machineRows([], null)).toEqual({ own: null, others: [] });
  });
});

describe('machineFact', () => {
  it('says what a machine does, or what became of it', () => {
    expect(machineFact(session('a', '/a', { kind: 'running' }), NOW, null)).toBe('Running, 21 s');
    expect(machineFact(session('a', '/a', { kind: 'paused' }), NOW, null)).toBe('Paused');
    expect(machineFact(session('a', '/a', exited('guest', 0), NOW - 3_700_000), NOW, null)).toBe('Exited 0, 1 h ago');
    expect(machineFact(session('a', '/a', exited('crash', null)), NOW, 'clock.c:18')).toBe('Crashed, clock.c:18');
  });
});

describe('commandLines', () => {
  const argv = ['/usr/bin/qemu-system-x86_64', '-accel', 'kvm', '-m', '8M', '-no-reboot', '-kernel', "it's here/k.elf"];

  it('puts options with their values on lines that a narrow side bar holds', () => {
    expect(commandLines(argv)).toEqual([
      'qemu-system-x86_64',
      '  -accel kvm -m 8M',
      '  -no-reboot',
      "  -kernel 'it'\\''s here/k.elf'",
    ]);
  });

  it('copies as one line that a shell takes', () => {
    expect(commandText(argv)).toBe(
      "/usr/bin/qemu-system-x86_64 -accel kvm -m 8M -no-reboot -kernel 'it'\\''s here/k.elf'",
    );
  });
});
