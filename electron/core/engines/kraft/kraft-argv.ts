/** The command lines of kraft that the studio uses: nothing is asked, nothing is looked up, the output is for programs. */

/** On every call: no prompts, no look for a newer kraft, the log as JSON. */
const QUIET = ['--log-type', 'json', '--log-level', 'info', '--no-check-updates', '--no-prompt'] as const;

export interface KraftTargetChoice {
  /** `qemu`, `fc`, `xen`. */
  readonly platform: string;
  readonly architecture: string;
}

export interface KraftBuild extends KraftTargetChoice {
  /** Relative to the project. */
  readonly kraftfile: string;
  readonly jobs: number;
  /** Makes everything anew. */
  readonly fresh: boolean;
}

/** `--no-update`: with local sources nothing is fetched, so no list of what there is is fetched either. */
export function kraftBuild({ platform, architecture, kraftfile, jobs, fresh }: KraftBuild): readonly string[] {
  const only = ['--plat', platform, '--arch', architecture, '--kraftfile', kraftfile, '--jobs', String(jobs)];
  return ['kraft', 'build', ...QUIET, '--no-update', ...only, ...(fresh ? ['--no-cache'] : []), '.'];
}

export interface KraftRun extends KraftTargetChoice {
  readonly name: string;
  readonly kraftfile: string;
  readonly memoryMiB: number;
  /** False: QEMU emulates the processor (`-W`). */
  readonly accelerated: boolean;
  readonly ports: readonly { readonly host: number; readonly guest: number }[];
  /** Arguments of the program. */
  readonly args: readonly string[];
}

/** Starts the machine and comes back: its text is read by `kraftLogs`. `--plat` and `--arch` have no short form here. */
export function kraftRun(run: KraftRun): readonly string[] {
  const { platform, architecture, name, kraftfile, memoryMiB, accelerated, ports, args } = run;
  return [
    ...['kraft', 'run', ...QUIET, '--detach', '--name', name, '--memory', `${memoryMiB}Mi`],
    ...['--plat', platform, '--arch', architecture, '--kraftfile', kraftfile],
    ...(accelerated ? [] : ['--disable-acceleration']),
    ...ports.flatMap(({ host, guest }) => ['--port', `${host}:${guest}`]),
    '.',
    ...(args.length > 0 ? ['--', ...args] : []),
  ];
}

export function kraftPs(): readonly string[] {
  return ['kraft', 'ps', ...QUIET, '--all', '--output', 'json'];
}

export function kraftLogs(name: string, follow: boolean): readonly string[] {
  return ['kraft', 'logs', ...QUIET, ...(follow ? ['--follow'] : []), '--', name];
}

export function kraftStop(name: string): readonly string[] {
  return ['kraft', 'stop', ...QUIET, '--', name];
}

export function kraftRemove(name: string): readonly string[] {
  return ['kraft', 'remove', ...QUIET, '--', name];
}

export interface KraftPackaging extends KraftTargetChoice {
  /** `name:version`. */
  readonly name: string;
  readonly kraftfile: string;
}

/** An OCI image of what was built, kept on this computer. */
export function kraftPackage({ name, platform, architecture, kraftfile }: KraftPackaging): readonly string[] {
  const only = ['--plat', platform, '--arch', architecture, '--kraftfile', kraftfile];
  return ['kraft', 'pkg', ...QUIET, '--as', 'oci', '--name', name, ...only, '.'];
}

export function kraftPackages(): readonly string[] {
  return ['kraft', 'pkg', 'list', ...QUIET, '--local', '--output', 'json'];
}
