/** A real project made from a template of Bare, built by the real make and booted by the real QEMU under TCG. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FamilyId } from '#core/base/id.ts';
import type { Arch } from '#core/contract/problem.ts';
import { withOptions } from '#core/engines/config/dot-config.ts';
import { planRun, readStatus } from '#core/families/bare/plan-run.ts';
import { archOptions } from '#core/families/bare/target-arch.ts';
import { COMPILERS, QEMU } from '#core/families/bare/tools.ts';
import type { ConsoleFinding, ProjectFiles } from '#core/families/family.ts';
import { createTemplates } from '../../../electron/services/project/templates.ts';
import { PATIENCE_MS } from '../../patience.ts';

const resources = fileURLToPath(new URL('../../../resources', import.meta.url));
export const templates = await createTemplates(resources).of('bare' as FamilyId);

export function isHere(program: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)));
}

/** Architectures that can be built and run on this computer; x86_64 always counts, so that its tests never skip. */
export const archsHere = (['x86_64', 'arm64', 'riscv64'] as const).filter(
  (arch) => arch === 'x86_64' || (isHere(QEMU[arch]) && COMPILERS[arch].some(isHere)),
);

export interface Built {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Ran {
  /** All serial text, without escape sequences and carriage returns. */
  readonly text: string;
  /** As it came. */
  readonly raw: string;
  /** QEMU's own exit status; null when the test ended it. */
  readonly status: number | null;
  readonly end: ReturnType<typeof readStatus> | null;
  readonly findings: readonly ConsoleFinding[];
}

/** What to type once a text has come, or 'stop': then the machine is ended. */
export type Script = readonly { readonly after: string | RegExp; readonly type?: string; readonly stop?: true }[];

export class BareProject {
  private constructor(
    readonly root: string,
    private readonly outer: string,
  ) {}

  static async create(template: string, arch: Arch = 'x86_64', name = `it's a "tëst" folder`): Promise<BareProject> {
    const outer = mkdtempSync(join(tmpdir(), 'bare-'));
    const root = join(outer, name);
    const found = templates.find(({ id }) => id === template);
    if (!found) throw new Error(`no template ${template}`);
    for (const { path, text } of await found.files(name)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const project = new BareProject(root, outer);
    project.configure(archOptions(arch));
    return project;
  }

  dispose(): void {
    rmSync(this.outer, { recursive: true, force: true });
  }

  copyTo(name: string): BareProject {
    cpSync(this.root, join(this.outer, name), { recursive: true });
    return new BareProject(join(this.outer, name), this.outer);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  configure(values: Readonly<Record<string, string>>): void {
    this.write('.config', withOptions(this.read('.config'), values));
  }

  get files(): ProjectFiles {
    const paths = (readdirSync(this.root, { recursive: true }) as string[]).map((path) => path.replaceAll('\\', '/'));
    return {
      root: this.root,
      paths,
      read: (path) => (paths.includes(path) ? this.read(path) : undefined),
    };
  }

  make(...args: string[]): Built {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, LC_ALL: 'C.UTF-8' };
    const run = spawnSync('make', args, { cwd: this.root, env, encoding: 'utf8' });
    return { status: run.status, stdout: run.stdout, stderr: run.stderr };
  }

  /** Builds, and throws with the whole output when that fails. */
  build(...args: string[]): Built {
    const built = this.make('-j2', ...args);
    if (built.status !== 0) throw new Error(`make failed:\n${built.stdout}${built.stderr}`);
    return built;
  }

  /** Boots the image that is there, types as the script says, and waits for the end. */
  async boot(script: Script = []): Promise<Ran> {
    const { value: plan } = planRun(this.files, { arch: 'x86_64' });
    const own = ['-accel', 'tcg', '-display', 'none', '-no-reboot', '-monitor', 'none', '-serial', 'stdio'];
    const qemu = spawn(plan.program, [...plan.args, ...own], { cwd: this.root });
    let raw = '';
    let complaints = '';
    let searched = 0;
    const steps = [...script];
    let stopped = false;
    const timer = setTimeout(() => qemu.kill('SIGKILL'), PATIENCE_MS);
    qemu.stderr.on('data', (chunk) => {
      complaints += chunk;
    });
    // A character may come in two pieces.
    qemu.stdout.setEncoding('utf8');
    qemu.stdout.on('data', (chunk: string) => {
      raw += chunk;
      for (let step = steps[0]; step; step = steps[0]) {
        const text = plain(raw).slice(searched);
        const at = typeof step.after === 'string' ? text.indexOf(step.after) : text.search(step.after);
        if (at < 0) return;
        searched += at + (typeof step.after === 'string' ? step.after.length : 1);
        steps.shift();
        if (step.type !== undefined) qemu.stdin.write(step.type);
        if (step.stop) {
          stopped = true;
          qemu.kill('SIGKILL');
        }
      }
    });
    const status = await new Promise<number | null>((resolve, reject) => {
      qemu.on('error', reject);
      qemu.on('close', resolve);
    });
    clearTimeout(timer);
    if (steps.length > 0) throw new Error(`never came: ${steps[0]!.after}\n${raw}${complaints}`);
    if (status === null && !stopped) throw new Error(`still running after ${PATIENCE_MS} ms:\n${raw}`);
    if (status === 1) throw new Error(`QEMU failed: ${complaints}`);
    const text = plain(raw);
    const reader = plan.reader();
    const findings = text.split('\n').flatMap((line) => reader.line(line));
    return { text, raw, status, end: status === null ? null : readStatus(status), findings };
  }
}

function plain(raw: string): string {
  return raw.replaceAll('\r', '').replace(/\x1b\[[0-9;]*m/g, '');
}
