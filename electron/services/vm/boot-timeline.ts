/** The boot line: which part of a boot lasted from when to when, as events for the window. */
import type { BootStage } from '#core/contract/vm.ts';

export class BootTimeline {
  private stage: BootStage | null = null;

  /** @param emit called at the begin of each stage, and again with `endMs` at its end. */
  constructor(private readonly emit: (stage: BootStage) => void) {}

  /** Ends the stage before. */
  begin(id: string, label: string, group: BootStage['group'], startMs: number): void {
    this.end(startMs);
    this.stage = { id, label, group, startMs };
    this.emit(this.stage);
  }

  end(endMs: number): void {
    if (!this.stage) return;
    this.emit({ ...this.stage, endMs });
    this.stage = null;
  }
}
