/** Keeps one link to the host alive: dials, greets, proves life, and dials again when it broke. Knows no calls or feeds. */

import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type HostMessage, hostMessage, type Link, PROTOCOL } from '#core/contract/protocol.ts';

/** Opens a link; throws `DialRefused` where trying again cannot help. */
export type Dial = () => Promise<Link>;

export class DialRefused extends Error {}

export interface ConnectionState {
  /**
   * connecting: for the first time; reconnecting: it was there and broke; refused: the host does not want this window;
   * replaced: another life of the host answers, the window has to load again; closed: by this window.
   */
  readonly phase: 'connecting' | 'connected' | 'reconnecting' | 'refused' | 'replaced' | 'closed';
  /** Failed attempts in a row. */
  readonly attempts: number;
  /** Why the link broke or could not be opened, in plain words; empty when it is fine. */
  readonly reason: string;
}

export interface ConnectionEvents {
  /** The link stands and the host has greeted. */
  onUp(): void;
  /** The link is gone. `final`: it will not come back. */
  onDown(final: boolean): void;
  /** `size`: length of the message's text. */
  onMessage(message: HostMessage, size: number): void;
  onBytes(channel: number, bytes: Uint8Array): void;
}

export interface ConnectionTimes {
  /** Waits before the attempts, in ms; the last one repeats. */
  readonly backoffMs: readonly number[];
  /** Silence after which life is asked for, and how long the answer may take. */
  readonly pingAfterMs: number;
  readonly pongWithinMs: number;
}

const defaultTimes: ConnectionTimes = {
  backoffMs: [50, 200, 500, 1000, 2000, 5000],
  pingAfterMs: 15_000,
  pongWithinMs: 10_000,
};

const SETTLED_MS = 3000;

export class Connection {
  readonly state: StoreApi<ConnectionState> = createStore<ConnectionState>(() => ({
    phase: 'connecting',
    attempts: 0,
    reason: '',
  }));
  private link: Link | null = null;
  private greeted = false;
  private host: string | null = null;
  private dialling = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private heardAt = 0;
  private frames = 0;
  private pings = 0;
  /** Links in a row that could not be opened or broke soon after; decides how long to wait. */
  private misses = 0;
  private greetedAt = 0;

  constructor(
    private readonly dial: Dial,
    private readonly events: ConnectionEvents,
    private readonly times: ConnectionTimes = defaultTimes,
  ) {}

  get isUp(): boolean {
    return this.greeted;
  }

  /** Dials now, also in the middle of a wait; does nothing while a link stands. */
  async open(): Promise<void> {
    if (this.link || this.dialling || isFinal(this.state.getState().phase)) return;
    clearTimeout(this.timer);
    this.dialling = true;
    try {
      this.attach(await this.dial());
    } catch (error) {
      this.failed(error);
    } finally {
      this.dialling = false;
    }
  }

  close(): void {
    this.state.setState({ phase: 'closed', reason: '' });
    clearTimeout(this.timer);
    this.drop('closed by this window', true);
  }

  sendText(text: string): void {
    this.link?.sendText(text);
  }

  sendBytes(bytes: Uint8Array): void {
    this.link?.sendBytes(bytes);
  }

  private attach(link: Link): void {
    if (this.state.getState().phase === 'closed') {
      link.close();
      return;
    }
    this.link = link;
    this.heardAt = Date.now();
    // Frames and the end of a link that was given up must not reach its successor.
    link.onText((text) => this.link === link && this.readText(text));
    link.onBytes((frame) => this.link === link && this.readBytes(frame));
    link.onClose((reason) => this.link === link && this.drop(reason || 'The connection to the studio broke.', false));
    this.expectLife(link);
  }

  private heard(): void {
    this.heardAt = Date.now();
    this.frames++;
  }

  private readText(text: string): void {
    this.heard();
    const message = parseMessage(text);
    if (!message) this.drop('The studio sent a message that this window does not understand.', false);
    else if (message.t === 'hello') this.greet(message.host, message.protocol);
    else if (message.t !== 'pong' && this.greeted) this.events.onMessage(message, text.length);
  }

  private readBytes(frame: Uint8Array): void {
    this.heard();
    if (frame.byteLength < 4) {
      this.drop('The studio sent bytes for no channel.', false);
      return;
    }
    const channel = new DataView(frame.buffer, frame.byteOffset, 4).getUint32(0, true);
    this.events.onBytes(channel, frame.subarray(4));
  }

  private greet(host: string, protocol: number): void {
    if (this.host !== null && (this.host !== host || protocol !== PROTOCOL)) {
      this.state.setState({ phase: 'replaced', reason: 'The studio was started anew.' });
      this.drop('', true);
      return;
    }
    if (protocol !== PROTOCOL) {
      const reason = 'This window and the studio are of different versions. Start the studio again.';
      this.state.setState({ phase: 'refused', reason });
      this.drop('', true);
      return;
    }
    this.host = host;
    this.greeted = true;
    this.greetedAt = Date.now();
    this.state.setState({ phase: 'connected', attempts: 0, reason: '' });
    this.events.onUp();
  }

  /** Drops the link unless something is heard in time; timers may fire late in a hidden window, so it asks first. */
  private expectLife(link: Link): void {
    clearTimeout(this.timer);
    const { frames } = this;
    this.timer = setTimeout(() => {
      if (this.link !== link) return;
      if (this.greeted && this.frames > frames) this.restWhileHeard(link);
      else this.drop('The studio does not answer.', false);
    }, this.times.pongWithinMs);
  }

  private restWhileHeard(link: Link): void {
    clearTimeout(this.timer);
    const silentMs = Date.now() - this.heardAt;
    this.timer = setTimeout(
      () => {
        if (this.link !== link) return;
        if (Date.now() - this.heardAt < this.times.pingAfterMs) return this.restWhileHeard(link);
        link.sendText(JSON.stringify({ t: 'ping', id: ++this.pings }));
        this.expectLife(link);
      },
      Math.max(1, this.times.pingAfterMs - silentMs),
    );
  }

  private drop(reason: string, final: boolean): void {
    const link = this.link;
    // A link that breaks right after its greeting would otherwise be dialled again without end at full speed.
    this.misses = this.greeted && Date.now() - this.greetedAt > SETTLED_MS ? 0 : this.misses + 1;
    this.link = null;
    this.greeted = false;
    link?.close();
    this.events.onDown(final);
    if (final) return;
    this.state.setState({ phase: this.host === null ? 'connecting' : 'reconnecting', reason });
    this.retry();
  }

  private failed(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    if (this.state.getState().phase === 'closed') return;
    if (error instanceof DialRefused) {
      this.state.setState({ phase: 'refused', reason });
      this.events.onDown(true);
      return;
    }
    this.misses++;
    this.state.setState((state) => ({ attempts: state.attempts + 1, reason }));
    this.retry();
  }

  private retry(): void {
    const { backoffMs } = this.times;
    const wait = backoffMs[Math.min(this.misses, backoffMs.length - 1)] ?? 1000;
    clearTimeout(this.timer);
    // A little of chance keeps several windows from dialling in step.
    this.timer = setTimeout(() => void this.open(), wait * (0.8 + 0.4 * Math.random()));
  }
}

/** Phases that end only with the page. */
function isFinal(phase: ConnectionState['phase']): boolean {
  return phase === 'closed' || phase === 'refused' || phase === 'replaced';
}

function parseMessage(text: string): HostMessage | null {
  try {
    const parsed = v.safeParse(hostMessage, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
