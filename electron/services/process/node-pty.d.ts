/** The part of node-pty that is used, typed for `encoding: null`: the alias's own typings are declared under another name. */
declare module 'node-pty' {
  export interface IPty {
    readonly pid: number;
    /** The master side, where the system has file descriptors. */
    readonly fd?: number;
    /** The stream behind it; not part of the public interface, and not there on Windows. */
    readonly _socket?: { destroy: (error?: Error) => unknown; readonly destroyed: boolean };
    onData(listener: (chunk: Uint8Array) => void): void;
    onExit(listener: (end: { readonly exitCode: number; readonly signal?: number }) => void): void;
    write(bytes: Uint8Array): void;
    resize(cols: number, rows: number): void;
    pause(): void;
    resume(): void;
  }
  export function spawn(
    file: string,
    args: readonly string[],
    options: {
      readonly name: string;
      readonly cols: number;
      readonly rows: number;
      readonly cwd: string;
      readonly env: Readonly<Record<string, string>>;
      readonly encoding: null;
    },
  ): IPty;
}
