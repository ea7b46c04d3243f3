/** Answers the calls and feeds about configurations. */
import type { ConfigId, ProjectId } from '#core/base/id.ts';
import { fail, ok, type Result } from '#core/base/result.ts';
import type { Handlers } from '#core/contract/handlers.ts';
import type { ProjectService } from '../project/project-service.ts';
import type { ConfigReceipts } from './config-receipts.ts';
import type { ConfigService } from './config-service.ts';
import type { ConfigHandle } from './config-thread.ts';
import type { OpenConfig } from './open-config.ts';

type Channel = Extract<keyof Handlers, `config.${string}` | `kconfig.${string}`>;

export function configHandlers(
  configs: ConfigService,
  projects: ProjectService,
  receipts: ConfigReceipts,
): Pick<Handlers, Channel> {
  /** Calls of the thread that holds the configuration. */
  async function held<T>(id: ConfigId, work: (handle: ConfigHandle, config: OpenConfig) => Promise<Result<T>>) {
    const config = configs.get(id);
    return config.ok ? work(config.value.held(), config.value) : config;
  }
  /** Text of another file of the same project. */
  async function textOf(projectId: ProjectId, path: string): Promise<Result<string>> {
    const files = projects.files(projectId);
    if (!files.ok) return files;
    const content = await files.value.read(path);
    if (!content.ok) return content;
    return content.value.kind === 'text' ? ok(content.value.text) : fail('not-a-text', `${path} is no text.`);
  }

  return {
    'config.sources': async (projectId) => {
      const found = await configs.sources(projectId);
      return found.ok ? ok(found.value.map(({ id, title, file, kind }) => ({ id, title, file, kind }))) : found;
    },
    'config.open': ({ projectId, source }) => configs.open(projectId, source),
    'config.tree': (id) => held(id, async (_handle, config) => ok(await config.tree())),
    'config.changes': (id) => {
      const config = configs.get(id);
      return config.ok ? ok(config.value.changes) : config;
    },
    'config.apply': ({ configId, steps }) => held(configId, (handle) => handle.apply(steps)),
    'config.reset': ({ configId, options }) => held(configId, (handle) => handle.reset(options)),
    'config.undo': (id) => held(id, (handle) => handle.undo()),
    'config.redo': (id) => held(id, (handle) => handle.redo()),
    'config.save': (id) => held(id, (_handle, config) => config.save()),
    'config.revert': (id) => held(id, (handle) => handle.revert()),
    'config.search': ({ configId, ...query }) => held(configId, async (handle) => ok(await handle.search(query))),
    'config.details': ({ configId, option }) => held(configId, (handle) => handle.details(option)),
    'config.fixes': ({ configId, option, value }) =>
      held(configId, async (handle, config) => {
        const fixes = await handle.fixes(option, value);
        return fixes.ok ? ok(await receipts.priced(config, fixes.value)) : fixes;
      }),
    'config.text': (id) => held(id, async (handle) => ok(await handle.text())),
    'config.setText': ({ configId, text, continues }) =>
      held(configId, async (handle) => ok(await handle.setText(text, continues))),
    'config.compare': ({ configId, with: what }) =>
      held(configId, async (handle, config) => {
        if (what.kind !== 'file') {
          const title = what.kind === 'saved' ? `${config.source.file} on the disk` : 'the defaults';
          return ok({ title, ...(await handle.compare(what)) });
        }
        const text = await textOf(config.projectId, what.path);
        if (!text.ok) return text;
        return ok({ title: what.path, ...(await handle.compare({ kind: 'text', text: text.value })) });
      }),
    'config.import': ({ configId, from }) =>
      held(configId, async (handle, config) => {
        const text = from.kind === 'text' ? ok(from.text) : await textOf(config.projectId, from.path);
        return text.ok ? ok(await handle.takeOver(text.value)) : text;
      }),
    'config.export': ({ configId, what }) =>
      held(configId, async (handle) => {
        const text = await handle.exported(what);
        return text.ok ? ok({ text: text.value, name: what === 'full' ? 'config' : 'defconfig' }) : text;
      }),
    'config.merge': (id) => held(id, (handle) => handle.merge()),
    'config.resolve': ({ configId, etag, choices }) => held(configId, (handle) => handle.resolve(etag, choices)),
    'config.warnings': (id) => held(id, async (handle) => ok(await handle.warnings())),
    'config.receipts': (id) => held(id, (_handle, config) => receipts.of(config)),
    'config.built': (id) => held(id, (_handle, config) => receipts.built(config)),
    'config.file': ({ configId, file }) =>
      held(configId, async (handle) => {
        const text = await handle.file(file);
        return text === null ? fail('not-found', `${file} is no file that the options are made of.`) : ok({ text });
      }),
    'kconfig.symbol': ({ projectId, name }) => configs.symbol(projectId, name),
  };
}
