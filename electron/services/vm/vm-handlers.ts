/** Answers the calls about machines, and gives their events and bytes. */
import type { ProjectId, SessionId } from '#core/base/id.ts';
import { ok, type Result } from '#core/base/result.ts';
import type { Handlers } from '#core/contract/handlers.ts';
import type { VmService } from './vm-service.ts';

type Channel = Extract<keyof Handlers, `vm.${string}`>;

/** @param start of the vm service, or one that says more where it fails */
export function vmHandlers(
  machines: VmService,
  start: (project: ProjectId, monitor?: string) => Promise<Result<SessionId>>,
): Pick<Handlers, Channel> {
  return {
    'vm.start': ({ projectId, monitor }) => start(projectId, monitor),
    'vm.command': ({ sessionId, command }) => machines.command(sessionId, command),
    'vm.list': async () => ok([...machines.list()]),
    'vm.forget': (sessionId) => machines.forget(sessionId),
    'vm.sessions': () => ok(machines.sessions),
    'vm.events': (sessionId) => machines.events(sessionId),
    'vm.marks': (sessionId) => machines.marks(sessionId),
    'vm.serial': (sessionId) => machines.serial(sessionId),
    'vm.serialLog': (sessionId) => machines.serialLog(sessionId),
  };
}
