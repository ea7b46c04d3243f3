/**
 * Understands what an L4Re system says on serial: the parts of its boot as they pass, the first word of the program, its
 * exit status, faults of its tasks, a start script that failed, and the kernel debugger.
 */
import type { ConsoleFinding, ConsoleReader, CrashReport } from '../family.ts';
import { FaultReport } from './fault-report.ts';

type Stage = Extract<ConsoleFinding, { kind: 'stage' }>;

/** In the order in which they pass; each is said once. */
const STAGES: readonly { readonly pattern: RegExp; readonly stage: Omit<Stage, 'kind'> }[] = [
  { pattern: /^L4 Bootstrapper$/, stage: { id: 'bootstrap', label: 'Bootstrapper', group: 'kernel' } },
  { pattern: /^Welcome to the L4Re Microkernel!$/, stage: { id: 'kernel', label: 'Kernel', group: 'kernel' } },
  { pattern: /^SIGMA0: Hello!$/, stage: { id: 'sigma0', label: 'Sigma0', group: 'kernel' } },
  { pattern: /^MOE: Hello world$/, stage: { id: 'moe', label: 'Moe', group: 'kernel' } },
  { pattern: /^Ned says: Hi World!$/, stage: { id: 'ned', label: 'Ned', group: 'kernel' } },
];
const APP: ConsoleFinding = { kind: 'stage', id: 'app', label: 'Your program', group: 'app' };
/** What Moe starts: Ned, or without a start script the program itself. */
const FIRST_TASK = /^MOE: loading '(?:rom\/)?(.+)'$/;
const NED = 'ned';
/** Ned puts the name that the start script gave to a task's log before each of its lines. */
const TAGGED = /^(\S.{0,30}?) *\| ?(.*)$/;
/** The line that the start script of a template prints when its program has ended. */
const EXIT = /^STUDIO: exit (-?\d+)$/;
const LUA_ERROR = /^lua error: (.+?)\.?$/;
const LUA_PLACE = /^(?:rom\/)?(\S+?):(\d+): (.+)$/;
const NO_SCRIPT = /^cannot open (\S+): No such file or directory$/;
const BOOTSTRAP_FATAL = /^fatal: (.+)$/;
/** ` CPU 0 [fffffffff006d7f8]: IRQ ENTRY`: the kernel debugger's word before its prompt, with the reason. */
const DEBUGGER = /^ +CPU *\d+ \[[0-9a-f]+\]: (\S.*)$/;
const DEBUGGER_HELP =
  'The kernel stands in its debugger, and the system with it. Type into the console: “h” lists its commands, “g” lets the system go on, “^” and Return restart it.';
/** Its prompt with the command for going on behind it. */
const GO_ON = /^jdb: .*g(?:o)?$/;

export function consoleReader(): ConsoleReader {
  let next = 0;
  let booted = false;
  let ran = false;
  let direct: string | null = null;
  let debugging = false;
  const faults = new Map<string, FaultReport>();
  let crash: CrashReport | null = null;

  function stageOf(text: string): ConsoleFinding | null {
    const passed = STAGES.findIndex(({ pattern }, index) => index >= next && pattern.test(text));
    const stage = STAGES[passed];
    if (!stage) return null;
    next = passed + 1;
    return { kind: 'stage', ...stage.stage };
  }

  /** A line of a task, with its name; the first is the proof that the program runs. */
  function said(task: string, text: string): readonly ConsoleFinding[] {
    const fault = faults.get(task) ?? new FaultReport(task);
    faults.set(task, fault);
    const found: ConsoleFinding[] = [];
    if (!ran) {
      ran = true;
      found.push(APP);
    }
    const report = fault.line(text);
    if (report) {
      crash = report;
      found.push({ kind: 'crash', crash: report, complete: false });
    }
    return found;
  }

  return {
    line(text) {
      const reason = DEBUGGER.exec(text)?.[1];
      if (reason) {
        debugging = true;
        return [{ kind: 'debugger', reason, help: DEBUGGER_HELP }];
      }
      if (debugging) {
        // What is printed meanwhile are the debugger's answers.
        if (!GO_ON.test(text)) return [];
        debugging = false;
        return [{ kind: 'debugger-left' }];
      }
      const stage = stageOf(text);
      if (stage) {
        if (stage.kind !== 'stage' || stage.id !== NED) return [stage];
        booted = true;
        return [stage, { kind: 'booted' }];
      }
      const fatal = next <= 1 ? BOOTSTRAP_FATAL.exec(text)?.[1] : undefined;
      if (fatal) return [failure(explainBootstrap(fatal))];
      const first = booted ? undefined : FIRST_TASK.exec(text)?.[1];
      if (first && first !== NED) {
        direct = first;
        booted = true;
        return [{ kind: 'booted' }];
      }
      if (!booted) return [];
      const exit = EXIT.exec(text)?.[1];
      if (exit !== undefined)
        return crash ? [{ kind: 'crash', crash, complete: true }] : [{ kind: 'exit', code: Number(exit) }];
      const lua = LUA_ERROR.exec(text)?.[1];
      if (lua) return [failure(explainLua(lua))];
      if (direct) return text === '' ? [] : said(direct, text);
      const [, task, rest] = TAGGED.exec(text) ?? [];
      return task !== undefined && rest !== undefined ? said(task.trim(), rest) : [];
    },
  };
}

type Explained = Pick<CrashReport, 'code' | 'title' | 'why' | 'source'>;

function failure(explained: Explained): ConsoleFinding {
  return { kind: 'crash', crash: { ...explained, callers: [] }, complete: true };
}

function explainLua(message: string): Explained {
  const script = NO_SCRIPT.exec(message)?.[1];
  if (script)
    return {
      code: 'l4re.start-script-missing',
      title: `The start script ${script} is not in the boot image`,
      why: `The line \`roottask moe ${script}\` of modules.list names it, and no \`module\` line brings it.`,
    };
  const [, file, line, what] = LUA_PLACE.exec(message) ?? [];
  return {
    code: 'l4re.start-script',
    title: file ? `The start script failed at ${file}, line ${line}` : 'The start script failed',
    why: `Lua says: ${what ?? message}. Nothing that comes after this line in the script was started.`,
    ...(file && line ? { source: { file, line: Number(line) } } : {}),
  };
}

function explainBootstrap(message: string): Explained {
  return /does not contain any modules/.test(message)
    ? {
        code: 'l4re.no-modules',
        title: 'The boot image holds no modules',
        why: 'The bootstrapper was started without the kernel, Sigma0 and Moe, which it has to place in memory. They are named in modules.list.',
      }
    : { code: 'l4re.bootstrapper', title: 'The bootstrapper gave up', why: `It says: ${message}` };
}
