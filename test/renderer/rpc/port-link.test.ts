import { describe, expect, it, vi } from 'vitest';
import { ok } from '#core/base/result.ts';
import type { Link } from '#core/contract/protocol.ts';
import { serveLink } from '../../../electron/hosts/rpc/rpc-server.ts';
import { StudioClient } from '../../../renderer/rpc/client.ts';
import { linkOfPort } from '../../../renderer/rpc/port-link.ts';
import { MemorySource, stubHandlers } from '../../hosts/rpc/stub-handlers.ts';
import { PATIENCE_MS } from '../../patience.ts';

const times = { backoffMs: [10], pingAfterMs: 10_000, pongWithinMs: 10_000 };

function channel(): { near: Link; far: Link } {
  const { port1, port2 } = new MessageChannel();
  return { near: linkOfPort(port1), far: linkOfPort(port2) };
}

describe('a link over a MessagePort', () => {
  it('carries the whole protocol: calls, bytes both ways, a flood without a buffer count', async () => {
    const source = new MemorySource();
    source.push(Buffer.alloc(8_000_000, 'x'));
    const { near, far } = channel();
    const service = serveLink(
      stubHandlers({ 'state.get': async (key) => ok(key), 'vm.serial': () => ok(source) }),
      far,
      () => {},
    );
    const client = new StudioClient(async () => near, times);
    expect(await client.call('state.get', 'layout')).toEqual({ ok: true, value: 'layout' });
    let received = 0;
    const handle = client.openStream('vm.serial', 'abc' as never, {
      onBytes: (bytes, done) => {
        received += bytes.length;
        done();
      },
    });
    await vi.waitFor(() => expect(received).toBe(8_000_000), PATIENCE_MS);
    handle.write(Buffer.from('ls\n'));
    await vi.waitFor(() => expect(Buffer.concat(source.written).toString()).toBe('ls\n'), PATIENCE_MS);
    client.close();
    await vi.waitFor(() => expect(source.readers.size).toBe(0), PATIENCE_MS);
    service.dispose();
  });

  it('keeps what comes before both listeners are there', async () => {
    const { near, far } = channel();
    far.onText(() => {});
    far.onBytes(() => {});
    far.sendText('early');
    const texts: string[] = [];
    near.onText((text) => texts.push(text));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(texts).toEqual([]);
    near.onBytes(() => {});
    await vi.waitFor(() => expect(texts).toEqual(['early']), PATIENCE_MS);
    near.close();
  });

  it('ends on both sides, once, and then sends nothing', async () => {
    const { near, far } = channel();
    const ended = vi.fn();
    for (const link of [near, far]) {
      link.onText(() => {});
      link.onBytes(() => {});
    }
    far.onClose(ended);
    near.close();
    near.close();
    near.sendText('late');
    await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce(), PATIENCE_MS);
    const late = vi.fn();
    far.onClose(late);
    await vi.waitFor(() => expect(late).toHaveBeenCalledOnce(), PATIENCE_MS);
  });
});
