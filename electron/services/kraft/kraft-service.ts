/**
 * Drives kraft's machines and packages by its machine-readable output: run, ps, logs, stop, remove, pkg. Building goes
 * through the build service like every build. What kraft claims is checked: an exit status of 0 with an error in its
 * log does not count, and a machine runs when `ps` says so.
 */
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import {
  type KraftPackaging,
  type KraftRun,
  kraftLogs,
  kraftPackage,
  kraftPackages,
  kraftPs,
  kraftRemove,
  kraftRun,
  kraftStop,
} from '#core/engines/kraft/kraft-argv.ts';
import {
  type KraftMachine,
  type KraftPackage,
  parseKraftLine,
  parseKraftMachines,
  parseKraftPackages,
} from '#core/engines/kraft/kraft-output.ts';
import type { ProcessService, RunOutput } from '../process/process-types.ts';

export interface KraftService {
  /** Starts a machine that goes on by itself. @param root of the project */
  run(root: string, run: KraftRun): Promise<Result<KraftMachine>>;
  ps(): Promise<Result<readonly KraftMachine[]>>;
  /** What the guest has written so far. */
  logs(name: string): Promise<Result<string>>;
  stop(name: string): Promise<Result<null>>;
  /** Forgets a machine; one that runs is stopped. */
  remove(name: string): Promise<Result<null>>;
  /** Packs what was built as an OCI image of this computer. */
  pack(root: string, packaging: KraftPackaging): Promise<Result<KraftPackage>>;
  packages(): Promise<Result<readonly KraftPackage[]>>;
}

/** kraft waits for its own store of machines for some seconds. */
const TIMEOUT_MS = 60_000;
const PACK_TIMEOUT_MS = 300_000;

export function createKraftService(process: ProcessService, home: string): KraftService {
  async function call(argv: readonly string[], cwd: string, timeoutMs = TIMEOUT_MS): Promise<Result<RunOutput>> {
    const done = await process.run({ argv, cwd }, { timeoutMs });
    if (!done.ok) return done;
    const complaint = complaintOf(done.value);
    // kraft complains of a machine that ended before it could look at it; that is told by `ps`.
    const failed = done.value.status !== 0 || (complaint !== null && argv[1] !== 'run');
    return failed ? { ok: false, error: failureOf(argv, done.value, complaint) } : done;
  }

  async function ps(): Promise<Result<readonly KraftMachine[]>> {
    const listed = await call(kraftPs(), home);
    if (!listed.ok) return listed;
    const machines = parseKraftMachines(listed.value.stdout);
    return machines ? ok(machines) : unreadable('kraft ps', listed.value.stdout);
  }

  async function find(name: string): Promise<Result<KraftMachine>> {
    const listed = await ps();
    if (!listed.ok) return listed;
    const machine = listed.value.find((one) => one.name === name);
    return machine ? ok(machine) : fail('no-machine', `kraft has no machine "${name}".`);
  }

  async function packages(): Promise<Result<readonly KraftPackage[]>> {
    const listed = await call(kraftPackages(), home);
    if (!listed.ok) return listed;
    const found = parseKraftPackages(listed.value.stdout);
    return found ? ok(found) : unreadable('kraft pkg list', listed.value.stdout);
  }

  return {
    async run(root, run) {
      const started = await call(kraftRun(run), root);
      return started.ok ? find(run.name) : started;
    },
    ps,
    async logs(name) {
      const read = await call(kraftLogs(name, false), home);
      return read.ok ? ok(read.value.stdout) : read;
    },
    async stop(name) {
      const known = await find(name);
      if (!known.ok) return known;
      const stopped = await call(kraftStop(name), home);
      if (!stopped.ok) return stopped;
      const after = await find(name);
      if (after.ok && after.value.status === 'running') {
        return fail('still-running', `kraft says that "${name}" is stopped, and it still runs.`);
      }
      return ok(null);
    },
    async remove(name) {
      const known = await find(name);
      if (!known.ok) return known;
      const removed = await call(kraftRemove(name), home);
      if (!removed.ok) return removed;
      const after = await find(name);
      return after.ok ? fail('still-there', `kraft says that "${name}" is removed, and still lists it.`) : ok(null);
    },
    async pack(root, packaging) {
      const packed = await call(kraftPackage(packaging), root, PACK_TIMEOUT_MS);
      if (!packed.ok) return packed;
      const all = await packages();
      if (!all.ok) return all;
      const [name, version = 'latest'] = packaging.name.split(':');
      const found = all.value.find((one) => one.name === name && one.version === version);
      return found ? ok(found) : fail('not-packed', `kraft packed "${packaging.name}", and does not list it.`);
    },
    packages,
  };
}

/** The last error of kraft's log, on either stream. */
function complaintOf({ stdout, stderr }: RunOutput): string | null {
  const errors = `${stdout}\n${stderr}`.split(/\r?\n/).flatMap((line) => {
    const message = parseKraftLine(line);
    return message?.level === 'error' ? [message.text] : [];
  });
  return errors.at(-1) ?? null;
}

function failureOf(argv: readonly string[], output: RunOutput, complaint: string | null): Failure {
  const command = argv.slice(0, 2).join(' ');
  const said = complaint ?? lastLine(output.stderr) ?? lastLine(output.stdout);
  const status = output.status === null ? 'was ended by the system' : `ended with status ${output.status}`;
  return { code: 'kraft-failed', message: `\`${command}\` ${said === null ? status : `failed: ${said}`}` };
}

function lastLine(text: string): string | null {
  return text.trimEnd().split(/\r?\n/).at(-1) || null;
}

function unreadable(command: string, text: string): Result<never> {
  const hint = 'It may be a version of kraft that writes its lists in another way.';
  return fail(
    'kraft-unreadable',
    `\`${command}\` answered with something that is no list: ${text.slice(0, 120)}`,
    hint,
  );
}
