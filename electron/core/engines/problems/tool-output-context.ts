/** What the parsers of tool output may know of the project whose build they read, and the shapes that they share. */
import type { Problem } from '../../contract/problem.ts';

export interface ToolOutputContext {
  /** Absolute path of the project, `/`-separated. */
  readonly root: string;
  /** Absolute folder that the tool was started in; missing: the project's root. */
  readonly cwd?: string;
  /** Name of the program whose output this is, `cargo`; missing: any. */
  readonly tool?: string;
  /** Files of the project, relative; missing: nothing is known, and no name is looked for. */
  readonly paths?: readonly string[];
  /** Text of a file of the project as the tool saw it; `undefined` where it cannot be read. */
  readonly source?: (path: string) => string | undefined;
  /** Better words for a program that is missing: what needs it, what installs it. Null where nothing is known of it. */
  readonly missingTool?: (name: string) => ToolWords | null;
  /** Number of the first line in the whole log; missing: 1. */
  readonly firstLine?: number;
}

/** The part of a problem that says which program is missing, why it is needed and how it is installed. */
export type ToolWords = Pick<Problem, 'title' | 'why' | 'fixes'>;

export interface LogLine {
  readonly number: number;
  /** Without escape sequences, at most a few thousand characters. */
  readonly text: string;
}

/** `previous` was told before and is now known better. */
export type EmitProblem = (problem: Problem, previous: Problem | null) => void;

/** Reads one tool's messages out of a log that many tools write. */
export interface LineParser {
  /** True: the line belongs to a message of this tool. */
  feed(line: LogLine): boolean;
  /** Tells what is known so far; more of the same message may still come. */
  flush(): void;
}
