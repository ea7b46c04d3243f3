/**
 * Answers of the shell that nobody knows, carried through texts: each is one character beyond the bytes that other texts
 * are made of, which stands for its command. Whatever is made with it is unknown too, and so no syntax error either.
 */

const FIRST = 0xe000;
const LAST = 0xf8ff;
const MARK = /[\ue000-\uf8ff]/;
const MARKS = /[\ue000-\uf8ff]/g;

export class UnknownAnswers {
  /** Commands that were not answered, by their number. */
  readonly commands: string[] = [];
  private readonly marks = new Map<string, string>();

  markOf(command: string): string {
    let mark = this.marks.get(command);
    if (mark === undefined) {
      // Commands beyond some thousands share a mark: that something is unknown is still told.
      mark = String.fromCharCode(Math.min(FIRST + this.commands.length, LAST));
      if (FIRST + this.commands.length <= LAST) this.commands.push(command);
      this.marks.set(command, mark);
    }
    return mark;
  }
}

export const isUnknown = (text: string): boolean => MARK.test(text);

/** The text with something that can be shown and written in the place of what is not known. */
export function withoutMarks(text: string, instead = ''): string {
  return text.replace(MARKS, instead);
}

/** Numbers of the commands whose answers are in the text. */
export function commandsIn(text: string): number[] {
  return [...(text.match(MARKS) ?? [])].map((mark) => mark.charCodeAt(0) - FIRST);
}
