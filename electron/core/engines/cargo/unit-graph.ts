/**
 * The units that a cargo build is made of, known before it starts: `cargo build --unit-graph`
 * (https://doc.rust-lang.org/cargo/reference/unstable.html#unit-graph), and which line of the build ends which of them.
 */
import type { CargoMessage } from './cargo-message.ts';

export interface CargoUnit {
  /** Unique in its build. */
  readonly id: string;
  readonly packageId: string;
  /** Name of the package. */
  readonly package: string;
  readonly target: string;
  readonly targetKind: string;
  /** A build script that runs; else something that is compiled. */
  readonly runs: boolean;
  /** Part of the standard library. */
  readonly isStd: boolean;
  /** Built for the computer that builds: build scripts, macros. */
  readonly isHost: boolean;
}

type Fields = Readonly<Record<string, unknown>>;
const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Empty for a text that is no unit graph. */
export function parseUnitGraph(output: string): readonly CargoUnit[] {
  const line = output.split('\n').find((each) => each.startsWith('{"version"'));
  let graph: Fields = {};
  try {
    graph = fields(JSON.parse(line ?? ''));
  } catch {
    return [];
  }
  const counts = new Map<string, number>();
  return (Array.isArray(graph.units) ? graph.units : []).flatMap((value: unknown) => {
    const unit = fields(value);
    const target = fields(unit.target);
    const packageId = text(unit.pkg_id);
    const targetKind = text(Array.isArray(target.kind) ? target.kind[0] : '');
    const runs = unit.mode === 'run-custom-build';
    if (packageId === '') return [];
    const key = unitKey(packageId, text(target.name), targetKind, runs);
    const nth = (counts.get(key) ?? 0) + 1;
    counts.set(key, nth);
    return [
      {
        ...{ id: `${key}#${nth}`, packageId, package: packageName(packageId), target: text(target.name), targetKind },
        ...{ runs, isStd: unit.is_std === true, isHost: unit.platform === null || unit.platform === undefined },
      },
    ];
  });
}

function unitKey(packageId: string, target: string, kind: string, runs: boolean): string {
  return runs ? `run ${packageId}` : `${packageId} ${kind} ${target}`;
}

/** `registry+https://…#name@1.0`, `path+file:///a/name#1.0`, and `name 1.0 (…)` of older cargos. */
export function packageName(packageId: string): string {
  const hash = packageId.lastIndexOf('#');
  if (hash < 0) return packageId.split(' ')[0] ?? packageId;
  const named = /^([^@]+)@/.exec(packageId.slice(hash + 1))?.[1];
  return (
    named ??
    packageId
      .slice(0, hash)
      .replace(/\?.*$/, '')
      .replace(/\/+$/, '')
      .replace(/^.*\//, '')
      .replace(/\.git$/, '')
  );
}

/** Follows a build: which unit a message ends. One key may stand for several units (two sets of features). */
export class UnitFollower {
  private readonly ended = new Map<string, number>();

  /** Id of the unit; null for a message that ends none. */
  end(message: CargoMessage): string | null {
    const key =
      message.kind === 'artifact'
        ? unitKey(message.packageId, message.target, message.targetKind, false)
        : message.kind === 'build-script'
          ? unitKey(message.packageId, '', '', true)
          : null;
    if (key === null) return null;
    const nth = (this.ended.get(key) ?? 0) + 1;
    this.ended.set(key, nth);
    return `${key}#${nth}`;
  }
}
