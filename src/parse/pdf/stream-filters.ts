import { inflateSync } from "node:zlib";

/** A stream unpacks to more than it may. */
export class TooLarge extends Error {}

/** Unpacks, throwing TooLarge beyond `most` bytes; null where it cannot be unpacked. */
type Filter = (packed: Buffer, most: number) => Buffer | null;

/** Collects what is unpacked, up to so many bytes. */
class Unpacked {
  readonly #pieces: Buffer[] = [];
  #length = 0;
  constructor(private readonly most: number) {}

  add(piece: Buffer): void {
    this.#length += piece.length;
    if (this.#length > this.most) throw new TooLarge();
    this.#pieces.push(piece);
  }

  whole(): Buffer {
    return Buffer.concat(this.#pieces);
  }
}

const flate: Filter = (packed, most) => {
  try {
    return inflateSync(packed, { maxOutputLength: most });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw new TooLarge();
    return null;
  }
};

/** A length, then so many bytes as they are, or one byte so many times (ISO 32000, 7.4.5). */
const runLength: Filter = (packed, most) => {
  const out = Buffer.alloc(Math.min(most, packed.length * 64));
  let size = 0;
  for (let at = 0; at < packed.length; ) {
    const length = packed[at] as number;
    if (length === 128) break;
    const isRun = length > 128;
    const count = isRun ? 257 - length : length + 1;
    if (size + count > most) throw new TooLarge();
    if (isRun) out.fill(packed[at + 1] ?? 0, size, size + count);
    else packed.copy(out, size, at + 1, at + 1 + count);
    size += count;
    at += isRun ? 2 : 1 + count;
  }
  return out.subarray(0, size);
};

const asciiHex: Filter = (packed) => {
  const digits = packed.toString("latin1").split(">", 1)[0] ?? "";
  return Buffer.from(digits.replace(/\s+/g, ""), "hex");
};

/** Five characters for four bytes, `z` for four zeros (7.4.3). */
const ascii85: Filter = (packed, most) => {
  const text = (packed.toString("latin1").split("~", 1)[0] ?? "")
    .replace(/\s+/g, "")
    .replaceAll("z", "!!!!!");
  const size = Math.floor((text.length * 4) / 5);
  if (size > most) throw new TooLarge();
  const bytes = Buffer.alloc(Math.ceil(text.length / 5) * 4);
  for (let at = 0; at < text.length; at += 5) {
    let value = 0;
    for (let i = 0; i < 5; i += 1) value = value * 85 + ((text.charCodeAt(at + i) || 117) - 33);
    bytes.writeUInt32BE(value % 2 ** 32, (at / 5) * 4);
  }
  return bytes.subarray(0, size);
};

const CLEAR = 256;
const END = 257;

/** Codes of nine to twelve bits for texts seen before (7.4.4). */
const lzw: Filter = (packed, most) => {
  const out = new Unpacked(most);
  let known: Buffer[] = [];
  let last = null as Buffer | null;
  let bits = 0;
  let held = 0;
  for (const byte of packed) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    const next: number = known.length + END + 2;
    const width = next < 512 ? 9 : next < 1024 ? 10 : next < 2048 ? 11 : 12;
    if (bits < width) continue;
    bits -= width;
    const code = (held >> bits) & (2 ** width - 1);
    if (code === END) break;
    if (code === CLEAR) {
      known = [];
      last = null;
      continue;
    }
    const before: Buffer | null = last;
    const seen = code < CLEAR ? Buffer.from([code]) : known[code - END - 1];
    const text: Buffer | null = seen ?? (before && Buffer.concat([before, before.subarray(0, 1)]));
    if (!text) return null;
    if (before && known.length < 4096) known.push(Buffer.concat([before, text.subarray(0, 1)]));
    out.add(text);
    last = text;
  }
  return out.whole();
};

/** By the names a stream's dictionary may give them, the short ones of inline images too. */
export const STREAM_FILTERS: Readonly<Record<string, Filter>> = {
  FlateDecode: flate,
  Fl: flate,
  RunLengthDecode: runLength,
  RL: runLength,
  ASCIIHexDecode: asciiHex,
  AHx: asciiHex,
  ASCII85Decode: ascii85,
  A85: ascii85,
  LZWDecode: lzw,
  LZW: lzw,
};
