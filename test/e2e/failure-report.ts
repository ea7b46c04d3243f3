/** What is kept of a test that failed: a picture, a trace and the page in words in dist/e2e, and the essentials on the terminal. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StudioUnderTest } from './studio-under-test.ts';

const kept = fileURLToPath(new URL('../../dist/e2e', import.meta.url));

/** A window that hangs must not keep the report waiting, in ms. */
const WITHIN_MS = 15_000;

export async function reportFailure(studio: StudioUnderTest, test: string): Promise<void> {
  const name = test.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 100);
  mkdirSync(kept, { recursive: true });
  const { page, context } = studio;
  await attempt(page.screenshot({ path: join(kept, `${name}.png`), timeout: WITHIN_MS }));
  await attempt(context.tracing.stop({ path: join(kept, `${name}.zip`) }));
  const [focus, dialogs] = (await attempt(page.evaluate(describeWindow))) ?? ['the window does not answer', []];
  const words = await attempt(page.locator('body').ariaSnapshot({ timeout: WITHIN_MS }));
  const report = [
    `focus: ${focus}`,
    `dialogs: ${dialogs.join(', ') || 'none'}`,
    `console: ${studio.complaints.join(' | ') || 'nothing'}`,
    `host: ${studio.host.output().trim() || 'nothing'}`,
  ].join('\n');
  writeFileSync(join(kept, `${name}.txt`), `${report}\n\n${words ?? ''}\n`);
  console.error(`“${test}” left ${join(kept, name)}.{png,zip,txt}\n${report}`);
}

async function attempt<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, WITHIN_MS, undefined);
  });
  try {
    return await Promise.race([work, tooLong]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Runs in the page. */
function describeWindow(): readonly [string, readonly string[]] {
  const element = document.activeElement;
  const name = element?.getAttribute('aria-label') ?? element?.textContent?.trim().slice(0, 60) ?? '';
  const titles = [...document.querySelectorAll('[role=dialog]')].map(
    (dialog) => dialog.querySelector('h2')?.textContent ?? dialog.getAttribute('aria-label') ?? '?',
  );
  return [`${element?.tagName.toLowerCase() ?? 'nothing'} “${name}”`, titles];
}
