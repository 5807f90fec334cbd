import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { STREAM_FILTERS, TooLarge } from "@/parse/pdf/stream-filters";

const unpack = (name: string, packed: Buffer, most = 1_000) =>
  STREAM_FILTERS[name]?.(packed, most)?.toString("latin1");

test.each([
  // ISO 32000-1, 7.4.4.2, example 1.
  ["LZWDecode", Buffer.from("800b6050220c0c8501", "hex"), "-----A---B"],
  // Two bytes as they are, then "a" three times.
  ["RunLengthDecode", Buffer.from([1, 0x78, 0x79, 254, 0x61, 128, 5]), "xyaaa"],
  ["ASCIIHexDecode", Buffer.from("48 65 6C\n6c6f>"), "Hello"],
  ["ASCII85Decode", Buffer.from('87cUR\nD]i,"Ebo80z~>'), "Hello World!\0\0\0\0"],
  ["FlateDecode", deflateSync("Hello"), "Hello"],
])("%s unpacks what the standard says", (name, packed, text) => {
  expect(unpack(name, packed)).toBe(text);
});

test.each([
  ["LZWDecode", Buffer.from("800b6050220c0c8501", "hex"), 9],
  ["RunLengthDecode", Buffer.from([129, 0x61, 128]), 127],
  ["ASCII85Decode", Buffer.from("zzz~>"), 11],
  ["FlateDecode", deflateSync(Buffer.alloc(100)), 99],
])("%s stops at the most it may unpack", (name, packed, most) => {
  expect(() => unpack(name, packed, most)).toThrow(TooLarge);
  expect(unpack(name, packed, most + 1)).toHaveLength(most + 1);
});
