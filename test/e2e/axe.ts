/** What axe finds wrong with the page as it stands, for everybody who cannot see it or has no mouse. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  violations: { id: string; nodes: { target: unknown[]; any: { message: string }[] }[] }[];
}

/** @param tags of rules, e.g. `wcag2a`; without, all rules. @returns a line for each rule and element */
export async function breaches(page: Page, tags?: readonly string[]): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`${source};0`);
  return page.evaluate(
    async (runOnly) => {
      const { axe } = window as unknown as { axe: { run(root: Document, options: object): Promise<AxeResult> } };
      const { violations } = await axe.run(document, { resultTypes: ['violations'], ...(runOnly ? { runOnly } : {}) });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.any[0]?.message ?? ''}`),
      );
    },
    tags && [...tags],
  );
}
