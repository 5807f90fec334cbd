import { isUtf8 } from "node:buffer";

/** The text of a document, or in words why its bytes are not text ("its bytes are not valid UTF-8"). */
export type Decoded =
  | {
      readonly text: string;
      /** Name of the encoding the bytes were read as although the document says another, or nothing. */
      readonly guessed?: string;
    }
  | { readonly problem: string };

/**
 * Reads bytes as text, without a byte order mark: UTF-8, UTF-16 in either order, the encoding an XML
 * declaration names, or Windows-1252.
 *
 * Valid UTF-8 is read as UTF-8 whatever is declared: text in other encodings is not valid UTF-8 by
 * accident, while .NET tools write UTF-8 under a declaration of UTF-16. Filings in Windows-1252 that
 * call themselves UTF-8 exist, and most readers garble them without a word.
 *
 * @param declared the encoding an XML declaration names, lower case; null when there is none
 */
export function decodeText(bytes: Uint8Array, declared: string | null = null): Decoded {
  const decoded = decodeBytes(bytes, declared);
  if ("text" in decoded && decoded.text.includes("\0"))
    return { problem: "it holds zero bytes, which no text has" };
  return decoded;
}

function decodeBytes(bytes: Uint8Array, declared: string | null): Decoded {
  const utf16 = sniffUtf16(bytes);
  if (utf16 !== null) return decodeAs(utf16, bytes);
  if (isUtf8(bytes)) return { text: withoutMark(asBuffer(bytes).toString("utf8")) };
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { problem: "its bytes are not valid UTF-8, which its byte order mark announces" };
  // WHATWG's iso-8859-1 is Windows-1252.
  if (declared !== null && !/^(utf-?8|utf-?16(le|be)?|(us-)?ascii)$/.test(declared))
    return decodeAs(declared, bytes);
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

function decodeAs(encoding: string, bytes: Uint8Array): Decoded {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch (cause) {
    if (cause instanceof RangeError)
      return { problem: `it declares the encoding "${encoding}", which is unknown` };
    throw cause;
  }
  if (decoder.encoding === "windows-1252") return { text: windows1252(asBuffer(bytes).toString("latin1")) };
  try {
    return { text: decoder.decode(bytes) };
  } catch (cause) {
    if (cause instanceof TypeError)
      return { problem: `its bytes are not valid ${decoder.encoding.toUpperCase()}` };
    throw cause;
  }
}

/** A sequence of two to four bytes as UTF-8 has them, or any other byte above ASCII, in latin1 text. */
const ABOVE_ASCII = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g;
/** Bytes to which Windows-1252 gives no character. */
const UNDEFINED_IN_1252 = /[\x81\x8d\x8f\x90\x9d]/;
/** A dash or curly quote in UTF-8. As Windows-1252 it would read "â€" and something, which nobody writes. */
const UTF8_PUNCTUATION = /\xe2\x80[\x80-\xbf]/;

/**
 * Neither UTF-8 nor anything declared: Windows-1252, byte for byte, except in a document that was put
 * together from texts in both, where what is UTF-8 is read as such.
 */
function decodeStray(bytes: Uint8Array): Decoded {
  const latin1 = asBuffer(bytes).toString("latin1");
  if (!UNDEFINED_IN_1252.test(latin1) && !UTF8_PUNCTUATION.test(latin1))
    return { text: windows1252(latin1), guessed: "Windows-1252" };
  let undefinedByte: string | undefined;
  const text = latin1.replace(ABOVE_ASCII, (match) => {
    const sequence = Buffer.from(match, "latin1");
    if (match.length > 1 && isUtf8(sequence)) return sequence.toString("utf8");
    undefinedByte ??= UNDEFINED_IN_1252.exec(match)?.[0];
    return windows1252(match);
  });
  if (undefinedByte === undefined) return { text, guessed: "a mixture of UTF-8 and Windows-1252" };
  const hex = undefinedByte.charCodeAt(0).toString(16).toUpperCase();
  return { problem: `it is neither UTF-8, UTF-16 nor Windows-1252 (byte 0x${hex})` };
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
