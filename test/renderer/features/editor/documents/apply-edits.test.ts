import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../../renderer/features/editor/documents/apply-edits.ts';

const at = (line: number, column: number, endLine = line, endColumn = column) => ({
  file: 'a.c',
  line,
  column,
  endLine,
  endColumn,
});

describe('applyEdits', () => {
  it('inserts and replaces, whatever the order the edits come in', () => {
    const edits = [
      { at: at(2, 1, 2, 4), newText: 'two' },
      { at: at(1, 4), newText: ';' },
    ];
    expect(applyEdits('one\n222\n', edits)).toBe('one;\ntwo\n');
  });

  it('replaces over several lines', () => {
    expect(applyEdits('a\nb\nc', [{ at: at(1, 2, 3, 1), newText: '-' }])).toBe('a-c');
  });

  it('counts columns in front of a carriage return, and keeps it', () => {
    expect(applyEdits('one\r\ntwo', [{ at: at(1, 99), newText: ';' }])).toBe('one;\r\ntwo');
  });

  it('takes places beyond the text back to its end', () => {
    expect(applyEdits('a', [{ at: at(9, 9), newText: 'z' }])).toBe('az');
  });

  it('keeps the given order of insertions at one place', () => {
    const edits = ['1', '2'].map((newText) => ({ at: at(1, 1), newText }));
    expect(applyEdits('x', edits)).toBe('12x');
  });

  it('refuses edits that overlap', () => {
    const edits = [
      { at: at(1, 1, 1, 4), newText: '' },
      { at: at(1, 3, 1, 5), newText: '' },
    ];
    expect(applyEdits('abcdef', edits)).toBeNull();
  });
});
