/** Functions of the C library that people reach for, and what Bare has in their place. */

export interface Replacement {
  /** Name that the call may simply be changed to. */
  readonly rename?: string;
  /** What to use, as the end of the sentence "Here …". */
  readonly advice: string;
}

const REPLACEMENTS: Readonly<Record<string, Replacement>> = {
  printf: { rename: 'print', advice: 'it is `print()`, with most of the same `%` signs' },
  vprintf: { rename: 'vprint', advice: 'it is `vprint()`, with most of the same `%` signs' },
  puts: { advice: 'it is `print("%s\\n", text)`' },
  putchar: { advice: 'it is `print("%c", c)`' },
  fprintf: { advice: 'there is one place to print to: `print()`' },
  getchar: { rename: 'read_char', advice: 'it is `read_char()`, which waits for a key' },
  gets: { advice: 'it is `read_line(line, sizeof line)`' },
  fgets: { advice: 'it is `read_line(line, sizeof line)`' },
  scanf: { advice: 'a line is read by `read_line(line, sizeof line)`' },
  sleep: { advice: 'it is `sleep_ms()`, which counts in thousandths of a second' },
  usleep: { advice: 'it is `sleep_ms()`, which counts in thousandths of a second' },
  nanosleep: { advice: 'it is `sleep_ms()`, which counts in thousandths of a second' },
  time: { advice: 'nothing knows the date; `uptime_ms()` is the time since the start' },
  clock: { advice: '`uptime_us()` is the time since the start' },
  gettimeofday: { advice: 'nothing knows the date; `uptime_us()` is the time since the start' },
  abort: { advice: 'it is `panic("why")`' },
  write: { advice: 'there are no files; text goes out by `print()`' },
  read: { advice: 'there are no files; text comes in by `read_line()`' },
};
const OTHERS =
  /^(?:f?(?:open|close|read|write|seek|flush|puts|putc|getc|scanf)|sn?printf|vsn?printf|sscanf|perror|str\w+|mem\w+|ato[fil]l?|is(?:alpha|digit|space|alnum|upper|lower|punct|print)|to(?:upper|lower)|s?rand|qsort|bsearch|l?abs|getenv|system|exec\w*|fork|waitpid|pthread_\w+|mmap|socket|bind|listen|accept|connect|send|recv|select|poll|getpid|signal|sigaction|pipe|dup2?|sin|cos|tan|sqrt|pow|exp|log|floor|ceil|fabs|atexit|setjmp|longjmp|localtime|gmtime|strftime|mktime)$/;

/** null: not a function of the C library, as far as is known here. */
export function libcFunction(name: string): Replacement | null {
  const known = Object.hasOwn(REPLACEMENTS, name) ? REPLACEMENTS[name] : undefined;
  if (known) return known;
  return OTHERS.test(name) ? { advice: 'it has to be written, in a few lines of C in `src/`' } : null;
}
