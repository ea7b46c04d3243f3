/** Reads a Kconfig tree from the disk, and tells when one of its files has changed. */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { KconfigModel } from '#core/engines/kconfig/kconfig-model.ts';
import { KconfigSession } from '#core/engines/kconfig/session.ts';
import type { KconfigTask } from './config-protocol.ts';
import { type BinaryText, fromBinary, toBinary } from './kconfig-files.ts';
import type { KconfigFiles } from './kconfig-lookup.ts';
import { MachineOutside } from './kconfig-outside.ts';
import type { ModelSource } from './model-source.ts';
import { RecordedShell, type ShellAnswers, shellOff, shellReplay, shellRun } from './shell-answers.ts';

export class KconfigSource implements ModelSource {
  /** Size and time of every file that was looked at; '' for one that is not there. */
  private stamps = new Map<BinaryText, string>();
  private files: KconfigFiles | null = null;

  constructor(private readonly task: KconfigTask) {}

  load(): KconfigModel {
    const { file, roots, env, dialect } = this.task;
    const outside = new MachineOutside({ roots, env, shell: this.answers() });
    const session = new KconfigSession(outside, toBinary(file), dialect, outside.environment('CONFIG_') ?? 'CONFIG_');
    this.files = outside.files;
    this.stamps = new Map([...outside.files.asked].map((path) => [path, stampOf(path)]));
    return new KconfigModel(session);
  }

  isStale(): boolean {
    return [...this.stamps].some(([path, stamp]) => stampOf(path) !== stamp);
  }

  fileAt(name: string): string | null {
    const found = this.files?.found.get(toBinary(name));
    return found === undefined ? null : fromBinary(found);
  }

  private answers(): ShellAnswers {
    const { shell, env, roots } = this.task;
    if (shell === 'off') return shellOff;
    if (shell === 'run') return new RecordedShell(shellRun(roots[0] ?? dirname(this.task.file), env));
    const recorded = shellReplay(shell.replay);
    return recorded.ok ? recorded.value : shellOff;
  }
}

/** Changes whenever the file does; '' where there is none. */
export function stampOf(path: BinaryText): string {
  try {
    const status = statSync(Buffer.from(path, 'latin1'), { throwIfNoEntry: false });
    return status ? `${status.size} ${status.mtimeMs} ${status.ino}` : '';
  } catch {
    return '';
  }
}
