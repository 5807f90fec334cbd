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
    {
      description: "Windows-1252 dash and quotes",
      bytes: Buffer.from([0x41, 0x96, 0x93, 0x42, 0x94, 0xe9]),
      text: "A–“B”é",
    },
  ])("$description", ({ bytes, text }) => {
    expect(decodeText(bytes)).toMatchObject({ text });
  });

  test("a view into a larger buffer is read from its own beginning", () => {
    const whole = Buffer.from("xxé<bd>");
    expect(decodeText(whole.subarray(2))).toMatchObject({ text: "é<bd>" });
  });

  test.each<{ description: string; bytes: Uint8Array; problem: string }>([
    {
      description: "UTF-16 of odd length",
      bytes: Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x42]),
      problem: "utf-16le",
    },
    {
      description: "UTF-16 lone surrogate",
      bytes: Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]),
      problem: "utf-16le",
    },
    {
      description: "no encoding",
      bytes: Buffer.from([0x41, 0xe9, 0x81]),
      problem: "neither UTF-8 nor Windows-1252",
    },
  ])("refuses $description", ({ bytes, problem }) => {
    const decoded = decodeText(bytes);
    expect("problem" in decoded && decoded.problem).toContain(problem);
  });
});
