/** Answers the calls about terminals, and gives their bytes. */
import { ok } from '#core/base/result.ts';
import type { Handlers } from '#core/contract/handlers.ts';
import type { TerminalService } from './terminal-service.ts';

type Channel = Extract<keyof Handlers, `terminal.${string}`>;

export function terminalHandlers(terminals: TerminalService): Pick<Handlers, Channel> {
  return {
    'terminal.open': (request) => terminals.open(request),
    'terminal.list': async () => ok([...terminals.list()]),
    'terminal.resize': async ({ terminalId, size }) => terminals.resize(terminalId, size),
    'terminal.close': (terminalId) => terminals.close(terminalId),
    'terminal.bytes': (terminalId) => terminals.bytes(terminalId),
  };
}
