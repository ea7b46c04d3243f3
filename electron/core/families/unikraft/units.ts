/** The steps of Unikraft's build as units: which stage and which microlibrary each belongs to. */
import type { PlannedUnit } from '../family.ts';

const CONFIGURE = 0;
const FETCH = 1;
const PREPARE = 2;
const COMPILE = 3;
const LINK = 4;

const STAGE_OF: Readonly<Record<string, number>> = {
  ...{ LN: CONFIGURE, MKDIR: CONFIGURE, MAKE: CONFIGURE, HOSTLN: CONFIGURE },
  ...{ WGET: FETCH, GIT: FETCH },
  ...{ UNTAR: PREPARE, UNZIP: PREPARE, PATCH: PREPARE, CONFIGURE: PREPARE, CP: PREPARE, GEN: PREPARE, RM: PREPARE },
  ...{ AWK: PREPARE, M4: PREPARE, DTC: PREPARE },
  ...{ CC: COMPILE, CXX: COMPILE, AS: COMPILE, GOC: COMPILE, RUSTC: COMPILE, LDS: COMPILE },
  ...{ LD: LINK, OBJCOPY: LINK, SCSTRIP: LINK, UKBI: LINK, MULTIBT: LINK, MKLINUX: LINK, MKEFI: LINK, UKRELOC: LINK },
  ...{ NM: LINK, GZ: LINK },
};

/** Two steps of one library may have the same name: the second is told apart by a number. */
export function unitNamer(): (text: string) => string {
  const seen = new Map<string, number>();
  return (text) => {
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return count === 1 ? text : `${text} (${count})`;
  };
}

/** @param text `CC libkvmplat: trace.common.o`, `LD libkvmplat.ld.o`, `CP config` @param output relative to the root */
export function unitOf(id: string, text: string, output: string | undefined): PlannedUnit {
  const label = text.slice(0, text.indexOf(' '));
  const what = text.slice(label.length + 1);
  const [, library, file] = /^(\S+): (.+)$/.exec(what) ?? [];
  const whole = /^((?:lib|app)\w+)(?:\.ld)?\.o$/.exec(what)?.[1];
  const top = library === undefined && (what === 'config' || what === 'config.h' || what === 'uk-gdb.py');
  return {
    id,
    group: library ?? whole ?? 'image',
    label: file ?? what,
    stage: top ? CONFIGURE : (STAGE_OF[label] ?? COMPILE),
    unchanged: false,
    ...(output === undefined ? {} : { output }),
  };
}
