/** One life of one guest: starts QEMU, follows what the guest says and does, steers it, and judges how it ended. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { EventLog } from '#core/base/event-log.ts';
import type { SessionId } from '#core/base/id.ts';
import { fail, ok, type Result } from '#core/base/result.ts';
import type { VmCommand, VmEvent, VmSession as VmRow, VmState } from '#core/contract/vm.ts';
import { isKvmFailure } from '#core/engines/problems/qemu-parser.ts';
import type { CrashReport, RunPlan } from '#core/families/family.ts';
import type { SpawnFailure } from '../process/process-types.ts';
import { BootTimeline } from './boot-timeline.ts';
import { BootWatchdog } from './boot-watchdog.ts';
import { type CpuRegisters, parseRegisters } from './cpu-registers.ts';
import { startDirect } from './direct-process.ts';
import { qemuFailure, silentCrash } from './end-problems.ts';
import { judgeEnd } from './ending.ts';
import { GuestConsole, type SeenCrash } from './guest-console.ts';
import { GuestResets } from './guest-resets.ts';
import { KvmAttempt } from './kvm-attempt.ts';
import { type QemuEnd, type QemuEvents, type QemuProcess, startQemu } from './qemu-process.ts';
import type { QmpClient, QmpEvent } from './qmp-client.ts';
import { RunExplainer } from './run-explainer.ts';
import { SerialLog } from './serial-log.ts';
import { SerialMarks } from './serial-marks.ts';
import type { CommandFailure, SessionNeeds, SessionStart } from './session-types.ts';
import * as problems from './vm-problems.ts';

/** A guest that has said its last word is given this long to end the machine itself. */
const LAST_WORD_MS = 1000;
/** Keys that come in one burst are taken for one: an escape sequence. */
const BETWEEN_KEYS_MS = 60;
const ROW_MS = 500;
const MOST_MESSAGES = 50;

export class VmSession {
  readonly id = randomUUID() as SessionId;
  readonly events = new EventLog<VmEvent>(2000);
  readonly serial: SerialLog;
  readonly marks = new SerialMarks();
  /** Resolves when everything about the end is known, told and saved. */
  readonly ended: Promise<void>;

  private finished = () => {};
  /** Another one once the first monitor was given up. */
  private plan: RunPlan;
  private qemu: QemuProcess | null = null;
  private readonly attempt: KvmAttempt;
  private state: VmState = { kind: 'booting' };
  private bootMs: number | null = null;
  /** When the present boot began: 0, or the time of the last reset. */
  private bootFrom = 0;
  private readonly console: GuestConsole;
  private readonly watchdog: BootWatchdog;
  private readonly explainer: RunExplainer;
  private readonly resets = new GuestResets(
    () => this.qemu?.monitor() ?? null,
    () => this.bootsAnew(),
  );
  private readonly timeline = new BootTimeline((stage) => this.events.append({ kind: 'stage', stage }));
  private readonly startedAt = Date.now();
  private rowTimer: NodeJS.Timeout | null = null;
  private lastWordTimer: NodeJS.Timeout | null = null;
  private messages = 0;
  private powered = false;

  /** Why the guest stands in its kernel's debugger; null: it does not. */
  private debugged: string | null = null;
  private leaving = false;
  private stopAsked = false;
  private crashed = false;
  private guestExit: number | null = null;
  private shutdown: string | null = null;
  private registers: CpuRegisters = {};

  constructor(
    private readonly needs: SessionNeeds,
    private readonly start: SessionStart,
  ) {
    const { plan, project } = start;
    this.plan = plan;
    this.ended = new Promise((resolve) => {
      this.finished = resolve;
    });
    this.attempt = new KvmAttempt(needs.chosen, needs.kvm);
    this.serial = new SerialLog(needs.store.serialFile(this.id), {
      onBacklog: (behind) => this.qemu?.holdSerial(behind),
      onStopped: (offset, text) => this.note('warning', text, offset),
      onInput: (bytes) => this.type(bytes),
    });
    this.explainer = new RunExplainer({
      ...{ process: needs.process, project, plan, source: this.serial.source },
      argv: () => this.qemu?.argv ?? [],
      tell: (problem) => this.events.append({ kind: 'problem', atMs: this.now(), ...problem }),
    });
    this.console = new GuestConsole(plan.reader(), {
      onStage: ({ id, label, group }) => this.timeline.begin(id, label, group, this.now()),
      onBooted: (text) => this.booted(text),
      onExit: (code) => this.lastWord(() => (this.guestExit ??= code)),
      onDebugger: (entered) => this.debuggerSeen(entered),
      onCrash: (crash) => this.lastWord(() => this.crash(crash.report, crash), crash.halted),
    });
    const { bootMs, silentMs } = needs.times;
    this.watchdog = new BootWatchdog(
      { firstByteMs: plan.firstByteMs, bootMs, silentMs },
      { onNoByte: () => this.noFirstByte(), onHang: (ms) => this.explainer.problem(problems.hang(ms)) },
    );
  }

  get isLive(): boolean {
    return this.state.kind !== 'exited';
  }

  get row(): VmRow {
    const { plan } = this;
    const { project } = this.start;
    const { id, root, name, arch } = project.info;
    return {
      ...{ id: this.id, projectId: id, projectName: name, root, arch },
      ...{
        accelerator: this.attempt.accelerator,
        memoryMiB: plan.memoryMiB,
        cpus: plan.cpus,
        startedAt: this.startedAt,
      },
      ...{ state: this.state, argv: [...(this.qemu?.argv ?? [])], image: plan.image, bootMs: this.bootMs },
      serialBytes: this.serial.endOffset,
    };
  }

  /** Fails only where QEMU could not even be started; then nothing of the session is left. */
  async launch(): Promise<Result<SessionId, SpawnFailure>> {
    const launched = this.launchQemu(this.start.asked);
    if (launched.ok) {
      if (this.start.warning !== null) this.note('warning', this.start.warning);
      for (const text of this.plan.notes ?? []) this.note('info', text);
      return ok(this.id);
    }
    await this.serial.close();
    await this.needs.store.remove(this.id);
    return launched;
  }

  async command(command: VmCommand): Promise<Result<null, CommandFailure>> {
    if (!this.isLive) return fail('session-ended', 'This machine has ended.', 'Run the project to start a new one.');
    if (command === 'stop') {
      await this.stop();
      return ok(null);
    }
    const monitor = this.qemu?.monitor();
    const { direct } = this.plan;
    if (direct)
      return fail(
        'monitor-refused',
        `${direct.name} can neither pause nor reset a machine.`,
        'Stop it, and run it again.',
      );
    if (!monitor) return fail('session-not-ready', 'QEMU is still starting.', 'Try again in a moment.');
    if (command === 'reset') return this.reset(monitor);
    const answer = await monitor.execute(command === 'pause' ? 'stop' : 'cont');
    return answer.ok ? ok(null) : answer;
  }

  /** Ends the machine within about a second; resolves when all about it is known. */
  async stop(): Promise<void> {
    this.stopAsked = true;
    await this.leave();
    await this.ended;
  }

  /** Lets the guest end itself where it can, and turns the machine off. */
  private async leave(): Promise<void> {
    const { goodbye } = this.plan;
    const listens = this.powered && this.serial.endOffset > 0 && this.state.kind !== 'paused';
    if (goodbye !== undefined && listens && !this.leaving) {
      this.leaving = true;
      for (const [index, key] of goodbye.entries()) {
        if (index > 0) await wait(BETWEEN_KEYS_MS, undefined, { ref: false });
        this.qemu?.type(Buffer.from(key, 'latin1'));
      }
      await Promise.race([this.ended, wait(this.needs.times.goodbyeMs, undefined, { ref: false })]);
    }
    await this.qemu?.quit();
  }

  private launchQemu(began: number): Result<null, SpawnFailure> {
    const { plan } = this;
    const { project } = this.start;
    const { process, paths, times } = this.needs;
    const current = () => this.qemu === qemu;
    let qemu: QemuProcess | null = null;
    const spec = { plan, root: project.info.root };
    const machine = {
      ...{ accelerator: this.attempt.accelerator, runtime: paths.runtime, connectMs: times.connectMs },
    };
    const events: QemuEvents = {
      onSerial: (bytes) => this.serialBytes(bytes),
      onMonitor: (event) => current() && this.monitorEvent(event),
      onStarted: () => current() && this.powerOn(),
      onMessage: (line) => current() && this.message(line),
    };
    const started = plan.direct
      ? startDirect(process, spec, events)
      : startQemu(process, { ...spec, ...machine }, events);
    if (!started.ok) return started;
    qemu = started.value;
    this.qemu = qemu;
    this.events.append({ kind: 'state', atMs: this.now(), state: this.state });
    const { accelerator } = this.attempt;
    this.events.append({ kind: 'accelerator', atMs: this.now(), accelerator, argv: [...qemu.argv] });
    this.timeline.begin('power-on', 'power on', 'host', began - this.start.asked);
    this.changed();
    void qemu.ended.then((end) => this.qemuEnded(end));
    return ok(null);
  }

  /** ms since the click. */
  private now(): number {
    return Math.round((performance.now() - this.start.asked) * 10) / 10;
  }

  private powerOn(): void {
    this.powered = true;
    this.timeline.begin('firmware', 'firmware', 'firmware', this.now());
    this.watchdog.start();
  }

  private type(bytes: Uint8Array): void {
    this.attempt.input(bytes);
    this.qemu?.type(bytes);
  }

  private serialBytes(bytes: Buffer): void {
    this.attempt.heard();
    this.resets.byte();
    const offset = this.serial.endOffset;
    this.serial.append(bytes);
    this.marks.mark(offset, this.now());
    this.watchdog.byte();
    this.console.feed(bytes, offset);
    this.rowTimer ??= setTimeout(() => {
      this.rowTimer = null;
      this.needs.onChange(this.row);
    }, ROW_MS).unref();
  }

  private booted(text: string): void {
    const atMs = this.now();
    this.bootMs = Math.round((atMs - this.bootFrom) * 10) / 10;
    this.watchdog.stop();
    this.events.append({ kind: 'booted', atMs, text });
    if (this.state.kind === 'booting') this.setState({ kind: 'running' });
    this.needs.projects.remember(this.start.project.info.id, 'booted');
  }

  /** The guest has nothing more to say, and may halt without ending the machine: by accident, or because it `stays`. */
  private lastWord(take: () => void, stays = false): void {
    take();
    this.watchdog.stop();
    if (!stays) this.lastWordTimer ??= setTimeout(() => void this.leave(), LAST_WORD_MS);
  }

  private crash(report: CrashReport, seen: SeenCrash | null): void {
    this.crashed = true;
    this.needs.projects.remember(this.start.project.info.id, 'crashed');
    this.explainer.crash(report, seen);
  }

  private noFirstByte(): void {
    const { firstByteMs } = this.plan;
    if (!this.attempt.giveUpSilence()) {
      this.explainer.problem(problems.noOutput(firstByteMs));
      return;
    }
    const time = problems.spell(firstByteMs);
    this.note('warning', `No first byte on serial after ${time} with KVM. Trying again without it.`);
    void this.qemu?.quit();
  }

  private monitorEvent({ event, data }: QmpEvent): void {
    if (event === 'RESET') this.resets.seen();
    else if (event === 'SHUTDOWN') void this.guestEnded(String(data.reason));
    else if (event === 'STOP' && this.shutdown === null && this.isLive) void this.stopSeen();
    else if (event === 'RESUME') this.pauseSeen(false);
  }

  /** A guest stops because somebody paused it, or because the accelerator could not go on with it. */
  private async stopSeen(): Promise<void> {
    this.pauseSeen(true);
    const answer = await this.qemu?.monitor()?.execute('query-status');
    const status = answer?.ok ? (answer.value as { status?: string } | undefined)?.status : undefined;
    if (status !== 'internal-error' || this.shutdown !== null) return;
    this.shutdown = 'host-error';
    const again = this.attempt.giveUpBroken(this.bootMs !== null);
    if (again) this.note('warning', 'KVM could not run this guest. Trying again without it.');
    await this.qemu?.quit();
  }

  private pauseSeen(paused: boolean): void {
    this.watchdog.pause(paused || this.debugged !== null);
    if (paused) this.setState({ kind: 'paused' });
    else if (this.state.kind === 'paused') this.setState(this.goingOn());
  }

  /** A guest in its debugger waits for the person: it does not hang, and its last word is not the end of it. */
  private debuggerSeen(entered: { readonly reason: string; readonly help: string } | null): void {
    const reason = entered?.reason ?? null;
    if (this.leaving || this.debugged === reason) return;
    this.debugged = reason;
    this.watchdog.pause(reason !== null);
    if (this.lastWordTimer) clearTimeout(this.lastWordTimer);
    this.lastWordTimer = null;
    if (entered) this.note('warning', entered.help);
    else if (this.guestExit !== null || this.crashed) this.lastWord(() => undefined);
    if (this.state.kind !== 'paused') this.setState(this.goingOn());
  }

  private goingOn(): VmState {
    if (this.debugged !== null) return { kind: 'debugger', reason: this.debugged };
    return { kind: this.bootMs === null ? 'booting' : 'running' };
  }

  /** `-no-shutdown` holds the guest here, so that its registers can be read before QEMU ends. */
  private async guestEnded(reason: string): Promise<void> {
    if (this.shutdown !== null) return;
    this.shutdown = reason;
    this.watchdog.stop();
    if (!reason.startsWith('guest')) return;
    if (reason === 'guest-reset') {
      this.registers = parseRegisters((await this.qemu?.monitor()?.ask('info registers')) ?? '');
    }
    await this.qemu?.quit();
  }

  private async reset(monitor: QmpClient): Promise<Result<null, CommandFailure>> {
    const answer = await this.resets.ask(monitor, this.ended);
    if (!answer.ok) return answer;
    // A reset of a paused guest is meant to boot it.
    if (this.state.kind === 'paused') await monitor.execute('cont');
    return ok(null);
  }

  private bootsAnew(): void {
    if (this.lastWordTimer) clearTimeout(this.lastWordTimer);
    this.lastWordTimer = null;
    this.crashed = false;
    this.guestExit = null;
    this.debugged = null;
    this.bootMs = null;
    this.bootFrom = this.now();
    this.console.restart(this.plan.reader(), this.serial.endOffset);
    this.timeline.end(this.now());
    if (this.state.kind !== 'paused') this.setState({ kind: 'booting' });
    this.note('info', 'Reset.');
    this.timeline.begin('firmware', 'firmware', 'firmware', this.now());
    this.watchdog.start();
    this.watchdog.pause(this.state.kind === 'paused');
  }

  private message(line: string): void {
    // What QEMU says before the CPU runs is part of its failure, or of no interest.
    if (this.powered && this.messages++ < MOST_MESSAGES) this.note('warning', line);
  }

  private async qemuEnded(end: QemuEnd): Promise<void> {
    this.watchdog.stop();
    if (this.tryWithoutKvm(end)) return;
    this.console.finish(this.serial.endOffset);
    if (this.lastWordTimer) clearTimeout(this.lastWordTimer);
    if (this.rowTimer) clearTimeout(this.rowTimer);
    const endedMs = this.now();
    this.timeline.end(endedMs);
    const { crashed, guestExit, stopAsked, shutdown } = this;
    const { plan } = this;
    const { project } = this.start;
    const failure = plan.direct?.failure(end.stderr)?.problem ?? null;
    const ending = judgeEnd(
      { ...end, ...{ crashed, guestExit, stopAsked, shutdown }, started: end.started && failure === null },
      plan.readStatus,
    );
    if (ending.unexplained === 'crash') this.crash(silentCrash(shutdown, project.info.arch, this.registers), null);
    else if (ending.unexplained === 'panic') this.crash(problems.panicDevice, null);
    else if (ending.unexplained === 'qemu') this.explainer.problem(failure ?? qemuFailure(end, shutdown));
    try {
      await this.explainer.done();
    } finally {
      await this.serial.close();
      this.marks.close();
      this.setState({ kind: 'exited', code: ending.code, reason: ending.reason, ranMs: endedMs });
      this.events.close();
      await this.needs.store.save(this.row, this.toldSoFar());
      this.finished();
    }
  }

  /** KVM that is there and does not work must not cost more than a few seconds, once. */
  private tryWithoutKvm(end: QemuEnd): boolean {
    if (this.stopAsked) return false;
    const { direct } = this.plan;
    if (direct?.instead && direct.failure(end.stderr)?.isKvm && !this.attempt.isGivenUp) {
      if (!this.attempt.giveUpBroken(this.bootMs !== null)) return false;
      this.note('warning', `KVM could not run this guest in ${direct.name}. Trying again on QEMU, without it.`);
    } else if (!this.attempt.isGivenUp) {
      const failed = isKvmFailure(end.stderr) || end.mute || end.signal !== null;
      if (!failed || !this.attempt.giveUpEnded()) return false;
      this.note('warning', `${qemuFailure(end, this.shutdown).title} Trying again without KVM.`);
    }
    const typed = this.attempt.withoutKvm();
    if (direct?.instead) this.plan = direct.instead;
    this.shutdown = null;
    this.powered = false;
    this.crashed = false;
    this.guestExit = null;
    this.console.restart(this.plan.reader(), this.serial.endOffset);
    this.state = { kind: 'booting' };
    this.timeline.end(this.now());
    // It ran a moment ago; where it cannot be started again, the end is judged as that of the first try.
    if (!this.launchQemu(performance.now()).ok) return false;
    this.qemu?.type(typed);
    return true;
  }

  private note(severity: 'info' | 'warning' | 'error', text: string, offset?: number): void {
    const at = offset ?? this.serial.endOffset;
    this.events.append({ kind: 'note', atMs: this.now(), offset: at, severity, text });
  }

  private setState(state: VmState): void {
    this.state = state;
    this.events.append({ kind: 'state', atMs: this.now(), state });
    this.changed();
  }

  private changed(): void {
    this.needs.onChange(this.row);
    void this.needs.store.save(this.row, this.toldSoFar());
  }

  private toldSoFar(): readonly VmEvent[] {
    return this.events.after(0).map(({ event }) => event);
  }
}
