/** Answers the calls and feeds about configurations. */
import { fail, ok } from '#core/base/result.ts';
import type { Handlers } from '#core/contract/handlers.ts';

type Channel = Extract<keyof Handlers, `config.${string}` | `kconfig.${string}`>;

/** The contract's answers while no service stands behind it: no project has a configuration. */
export function configHandlers(): Pick<Handlers, Channel> {
  const notOpen = () => fail('config-not-open', 'That configuration is not open here.', 'Open its project again.');
  const answer = async () => notOpen();
  return {
    'config.sources': async () => ok([]),
    'config.open': answer,
    'config.tree': answer,
    'config.changes': notOpen,
    'config.apply': answer,
    'config.reset': answer,
    'config.undo': answer,
    'config.redo': answer,
    'config.save': answer,
    'config.revert': answer,
    'config.search': answer,
    'config.details': answer,
    'config.fixes': answer,
    'config.text': answer,
    'config.setText': answer,
    'config.compare': answer,
    'config.import': answer,
    'config.export': answer,
    'config.merge': answer,
    'config.resolve': answer,
    'config.warnings': answer,
    'config.receipts': answer,
    'config.built': answer,
    'config.file': answer,
    'kconfig.symbol': answer,
  };
}
