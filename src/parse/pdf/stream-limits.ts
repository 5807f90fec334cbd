import { Refusal } from "./refusal";
import { STREAM_FILTERS, TooLarge } from "./stream-filters";

/** Bytes one stream of a PDF may unpack to, and all of them together. Pages and fonts of real reports have less than half a megabyte. */
const MOST_STREAM_BYTES = 16 * 1024 ** 2;
const MOST_BYTES = 128 * 1024 ** 2;
/** How often a stream may be packed. Real ones are packed once, pictures at most twice. */
const MOST_FILTERS = 3;
/** A stream's dictionary ends right before it; this much of it is looked at. */
const DICTIONARY_BYTES = 4_096;
const BEGIN = Buffer.from("stream");
const END = Buffer.from("endstream");

/**
 * Refuses a PDF in which packed streams grow beyond all measure, before the library unpacks them: it builds strings
 * letter by letter, and one of a hundred million letters ends the process that reads. What hides its filters from this look
 * is left to the limits of that process.
 */
export function checkStreams(bytes: Uint8Array): void {
  const pdf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let total = 0;
  for (let at = pdf.indexOf(BEGIN); at >= 0; at = pdf.indexOf(BEGIN, at)) {
    const filters = filtersOf(pdf.subarray(Math.max(0, at - DICTIONARY_BYTES), at));
    at += BEGIN.length;
    if (pdf[at] === 0x0d) at += 1;
    if (pdf[at] === 0x0a) at += 1;
    const end = pdf.indexOf(END, at);
    if (end < 0) return;
    total += unpackedBytes(pdf.subarray(at, end), filters);
    if (total > MOST_BYTES) throw tooLarge("The PDF", MOST_BYTES);
    at = end + END.length;
  }
}

/** The filters a dictionary names, in the order they are taken off. */
function filtersOf(before: Buffer): string[] {
  const text = before.toString("latin1");
  const own = text.slice(text.lastIndexOf("obj") + 1);
  const [, list = ""] = /\/F(?:ilter)?\s*(\[[^\]]*\]|\/\w+)/.exec(own) ?? [];
  return [...list.matchAll(/\/(\w+)/g)].map(([, name = ""]) => name);
}

/** As far as it can be unpacked here: the last step that is known counts. */
function unpackedBytes(packed: Buffer, filters: readonly string[]): number {
  if (filters.length > MOST_FILTERS) {
    throw new Refusal(
      `A part of the PDF is packed ${filters.length} times over; expected at most ${MOST_FILTERS} times.`,
      null,
      "limit_exceeded",
    );
  }
  let content = packed;
  let left = [...filters];
  // Should the dictionary have been missed, what is deflated shows it.
  if (left.length === 0 && isDeflated(content)) left = ["FlateDecode"];
  for (const name of left) {
    try {
      const unpacked = STREAM_FILTERS[name]?.(content, MOST_STREAM_BYTES);
      // What is not unpacked here, or does not unpack, is the library's to read or refuse.
      if (!unpacked) break;
      content = unpacked;
    } catch (error) {
      if (error instanceof TooLarge) throw tooLarge("A part of the PDF", MOST_STREAM_BYTES);
      throw error;
    }
  }
  return content.length;
}

function tooLarge(what: string, most: number): Refusal {
  return new Refusal(
    `${what} unpacks to more than ${most / 1024 ** 2} MiB; no report is as large.`,
    null,
    "limit_exceeded",
  );
}

/** The two bytes a zlib stream begins with (RFC 1950): deflate, and a sum that is a multiple of 31. */
function isDeflated(content: Buffer): boolean {
  const [method = 0, flags = 0] = content;
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0;
}
