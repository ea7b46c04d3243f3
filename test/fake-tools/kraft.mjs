#!/usr/bin/env node
// A kraft that answers what the real one was recorded to answer. First argument: the folder of its state; a file `play`
// in it names a fault to show.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [state, verb, ...words] = process.argv.slice(2);
const recorded = new URL('../fixtures/transcripts/unikraft/', import.meta.url);
const inState = (name) => join(state, name);
const play = existsSync(inState('play')) ? readFileSync(inState('play'), 'utf8').trim() : '';
const say = (name) => process.stdout.write(readFileSync(new URL(`${name}.out`, recorded)));
const option = (name) => words[words.indexOf(name) + 1];
const last = words.at(-1);
const machine = inState('machine');

function end(name, status = 0) {
  if (name) say(name);
  process.exitCode = status;
}

function touch(path) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `made ${Date.now()}\n`);
}

function build() {
  writeFileSync(inState('argv'), JSON.stringify(words));
  writeFileSync(inState('kraftfile'), readFileSync(option('--kraftfile'), 'utf8'));
  const name = `hello_${option('--plat')}-${option('--arch')}`;
  // As the real one: it asks when it was configured before.
  if (existsSync(`.config.${name}`)) return end('kraft-build-again', 1);
  touch(`.config.${name}`);
  if (play === 'undefined') return end('kraft-build-undefined', 1);
  if (play === 'compile-error') return end('kraft-build-compile-error', 1);
  if (play === 'no-target') return end('kraft-build-no-target', 1);
  if (play !== 'lie') for (const file of [name, `${name}.dbg`]) touch(`.unikraft/build/${file}`);
  return end('kraft-build-ok');
}

const VERBS = {
  version: () => process.stdout.write('kraft v0.9.3-dev (No commit provided) go1.26.8 No build timestamp provided\n'),
  build,
  run() {
    if (play === 'kvm') return end('kraft-run-kvm', 1);
    writeFileSync(machine, 'running');
    return end('kraft-loop-run');
  },
  ps() {
    if (play === 'garbage') return process.stdout.write('MACHINE  STATUS\n');
    if (!existsSync(machine)) return end('kraft-loop-ps-none');
    return end(readFileSync(machine, 'utf8') === 'running' ? 'kraft-loop-ps' : 'kraft-loop-ps-stopped');
  },
  logs: () => (existsSync(machine) ? end('kraft-loop-logs') : end('kraft-loop-logs-none', 1)),
  stop() {
    if (play !== 'stubborn') writeFileSync(machine, 'exited');
    process.stdout.write(`${last}\n`);
  },
  remove() {
    rmSync(machine, { force: true });
    process.stdout.write(`${last}\n`);
  },
  pkg() {
    if (words[0] !== 'list') {
      writeFileSync(inState('packed'), '');
      return end('kraft-loop-pkg');
    }
    return existsSync(inState('packed')) ? end('kraft-loop-packages') : process.stdout.write('null\n');
  },
};

VERBS[verb]?.();
