import { describe, expect, it } from 'vitest';
import { parseToolOutput } from '#core/engines/problems/parse-tool-output.ts';
import { summary, transcript } from '../problems/read-transcript.ts';

const root = '/home/user/src/apps/greet-rs';
const problemsOf = (name: string) => parseToolOutput(transcript(name), { root, tool: 'cargo' });

describe("cargo's JSON", () => {
  it('becomes problems with exact places', () => {
    expect(summary(problemsOf('cargo-errors-json.stdout.jsonl'))).toEqual([
      '1-1 error rust.E0432 src/main.rs:1:10-20',
      '2-2 error rust.E0308 src/main.rs:17:24-32',
      '3-3 error rust.E0609 src/main.rs:18:31-36',
    ]);
  });

  it('makes quick fixes of suggestions', () => {
    const [, mismatch, field] = problemsOf('cargo-errors-json.stdout.jsonl');
    expect(mismatch).toMatchObject({
      title: 'Mismatched types',
      related: [{ message: 'Expected due to this' }],
      fixes: [
        {
          kind: 'edit',
          title: 'Try using a conversion method: `.to_string()`',
          edits: [{ at: { line: 17, column: 32, endColumn: 32 }, newText: '.to_string()' }],
        },
      ],
    });
    expect(field?.fixes[0]).toMatchObject({ edits: [{ newText: 'width' }] });
  });

  it('tells colours apart from words', () => {
    expect(summary(problemsOf('cargo-errors-json-ansi.stdout.jsonl'))).toEqual(
      summary(problemsOf('cargo-errors-json.stdout.jsonl')),
    );
  });

  it('names the symbol that the linker misses, and who uses it', () => {
    const problems = problemsOf('cargo-link-error-json.stdout.jsonl');
    expect(summary(problems)).toEqual([
      '1-1 warning rust.unused_variables src/main.rs:6:9-14',
      '2-2 error ld.undefined-reference src/main.rs:7:1',
    ]);
    expect(problems[1]?.title).toBe('Nothing provides `sys_sendto`');
  });

  it('has warnings with the change that quiets them', () => {
    const problems = problemsOf('cargo-warnings-json.stdout.jsonl');
    expect(problems.map(({ severity, fixes }) => [severity, fixes.length])).toEqual([
      ['warning', 1],
      ['warning', 1],
    ]);
  });
});

describe("cargo's text", () => {
  it.each([
    ['cargo-errors.stderr.txt', ['rust.E0432 src/main.rs:1', 'rust.E0308 src/main.rs:17', 'rust.E0609 src/main.rs:18']],
    ['cargo-manifest-syntax.stderr.txt', ['rust.error Cargo.toml:6']],
    ['cargo-missing-path-dependency.stderr.txt', ['cargo.path-missing']],
    ['cargo-offline-dependency.stderr.txt', ['cargo.offline']],
    ['cargo-unknown-feature.stderr.txt', ['cargo.unknown-feature']],
    ['cargo-unknown-target.stderr.txt', ['cargo.unknown-target']],
    ['cargo-unknown-bin.stderr.txt', ['cargo.no-bin']],
    ['cargo-build-std-no-src.stderr.txt', ['cargo.rust-src-missing']],
    ['cargo-build-std-on-stable.stderr.txt', ['cargo.unstable-flag']],
    ['cargo-target-std-missing.stderr.txt', ['rust.E0463']],
    ['rustup-toolchain-missing.stderr.txt', ['cargo.toolchain-missing']],
    ['cargo-warnings.stderr.txt', ['rust.warning src/main.rs:3', 'rust.warning src/main.rs:2']],
    ['cargo-build-ok.stderr.txt', []],
    ['cargo-build-fresh.stderr.txt', []],
  ])('is understood: %s', (name, expected) => {
    const found = problemsOf(name).map(({ code, at }) => (at ? `${code} ${at.file}:${at.line}` : code));
    expect(found).toEqual(expected);
  });

  it('resolves the places of a build inside the build, and says whose it is', () => {
    const lines = [
      '   Compiling hermit v0.13.2',
      '[hermit 0.13.2] $ cd "/src/kernel" && env -u CARGO "cargo" "rustc"',
      '[hermit 0.13.2]    Compiling hermit-kernel v0.13.0 (/src/kernel)',
      '[hermit 0.13.2] error[E0425]: cannot find value `x` in this scope',
      '[hermit 0.13.2]    --> src/mm/mod.rs:12:5',
      '[hermit 0.13.2]     |',
      '[hermit 0.13.2] 12  |     x',
      '[hermit 0.13.2]     |     ^ not found in this scope',
      '[hermit 0.13.2] ',
      '[hermit 0.13.2] error: could not compile `hermit-kernel` (lib) due to 1 previous error',
      'error: failed to run custom build command for `hermit v0.13.2`',
    ];
    const [problem, ...others] = parseToolOutput(lines, { root: '/project' });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      code: 'rust.E0425',
      at: { file: '/src/kernel/src/mm/mod.rs', line: 12 },
      why: 'It is the build inside `hermit 0.13.2` that stopped.',
    });
  });

  it('says nothing of warnings in a build inside the build, which somebody else wrote', () => {
    const lines = [
      '[hermit 0.13.2] warning: feature `slice_ptr_get` is declared but not used',
      '[hermit 0.13.2]   --> src/lib.rs:54:12',
      '[hermit 0.13.2]    |',
      '[hermit 0.13.2] warning: `hermit-kernel` (lib) generated 1 warning',
    ];
    expect(parseToolOutput(['   Compiling hermit v0.13.2', ...lines], { root: '/project' })).toEqual([]);
  });

  it('leaves other tools alone', () => {
    expect(parseToolOutput(['error: something', 'warning: of a script'], { root })).toEqual([]);
  });
});
