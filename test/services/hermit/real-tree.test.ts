import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Arch } from '#core/contract/problem.ts';
import type { Project } from '#core/contract/project.ts';
import { FamilyStudio, isHere, lacking, must, whole } from '../family-studio.ts';

/**
 * The real Hermit, where somebody has it: HERMIT_KERNEL, HERMIT_RS and HERMIT_LOADER name checkouts that fit together, and
 * HERMIT_CRATES a folder with the kernel's git dependencies (`async-executor`, `safe-mmio`) for a cargo that fetches none.
 * HERMIT_ARCHS lists what is built (default: x86_64), HERMIT_UHYVE names a checkout of uhyve with ready-made images.
 * Each architecture costs minutes: a whole standard library and a kernel. HERMIT_CACHE is a folder where the studio keeps its
 * cache between runs, and HERMIT_BUILT a project that was built with it: its target folder is where x86_64 begins.
 */
const variables = ['HERMIT_KERNEL', 'HERMIT_RS', 'HERMIT_LOADER'];
const why = variables.map(lacking).find((each) => each !== null) ?? null;
if (why) console.warn(`the real Hermit: ${why}`);
const QEMU: Readonly<Record<string, string>> = {
  ...{ x86_64: 'qemu-system-x86_64', arm64: 'qemu-system-aarch64', riscv64: 'qemu-system-riscv64' },
};
const archs = (process.env.HERMIT_ARCHS ?? 'x86_64')
  .split(/[ ,]+/)
  .filter((arch) => isHere(QEMU[arch] ?? '')) as Arch[];
const context = { signal: new AbortController().signal };

function sources(): Record<string, string> {
  const { HERMIT_KERNEL = '', HERMIT_RS = '', HERMIT_LOADER = '', HERMIT_CRATES } = process.env;
  const crates = (name: string) => (HERMIT_CRATES ? { [name]: join(HERMIT_CRATES, name) } : {});
  return {
    ...{ kernel: HERMIT_KERNEL, 'hermit-rs': HERMIT_RS, loader: HERMIT_LOADER },
    ...{ ...crates('async-executor'), ...crates('safe-mmio') },
  };
}

describe.skipIf(why)('the real Hermit', { timeout: 3_600_000 }, () => {
  let studio: FamilyStudio;

  beforeAll(async () => {
    studio = await FamilyStudio.start('hermit', process.env.HERMIT_CACHE);
  });
  afterAll(() => studio?.dispose());

  describe.each(archs)('on %s', (arch) => {
    let project: Project;

    beforeAll(async () => {
      project = await studio.create('hello', arch, `héllo ${arch}`, sources());
      const { HERMIT_BUILT } = process.env;
      if (HERMIT_BUILT && arch === 'x86_64')
        cpSync(join(HERMIT_BUILT, 'target'), join(project.root, 'target'), {
          recursive: true,
          preserveTimestamps: true,
        });
    });

    /** The next program in the same project, so that standard library and kernel are kept where they fit. */
    async function builds(main: string): Promise<void> {
      studio.write(project, 'src/main.rs', `#[cfg(target_os = "hermit")]\nuse hermit as _;\n${main}\n`);
      const built = await studio.build(project.id);
      expect(built.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(built.outcome).toBe('succeeded');
    }
    const stateOf = ({ events }: Awaited<ReturnType<FamilyStudio['run']>>) =>
      events.findLast((event) => event.kind === 'state')?.state;

    it('is built by cargo with every unit known before, boots and greets', async () => {
      const built = await studio.build(project.id);
      expect(built.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(built.outcome).toBe('succeeded');
      const planned = built.events.findLast((event) => event.kind === 'planned');
      expect(planned?.units.map(({ label }) => label)).toEqual(expect.arrayContaining(['std', 'hermit kernel']));
      const last = built.events.findLast((event) => event.kind === 'progress');
      expect(last).toMatchObject({ done: planned?.total, total: planned?.total });
      expect(built.text).not.toContain('CARGO_PKG_HOMEPAGE');
      const ran = await studio.run(project.id);
      expect(ran.text).toContain('Hello from hermit!');
      expect(ran.events.some(({ kind }) => kind === 'booted')).toBe(true);
      expect(stateOf(ran)).toMatchObject({ kind: 'exited', reason: 'guest', code: 0 });
    });

    it('ends with a status of its own', async () => {
      await builds('fn main() { std::process::exit(7) }');
      expect(stateOf(await studio.run(project.id))).toMatchObject({ kind: 'exited', reason: 'guest', code: 7 });
    });

    it('panics at a line of the program', async () => {
      await builds('fn main() { let empty: Vec<u8> = std::env::args().skip(9).map(|_| 0).collect(); empty[3]; }');
      const { events } = await studio.run(project.id);
      const [told] = events.flatMap((event) => (event.kind === 'problem' ? [event.problem] : []));
      expect(told).toMatchObject({ code: 'hermit.app-panic', at: { file: 'src/main.rs', line: 3 } });
    });

    it('hands words of the kernel’s command line on', async () => {
      await builds('fn main() { println!("{:?} {:?}", std::env::var("NAME"), std::env::args().nth(1)) }');
      const manifest = studio.read(project, 'Cargo.toml');
      const run = '\n[package.metadata.hermit.run]\nenv = "NAME=value"\nargs = "word"\n';
      studio.write(project, 'Cargo.toml', `${manifest}${run}`);
      expect((await studio.run(project.id)).text).toContain('Ok("value") Some("word")');
      studio.write(project, 'Cargo.toml', manifest);
    });

    it('says which line is missing where the kernel was not linked in', async () => {
      studio.write(project, 'src/main.rs', 'fn main() {}\n');
      await studio.build(project.id);
      const { events } = await studio.run(project.id);
      const codes = events.flatMap((event) => (event.kind === 'problem' ? [event.problem.code] : []));
      expect(codes).toContain('hermit.no-note-section');
    });

    it.each(['threads', 'benchmark'])('runs the template %s', async (template) => {
      const made = await studio.create(template, arch, `${template}-${arch}`, sources());
      await builds(studio.read(made, 'src/main.rs').replace(/^#\[cfg[\s\S]*?use hermit as _;\n/, ''));
      const ran = await studio.run(project.id);
      expect(ran.text).toMatch(template === 'threads' ? /^4203 primes below 40000/m : /^boot: [\d.]+ ms/m);
      expect(stateOf(ran)).toMatchObject({ kind: 'exited', code: 0 });
    });

    it('answers HTTP on a forwarded port, once it has a network card', async () => {
      const server = await studio.create('http-server', arch, `server-${arch}`, sources());
      for (const file of ['src/main.rs', '.unikernel-studio.json'])
        studio.write(project, file, studio.read(server, file));
      const features = 'features = ["tcp", "dhcpv4", "virtio-net"] }';
      const manifest = studio.read(project, 'Cargo.toml');
      studio.write(project, 'Cargo.toml', manifest.replace(/(tag = "[^"]*") \}/, `$1, ${features}`));
      const built = await studio.build(project.id);
      expect(built.outcome).toBe('succeeded');
      const session = must(await studio.studio.handlers['vm.start']({ projectId: project.id }, context));
      const events = must(studio.studio.handlers['vm.events'](session));
      const serial = async () => must(await studio.studio.handlers['vm.serialLog'](session, context)).text;
      await expect.poll(serial, { timeout: 120_000 }).toContain('listening on port 9975');
      await expect
        .poll(() => fetch('http://127.0.0.1:9975/path').then((answer) => answer.text(), String), { timeout: 60_000 })
        .toContain('You asked: GET /path HTTP/1.1');
      must(await studio.studio.handlers['vm.command']({ sessionId: session, command: 'stop' }, context));
      await whole(events);
      expect(await serial()).toContain('GET /path');
    });
  });
});

const uhyve = process.env.HERMIT_UHYVE ?? '';
const noImages = lacking('HERMIT_UHYVE') ?? lacking('HERMIT_LOADER');
if (noImages) console.warn(`ready-made images of Hermit: ${noImages}`);

describe.skipIf(noImages)('a ready-made image of Hermit', { timeout: 1_800_000 }, () => {
  let studio: FamilyStudio;

  beforeAll(async () => {
    studio = await FamilyStudio.start('hermit', process.env.HERMIT_CACHE);
  });
  afterAll(() => studio?.dispose());

  it.each([
    ['hello_world', 'Hello, world!'],
    ['hello_c', 'environ[3] = PWD=/'],
  ])('is booted as it is, with a loader that the studio builds: %s', async (image, says) => {
    const root = join(studio.folder, image);
    mkdirSync(root);
    copyFileSync(join(uhyve, 'data/0.6.0/x86_64', image), join(root, image));
    const loader = { version: '', commit: null, folder: process.env.HERMIT_LOADER };
    const own = { family: 'hermit', arch: 'x86_64', run: { initrd: image }, sources: { loader } };
    writeFileSync(join(root, '.unikernel-studio.json'), JSON.stringify(own));
    const project = must(await studio.studio.handlers['project.open'](root, context));
    must(await studio.studio.handlers['project.trust']({ projectId: project.id, decision: 'trusted' }, context));
    const built = await studio.build(project.id);
    expect(built.outcome, built.text).toBe('succeeded');
    const { text, events } = await studio.run(project.id);
    expect(text).toContain(says);
    const state = events.findLast((event) => event.kind === 'state')?.state;
    expect(state).toMatchObject({ kind: 'exited', reason: 'guest', code: 0 });
    expect(events.flatMap((event) => (event.kind === 'problem' ? [event.problem.code] : []))).toEqual([]);
  });
});
