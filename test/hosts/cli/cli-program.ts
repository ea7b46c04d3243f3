/** Runs the real command line as a process of its own, in folders of its own, against the real tools. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleScript } from '../../services/bundle-script.ts';

const repository = new URL('../../../', import.meta.url);

export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

export class CliProgram {
  private constructor(
    private readonly program: string,
    private readonly bundles: string,
    /** Projects go here; it has blanks, quotes and Unicode in its name. */
    readonly folder: string,
    private readonly home: string,
  ) {}

  static async build(): Promise<CliProgram> {
    const cache = fileURLToPath(new URL('.cache/', repository));
    mkdirSync(cache, { recursive: true });
    // Inside the repository, so that packages that stay outside the bundle are found.
    const bundles = mkdtempSync(join(cache, 'cli-'));
    const program = await bundleScript(fileURLToPath(new URL('./cli-entry.ts', import.meta.url)), bundles);
    const outer = mkdtempSync(join(tmpdir(), 'cli '));
    const folder = join(outer, `it's a "tëst", 100 %`);
    mkdirSync(folder);
    return new CliProgram(program, bundles, folder, join(outer, 'home'));
  }

  remove(): void {
    for (const folder of [this.bundles, join(this.folder, '..')]) rmSync(folder, { recursive: true, force: true });
  }

  /** argv and environment of a call, for tests that start it in a way of their own. */
  call(words: readonly string[], env: NodeJS.ProcessEnv = {}): { argv: string[]; env: NodeJS.ProcessEnv } {
    const own = { UNIKERNEL_STUDIO_HOME: this.home, STUDIO_TEST_ROOT: repository.href, HOME: this.home };
    return { argv: [process.execPath, this.program, ...words], env: { ...process.env, ...own, ...env } };
  }

  start(words: readonly string[], env: NodeJS.ProcessEnv = {}): RunningCli {
    const { argv, env: all } = this.call(words, env);
    return new RunningCli(spawn(argv[0]!, argv.slice(1), { cwd: this.folder, env: all }));
  }

  run(words: readonly string[], options: { stdin?: string; env?: NodeJS.ProcessEnv } = {}): Promise<Finished> {
    const running = this.start(words, options.env);
    running.child.stdin?.end(options.stdin ?? '');
    return running.finished;
  }

  /** Processes whose command line names the test's folder of runtime files: QEMU and what it was started with. */
  leftovers(): string[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
      .flatMap((pid) => {
        try {
          const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
          return line.includes(this.home) ? [line] : [];
        } catch {
          return [];
        }
      });
  }
}

export class RunningCli {
  stdout = '';
  stderr = '';
  readonly finished: Promise<Finished>;
  private readonly wakers = new Set<() => void>();

  constructor(readonly child: ChildProcess) {
    const started = performance.now();
    // A program that ends before it has read its input is none of the tests' business.
    child.stdin?.on('error', () => undefined);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => this.grow('stdout', text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.grow('stderr', text));
    this.finished = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => {
        const { stdout, stderr } = this;
        resolve({ status, stdout, stderr, ms: performance.now() - started });
        for (const wake of this.wakers) wake();
      });
    });
  }

  /** Resolves when standard output holds the text; throws when the program ends without it. */
  async shows(text: string): Promise<void> {
    let over = false;
    void this.finished.then(() => {
      over = true;
    });
    while (!this.stdout.includes(text)) {
      if (over) throw new Error(`ended without "${text}":\n${this.stdout}${this.stderr}`);
      await new Promise<void>((resolve) => {
        this.wakers.add(resolve);
        setTimeout(resolve, 500).unref();
      });
    }
  }

  private grow(stream: 'stdout' | 'stderr', text: string): void {
    this[stream] += text;
    for (const wake of this.wakers) wake();
    this.wakers.clear();
  }
}

/** The objects of `--json`. */
export function objects(text: string): { readonly kind: string; readonly [field: string]: unknown }[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}
