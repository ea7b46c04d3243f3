/** An event log that knows how many follow it: what is shown to nobody need not be kept ready. */
import type { Disposable } from '#core/base/disposable.ts';
import { EventLog } from '#core/base/event-log.ts';

export class FollowedLog<E> extends EventLog<E> {
  followers = 0;

  override onGrowth(waker: () => void): Disposable {
    const growth = super.onGrowth(waker);
    this.followers++;
    let live = true;
    return {
      dispose: () => {
        if (live) this.followers--;
        live = false;
        growth.dispose();
      },
    };
  }
}
