import { describe, expect, it } from 'vitest';
import type { FamilyReadiness, ToolReport } from '../../../../electron/core/contract/toolchain.ts';
import {
  familiesSentence,
  foundCount,
  readinessText,
  shellText,
  shownTools,
} from '../../../../renderer/features/doctor/doctor-words.ts';

const tool = (id: string, state: ToolReport['state'], required = true) => ({ id, state, required }) as ToolReport;
const family = (name: string, missing: number, limits = 0) =>
  ({
    name,
    ready: missing === 0,
    missing,
    total: 5,
    facts: [...Array(limits)].map(() => ({ text: 'x', ok: false })),
  }) as unknown as FamilyReadiness;

describe('the table of tools', () => {
  it('begins with what is missing, then what has a limit', () => {
    const tools = [tool('a', 'found'), tool('b', 'limited'), tool('c', 'missing', false), tool('d', 'missing')];
    expect(shownTools(tools, false).rows.map((row) => row.id)).toEqual(['d', 'c', 'b', 'a']);
    expect(foundCount(tools)).toBe(2);
  });

  it('holds back tools that are found, but never one that is not', () => {
    const tools = [...Array(12)].map((_, i) => tool(`m${i}`, 'missing'));
    const many = [...tools, ...[...Array(20)].map((_, i) => tool(`f${i}`, 'found'))];
    const { rows, hidden } = shownTools(many, false);
    expect(rows.filter((row) => row.state === 'missing')).toHaveLength(12);
    expect(rows.length + hidden).toBe(many.length);
    expect(hidden).toBeGreaterThan(1);
    expect(shownTools(many, true)).toMatchObject({ hidden: 0 });
  });
});

describe('familiesSentence', () => {
  it('says who works and what the others need', () => {
    expect(familiesSentence([family('Bare', 0), family('Unikraft', 0), family('Hermit', 1), family('L4Re', 1)])).toBe(
      'Bare and Unikraft work now. Hermit and L4Re each need one more tool.',
    );
    expect(familiesSentence([family('Bare', 2)])).toBe('Bare needs 2 more tools.');
    expect(familiesSentence([family('Bare', 0)])).toBe('Bare works now.');
    expect(readinessText(family('Unikraft', 0, 1))).toBe('Ready, one limit');
    expect(readinessText(family('Hermit', 1))).toBe('1 of 5 missing');
  });
});

describe('shellText', () => {
  it('quotes what a shell would take apart', () => {
    expect(shellText(['sudo', 'apt-get', 'install', "a b'c"])).toBe("sudo apt-get install 'a b'\\''c'");
  });
});
