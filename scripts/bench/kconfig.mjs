// The Kconfig engine on Linux 6.1 for x86 and on a tree of Unikraft's size: load, evaluate and write in a warm process,
// beside C's conf and kconfiglib. CPU time, not the clock's. Both engines get the shell's answers from a cache.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { root } from '../setup.mjs';
import { linuxEnvironment, linuxTree } from '../test-kconfig-linux.mjs';
import { line, median } from './measure.mjs';

const conf = '/usr/lib/linux-kbuild-6.1/scripts/kconfig/conf';
const python = '/usr/bin/python3';
const TIMES = 7;
const ROUNDS = 3;

/** Answers each command of conf from a file after it was run once. */
const shim = `#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
FILE *popen(const char *command, const char *mode)
{
	char path[4096], buffer[4096];
	unsigned long hash = 14695981039346656037UL;
	size_t count;
	for (const char *c = command; *c; c++) hash = (hash ^ (unsigned char)*c) * 1099511628211UL;
	snprintf(path, sizeof path, "%s/%lx", getenv("SHELL_ANSWERS"), hash);
	FILE *known = fopen(path, "r");
	if (known) return known;
	FILE *(*real)(const char *, const char *) = dlsym(RTLD_NEXT, "popen");
	FILE *from = real(command, mode), *to = fopen(path, "w");
	while ((count = fread(buffer, 1, sizeof buffer, from)) > 0) fwrite(buffer, 1, count, to);
	fclose(to);
	return fopen(path, "r");
}
int pclose(FILE *file) { return fclose(file); }
`;

const kconfiglib = `
import sys, time, kconfiglib
times = []
for _ in range(3):
    start = time.process_time()
    tree = kconfiglib.Kconfig(sys.argv[1], warn=False)
    tree.write_config(sys.argv[2], save_old=False)
    times.append(time.process_time() - start)
print(sorted(times)[1] * 1000)
`;

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'kconfig-bench-'));
  try {
    const engine = await engineIn(folder);
    const tree = linuxTree();
    if (tree && existsSync(conf)) linux(engine, tree, folder);
    else if (tree) console.log(`kconfig on Linux: skipped, ${conf} is not there (Debian: linux-kbuild-6.1)`);
    unikraftSized(engine, folder);
    unikraft(engine, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function engineIn(folder) {
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: { '#core': join(root, 'electron/core') } },
    ssr: { noExternal: true },
    build: {
      ssr: join(root, 'scripts/bench/kconfig-engine.ts'),
      outDir: join(folder, 'engine'),
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'engine.mjs', format: 'esm' } },
    },
  });
  return import(pathToFileURL(join(folder, 'engine', 'engine.mjs')).href);
}

function cpuMs(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function linux(engine, tree, folder) {
  const { KconfigSession, MachineOutside, RecordedShell, shellRun, forgetFiles } = engine;
  const env = linuxEnvironment(tree);
  const shell = new RecordedShell(shellRun(tree, env));
  const once = () => {
    const session = new KconfigSession(new MachineOutside({ roots: [tree], env, shell }), 'Kconfig');
    session.write();
    return session;
  };
  // As for a tree that this process has not seen: every file is read from the disk.
  const fromDisk = () => {
    forgetFiles();
    once();
  };
  const cold = cpuMs(once);
  // Until the compiler of the process has done its work, which counts as CPU time too.
  for (let i = 0; i < 40; i++) fromDisk();
  const conf = confOn(tree, env, folder);
  const read = [];
  const again = [];
  const theirs = [];
  // In rounds, so that a noisy machine disturbs all alike; a process that comes back from waiting is no longer warm.
  for (let round = 0; round < ROUNDS; round++) {
    fromDisk();
    for (let i = 0; i < 5; i++) read.push(cpuMs(fromDisk));
    for (let i = 0; i < 5; i++) again.push(cpuMs(once));
    for (let i = 0; i < 5; i++) theirs.push(conf());
  }
  const anchor = median(theirs);
  const budget = (what, ours) =>
    line(what, {
      figure: `${ours.toFixed(0)} ms CPU`,
      anchor: `conf, ${anchor.toFixed(0)} ms CPU`,
      ratio: ours / anchor,
      budget: '≤ × 0.50',
      holds: ours <= anchor * 0.5,
    });
  budget('kconfig: Linux 6.1 loaded, evaluated, written', median(read));
  budget('kconfig: the same again, its files unchanged', median(again));
  console.log(`  (the first time in a process, the shell's own answers among it: ${cold.toFixed(0)} ms CPU)`);
  toggles(once());
  fixes(engine, once());
}

/** Measures the CPU time of conf alone: with the shim it starts no other programs. */
function confOn(tree, env, folder) {
  writeFileSync(join(folder, 'shim.c'), shim);
  const made = spawnSync('gcc', ['-shared', '-fPIC', '-O2', '-o', 'shim.so', 'shim.c', '-ldl'], { cwd: folder });
  if (made.status !== 0) throw new Error(`the shim could not be compiled: ${made.stderr}`);
  mkdirSync(join(folder, 'answers'));
  const once = () => {
    const script = 'TIMEFORMAT="%3U %3S"; time "$0" --alldefconfig Kconfig >/dev/null';
    const done = spawnSync('bash', ['-c', script, conf], {
      cwd: tree,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        ...env,
        KCONFIG_CONFIG: join(folder, 'config'),
        LD_PRELOAD: join(folder, 'shim.so'),
        SHELL_ANSWERS: join(folder, 'answers'),
      },
    });
    const [user, system] = done.stderr.trim().split('\n').at(-1).split(' ').map(Number);
    if (done.status !== 0 || Number.isNaN(user + system)) throw new Error(`conf could not be measured: ${done.stderr}`);
    return (user + system) * 1000;
  };
  once();
  return once;
}

/** Every option that can be switched is switched and switched back. */
function toggles(session) {
  const times = [];
  for (const symbol of session.tree.symbols) {
    const value = session.values.value(symbol);
    if (symbol.kind !== 'symbol' || symbol.choice || (value !== 'y' && value !== 'n')) continue;
    const started = performance.now();
    const { ok } = session.set(symbol.name, value === 'y' ? 'n' : 'y');
    if (!ok) continue;
    times.push(performance.now() - started);
    session.undo();
  }
  times.sort((x, y) => x - y);
  const at = (part) => times[Math.floor(times.length * part)];
  line(`kconfig: a toggle on Linux, median of ${times.length}`, {
    figure: `${at(0.5).toFixed(4)} ms`,
    anchor: '—',
    ratio: null,
    budget: '≤ 1 ms',
    holds: at(0.5) <= 1,
  });
  line('kconfig: a toggle on Linux, 99 of 100', {
    figure: `${at(0.99).toFixed(3)} ms`,
    anchor: '—',
    ratio: null,
    budget: '≤ 8 ms',
    holds: at(0.99) <= 8,
  });
}

/** For one option in a hundred that is off and cannot be switched on: what would have to be changed for that. */
function fixes({ findFixes }, session) {
  const wanted = session.tree.symbols.filter(
    (symbol) =>
      symbol.kind === 'symbol' && symbol.prompts.length > 0 && session.refusal(symbol, 'y')?.code === 'not-visible',
  );
  const times = [];
  for (let i = 0; i < wanted.length; i += 100) times.push(cpuMs(() => findFixes(session, wanted[i], 'y')));
  times.sort((x, y) => x - y);
  const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))];
  for (const [what, figure, most] of [
    [`kconfig: a search for fixes on Linux, median of ${times.length}`, at(0.5), 100],
    ['kconfig: a search for fixes on Linux, the longest', at(1), 1000],
  ])
    line(what, {
      figure: `${figure.toFixed(0)} ms CPU`,
      anchor: '—',
      ratio: null,
      budget: `≤ ${most} ms`,
      holds: figure <= most,
    });
}

function unikraftSized({ KconfigSession, MachineOutside, shellOff, randomTree }, folder) {
  const text = randomTree(17, { symbols: 670 }).text.replace('\n\tmodules\n', '\n\toption modules\n');
  writeFileSync(join(folder, 'Kconfig'), text, 'latin1');
  const once = () =>
    new KconfigSession(new MachineOutside({ roots: [folder], env: {}, shell: shellOff }), 'Kconfig').write();
  report('kconfig: a tree of 670 options', once, ['Kconfig', folder, {}]);
}

function unikraft({ KconfigSession, MachineOutside, shellOff, unikraftEnvironment }, folder) {
  const tree = process.env.UNIKRAFT_ROOT;
  if (!tree) {
    console.log('kconfig on Unikraft’s own tree: skipped, UNIKRAFT_ROOT is not set');
    return;
  }
  mkdirSync(join(folder, 'build'));
  mkdirSync(join(folder, 'app'));
  const env = unikraftEnvironment(tree, join(folder, 'app'), join(folder, 'build'));
  const top = join(tree, 'Config.uk');
  const once = () =>
    new KconfigSession(new MachineOutside({ roots: [folder], env, shell: shellOff }), top, 'unikraft').write();
  report('kconfig: Unikraft, without a shell', once, [top, folder, env]);
}

function report(what, once, [file, cwd, env]) {
  for (let i = 0; i < 3; i++) once();
  const ours = median(Array.from({ length: TIMES }, () => cpuMs(once)));
  const args = ['-c', kconfiglib, file, join(cwd, 'made')];
  const done = spawnSync(python, args, { cwd, encoding: 'utf8', env: { PATH: process.env.PATH, ...env } });
  const theirs = done.status === 0 ? Number(done.stdout) : null;
  line(what, {
    figure: `${ours.toFixed(1)} ms CPU`,
    anchor: theirs === null ? 'kconfiglib is not installed' : `kconfiglib, ${theirs.toFixed(0)} ms CPU`,
    ratio: theirs === null ? null : ours / theirs,
    budget: '≤ 150 ms',
    holds: ours <= 150,
  });
}
