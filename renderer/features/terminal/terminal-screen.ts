/**
 * The screen of one terminal, kept while its tab is hidden. Unlike a guest's serial port it is the person's own program:
 * its queries are answered, and only links are kept from opening by themselves. Brings xterm.js with it: import it lazily.
 */
import type { TerminalId } from '#core/base/id.ts';
import { client } from '../../app/client.ts';
import { themeStore } from '../../app/theme.ts';
import type { StreamHandle } from '../../rpc/client.ts';
import { createXterm, type Xterm } from '../../ui/xterm/create-xterm.ts';
import { terminalEnded } from './terminal-store.ts';

const SCROLLBACK = 10_000;

export class TerminalScreen {
  readonly element = document.createElement('div');
  private readonly xterm: Xterm;
  private readonly stream: StreamHandle;
  private readonly stopTheme: () => void;
  private readonly resized = new ResizeObserver(() => this.fit());

  constructor(private readonly id: TerminalId) {
    this.element.className = 'terminal-screen';
    this.element.dataset.keys = 'terminal';
    this.xterm = createXterm(this.element, {
      scrollback: SCROLLBACK,
      cursorBlink: false,
      screenReaderMode: false,
      linkHandler: { activate: (event, uri) => openLink(event, uri) },
    });
    const { terminal } = this.xterm;
    terminal.textarea?.setAttribute('aria-label', 'Terminal input');
    if (terminal.textarea) terminal.textarea.dataset.autofocus = '';
    terminal.attachCustomKeyEventHandler((event) => this.onKey(event));
    terminal.onData((data) => this.stream.write(new TextEncoder().encode(data)));
    terminal.onBinary((data) => this.stream.write(Uint8Array.from(data, (char) => char.charCodeAt(0))));
    terminal.onResize(({ cols, rows }) => {
      void client().call('terminal.resize', { terminalId: this.id, size: { cols, rows } });
    });
    this.stream = client().openStream('terminal.bytes', id, {
      onBytes: (bytes, done) => terminal.write(bytes, done),
      onEnd: () => {
        terminal.options.disableStdin = true;
        terminal.write('\x1b[?25l');
        void terminalEnded(id);
      },
    });
    this.stopTheme = themeStore.subscribe(() => this.xterm.recolour());
    this.resized.observe(this.element);
  }

  /** The newest rows as text, for screen readers. */
  text(): string {
    const { active } = this.xterm.terminal.buffer;
    const lines: string[] = [];
    const last = active.baseY + active.cursorY;
    for (let row = Math.max(0, last - 400); row <= last; row++) {
      lines.push(active.getLine(row)?.translateToString(true) ?? '');
    }
    return lines.join('\n');
  }

  onChange(listener: () => void): () => void {
    const subscription = this.xterm.terminal.onWriteParsed(listener);
    return () => subscription.dispose();
  }

  dispose(): void {
    this.stopTheme();
    this.resized.disconnect();
    this.stream.close();
    this.xterm.dispose();
    this.element.remove();
  }

  private fit(): void {
    this.xterm.fit();
  }

  private onKey(event: KeyboardEvent): boolean {
    if (event.type !== 'keydown' || !event.ctrlKey || !event.shiftKey) return true;
    if (event.code === 'KeyC') {
      event.preventDefault();
      const selection = this.xterm.terminal.getSelection();
      if (selection) void navigator.clipboard.writeText(selection);
      return false;
    }
    // The browser pastes; xterm must not send ^V as well.
    return event.code !== 'KeyV';
  }
}

/** A link that a program wrote leads out of the window: only on purpose, and only to the web. */
function openLink(event: MouseEvent, uri: string): void {
  if (!(event.ctrlKey || event.metaKey) || !/^https:\/\//i.test(uri)) return;
  window.open(uri, '_blank', 'noopener,noreferrer');
}
