/** Answers the calls about machines, and gives their feeds and serial bytes. */
import { ok } from '#core/base/result.ts';
import type { Handlers } from '#core/contract/handlers.ts';
import type { VmService } from './vm-service.ts';

type Channel = Extract<keyof Handlers, `vm.${string}`>;

export function vmHandlers(vm: VmService): Pick<Handlers, Channel> {
  return {
    'vm.start': ({ projectId }) => vm.start(projectId),
    'vm.command': ({ sessionId, command }) => vm.command(sessionId, command),
    'vm.list': async () => ok([...vm.list()]),
    'vm.forget': (sessionId) => vm.forget(sessionId),
    'vm.sessions': () => ok(vm.sessions),
    'vm.events': (sessionId) => vm.events(sessionId),
    'vm.marks': (sessionId) => vm.marks(sessionId),
    'vm.serial': (sessionId) => vm.serial(sessionId),
    'vm.serialLog': (sessionId) => vm.serialLog(sessionId),
  };
}
