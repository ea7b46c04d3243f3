/** A boot with KVM that may be given up for one without it: whether it is, who is to blame, and what was typed meanwhile. */
import type { Accelerator } from '#core/contract/vm.ts';
import type { ChosenAccelerator } from './accelerator.ts';
import type { Kvm } from './kvm.ts';
import { MOST_UNREAD_INPUT } from './qemu-process.ts';

export class KvmAttempt {
  private silent = true;
  private inDoubt = false;
  private again = false;
  private typed = Buffer.alloc(0);

  constructor(
    private chosen: ChosenAccelerator,
    private readonly kvm: Pick<Kvm, 'failed'>,
  ) {}

  get accelerator(): Accelerator {
    return this.chosen.accelerator;
  }

  get isGivenUp(): boolean {
    return this.again;
  }

  /** Goes to the guest that is booted now, and to the next one where this one never said a word. */
  input(bytes: Uint8Array): void {
    if (this.silent && this.typed.length < MOST_UNREAD_INPUT) this.typed = Buffer.concat([this.typed, bytes]);
  }

  /** The guest speaks. What it says without KVM, and never said with it, proves that KVM was to blame. */
  heard(): void {
    // What still comes of a boot that is being given up is not the next one's.
    if (!this.silent || this.again) return;
    this.silent = false;
    this.typed = Buffer.alloc(0);
    if (this.inDoubt) this.kvm.failed();
  }

  /** No byte came in time, which may be the guest's own fault. @returns whether it is booted again */
  giveUpSilence(): boolean {
    this.inDoubt = this.again = this.mayGiveUp;
    return this.again;
  }

  /**
   * KVM itself stopped. @returns whether it is booted again: what has not reached its program yet has done nothing that a
   * second start could do twice
   */
  giveUpBroken(booted: boolean): boolean {
    if (!this.mayGiveUp) return false;
    this.kvm.failed();
    this.again = !booted;
    return this.again;
  }

  /** QEMU ended before a word of the guest, for a reason that may be KVM's. @returns whether it is booted again */
  giveUpEnded(): boolean {
    return this.silent && this.giveUpBroken(false);
  }

  /** From here on without KVM. @returns what is to be typed again */
  withoutKvm(): Uint8Array {
    this.chosen = { accelerator: 'tcg', free: false };
    this.again = false;
    return this.typed;
  }

  private get mayGiveUp(): boolean {
    return this.chosen.accelerator === 'kvm' && this.chosen.free;
  }
}
