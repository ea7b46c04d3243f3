/** Where the reading of Kconfig files is, and the pieces that statements and properties are both made of. */
import { binaryText } from './bytes.ts';
import { devicetreeAnswer } from './devicetree-functions.ts';
import type { Dialect } from './dialect.ts';
import { ExpressionReader } from './expression-reader.ts';
import { E_YES, type ExprId } from './expressions.ts';
import { NodeKind } from './model.ts';
import { type KconfigOutside, type KconfigProblem, ParsedKconfig } from './parsed-kconfig.ts';
import { type MacroPlace, Preprocessor } from './preprocessor.ts';
import { PropertyKind } from './property-table.ts';
import { Scanner, Token } from './scanner.ts';
import { withoutMarks } from './unknown-answers.ts';
import { Keyword } from './words.ts';

const MAX_PROBLEMS = 2000;

const isSpace = (byte: number): boolean => byte === 32 || (byte >= 9 && byte <= 13);

export class ParseState {
  readonly tree = new ParsedKconfig();
  readonly macros: Preprocessor;
  readonly scanner: Scanner;
  readonly reader: ExpressionReader;
  /** Index of the scanner's file among the tree's sources. */
  file = 0;
  /** The node whose properties are being read. */
  entry = 0;
  statementLine = 1;
  private promptStart = 0;
  private promptEnd = 0;
  private promptMade: string | null = null;

  constructor(
    private readonly outside: KconfigOutside,
    private readonly dialect: Dialect,
  ) {
    const { tree } = this;
    this.macros = new Preprocessor({
      environment: (name) => this.environment(name),
      shell: (command, place) => {
        const answer = outside.shell(command);
        if (answer === undefined)
          this.problem('shell-unknown', 'warning', `the answer of the shell to “${command}” is not known`, place);
        return answer;
      },
      function: (name, args, place) => this.callFunction(name, args, place),
      report: (kind, message, place) => this.problem(`macro-${kind}`, kind, message, place),
    });
    this.scanner = new Scanner(
      tree.words,
      this.macros,
      (message, severity) => this.problem('syntax', severity, message, this.scanner),
      dialect.likeKconfiglib,
    );
    this.reader = new ExpressionReader(this.scanner, tree.table, tree.expressions, (message) => this.error(message));
  }

  environment(name: string): string | undefined {
    const value = this.outside.environment(name);
    this.tree.environment.set(name, value ?? '');
    return value;
  }

  private callFunction(name: string, args: readonly string[], place: MacroPlace): string | undefined {
    const answer = this.dialect.likeKconfiglib ? devicetreeAnswer(name) : undefined;
    if (answer !== undefined) {
      const message = `${name} is answered as without a devicetree: “${answer}”`;
      this.problem('devicetree-unknown', 'info', message, place);
    } else if (args.length > 0)
      this.problem('function-unknown', 'warning', `there is no function ${name}: its call gives nothing`, place);
    return answer;
  }

  problem(code: string, severity: KconfigProblem['severity'], message: string, place: MacroPlace): void {
    const { problems } = this.tree;
    if (problems.length >= MAX_PROBLEMS) return;
    const column = place === this.scanner ? this.scanner.column : 1;
    problems.push({ code, severity, message, file: place.file.name, line: place.line, column });
  }

  error(message: string, code = 'syntax'): void {
    this.problem(code, 'error', message, this.scanner);
  }

  warn(message: string, code: string): void {
    this.problem(code, 'warning', message, { file: this.scanner.file, line: this.statementLine });
  }

  addProperty(kind: PropertyKind, condition: ExprId, a: number, b = 0): number {
    const { nodes, properties, table } = this.tree;
    const { entry } = this;
    const property = properties.add(kind, entry, this.statementLine, condition, a, b);
    if (nodes.firstProperty[entry] === 0) nodes.firstProperty[entry] = property;
    else properties.nextOfNode[nodes.lastProperty[entry]!] = property;
    nodes.lastProperty[entry] = property;
    const symbol = nodes.symbol[entry]!;
    if (symbol !== 0) table.addProperty(symbol, property, properties.nextOfSymbol);
    return property;
  }

  /** A property that comes before those that the entry's symbol has already, without a condition. */
  addPropertyFirst(kind: PropertyKind, a: number): void {
    const { nodes, properties, table } = this.tree;
    const { entry } = this;
    const property = properties.add(kind, entry, this.statementLine, E_YES, a, 0);
    properties.nextOfNode[property] = nodes.firstProperty[entry]!;
    if (nodes.firstProperty[entry] === 0) nodes.lastProperty[entry] = property;
    nodes.firstProperty[entry] = property;
    table.addPropertyFirst(nodes.symbol[entry]!, property, properties.nextOfSymbol);
  }

  /** Takes the text of the scanner's token, for `addPrompt`. */
  takePromptText(): void {
    const { made, from, to } = this.scanner;
    this.promptMade = made;
    this.promptStart = from;
    this.promptEnd = to;
  }

  /** Takes this text for `addPrompt`. */
  setPromptText(text: string): void {
    this.promptMade = text;
  }

  /** Gives the entry the prompt whose text was taken last. */
  addPrompt(condition: ExprId): void {
    const { entry } = this;
    const { nodes, expressions } = this.tree;
    const kind = nodes.kind[entry]!;
    const own = kind === NodeKind.Config || kind === NodeKind.MenuConfig || kind === NodeKind.Choice;
    if (this.trimPrompt(own)) this.warn('blanks around the prompt are ignored', 'prompt-blanks');
    if (nodes.prompt[entry] !== 0) this.warn('the prompt is given twice; the last one counts', 'prompt-twice');
    let visible = condition;
    if (own)
      for (let menu = nodes.parent[entry]!; menu !== 0; menu = nodes.parent[menu]!)
        if (nodes.visibility[menu] !== -1) visible = expressions.and(visible, nodes.visibility[menu]!);
    const made = this.promptMade;
    const start = made === null ? this.promptStart : -this.tree.texts.push(made);
    nodes.prompt[entry] = this.addProperty(PropertyKind.Prompt, visible, start, this.promptEnd);
  }

  /** Drops the blanks around the text that was taken, as the dialect does it; false when there are none. */
  private trimPrompt(own: boolean): boolean {
    const python = this.dialect.likeKconfiglib;
    const atStart = own || !python;
    const atEnd = own && python;
    // Offsets count in the file of the node.
    if (this.promptMade === null && this.tree.nodes.file[this.entry] !== this.file)
      this.promptMade = binaryText(this.scanner.file.bytes, this.promptStart, this.promptEnd);
    if (this.promptMade !== null) {
      const shown = withoutMarks(this.promptMade, '?');
      this.promptMade = atStart ? shown.replace(/^[ \t\n\r\f\v]+/, '') : shown;
      if (atEnd) this.promptMade = this.promptMade.replace(/[ \t\n\r\f\v]+$/, '');
      return this.promptMade !== shown;
    }
    const { bytes } = this.scanner.file;
    const { promptStart, promptEnd } = this;
    if (atStart) while (this.promptStart < promptEnd && isSpace(bytes[this.promptStart]!)) this.promptStart++;
    if (atEnd) while (this.promptEnd > this.promptStart && isSpace(bytes[this.promptEnd - 1]!)) this.promptEnd--;
    return this.promptStart !== promptStart || this.promptEnd !== promptEnd;
  }

  /** Reads the text of a menu or the like, for `addPrompt`; false, and an empty one taken, when there is none. */
  quotedText(after: string): boolean {
    const { scanner } = this;
    if (scanner.next() !== Token.Quoted && scanner.token !== Token.Word) {
      this.error(`a text in quotes is missing after “${after}”`);
      scanner.skipLine();
      this.setPromptText('');
      return false;
    }
    this.takePromptText();
    scanner.next();
    this.expectEnd();
    return true;
  }

  ifCondition(): ExprId {
    const { scanner } = this;
    if (scanner.token !== Token.Word || scanner.word !== Keyword.If) return E_YES;
    scanner.next();
    return this.reader.expression();
  }

  endOfStatement(): void {
    this.scanner.next();
    this.expectEnd();
  }

  expectEnd(): void {
    const { scanner } = this;
    if (scanner.token === Token.End) return;
    this.error('the line should end here');
    scanner.skipLine();
  }
}
