import type { MessagePortMain } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { linkOfPort } from '../../../electron/hosts/desktop/port-link.ts';
import { PATIENCE_MS } from '../../patience.ts';
import { PortDouble } from './electron-double.ts';

function open() {
  const port = new PortDouble();
  const link = linkOfPort(port as unknown as MessagePortMain);
  const texts: string[] = [];
  const frames: Uint8Array[] = [];
  const closed = vi.fn();
  link.onClose(closed);
  link.onText((text) => texts.push(text));
  expect(port.started).toBe(false);
  link.onBytes((bytes) => frames.push(bytes));
  expect(port.started).toBe(true);
  return { port, link, texts, frames, closed };
}

describe('a link over a port of the main process', () => {
  it('starts once both listeners are there, so that nothing is lost', () => {
    open();
  });

  it('carries texts and bytes both ways', () => {
    const { port, link, texts, frames } = open();
    port.emit('message', { data: 'a' });
    port.emit('message', { data: new Uint8Array([1]) });
    link.sendText('b');
    link.sendBytes(new Uint8Array([2]));
    expect([texts, frames, port.sent]).toEqual([['a'], [new Uint8Array([1])], ['b', new Uint8Array([2])]]);
  });

  it.each(['null', 'an object'])('ends when the window sends %s', (what) => {
    const { port, closed } = open();
    port.emit('message', { data: what === 'null' ? null : { a: 1 } });
    expect(closed).toHaveBeenCalledOnce();
    expect(port.closed).toBe(true);
  });

  it('ends once when the window is gone, and sends nothing any more', () => {
    const { port, link, closed } = open();
    port.emit('close');
    link.close();
    link.sendText('late');
    expect(closed).toHaveBeenCalledOnce();
    expect(port.sent).toEqual([]);
  });

  it('tells the window before it closes', () => {
    const { port, link, closed } = open();
    link.close();
    expect([port.sent, port.closed]).toEqual([[null], true]);
    expect(closed).toHaveBeenCalledOnce();
  });

  it('tells a late listener that it has ended', async () => {
    const { link } = open();
    link.close();
    const late = vi.fn();
    link.onClose(late);
    await vi.waitFor(() => expect(late).toHaveBeenCalledOnce(), PATIENCE_MS);
  });
});
