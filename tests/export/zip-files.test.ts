import { finished } from "node:stream/promises";
import { expect, test } from "vitest";
import { zipFiles } from "@/export/zip-files";

const MADE = new Date("2026-01-02T00:00:00Z");

test("a text that fails ends the ZIP with its error", async () => {
  function* failing() {
    yield "a,b\n";
    throw new Error("the store went away");
  }
  const zip = zipFiles([{ name: "data.csv", chunks: failing() }], MADE);
  zip.resume();
  await expect(finished(zip)).rejects.toThrow("the store went away");
});

test("a reader that leaves ends the texts, and none is read ahead of the reader", async () => {
  let made = 0;
  let closed = false;
  function* endless() {
    try {
      for (;;) {
        made += 1;
        // Random bytes do not shrink, so that what is made has to go somewhere.
        yield Buffer.from(Array.from({ length: 65_536 }, () => Math.floor(Math.random() * 256)));
      }
    } finally {
      closed = true;
    }
  }
  const zip = zipFiles([{ name: "data.csv", chunks: endless() }], MADE);
  await new Promise((resolve) => zip.once("readable", resolve));
  await new Promise((resolve) => setImmediate(resolve));
  expect(made).toBeLessThan(64);
  zip.destroy();
  await new Promise((resolve) => zip.once("close", resolve));
  await expect.poll(() => closed).toBe(true);
});

test("a ZIP that nobody reads ends its texts too", async () => {
  let closed = false;
  async function* begun() {
    try {
      for (;;) yield "a,b\n";
    } finally {
      closed = true;
    }
  }
  const chunks = begun();
  await chunks.next();
  const files = [
    { name: "README.md", chunks: ["read first"].values() },
    { name: "data.csv", chunks },
  ];
  zipFiles(files, MADE).destroy();
  await expect.poll(() => closed).toBe(true);
});
