import { afterAll, beforeEach, expect, test } from 'vitest';
import { createKraftService } from '../../../electron/services/kraft/kraft-service.ts';
import { createProcessService } from '../../../electron/services/process/process-service.ts';
import { tempPaths } from '../temp-paths.ts';
import { fakeKraft } from './fake-kraft.ts';

const fake = fakeKraft();
const temp = tempPaths();
const processes = createProcessService(temp.paths);
const kraft = createKraftService(processes, temp.root);
const RUN = {
  platform: 'qemu',
  architecture: 'x86_64',
  name: 'looper',
  kraftfile: 'Kraftfile',
  memoryMiB: 64,
  accelerated: false,
  ports: [],
  args: [],
};

beforeEach(() => fake.play(''));
afterAll(async () => {
  await processes.dispose();
  fake.dispose();
  temp.remove();
});

test('a machine is started, listed, read, stopped and removed', async () => {
  expect(await kraft.ps()).toEqual({ ok: true, value: [] });
  expect(await kraft.run(temp.root, RUN)).toMatchObject({
    ok: true,
    value: { name: 'looper', status: 'running', memory: '64M' },
  });
  expect(await kraft.logs('looper')).toMatchObject({ ok: true, value: expect.stringContaining('Booting from ROM') });
  expect(await kraft.stop('looper')).toEqual({ ok: true, value: null });
  expect(await kraft.ps()).toMatchObject({ ok: true, value: [{ name: 'looper', status: 'exited' }] });
  expect(await kraft.remove('looper')).toEqual({ ok: true, value: null });
  expect(await kraft.ps()).toEqual({ ok: true, value: [] });
});

test('a machine that kraft says is stopped and still runs is not called stopped', async () => {
  await kraft.run(temp.root, RUN);
  fake.play('stubborn');
  expect(await kraft.stop('looper')).toMatchObject({ ok: false, error: { code: 'still-running' } });
  fake.play('');
  await kraft.remove('looper');
});

test("kraft's own reason is the message of a failure", async () => {
  fake.play('kvm');
  const started = await kraft.run(temp.root, RUN);
  expect(started).toMatchObject({
    ok: false,
    error: { code: 'kraft-failed', message: expect.stringContaining('failed to set MSR 0x10a') },
  });
  expect(await kraft.stop('nobody')).toMatchObject({ ok: false, error: { code: 'no-machine' } });
  expect(await kraft.logs('nobody')).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('could not find instance') },
  });
});

test('an answer that is no list is said to be none', async () => {
  fake.play('garbage');
  expect(await kraft.ps()).toMatchObject({ ok: false, error: { code: 'kraft-unreadable' } });
});

test('a package counts when it is listed', async () => {
  const packed = await kraft.pack(temp.root, { ...RUN, name: 'studio/loop:latest' });
  expect(packed).toMatchObject({ ok: true, value: { name: 'studio/loop', version: 'latest', size: '244 kB' } });
  expect(await kraft.pack(temp.root, { ...RUN, name: 'studio/other:latest' })).toMatchObject({
    ok: false,
    error: { code: 'not-packed' },
  });
});
