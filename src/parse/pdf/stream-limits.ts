import { inflateSync } from "node:zlib";
import { Refusal } from "./refusal";

/** Bytes one stream of a PDF may unpack to. Pages and fonts of real reports have less than half a megabyte. */
const MOST_STREAM_BYTES = 16 * 1024 ** 2;
/** Streams may be packed several times over. */
const MOST_LAYERS = 3;
const BEGIN = Buffer.from("stream");
const END = Buffer.from("endstream");

/**
 * Refuses a PDF in which a packed stream grows beyond all measure, before the library unpacks it: it builds strings
 * letter by letter, and one of a hundred million letters ends the whole process, not only the thread that reads.
 */
export function checkStreams(bytes: Uint8Array): void {
  const pdf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = pdf.indexOf(BEGIN); at >= 0; at = pdf.indexOf(BEGIN, at)) {
    at += BEGIN.length;
    if (pdf[at] === 0x0d) at += 1;
    if (pdf[at] === 0x0a) at += 1;
    const end = pdf.indexOf(END, at);
    if (end < 0) return;
    checkLayers(pdf.subarray(at, end));
    at = end + END.length;
  }
}

function checkLayers(packed: Buffer): void {
  let content = packed;
  for (let layer = 0; layer < MOST_LAYERS && isDeflated(content); layer += 1) {
    try {
      content = inflateSync(content, { maxOutputLength: MOST_STREAM_BYTES });
    } catch (error) {
      // What does not unpack is the library's to refuse.
      if ((error as NodeJS.ErrnoException).code !== "ERR_BUFFER_TOO_LARGE") return;
      throw new Refusal(
        `A part of the PDF unpacks to more than ${MOST_STREAM_BYTES / 1024 ** 2} MiB; no page of a report is as large.`,
        null,
        "limit_exceeded",
      );
    }
  }
}

/** The two bytes a zlib stream begins with (RFC 1950): deflate, and a sum that is a multiple of 31. */
function isDeflated(content: Buffer): boolean {
  const [method = 0, flags = 0] = content;
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0;
}
