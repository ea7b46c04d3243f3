import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PATIENCE_MS } from '../../patience.ts';

/** A window with just what the bridge uses. */
class FakeWindow extends EventTarget {
  unikernelStudio: { connect: () => void } | undefined;
  hand(data: unknown, { source = this as unknown, ports = [] as unknown[] } = {}): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data, source, ports }));
  }
}

let page: FakeWindow;
beforeEach(() => {
  vi.resetModules();
  page = new FakeWindow();
  vi.stubGlobal('window', page);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const load = () => import('../../../renderer/rpc/desktop-bridge.ts');

describe('the port', () => {
  it('is asked for, and taken from the window itself only', async () => {
    const { port1, port2 } = new MessageChannel();
    const alien = new MessageChannel();
    page.unikernelStudio = {
      connect: () => {
        page.hand({ kind: 'studio:port' }, { source: {}, ports: [alien.port1] });
        page.hand({ kind: 'other' }, { ports: [alien.port1] });
        page.hand({ kind: 'studio:port' }, { ports: [] });
        page.hand({ kind: 'studio:port' }, { ports: [port1] });
      },
    };
    const { dialDesktop } = await load();
    const link = await dialDesktop();
    const texts: string[] = [];
    link.onText((text) => texts.push(text));
    link.onBytes(() => {});
    port2.postMessage('hello');
    await vi.waitFor(() => expect(texts).toEqual(['hello']), PATIENCE_MS);
    link.close();
    alien.port1.close();
  });

  it('fails to come when the host does not answer', async () => {
    vi.useFakeTimers();
    try {
      page.unikernelStudio = { connect: () => {} };
      const { dialDesktop } = await load();
      const failing = expect(dialDesktop()).rejects.toThrow(/does not answer/);
      await vi.advanceTimersByTimeAsync(20_000);
      await failing;
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a command of the host', () => {
  it('reaches the listener, also when it came before there was one', async () => {
    page.unikernelStudio = { connect: () => {} };
    const { onHostCommand } = await load();
    page.hand({ kind: 'studio:command', id: 'project.open', argument: '/a' });
    const listener = vi.fn();
    const listening = onHostCommand(listener);
    page.hand({ kind: 'studio:command', id: 'file.save' });
    expect(listener.mock.calls).toEqual([[{ id: 'project.open', argument: '/a' }], [{ id: 'file.save' }]]);
    listening.dispose();
    page.hand({ kind: 'studio:command', id: 'file.save' });
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('is not taken from elsewhere, nor in another shape', async () => {
    page.unikernelStudio = { connect: () => {} };
    const { onHostCommand } = await load();
    const listener = vi.fn();
    onHostCommand(listener);
    page.hand({ kind: 'studio:command', id: 'file.save' }, { source: {} });
    page.hand({ kind: 'studio:command', id: 1 });
    page.hand('studio:command');
    expect(listener).not.toHaveBeenCalled();
  });

  it('does not exist in a browser', async () => {
    const { onHostCommand, desktopBridge } = await load();
    const listener = vi.fn();
    onHostCommand(listener);
    page.hand({ kind: 'studio:command', id: 'file.save' });
    expect(desktopBridge()).toBeNull();
    expect(listener).not.toHaveBeenCalled();
  });
});
