import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Access } from '../../../electron/hosts/web/access.ts';

const request = (headers: Record<string, string>) => ({ headers }) as unknown as IncomingMessage;

describe('tickets', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('work once, the token always', () => {
    const access = new Access(4600);
    const ticket = access.issueTicket();
    expect([access.admits(ticket), access.admits(ticket)]).toEqual([true, false]);
    expect([access.admits(access.token), access.admits(access.token)]).toEqual([true, true]);
    expect(access.admits('')).toBe(false);
  });

  it('expire', () => {
    const access = new Access(4600);
    const ticket = access.issueTicket();
    vi.advanceTimersByTime(61_000);
    expect(access.admits(ticket)).toBe(false);
  });
});

describe('the host name', () => {
  it('may leave the port out where the port is 80', () => {
    expect(new Access(80).isOwnHost(request({ host: '127.0.0.1' }))).toBe(true);
    expect(new Access(4600).isOwnHost(request({ host: '127.0.0.1' }))).toBe(false);
  });

  it('is the same in capital letters, and must be there', () => {
    expect(new Access(4600).isOwnHost(request({ host: 'LOCALHOST:4600' }))).toBe(true);
    expect(new Access(4600).isOwnHost(request({}))).toBe(false);
  });
});

describe('the cookie', () => {
  it('is found among others, and not by a name that only ends alike', () => {
    const access = new Access(4600);
    const own = access.cookie.split(';')[0] ?? '';
    expect(access.hasCookie(request({ cookie: `a=b; ${own}; c=d` }))).toBe(true);
    expect(access.hasCookie(request({ cookie: `x${own}` }))).toBe(false);
    expect(access.hasCookie(request({ cookie: `${own}x` }))).toBe(false);
    expect(access.hasCookie(request({}))).toBe(false);
  });
});
