/**
 * What a person chose, in one readable file that may be edited by hand. Unknown keys and comments stay; a value that is
 * not allowed falls back to its default and is named; a file that can't be read is moved aside before it is written over.
 */
import { type FSWatcher, watch } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import * as v from 'valibot';
import { EventLog } from '#core/base/event-log.ts';
import { ok, type Result } from '#core/base/result.ts';
import { type Settings, type SettingsPatch, settings } from '#core/contract/settings.ts';
import { atomicWrite } from '../project/atomic-write.ts';
import { errnoOf, type FileFailure, fileFailure } from '../project/file-failure.ts';
import { moveAside } from './json-file.ts';
import { parseJsonText, setJsonKey } from './json-text.ts';
import type { Notices } from './notices.ts';

export interface SettingsService {
  get(): Promise<Settings>;
  /** What is known now, without waiting: the defaults until the file has been read. */
  current(): Settings;
  set(patch: SettingsPatch): Promise<Result<Settings, FileFailure>>;
  /** Starts with the present settings; each later event holds all of them. */
  changes(): EventLog<Settings>;
  dispose(): void;
}

/** An editor writes a file in several steps; they are read as one. */
const SETTLE_MS = 60;

/** @param path of the file; its folder is made when first written to */
export function createSettingsService(path: string, notices: Notices): SettingsService {
  const log = new EventLog<Settings>(20);
  let text = '';
  let damaged: string | null = null;
  const complained = new Set<string>();
  let current: Settings = v.parse(settings, {});
  let watcher: FSWatcher | null = null;
  let timer: NodeJS.Timeout | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let loaded: Promise<void> | null = null;

  async function load(): Promise<void> {
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') notices.add('error', fileFailure(error, path, 'read').message);
      text = '';
    }
    const parsed = parseJsonText(text);
    if (!parsed.ok) {
      if (damaged !== text) {
        notices.add(
          'error',
          `The settings in ${path} can't be read. ${parsed.error.message}`,
          'The studio goes on with the settings it had. Correct that line; the file is kept aside before it is written over.',
        );
      }
      damaged = text;
      return;
    }
    damaged = null;
    publish(interpret(parsed.value, complain));
  }

  /** Each bad value once: the file is read at every change. */
  function complain(key: string, value: unknown): void {
    const what = `${key} ${JSON.stringify(value)}`;
    if (complained.has(what)) return;
    complained.add(what);
    notices.add('warning', `The setting "${key}" in ${path} has a value that is not allowed; its default is used.`);
  }

  function publish(next: Settings): void {
    if (log.lastSeq > 0 && JSON.stringify(next) === JSON.stringify(current)) return;
    current = next;
    log.append(current);
  }

  function start(): Promise<void> {
    loaded ??= load().then(async () => {
      if (log.lastSeq === 0) log.append(current);
      // The folder is watched, not the file: a save by rename gives the file a new inode.
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        watcher = watch(dirname(path), { persistent: false }, (_, name) => {
          if (name !== null && name !== basename(path)) return;
          timer ??= setTimeout(() => {
            timer = null;
            queue = queue.then(load);
          }, SETTLE_MS).unref();
        });
        watcher.on('error', () => watcher?.close());
      } catch {
        watcher = null;
      }
    });
    return loaded;
  }

  async function apply(patch: SettingsPatch): Promise<Result<Settings, FileFailure>> {
    await start();
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await load();
      let next = text;
      if (damaged !== null) {
        const aside = await moveAside(path);
        notices.add('warning', `The settings file could not be read. It is kept as ${aside}; a new one was begun.`);
        next = '';
      }
      for (const [key, value] of Object.entries(patch)) if (value !== undefined) next = setJsonKey(next, key, value);
      await atomicWrite(dirname(path), basename(path), Buffer.from(next), { mode: 0o600 });
      text = next;
      damaged = null;
      const parsed = parseJsonText(next);
      if (parsed.ok) publish(interpret(parsed.value, complain));
      return ok(current);
    } catch (error) {
      return { ok: false, error: fileFailure(error, 'the settings', 'write') };
    }
  }

  return {
    get: () => start().then(() => current),
    current: () => current,
    set(patch) {
      const setting = queue.then(() => apply(patch));
      queue = setting.catch(() => undefined);
      return setting;
    },
    changes() {
      void start();
      return log;
    },
    dispose() {
      watcher?.close();
      if (timer) clearTimeout(timer);
    },
  };
}

/** Each key by itself, so that one bad value does not cost the others. */
function interpret(
  value: Readonly<Record<string, unknown>>,
  complain: (key: string, value: unknown) => void,
): Settings {
  const good: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(settings.entries)) {
    if (value[key] === undefined) continue;
    const parsed = v.safeParse(schema, value[key]);
    if (parsed.success) good[key] = parsed.output;
    else complain(key, value[key]);
  }
  return v.parse(settings, good);
}
