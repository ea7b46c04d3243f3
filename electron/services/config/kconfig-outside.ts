/** The outside of the Kconfig engine on a real machine: files, environment, and answers of the shell. */
import type { KconfigOutside } from '#core/engines/kconfig/parsed-kconfig.ts';
import { UnikraftShell } from '#core/engines/kconfig/unikraft-shell.ts';
import { fileAccess, toBinary } from './kconfig-files.ts';
import { KconfigFiles } from './kconfig-lookup.ts';
import type { ShellAnswers } from './shell-answers.ts';

export interface OutsideOptions {
  /** Folders in which relative names are looked up, in this order. */
  readonly roots: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly shell: ShellAnswers;
}

export class MachineOutside implements KconfigOutside {
  readonly files: KconfigFiles;
  private readonly unikraft = new UnikraftShell(fileAccess);

  constructor(private readonly options: OutsideOptions) {
    this.files = new KconfigFiles(options.roots);
  }

  read(name: string): string | Uint8Array | undefined {
    return this.unikraft.read(name) ?? this.files.read(name);
  }

  glob(pattern: string): readonly string[] {
    return this.files.glob(pattern);
  }

  environment(name: string): string | undefined {
    const value = Object.hasOwn(this.options.env, name) ? this.options.env[name] : undefined;
    return value === undefined ? undefined : toBinary(value);
  }

  shell(command: string): string | undefined {
    return this.unikraft.run(command) ?? this.options.shell.answer(command);
  }
}
