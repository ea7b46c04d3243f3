/**
 * One configuration of an open project, shared by all windows. The thread behind it is started when something is asked,
 * and ended when nobody follows the changes and nothing is unsaved; then the next question starts it again.
 */
import { join, resolve } from 'node:path';
import type { ConfigId, ProjectId } from '#core/base/id.ts';
import { ok, type Result } from '#core/base/result.ts';
import type { ConfigChange, ConfigTreeWire } from '#core/contract/config.ts';
import type { Project } from '#core/contract/project.ts';
import type { ConfigSource } from '#core/families/config-source.ts';
import { contentEtag } from '../project/etag.ts';
import type { FileService } from '../project/file-service.ts';
import type { ConfigEvent } from './config-protocol.ts';
import type { ConfigHandle, HoldConfig } from './config-thread.ts';
import { taskOf } from './find-sources.ts';
import { FollowedLog } from './followed-log.ts';

export interface OpenConfigNeeds {
  readonly id: ConfigId;
  readonly projectId: ProjectId;
  /** Holds it, in a thread of its own or not. */
  readonly hold: HoldConfig;
  /** Folder of the drafts; null: none are kept. */
  readonly drafts: string | null;
  readonly project: () => Project;
  readonly files: () => Result<FileService>;
  readonly idleMs: number;
  readonly pollMs?: number;
}

/** Changes kept for a window that comes back; one that missed more fetches the tree. */
const KEPT_CHANGES = 100;

export class OpenConfig {
  readonly changes = new FollowedLog<ConfigChange>(KEPT_CHANGES);
  private handle: ConfigHandle | null = null;
  private revision = 0;
  private wasOpen = false;
  private shell: 'run' | 'off' = 'off';
  private idle: NodeJS.Timeout | null = null;
  private uses = 0;
  private saving: Promise<unknown> = Promise.resolve();
  private ended = false;

  constructor(
    public source: ConfigSource,
    private readonly needs: OpenConfigNeeds,
  ) {}

  get id(): ConfigId {
    return this.needs.id;
  }

  get projectId(): ProjectId {
    return this.needs.projectId;
  }

  /** The thread, started if there is none. */
  held(): ConfigHandle {
    this.uses++;
    this.waitForIdle();
    this.handle ??= this.start();
    return this.handle;
  }

  async tree(): Promise<ConfigTreeWire> {
    const held = await this.held().tree();
    const { trust, writable } = this.needs.project();
    const { id, title, file, kind } = this.source;
    return {
      ...held,
      source: { id, title, file, kind },
      dialect: this.source.kind === 'kconfig' ? this.source.dialect : 'cargo',
      shellOff: this.shell === 'off',
      writable: trust === 'trusted' && writable,
    };
  }

  /** As every other file of the project is written: confined, atomic, over the version that the edits rest on. */
  save(): Promise<Result<{ etag: string }>> {
    const turn = this.saving.then(() => this.saveNow());
    this.saving = turn.catch(() => undefined);
    return turn;
  }

  private async saveNow(): Promise<Result<{ etag: string }>> {
    const held = this.held();
    const files = this.needs.files();
    if (!files.ok) return files;
    const what = await held.toSave();
    if (!what.ok) return what;
    const { text, baseEtag } = what.value;
    const bytes = Buffer.from(text, 'latin1');
    // A file that is written again as it is would be newer than the image, and everything would be built anew.
    if (baseEtag === contentEtag(bytes)) return ok({ etag: baseEtag });
    const written = await files.value.write({ path: this.source.file, text: bytes, baseEtag });
    if (written.ok) await held.saved(text);
    // Whoever was faster is shown as a conflict, with both sides.
    else await held.look();
    return written;
  }

  /** The project is trusted now, or no longer, or its files describe another tree: everything is read anew. */
  async restart(source: ConfigSource, because: 'trust' | 'files'): Promise<void> {
    this.source = source;
    await this.stop();
    if (this.ended) return;
    this.revision++;
    this.changes.append({ kind: 'reloaded', revision: this.revision, because });
  }

  /** Whether the shell is asked as the project's trust says. */
  get isAsTrusted(): boolean {
    return this.handle === null || (this.shell === 'run') === (this.needs.project().trust === 'trusted');
  }

  async dispose(): Promise<void> {
    this.ended = true;
    if (this.idle) clearTimeout(this.idle);
    this.changes.close();
    await this.stop();
  }

  private start(): ConfigHandle {
    if (this.ended) throw new Error('the configuration was closed');
    const { hold, drafts, id, project, pollMs } = this.needs;
    const { root, trust } = project();
    this.shell = trust === 'trusted' ? 'run' : 'off';
    const source = taskOf(this.source, root, this.shell);
    if (!source) throw new Error(`no reader for ${this.source.kind}`);
    const handle: ConfigHandle = hold(
      {
        source,
        project: root,
        config: join(root, this.source.file),
        ...(this.source.kind === 'kconfig' && this.source.initial !== undefined
          ? { initial: resolve(root, this.source.initial) }
          : {}),
        draft: drafts === null ? null : join(drafts, `${id}.json`),
        resumed: this.wasOpen,
        revision: this.revision,
        ...(pollMs === undefined ? {} : { pollMs }),
      },
      (event) => this.told(handle, event),
    );
    this.wasOpen = true;
    return handle;
  }

  private told(from: ConfigHandle, event: ConfigEvent): void {
    if (from !== this.handle || this.ended) return;
    this.revision = event.revision;
    this.changes.append(event);
  }

  private async stop(): Promise<void> {
    const { handle } = this;
    if (!handle) return;
    this.handle = null;
    await handle.settle().catch(() => undefined);
    await handle.dispose();
  }

  private waitForIdle(): void {
    if (this.idle) clearTimeout(this.idle);
    this.idle = setTimeout(() => void this.rest(), this.needs.idleMs);
    this.idle.unref();
  }

  private async rest(): Promise<void> {
    const { handle, uses } = this;
    if (!handle || this.ended) return;
    const busy = this.changes.followers > 0 || (await handle.isUnsaved().catch(() => false));
    // Whoever asked meanwhile has it in hand.
    if (busy || handle !== this.handle || uses !== this.uses) this.waitForIdle();
    else await this.stop();
  }
}
