/** Notices a boot that says nothing, or stops saying anything, before it is done. Time that the guest is paused does not count. */

export interface WatchdogTimes {
  /** No byte at all for this long after power on. */
  readonly firstByteMs: number;
  /** A boot that is not done by then … */
  readonly bootMs: number;
  /** … and has been silent for this long, hangs. */
  readonly silentMs: number;
}

export interface WatchdogEvents {
  onNoByte(): void;
  onHang(silentMs: number): void;
}

const TICK_MS = 100;

export class BootWatchdog {
  private timer: NodeJS.Timeout | null = null;
  private lastTick = 0;
  private elapsed = 0;
  private lastByte: number | null = null;
  private saidNoByte = false;
  private paused = false;

  constructor(
    private readonly times: WatchdogTimes,
    private readonly events: WatchdogEvents,
  ) {}

  /** Begins to watch a new boot. */
  start(): void {
    this.stop();
    this.elapsed = 0;
    this.lastByte = null;
    this.saidNoByte = false;
    this.paused = false;
    this.lastTick = performance.now();
    this.timer = setInterval(() => this.tick(), TICK_MS).unref();
  }

  byte(): void {
    this.lastByte = this.elapsed;
  }

  pause(paused: boolean): void {
    this.paused = paused;
  }

  /** The boot is done, or over. */
  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  private tick(): void {
    const now = performance.now();
    // A host that slept, or was busy itself, must not blame the guest.
    if (!this.paused) this.elapsed += Math.min(now - this.lastTick, TICK_MS * 10);
    this.lastTick = now;
    if (this.lastByte === null) {
      if (this.saidNoByte || this.elapsed < this.times.firstByteMs) return;
      this.saidNoByte = true;
      this.events.onNoByte();
      return;
    }
    const silent = this.elapsed - this.lastByte;
    if (this.elapsed < this.times.bootMs || silent < this.times.silentMs) return;
    this.stop();
    this.events.onHang(silent);
  }
}
