/**
 * Understands what Unikraft says on serial: its log lines, its banner, the program's start and return, and the report
 * of a crash. QEMU's exit status means nothing here, so this text is all that tells how a run ended.
 */
import type { ConsoleFinding, ConsoleReader } from '../family.ts';
import { CrashText } from './crash-text.ts';

/** `[    0.109684] CRIT: [libkvmplat] <trace.c @   41> RIP: …`; thread and caller may stand before the library. */
const LOG =
  /^(?:\[ *\d+\.\d+\] )?(CRIT|ERR|WARN|Info|dbg): +(?:<\S+> )?(?:\{[^}]*\} )?\[(\S+)\] (?:<([^@>]+?) *@ *(\d+)> )?(.*)$/i;
/** The banner's last line: `                Calypso 0.17.0~eaf6fda1`. */
const VERSION = /^ *[A-Z][a-z]+ \d+\.\d+\.\d+(?:[~-]\S+)?$/;
const BANNER = /Powered by$/;
/** What a PC says before its kernel begins; the last of these has no line end. */
const FIRMWARE = /^(?:SeaBIOS|iPXE|Booting from|Press Ctrl)(?!.*Powered by$)/;
/** The drawing between them, whichever of its styles was chosen. */
const MOST_BANNER_LINES = 12;

const KERNEL: ConsoleFinding = { kind: 'stage', id: 'kernel', label: 'Unikraft', group: 'kernel' };
const MAIN: readonly ConsoleFinding[] = [
  { kind: 'stage', id: 'main', label: 'main()', group: 'app' },
  { kind: 'booted' },
];

/** Parts of the boot that are told when log lines of level INFO are on. */
const PARTS: readonly { readonly pattern: RegExp; readonly id: string; readonly label: string }[] = [
  { pattern: /^Initialize memory allocator/, id: 'memory', label: 'Memory' },
  { pattern: /^Initialize the IRQ subsystem/, id: 'devices', label: 'Interrupts, time' },
  { pattern: /^Initialize scheduling/, id: 'scheduler', label: 'Scheduler' },
  { pattern: /^Init Table @/, id: 'init', label: 'Init functions' },
];

export function consoleReader(): ConsoleReader {
  let begun = false;
  let booted = false;
  let bannerLines = 0;
  let verbose = false;
  const crash = new CrashText();

  function boot(): readonly ConsoleFinding[] {
    if (booted) return [];
    booted = true;
    return begun ? MAIN : [KERNEL, ...MAIN];
  }

  function start(): readonly ConsoleFinding[] {
    if (begun) return [];
    begun = true;
    return [KERNEL];
  }

  function log(level: string, message: string, place: string): readonly ConsoleFinding[] {
    const found: ConsoleFinding[] = [...start()];
    if (/^info$/i.test(level)) {
      verbose = true;
      if (message.startsWith('Calling main(')) found.push(...boot());
      const status = /^main returned (-?\d+)/.exec(message)?.[1];
      if (status !== undefined) found.push({ kind: 'exit', code: Number(status) });
      const part = booted ? undefined : PARTS.find(({ pattern }) => pattern.test(message));
      if (part) found.push({ kind: 'stage', id: part.id, label: part.label, group: 'kernel' });
    }
    const report = crash.log(level.toUpperCase(), message, place);
    if (report) found.push(report);
    return found;
  }

  return {
    line(text) {
      const entry = LOG.exec(text);
      if (entry) {
        const [, level = '', , file, line, message = ''] = entry;
        return log(level, message, file === undefined ? '' : `${file}:${line}`);
      }
      const rest = crash.plain(text);
      if (rest) return [rest];
      if (booted || text.trim() === '' || FIRMWARE.test(text)) return [];
      if (bannerLines === 0 && BANNER.test(text)) {
        bannerLines = 1;
        return start();
      }
      if (bannerLines > 0 && bannerLines < MOST_BANNER_LINES) {
        bannerLines = VERSION.test(text) ? MOST_BANNER_LINES : bannerLines + 1;
        // With log lines the call of main is told itself; without them nothing comes between the banner and main.
        return bannerLines === MOST_BANNER_LINES && !verbose ? boot() : [];
      }
      // Text of nobody in particular is the program's.
      return verbose ? start() : boot();
    },
  };
}
