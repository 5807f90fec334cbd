import { describe, expect, test } from "vitest";
import { decodeText } from "@/parse/decode-text";

const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

describe("decodeText", () => {
  test.each<{ description: string; bytes: Uint8Array; text: string }>([
    { description: "nothing", bytes: new Uint8Array(), text: "" },
    { description: "ASCII", bytes: Buffer.from("bd"), text: "bd" },
    { description: "UTF-8", bytes: Buffer.from("Société – 1"), text: "Société – 1" },
    { description: "UTF-8 with mark", bytes: Buffer.from("\ufeffSociété"), text: "Société" },
    { description: "UTF-16 LE with mark", bytes: Buffer.from("\ufeff<bd>é", "utf16le"), text: "<bd>é" },
    { description: "UTF-16 BE with mark", bytes: utf16be("\ufeff<bd>é"), text: "<bd>é" },
    { description: "UTF-16 LE, no mark", bytes: Buffer.from("<bd>é", "utf16le"), text: "<bd>é" },
    { description: "UTF-16 BE, no mark", bytes: utf16be("<bd>é"), text: "<bd>é" },
  ])("$description", ({ bytes, text }) => {
    expect(decodeText(bytes)).toMatchObject({ text });
  });

  test("a view into a larger buffer is read from its own beginning", () => {
    const whole = Buffer.from("xxé<bd>");
    expect(decodeText(whole.subarray(2))).toMatchObject({ text: "é<bd>" });
  });

  test.each<{ description: string; bytes: Buffer; declared?: string; text: string; guessed?: string }>([
    {
      description: "Windows-1252 under a declaration of UTF-8",
      bytes: Buffer.from([0x41, 0x96, 0x93, 0x42, 0x94, 0xe9]),
      declared: "utf-8",
      text: "A–“B”é",
      guessed: "Windows-1252",
    },
    {
      description: "Windows-1252 that says so",
      bytes: Buffer.from([0x41, 0x96]),
      declared: "windows-1252",
      text: "A–",
    },
    {
      description: "Windows-1252 that says ISO-8859-1",
      bytes: Buffer.from([0x41, 0x96]),
      declared: "iso-8859-1",
      text: "A–",
    },
    {
      description: "UTF-8 under a declaration of UTF-16",
      bytes: Buffer.from("é–"),
      declared: "utf-16",
      text: "é–",
    },
    {
      description: "another declared encoding",
      bytes: Buffer.from([0xa4]),
      declared: "iso-8859-15",
      text: "€",
    },
    {
      description: "a text put together from UTF-8 and Windows-1252",
      bytes: Buffer.concat([Buffer.from("“A” é "), Buffer.from([0x93, 0x42, 0x94, 0xe9])]),
      text: "“A” é “B”é",
      guessed: "a mixture of UTF-8 and Windows-1252",
    },
  ])("reads $description", ({ bytes, declared, text, guessed }) => {
    expect(decodeText(bytes, declared)).toEqual({ text, guessed });
  });

  test.each<{ description: string; bytes: Uint8Array; problem: string }>([
    {
      description: "marked UTF-8, invalid",
      bytes: Buffer.from([0xef, 0xbb, 0xbf, 0xe9, 0x41]),
      problem: "not valid UTF-8",
    },
    { description: "zero bytes", bytes: Buffer.from("ab\0c"), problem: "zero bytes" },
    {
      description: "UTF-16 of odd length",
      bytes: Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x42]),
      problem: "UTF-16LE",
    },
    {
      description: "UTF-16 lone surrogate",
      bytes: Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]),
      problem: "UTF-16LE",
    },
    {
      description: "no encoding",
      bytes: Buffer.from([0x41, 0xe9, 0x81]),
      problem: "neither UTF-8, UTF-16 nor Windows-1252 (byte 0x81)",
    },
  ])("refuses $description", ({ bytes, problem }) => {
    const decoded = decodeText(bytes);
    expect("problem" in decoded && decoded.problem).toContain(problem);
  });

  test("names a declared encoding that does not exist", () => {
    const decoded = decodeText(Buffer.from([0xe9]), "klingon");
    expect(decoded).toEqual({ problem: 'it declares the encoding "klingon", which is unknown' });
  });
});
