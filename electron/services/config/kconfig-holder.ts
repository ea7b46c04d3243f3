/** Holds one Kconfig tree with its .config, answers calls, and notices when their files change. For a worker thread. */
import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fail, ok } from '#core/base/result.ts';
import { KconfigModel } from '#core/engines/kconfig/kconfig-model.ts';
import { KconfigSession } from '#core/engines/kconfig/session.ts';
import { shownText } from '#core/engines/kconfig/text.ts';
import { atomicWrite } from '../project/atomic-write.ts';
import { type BinaryText, readBinary, toBinary } from './kconfig-files.ts';
import { MachineOutside } from './kconfig-outside.ts';
import type { KconfigCalls, KconfigEvent, KconfigTask } from './kconfig-protocol.ts';
import { RecordedShell, type ShellAnswers, shellOff, shellReplay, shellRun } from './shell-answers.ts';

export class KconfigHolder {
  readonly calls: KconfigCalls;
  private model!: KconfigModel;
  /** Size and time of every file that was looked at; '' for one that is not there. */
  private stamps = new Map<BinaryText, string>();
  private configStamp = '';
  /** Text of the .config as last read or written here; undefined: there is none. */
  private onDisk: BinaryText | undefined;
  /** Text that the session would write, when it was last the same as the file's. */
  private saved = '';

  constructor(
    private readonly task: KconfigTask,
    private readonly tell: (event: KconfigEvent) => void,
  ) {
    this.readDisk();
    this.load(this.onDisk ?? '');
    this.saved = this.model.text();
    this.calls = this.makeCalls();
  }

  /** Compares the files with what was read. */
  look(): void {
    const config = this.diskText();
    const configChanged = config !== this.onDisk;
    const treeChanged = [...this.stamps].some(([path, stamp]) => stampOf(path) !== stamp);
    if (!configChanged && !treeChanged) return;
    const text = this.model.text();
    const edited = text !== this.saved;
    this.onDisk = config;
    if (treeChanged) {
      // Unsaved edits outlive a change of the tree.
      this.load(edited || !configChanged ? text : (config ?? ''));
      if (!edited) this.saved = this.model.text();
      this.tell({ kind: 'reloaded', tree: this.model.tree, because: 'kconfig' });
    }
    if (!configChanged) return;
    // Said once: from now on the file counts as known.
    if (edited) this.tell({ kind: 'config-conflict' });
    else if (!treeChanged) {
      this.model.read(config ?? '');
      this.saved = this.model.text();
      this.tell({ kind: 'reloaded', tree: this.model.tree, because: 'config' });
    }
  }

  private load(config: BinaryText): void {
    const { file, roots, env, dialect } = this.task;
    const outside = new MachineOutside({ roots, env, shell: this.answers() });
    const session = new KconfigSession(outside, toBinary(file), dialect, outside.environment('CONFIG_') ?? 'CONFIG_');
    session.read(config);
    this.model = new KconfigModel(session);
    this.stamps = new Map([...outside.files.asked].map((path) => [path, stampOf(path)]));
  }

  private answers(): ShellAnswers {
    const { shell, env, roots } = this.task;
    if (shell === 'off') return shellOff;
    if (shell === 'run') return new RecordedShell(shellRun(roots[0] ?? dirname(this.task.file), env));
    const recorded = shellReplay(shell.replay);
    return recorded.ok ? recorded.value : shellOff;
  }

  /** Text of the .config; read again only when its size or time have changed. */
  private diskText(): BinaryText | undefined {
    const path = toBinary(this.task.config);
    const stamp = stampOf(path);
    if (stamp === this.configStamp) return this.onDisk;
    this.configStamp = stamp;
    return readBinary(path);
  }

  private readDisk(): void {
    this.onDisk = this.diskText();
  }

  private makeCalls(): KconfigCalls {
    return {
      tree: () => this.model.tree,
      apply: (steps) => this.model.apply(steps.map(({ option, to }) => ({ option, to: toBinary(to) }))),
      reset: (ids) => this.model.reset(ids),
      undo: () => this.model.undo(),
      redo: () => this.model.redo(),
      help: (id) => this.model.help(id),
      explain: (id) => this.model.explain(id),
      obstacle: (id, value) => this.model.obstacle(id, value),
      fixes: (id, wanted) => this.model.fixes(id, wanted),
      text: () => shownText(this.model.text()),
      minimal: () => shownText(this.model.session.writeMinimal()),
      read: (text) => this.model.read(toBinary(text)),
      save: async () => {
        const text = this.model.text();
        const { config } = this.task;
        try {
          await atomicWrite(dirname(config), basename(config), Buffer.from(text, 'latin1'));
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          return fail('write-failed', `${basename(config)} could not be written: ${reason}.`);
        }
        this.onDisk = text;
        this.saved = text;
        this.configStamp = stampOf(toBinary(config));
        return ok(undefined);
      },
    };
  }
}

function stampOf(path: BinaryText): string {
  try {
    const status = statSync(Buffer.from(path, 'latin1'), { throwIfNoEntry: false });
    return status ? `${status.size} ${status.mtimeMs} ${status.ino}` : '';
  } catch {
    return '';
  }
}
