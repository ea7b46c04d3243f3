/**
 * Tells a reset that the person asked for from one by the guest itself, which is a crash.
 *
 * QEMU runs with `-no-reboot`, so a reset ends the machine. That is lifted for a reset by the person, until the guest speaks
 * again: SeaBIOS itself resets the machine once or twice more on a warm start.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { ok, type Result } from '#core/base/result.ts';
import type { QmpClient, QmpFailure } from './qmp-client.ts';

/** A guest that resets itself more often than this before its first byte does not come up any more. */
const FIRMWARE_RESETS = 4;
const HAPPENS_WITHIN_MS = 2000;

export class GuestResets {
  private expected: (() => void) | null = null;
  private left = 0;

  /** @param happened called when the reset that was asked for has been done. */
  constructor(
    private readonly monitor: () => QmpClient | null,
    private readonly happened: () => void,
  ) {}

  /** Resolves when the guest was reset, or has ended instead. */
  async ask(monitor: QmpClient, ended: Promise<void>): Promise<Result<null, QmpFailure>> {
    const allowed = await monitor.execute('set-action', { reboot: 'reset' });
    if (!allowed.ok) return allowed;
    const done = new Promise<void>((resolve) => {
      this.expected = resolve;
    });
    const answer = await monitor.execute('system_reset');
    if (!answer.ok) {
      this.expected = null;
      await this.forbid();
      return answer;
    }
    await Promise.race([done, ended, wait(HAPPENS_WITHIN_MS, undefined, { ref: false })]);
    return ok(null);
  }

  /** QEMU says that the machine was reset. */
  seen(): void {
    if (this.expected) {
      this.expected();
      this.expected = null;
      this.left = FIRMWARE_RESETS;
      this.happened();
    } else if (this.left > 0) {
      this.left--;
      if (this.left === 0) void this.forbid();
    }
  }

  /** The guest has printed something. */
  byte(): void {
    if (this.left > 0) void this.forbid();
  }

  private async forbid(): Promise<void> {
    this.left = 0;
    await this.monitor()?.execute('set-action', { reboot: 'shutdown' });
  }
}
