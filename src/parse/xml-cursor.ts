/** Thrown to leave a text. One object, because a stack trace for each such file would be waste. */
export const UNUSUAL = new Error("not in the schema's plainest form");

export interface Tags {
  /** Start tag up to where it ends: `<ndoPct`. */
  readonly start: string;
  readonly open: string;
  readonly close: string;
}

export function tagsOf(name: string): Tags {
  return { start: `<${name}`, open: `<${name}>`, close: `</${name}>` };
}

/** A place in XML of the plainest form, and its line. Whatever is not of that form throws UNUSUAL. */
export class XmlCursor {
  at = 0;
  line = 1;

  constructor(readonly text: string) {}

  /** Reads a start tag. True when it was an empty-element tag, with which the element is over. */
  isEmpty(tags: Tags): boolean {
    const { text } = this;
    if (!this.has(tags.start, this.at)) throw UNUSUAL;
    let at = this.at + tags.start.length;
    let code = text.charCodeAt(at);
    if (code === GREATER) {
      this.at = at + 1;
      return false;
    }
    if (code === SPACE) code = text.charCodeAt(++at);
    if (code !== SLASH || text.charCodeAt(at + 1) !== GREATER) throw UNUSUAL;
    this.at = at + 2;
    this.space();
    return true;
  }

  /** `startsWith`, in a fraction of its time: that compares character by character, this a piece at once. */
  has(token: string, at: number): boolean {
    return this.text.slice(at, at + token.length) === token;
  }

  peek(token: string): boolean {
    return this.has(token, this.at);
  }

  /** Reads a tag and the white space after it. */
  take(token: string): void {
    if (!this.has(token, this.at)) throw UNUSUAL;
    this.at += token.length;
    this.space();
  }

  /** Skips white space between elements, in which lines end in LF or CR LF. */
  space(): void {
    const { text } = this;
    let at = this.at;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === LF) this.line += 1;
      else if (code === CR) {
        if (text.charCodeAt(at + 1) !== LF) throw UNUSUAL;
      } else if (code !== SPACE && code !== TAB) break;
      at += 1;
    }
    this.at = at;
  }

  countLines(from: number, to: number): void {
    for (let at = this.text.indexOf("\n", from); at >= 0 && at < to; at = this.text.indexOf("\n", at + 1))
      this.line += 1;
  }
  /** Reads up to the next tag. */
  content(): string {
    const end = this.text.indexOf("<", this.at);
    if (end < 0) throw UNUSUAL;
    const content = this.text.slice(this.at, end);
    this.at = end;
    return content;
  }
}

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const SLASH = 0x2f;
const GREATER = 0x3e;
