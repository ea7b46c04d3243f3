/** The run settings as a person types them: texts while they are edited, and what they come to when they are right. */
import type { RunOptions } from '#core/contract/run-settings.ts';

export interface RunForm {
  readonly args: string;
  readonly memory: string;
  readonly network: 'auto' | 'on' | 'off';
  readonly ports: readonly { readonly id: number; readonly host: string; readonly guest: string }[];
  readonly initrd: string;
  /** '' for the family's own. */
  readonly monitor: string;
  readonly accelerator: 'settings' | 'auto' | 'kvm' | 'tcg';
}

export interface RunFormErrors {
  readonly memory?: string;
  /** By the row's id. */
  readonly ports: ReadonlyMap<number, string>;
}

const MOST_MIB = 1 << 20;
const MOST_PORT = 65_535;

export function formOf(run: RunOptions): RunForm {
  return {
    args: run.args ?? '',
    memory: run.memoryMiB === undefined ? '' : String(run.memoryMiB),
    network: run.network === undefined ? 'auto' : run.network ? 'on' : 'off',
    ports: (run.ports ?? []).map(({ host, guest }, id) => ({ id, host: String(host), guest: String(guest) })),
    initrd: run.initrd ?? '',
    monitor: run.monitor ?? '',
    accelerator: run.accelerator ?? 'settings',
  };
}

function whole(text: string, most: number): number | null {
  const trimmed = text.trim();
  const value = Number(trimmed);
  return /^\d+$/.test(trimmed) && value >= 1 && value <= most ? value : null;
}

/** What is empty is not said: it is the family's, or the settings', to choose. Rows without a number are no rows. */
export function runOf(form: RunForm): {
  readonly run: RunOptions;
  readonly errors: RunFormErrors;
  readonly good: boolean;
} {
  const memory = form.memory.trim() === '' ? undefined : whole(form.memory, MOST_MIB);
  const errors = new Map<number, string>();
  const ports: { host: number; guest: number }[] = [];
  for (const row of form.ports) {
    if (row.host.trim() === '' && row.guest.trim() === '') continue;
    const host = whole(row.host, MOST_PORT);
    const guest = whole(row.guest, MOST_PORT);
    if (host === null || guest === null) errors.set(row.id, `Two port numbers, 1 to ${MOST_PORT}.`);
    else if (ports.some((other) => other.host === host)) errors.set(row.id, `Port ${host} is forwarded already.`);
    else ports.push({ host, guest });
  }
  const run: RunOptions = {
    ...(form.args.trim() === '' ? {} : { args: form.args.trim() }),
    ...(typeof memory === 'number' ? { memoryMiB: memory } : {}),
    ...(form.network === 'auto' ? {} : { network: form.network === 'on' }),
    ...(ports.length > 0 ? { ports } : {}),
    ...(form.initrd.trim() === '' ? {} : { initrd: form.initrd.trim() }),
    ...(form.monitor === '' ? {} : { monitor: form.monitor }),
    ...(form.accelerator === 'settings' ? {} : { accelerator: form.accelerator }),
  };
  const wrongMemory =
    memory === null ? { memory: `A whole number of MiB, 1 to ${MOST_MIB}; empty for the usual.` } : {};
  return { run, errors: { ...wrongMemory, ports: errors }, good: memory !== null && errors.size === 0 };
}
