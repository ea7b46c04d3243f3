import { describe, expect, it } from 'vitest';
import { formOf, runOf } from '../../../../renderer/features/run-settings/run-form.ts';

describe('the form of the run settings', () => {
  it('says what it was given, and nothing where nothing was said', () => {
    const run = {
      args: 'netdev.ip=10.0.2.15/24 --',
      memoryMiB: 128,
      network: false,
      ports: [{ host: 8080, guest: 80 }],
      initrd: 'build/initrd.cpio',
      accelerator: 'tcg' as const,
      monitor: 'uhyve',
    };
    expect(runOf(formOf(run))).toMatchObject({ run, good: true });
    expect(runOf(formOf({}))).toMatchObject({ run: {}, good: true });
  });

  it('takes an empty row for no row', () => {
    const form = { ...formOf({}), ports: [{ id: 0, host: ' ', guest: '' }] };
    expect(runOf(form)).toMatchObject({ run: {}, good: true });
  });

  it.each(['0', '-1', '1.5', '12x', '1048577', '1e3'])('refuses %s MiB', (memory) => {
    const { good, errors, run } = runOf({ ...formOf({}), memory });
    expect(good).toBe(false);
    expect(errors.memory).toContain('MiB');
    expect(run).toEqual({});
  });

  it('refuses a row that is half empty, no port, or forwarded already', () => {
    const ports = [
      { id: 4, host: '8080', guest: '80' },
      { id: 5, host: '8080', guest: '81' },
      { id: 6, host: '65536', guest: '1' },
      { id: 7, host: '9000', guest: '' },
    ];
    const { good, errors, run } = runOf({ ...formOf({}), ports });
    expect(good).toBe(false);
    expect([...errors.ports.keys()]).toEqual([5, 6, 7]);
    expect(errors.ports.get(5)).toContain('forwarded already');
    expect(run.ports).toEqual([{ host: 8080, guest: 80 }]);
  });
});
