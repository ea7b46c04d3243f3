import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../renderer/ui/tokens.css', import.meta.url), 'utf8');

function theme(name: string): Record<string, string> {
  const block = css.split(`:root[data-theme="${name}"] {`)[1]?.split('\n}')[0];
  if (!block) throw new Error(`no theme ${name}`);
  return Object.fromEntries([...block.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1]!, m[2]!]));
}

/** Relative luminance and contrast of WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const themes = ['dark', 'light', 'hc'] as const;
const grounds = ['base', 'side', 'raised', 'select', 'chip'] as const;

/** The table of the design, per theme and ground. */
const designed: Record<string, Record<(typeof themes)[number], number[]>> = {
  text: { dark: [14.3, 15.0, 13.2, 10.1, 10.7], light: [15.3, 14.2, 16.0, 12.2, 12.8], hc: [21, 21, 21, 12.5, 14.7] },
  text2: { dark: [8.6, 9.0, 7.9, 6.1, 6.4], light: [7.6, 7.0, 8.0, 6.1, 6.4], hc: [17.3, 17.3, 17.3, 10.2, 12.1] },
  text3: { dark: [6.6, 6.9, 6.1, 4.7, 4.9], light: [6.1, 5.6, 6.4, 4.9, 5.1], hc: [14.2, 14.2, 14.2, 8.4, 9.9] },
  accent: { dark: [7.6, 8.0, 7.1, 5.4, 5.7], light: [6.2, 5.7, 6.5, 5.0, 5.2], hc: [13.3, 13.3, 13.3, 7.9, 9.3] },
  control: { dark: [4.3, 4.5, 4.0, 3.1, 3.2], light: [4.2, 3.9, 4.4, 3.3, 3.5], hc: [21, 21, 21, 12.5, 14.7] },
};

describe.each(themes)('the %s theme', (name) => {
  const token = theme(name);
  // One decimal, as the table of the design states them.
  const of = (a: string, b: string) => Math.round(contrast(token[a]!, token[b]!) * 10) / 10;

  it.each(Object.keys(designed))('gives %s the contrast of the design on every ground', (role) => {
    const got = grounds.map((ground) => of(role, ground));
    const wanted = designed[role]![name];
    got.forEach((value, index) => {
      expect(Math.abs(value - wanted[index]!), `${role} on ${grounds[index]}: ${value}`).toBeLessThanOrEqual(0.1001);
    });
  });

  it('keeps text at 4.5:1 and controls at 3:1 everywhere', () => {
    for (const ground of grounds) {
      for (const role of ['text', 'text2', 'text3', 'accent', 'ok', 'warn', 'err'])
        expect(of(role, ground), `${role} on ${ground}`).toBeGreaterThanOrEqual(4.5);
      expect(of('control', ground), `control on ${ground}`).toBeGreaterThanOrEqual(3);
    }
  });

  it('keeps ink on its fill, and a meaning on its own tint, legible', () => {
    for (const fill of ['accent', 'accent-hover', 'accent-press'])
      expect(of('accent-ink', fill), fill).toBeGreaterThanOrEqual(5.7);
    expect(of('danger-ink', 'danger')).toBeGreaterThanOrEqual(4.5);
    for (const meaning of ['accent', 'ok', 'warn', 'err'])
      expect(of(meaning, `${meaning}-soft`), meaning).toBeGreaterThanOrEqual(name === 'light' ? 5.1 : 6.1);
  });

  it('keeps names on data cells, and code, legible', () => {
    for (const cell of ['d1', 'd2', 'd3', 'd4', 'd5', 'd6'])
      expect(of('d-text', cell), cell).toBeGreaterThanOrEqual(name === 'light' ? 11 : 6.6);
    for (const code of ['key', 'type', 'str', 'num', 'fn', 'pre', 'com'])
      expect(of(`syn-${code}`, 'base'), code).toBeGreaterThanOrEqual(5.2);
  });
});

it('has the same colours in every theme', () => {
  const names = Object.keys(theme('dark')).sort();
  expect(names.length).toBe(48);
  expect(Object.keys(theme('light')).sort()).toEqual(names);
  expect(Object.keys(theme('hc')).sort()).toEqual(names);
});
