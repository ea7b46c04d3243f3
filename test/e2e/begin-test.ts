/**
 * The beginning of a test: a host with an empty home of its own, in it a project that the service makes, and a new window
 * that shows it. Nothing is left over from another test, so that none falls because another one fell.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, expect, onTestFinished } from 'vitest';
import type { Contract } from '#core/contract/contract.ts';
import type { AnswerOf } from '#core/contract/define.ts';
import { connect } from '../../scripts/bench/host-client.mjs';
import { launchBrowser } from '../../scripts/browser.mjs';
import { PATIENCE_MS } from '../patience.ts';
import { reportFailure } from './failure-report.ts';
import { Person } from './person.ts';
import { processesMentioning, type StudioUnderTest, startStudio } from './studio-under-test.ts';

export interface Beginning {
  /** Title of the template that the project is made from. Without: the window begins with no project. */
  readonly template?: string;
  /** Of the project, and of its folder below the home. */
  readonly name?: string;
  /** Name of the family that the template is of; the first one unless told. */
  readonly family?: string;
  /** Folders of one's own in the place of sources, by their ids. */
  readonly sources?: Readonly<Record<string, string>>;
  /** Makes a folder below the home and answers with its path: the window begins with that. Nobody trusts it yet. */
  folder?(home: string): string;
  readonly env?: Record<string, string>;
  /** What the console of the page may say: a host that is killed is noticed. */
  readonly tolerates?: RegExp;
}

export interface Scene {
  readonly studio: StudioUnderTest;
  readonly person: Person;
  /** The project's folder; '' without a project. */
  readonly root: string;
  file(path: string): string;
  text(path: string): string;
}

/** Losing the host, as the browser says it. */
export const HOST_GONE = /ERR_CONNECTION|ERR_EMPTY_RESPONSE|WebSocket|ERR_ABORTED/;

/**
 * Called once in a `describe`; what it returns is called first in every test. When the test is over everything ends, and the
 * test fails if the page's console has said anything or a process was left.
 */
export function testBeginnings(): (wish?: Beginning) => Promise<Scene> {
  let browser: Promise<Browser> | undefined;
  afterAll(async () => (await browser)?.close());
  return async (wish = {}) => {
    browser ??= launchBrowser();
    const studio = await startStudio({ browser: await browser, ...(wish.env ? { env: wish.env } : {}) });
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') await reportFailure(studio, task.name);
      await studio.close();
      await expect.poll(() => processesMentioning(studio.home), { timeout: PATIENCE_MS }).toEqual([]);
      const own = studio.complaints.filter((line) => !wish.tolerates?.test(line));
      expect(own, 'the page’s console').toEqual([]);
    }, 3 * PATIENCE_MS);
    const root = wish.folder?.(studio.home) ?? (wish.template ? await makeProject(studio, wish.template, wish) : '');
    const page = await studio.openPage(root ? { project: root } : {});
    const person = new Person(page);
    // A question about trust lies over the files, and hides them from those who ask by role.
    const files = page.getByRole('tree', { name: 'Files', includeHidden: true });
    if (root) await files.getByRole('treeitem', { includeHidden: true }).first().waitFor();
    else await person.button('New project').waitFor();
    const file = (path: string) => join(root, path);
    return { studio, person, root, file, text: (path) => readFileSync(file(path), 'utf8') };
  };
}

/** By the service, as the wizard does it. @returns its folder */
async function makeProject(studio: StudioUnderTest, title: string, wish: Beginning): Promise<string> {
  const link = await connect(studio.host.url);
  try {
    const families: AnswerOf<Contract['families.list']> = await link.call('families.list', null);
    const family = families.find(
      ({ name, templates }) => (wish.family ?? name) === name && templates.some((template) => template.title === title),
    );
    const template = family?.templates.find((other) => other.title === title);
    if (!family || !template) throw new Error(`no template is called “${title}”`);
    const made: AnswerOf<Contract['project.create']> = await link.call('project.create', {
      family: family.id,
      template: template.id,
      language: template.language,
      arch: template.archs[0],
      name: wish.name ?? 'project',
      location: join(studio.home, 'work'),
      ...(wish.sources ? { sources: wish.sources } : {}),
    });
    return made.root;
  } finally {
    link.close();
  }
}
