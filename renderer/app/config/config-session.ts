/**
 * One open configuration as this window sees it: its tree, its values in step with the host, and what can be done to it.
 * The host owns it: several windows look at the same one, and unsaved edits outlive the window.
 */

import { createStore } from 'zustand/vanilla';
import { type Disposable, DisposableBag } from '#core/base/disposable.ts';
import { Emitter } from '#core/base/emitter.ts';
import type { ConfigId } from '#core/base/id.ts';
import type { Failure, Result } from '#core/base/result.ts';
import type { ConfigChange, ConfigSourceHead, ConfigTreeWire } from '#core/contract/config.ts';
import type { CallName, Contract } from '#core/contract/contract.ts';
import type { AnswerOf, ParamsOf } from '#core/contract/define.ts';
import { client } from '../client.ts';
import { type FilterCounts, OptionStates } from './option-states.ts';
import { OptionTree } from './option-tree.ts';

export interface ConfigStanding {
  readonly revision: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The text differs from the file on the disk. */
  readonly unsaved: boolean;
  /** Options whose value differs from the one that the file gives. */
  readonly changed: number;
  /** The file has changed on the disk beside unsaved edits. */
  readonly conflict: boolean;
}

export interface LoadedConfig extends ConfigStanding {
  readonly tree: OptionTree;
  readonly states: OptionStates;
  /** Nodes that are hidden now. */
  readonly hidden: ReadonlySet<number>;
  /** Of all options that have a prompt. */
  readonly counts: FilterCounts;
  readonly dialect: string;
  readonly shellOff: boolean;
  readonly restored: boolean;
  readonly writable: boolean;
  readonly problems: ConfigTreeWire['problems'];
}

export interface ConfigState {
  readonly config: LoadedConfig | null;
  readonly failure: Failure | null;
}

type Because = Extract<ConfigChange, { kind: 'delta' }>['because'] | 'reloaded' | 'measured';
export type ConfigCall = Extract<CallName, `config.${string}`>;

export class ConfigSession implements Disposable {
  readonly store = createStore<ConfigState>(() => ({ config: null, failure: null }));
  /** After each change was taken in. */
  readonly changes = new Emitter<Because>();
  private readonly bag = new DisposableBag();
  private loading: Promise<void> | null = null;
  /** The newest revision that the host has told of. */
  private told = 0;
  private ended = false;
  /** Options with a prompt; counted again after each change. */
  private shown: readonly number[] = [];

  constructor(
    readonly id: ConfigId,
    readonly source: ConfigSourceHead,
  ) {
    this.bag.add(client().subscribe('config.changes', id, { onEvents: (events) => this.take(events) }));
    void this.load();
  }

  get config(): LoadedConfig | null {
    return this.store.getState().config;
  }

  /** Any call that names this configuration alone. */
  ask<C extends ConfigCall>(
    name: ParamsOf<Contract[C]> extends ConfigId ? C : never,
  ): Promise<Result<AnswerOf<Contract[C]>>> {
    return client().call(name, this.id as ParamsOf<Contract[C]>);
  }

  /** Any call that asks for more than the configuration. */
  tell<C extends ConfigCall>(
    name: C,
    more: Omit<ParamsOf<Contract[C]>, 'configId'>,
    signal?: AbortSignal,
  ): Promise<Result<AnswerOf<Contract[C]>>> {
    const params = { configId: this.id, ...more } as unknown as ParamsOf<Contract[C]>;
    return client().call(name, params, signal ? { signal } : {});
  }

  /** Fetches the tree, and once more where it was older than what the host has told meanwhile. */
  private load(): Promise<void> {
    this.loading ??= this.fetch().finally(() => {
      this.loading = null;
      const { config } = this;
      return config && config.revision < this.told && !this.ended ? this.load() : undefined;
    });
    return this.loading;
  }

  /** After a failure. */
  retry(): void {
    this.store.setState({ failure: null });
    void this.load();
  }

  private async fetch(): Promise<void> {
    const answer = await client().call('config.tree', this.id);
    if (this.ended) return;
    if (!answer.ok) {
      this.store.setState({ failure: answer.error });
      return;
    }
    const wire = answer.value;
    const tree = new OptionTree(wire);
    const states = new OptionStates(tree.optionCount, wire.states);
    this.shown = Array.from({ length: tree.optionCount }, (_, option) => option).filter(
      (option) => tree.nodeOf(option) >= 0 && tree.type(option) !== 'choice',
    );
    const { revision, canUndo, canRedo, unsaved, changed, conflict } = wire;
    const { dialect, shellOff, restored, writable, problems } = wire;
    this.store.setState({
      failure: null,
      config: {
        ...{ revision, canUndo, canRedo, unsaved, changed, conflict },
        ...{ dialect, shellOff, restored, writable, problems, tree, states },
        hidden: new Set(wire.hidden),
        counts: states.count(this.shown),
      },
    });
    this.changes.emit('reloaded');
  }

  private take(events: readonly ConfigChange[]): void {
    for (const event of events) {
      if (event.kind === 'measured') {
        this.changes.emit('measured');
        continue;
      }
      this.told = Math.max(this.told, event.revision);
      const { config } = this;
      if (this.loading || (config && event.revision <= config.revision)) continue;
      if (config && event.kind === 'delta' && event.revision === config.revision + 1) this.takeDelta(config, event);
      else void this.load();
    }
  }

  private takeDelta(config: LoadedConfig, delta: Extract<ConfigChange, { kind: 'delta' }>): void {
    const { revision, canUndo, canRedo, unsaved, changed, conflict } = delta;
    let { hidden } = config;
    if (delta.nowHidden.length + delta.nowShown.length > 0) {
      const shown = new Set(delta.nowShown);
      hidden = new Set([...[...hidden].filter((node) => !shown.has(node)), ...delta.nowHidden]);
    }
    config.states.apply(delta.states);
    this.store.setState({
      config: {
        ...config,
        ...{ revision, canUndo, canRedo, unsaved, changed, conflict, hidden },
        counts: config.states.count(this.shown),
      },
    });
    this.changes.emit(delta.because);
  }

  dispose(): void {
    this.ended = true;
    this.bag.dispose();
  }
}
