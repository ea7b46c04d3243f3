/** Finds the source line of a crash: addresses through addr2line, and the lines around the place. */
import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { Arch } from '#core/contract/problem.ts';
import type { CrashSite } from '#core/contract/vm.ts';
import type { ProcessService } from '../process/process-types.ts';

export interface CrashAddresses {
  /** As the guest printed it, e.g. `0x10a3e7`. */
  readonly address: string;
  /** Return addresses, innermost first. */
  readonly callers: readonly string[];
}

export interface CrashImage {
  /** Canonical root of the project. */
  readonly root: string;
  /** File with symbols, relative to the root. */
  readonly symbols: string;
  readonly arch: Arch;
}

/** One frame as addr2line knows it; `at` only where the line is known. */
interface Frame {
  readonly name: string;
  readonly at?: { readonly file: string; readonly line: number };
}

const TRIPLES: Readonly<Record<Arch, string>> = { x86_64: 'x86_64', arm64: 'aarch64', riscv64: 'riscv64' };
/** A guest may print any number of callers; more than these help nobody. */
const MOST_CALLERS = 32;
const EXCERPT_LINES = 2;
const LARGEST_SOURCE = 4 << 20;

/** `tool` is null where no addr2line is installed; the site then holds the bare address. */
export async function findCrashSite(
  process: ProcessService,
  crash: CrashAddresses,
  image: CrashImage,
): Promise<{ readonly site: CrashSite; readonly tool: string | null }> {
  const { root, symbols, arch } = image;
  const tool =
    [`${TRIPLES[arch]}-linux-gnu-addr2line`, 'addr2line', 'llvm-addr2line'].find((name) => process.which(name)) ?? null;
  const bare = { address: crash.address, callers: [], image: symbols };
  const asked = [crash.address, ...crash.callers.slice(0, MOST_CALLERS).map(callOf)];
  if (tool === null || !asked.every(isAddress)) return { site: bare, tool };

  const argv = [tool, '-a', '-f', '-i', '-C', '-e', join(root, symbols), ...asked];
  const run = await process.run({ argv, cwd: root }, { timeoutMs: 10_000 });
  const stacks = run.ok ? parseAddr2line(run.value.stdout) : [];
  const [inner, ...outer] = stacks[0] ?? [];
  if (!inner || inner.name === '??') return { site: bare, tool };
  const callers = [...outer, ...stacks.slice(1).flat()].map((frame) => frame.name).filter((name) => name !== '??');
  const at = inner.at && (await placeIn(root, inner.at));
  const excerpt = at && (await readExcerpt(root, at));
  return {
    site: { ...bare, function: inner.name, callers, ...(at ? { at } : {}), ...(excerpt ? { excerpt } : {}) },
    tool,
  };
}

/** The place that the guest's own report names; undefined where no such line is in the project or the tree that it is of. */
export async function sourceSite(
  { file, line, tree }: { readonly file: string; readonly line: number; readonly tree?: string },
  { root, symbols }: Pick<CrashImage, 'root' | 'symbols'>,
  trees: Readonly<Record<string, string>> = {},
): Promise<CrashSite | undefined> {
  const base = tree === undefined ? root : trees[tree];
  if (base === undefined) return undefined;
  const folder = await realpath(base).catch(() => base);
  const at = await placeIn(folder, { file, line });
  const excerpt = await readExcerpt(folder, at);
  const shown = tree === undefined ? at : { ...at, file: join(folder, at.file) };
  return excerpt && { address: '', callers: [], image: symbols, at: shown, excerpt };
}

function isAddress(text: string): boolean {
  return /^(0x)?[0-9a-f]{1,16}$/i.test(text);
}

/** A return address is that of the next instruction; the call itself ends one byte before. */
function callOf(returnAddress: string): string {
  if (!isAddress(returnAddress)) return returnAddress;
  const address = BigInt(returnAddress.startsWith('0x') ? returnAddress : `0x${returnAddress}`);
  return `0x${(address > 0n ? address - 1n : 0n).toString(16)}`;
}

/** For each address its frames, innermost first: `0x…`, then function and `file:line` in turn. */
export function parseAddr2line(output: string): readonly (readonly Frame[])[] {
  const stacks: Frame[][] = [];
  const lines = output.split('\n');
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (/^0x[0-9a-f]+$/.test(line)) {
      stacks.push([]);
      continue;
    }
    const place = /^(.*):(\d+)(?: \(discriminator \d+\))?$/.exec(lines[++index] ?? '');
    const known = place?.[1] && place[1] !== '??' && Number(place[2]) > 0;
    if (line !== '') {
      const at = known ? { at: { file: place[1] ?? '', line: Number(place[2]) } } : {};
      stacks.at(-1)?.push({ name: line, ...at });
    }
  }
  return stacks;
}

/** The place relative to the project where it is inside; symlinks may hide that. */
async function placeIn(root: string, at: { file: string; line: number }): Promise<{ file: string; line: number }> {
  const absolute = isAbsolute(at.file) ? at.file : resolve(root, at.file);
  const file = relative(root, await realpath(absolute).catch(() => resolve(absolute)));
  const inside = file !== '' && !file.startsWith('..') && !isAbsolute(file);
  return { file: inside ? file.replaceAll('\\', '/') : absolute, line: at.line };
}

async function readExcerpt(root: string, at: { file: string; line: number }): Promise<CrashSite['excerpt']> {
  if (isAbsolute(at.file)) return undefined;
  try {
    const path = join(root, at.file);
    if ((await stat(path)).size > LARGEST_SOURCE) return undefined;
    const lines = (await readFile(path, 'utf8')).split(/\r?\n/);
    if (at.line > lines.length) return undefined;
    const first = Math.max(1, at.line - EXCERPT_LINES);
    return { line: first, lines: lines.slice(first - 1, at.line + EXCERPT_LINES) };
  } catch {
    return undefined;
  }
}
