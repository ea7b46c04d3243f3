import { describe, expect, it } from 'vitest';
import { type EndFacts, judgeEnd } from '../../../electron/services/vm/ending.ts';

const plain: EndFacts = {
  ...{ crashed: false, guestExit: null, stopAsked: false, shutdown: null, started: true, status: 0, signal: null },
};
const readStatus = (status: number) =>
  status === 0
    ? ({ code: null, reason: 'guest' } as const)
    : status === 33
      ? ({ code: 0, reason: 'guest' } as const)
      : status === 35
        ? ({ code: 1, reason: 'crash' } as const)
        : ({ code: null, reason: 'error' } as const);
const judge = (facts: Partial<EndFacts>) => judgeEnd({ ...plain, ...facts }, readStatus);

describe('judgeEnd', () => {
  it.each<[string, Partial<EndFacts>, ReturnType<typeof judgeEnd>]>([
    ['a guest that powers off', { shutdown: 'guest-shutdown' }, { reason: 'guest', code: null, unexplained: null }],
    ['a status that stands for one of the guest', { status: 33 }, { reason: 'guest', code: 0, unexplained: null }],
    [
      'the guest’s text before the status',
      { status: 33, guestExit: 4 },
      { reason: 'guest', code: 4, unexplained: null },
    ],
    [
      'a crash before a status of success',
      { status: 33, crashed: true },
      { reason: 'crash', code: 0, unexplained: null },
    ],
    [
      'a crash before the person’s stop',
      { crashed: true, stopAsked: true },
      { reason: 'crash', code: null, unexplained: null },
    ],
    [
      'the person’s stop',
      { stopAsked: true, status: null, signal: 'SIGKILL' },
      { reason: 'user', code: null, unexplained: null },
    ],
    ['a reset', { shutdown: 'guest-reset' }, { reason: 'crash', code: null, unexplained: 'crash' }],
    [
      'a reset after the guest said that it ends',
      { shutdown: 'guest-reset', guestExit: 0 },
      { reason: 'guest', code: 0, unexplained: null },
    ],
    ['a panic device', { shutdown: 'guest-panic' }, { reason: 'crash', code: null, unexplained: 'panic' }],
    ['a status that means a crash', { status: 35 }, { reason: 'crash', code: 1, unexplained: 'crash' }],
    [
      'a QEMU that never ran the guest',
      { started: false, status: 0 },
      { reason: 'error', code: null, unexplained: 'qemu' },
    ],
    ['a QEMU that fails', { status: 1 }, { reason: 'error', code: null, unexplained: 'qemu' }],
    [
      'a QEMU that a signal ends',
      { status: null, signal: 'SIGSEGV' },
      { reason: 'error', code: null, unexplained: 'qemu' },
    ],
    [
      'a QEMU that somebody asks to end',
      { shutdown: 'host-signal' },
      { reason: 'error', code: null, unexplained: 'qemu' },
    ],
  ])('judges %s', (_name, facts, verdict) => {
    expect(judge(facts)).toEqual(verdict);
  });
});
