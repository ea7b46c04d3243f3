/** Values of all options, live: a change tells those who look at this option, and nobody else. */
import type { Disposable } from '#core/base/disposable.ts';
import { disposable } from '#core/base/disposable.ts';
import { OPTION_FLAGS, type OptionStates as StateColumns } from '#core/contract/config.ts';

export interface OptionState {
  readonly value: string;
  readonly defaultValue: string;
  /** Can be set now. */
  readonly visible: boolean;
  /** Of bools and tristates: values that it can be given now, in the order n, m, y. */
  readonly assignable: readonly string[];
  readonly isSet: boolean;
  /** Differs from the file on the disk. */
  readonly changed: boolean;
  readonly notDefault: boolean;
  /** Could be another one if the shell had been asked. */
  readonly unknown: boolean;
  /** '' for none. */
  readonly low: string;
  readonly high: string;
}

export interface FilterCounts {
  readonly all: number;
  readonly changed: number;
  readonly notDefault: number;
  readonly blocked: number;
  readonly visible: number;
}

const letters = ['n', 'm', 'y'] as const;
const canBe = { n: OPTION_FLAGS.canBeN, m: OPTION_FLAGS.canBeM, y: OPTION_FLAGS.canBeY };

export class OptionStates {
  private readonly flags: Int32Array;
  private readonly value: string[];
  private readonly defaultValue: string[];
  private readonly low: string[];
  private readonly high: string[];
  private readonly made: (OptionState | undefined)[] = [];
  private readonly listeners = new Map<number, Set<() => void>>();
  /** Values that were asked for and are shown already, and what takes each of them back. */
  private readonly expected = new Map<number, { readonly before: string }>();

  constructor(size: number, columns: StateColumns) {
    this.flags = new Int32Array(size);
    this.value = new Array<string>(size).fill('');
    this.defaultValue = new Array<string>(size).fill('');
    this.low = new Array<string>(size).fill('');
    this.high = new Array<string>(size).fill('');
    this.take(columns);
  }

  /** Values that differ from before. */
  apply(columns: StateColumns): void {
    this.take(columns);
    for (const option of columns.option) this.tell(option);
  }

  /**
   * Shows values before the host has answered: its answer counts, also where it is another one. What follows from them only
   * the host knows.
   * @returns takes back what the host has not told of meanwhile
   */
  expect(values: readonly (readonly [option: number, value: string])[]): () => void {
    const mine = values.map(([option, value]) => {
      const one = { option, before: this.expected.get(option)?.before ?? this.value[option]! };
      this.expected.set(option, one);
      this.put(option, value);
      return one;
    });
    return () => {
      for (const one of mine) {
        if (this.expected.get(one.option) !== one) continue;
        this.expected.delete(one.option);
        this.put(one.option, one.before);
      }
    };
  }

  private put(option: number, value: string): void {
    this.value[option] = value;
    this.made[option] = undefined;
    this.tell(option);
  }

  private tell(option: number): void {
    for (const listener of this.listeners.get(option) ?? []) listener();
  }

  private take({ option, value, defaultValue, flags, low, high }: StateColumns): void {
    option.forEach((at, index) => {
      this.flags[at] = flags[index]!;
      this.value[at] = value[index]!;
      this.defaultValue[at] = defaultValue[index]!;
      this.low[at] = low[index]!;
      this.high[at] = high[index]!;
      this.made[at] = undefined;
      this.expected.delete(at);
    });
  }

  /** The same object until the option changes. */
  get(option: number): OptionState {
    const known = this.made[option];
    if (known) return known;
    const flags = this.flags[option]!;
    const state: OptionState = {
      value: this.value[option]!,
      defaultValue: this.defaultValue[option]!,
      visible: (flags & OPTION_FLAGS.visible) !== 0,
      assignable: letters.filter((letter) => (flags & canBe[letter]) !== 0),
      isSet: (flags & OPTION_FLAGS.isSet) !== 0,
      changed: (flags & OPTION_FLAGS.changed) !== 0,
      notDefault: (flags & OPTION_FLAGS.notDefault) !== 0,
      unknown: (flags & OPTION_FLAGS.unknown) !== 0,
      low: this.low[option]!,
      high: this.high[option]!,
    };
    this.made[option] = state;
    return state;
  }

  has(option: number, flag: keyof typeof OPTION_FLAGS): boolean {
    return (this.flags[option]! & OPTION_FLAGS[flag]) !== 0;
  }

  subscribe(option: number, listener: () => void): Disposable {
    const known = this.listeners.get(option) ?? new Set();
    this.listeners.set(option, known);
    known.add(listener);
    return disposable(() => {
      known.delete(listener);
      if (known.size === 0) this.listeners.delete(option);
    });
  }

  /** How many of these options each filter would leave. */
  count(options: Iterable<number>): FilterCounts {
    let [all, changed, notDefault, visible] = [0, 0, 0, 0];
    for (const option of options) {
      const flags = this.flags[option]!;
      all++;
      if (flags & OPTION_FLAGS.changed) changed++;
      if (flags & OPTION_FLAGS.notDefault) notDefault++;
      if (flags & OPTION_FLAGS.visible) visible++;
    }
    return { all, changed, notDefault, blocked: all - visible, visible };
  }
}
