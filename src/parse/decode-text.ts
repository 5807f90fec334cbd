import { isUtf8 } from "node:buffer";

/** The text of a document and how its bytes were read, or why they could not be. */
export type Decoded =
  | {
      readonly text: string;
      /** `utf-8`, `utf-16le`, `utf-16be`, `windows-1252` or the encoding the document declares. */
      readonly encoding: string;
      /** The bytes are not what the document says (or UTF-8, where it says nothing); this is a best reading. */
      readonly guessed: boolean;
    }
  | { readonly problem: string };

/**
 * Reads bytes as text, without a byte order mark. UTF-8 wins whenever the bytes are valid UTF-8,
 * whatever is declared: other text is never valid UTF-8 by accident, and .NET tools write UTF-8
 * under a declaration of UTF-16. Filings in Windows-1252 that call themselves UTF-8 exist; nearly
 * every reader garbles them silently.
 *
 * @param declared the encoding an XML declaration names, lower case; null when there is none
 */
export function decodeText(bytes: Uint8Array, declared: string | null = null): Decoded {
  const utf16 = sniffUtf16(bytes);
  if (utf16 !== null) return decodeAs(utf16, bytes, false);
  if (isUtf8(bytes))
    return { text: withoutMark(asBuffer(bytes).utf8Slice()), encoding: "utf-8", guessed: false };
  if (declared !== null && !/^(utf-?(8|16(le|be)?)|us-ascii|ascii)$/.test(declared)) {
    // WHATWG's iso-8859-1 is windows-1252.
    return decodeAs(declared, bytes, false);
  }
  return decodeStray(bytes);
}

/** UTF-16 by its mark, or by the zero byte that every ASCII character has in it. */
function sniffUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const [first, second] = bytes;
  if (second === undefined) return null;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return "utf-16be";
  return null;
}

function decodeAs(encoding: string, bytes: Uint8Array, guessed: boolean): Decoded {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch {
    return { problem: `it declares the encoding "${encoding}", which is unknown` };
  }
  if (decoder.encoding === "windows-1252") {
    return { text: windows1252(asBuffer(bytes).latin1Slice()), encoding: decoder.encoding, guessed };
  }
  try {
    return { text: decoder.decode(bytes), encoding: decoder.encoding, guessed };
  } catch {
    return { problem: `its bytes are not valid ${decoder.encoding}` };
  }
}

/** One UTF-8 sequence of two to four bytes, or any other single byte above ASCII, as latin1 text. */
const ABOVE_ASCII = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g;
/** Bytes to which Windows-1252 gives no character. */
const UNDEFINED_IN_1252 = /[\x81\x8d\x8f\x90\x9d]/;

/**
 * Not UTF-8: Windows-1252 as a whole, unless the bytes hold the UTF-8 form of a dash or curly quote
 * (in Windows-1252 that would read "â€"), as in texts put together from both.
 */
function decodeStray(bytes: Uint8Array): Decoded {
  const latin1 = asBuffer(bytes).latin1Slice();
  const mixed = /\xe2\x80[\x80-\xbf]/.test(latin1);
  const undefinedAt = latin1.search(UNDEFINED_IN_1252);
  if (!mixed && undefinedAt < 0) return decodeAs("windows-1252", bytes, true);
  let bad: string | null = null;
  const text = latin1.replace(ABOVE_ASCII, (match) => {
    if (match.length > 1 && isUtf8(Buffer.from(match, "latin1")))
      return Buffer.from(match, "latin1").toString();
    if (UNDEFINED_IN_1252.test(match)) bad ??= match;
    return windows1252(match);
  });
  if (bad !== null) {
    const hex = (bad as string).charCodeAt(0).toString(16);
    return { problem: `the byte 0x${hex} is neither UTF-8 nor Windows-1252` };
  }
  return { text: withoutMark(text), encoding: "windows-1252", guessed: true };
}

/** What Windows-1252 has at 0x80–0x9F, where it differs from Latin-1; bytes it leaves undefined stay controls. */
const FROM_0X80 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/** Node 20's own decoder of this name reads plain Latin-1: a dash became a control character. */
function windows1252(latin1: string): string {
  return latin1.replace(/[\x80-\x9f]/g, (byte) => FROM_0X80[byte.charCodeAt(0) - 0x80] ?? byte);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
