import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { documentPath, keepDocument, removePartialDocuments } from "@/store/documents";
import { temporaryFolder } from "../support/temporary-folder";

const BYTES = Buffer.from("<report/>");
// printf '<report/>' | sha256sum
const SHA = "e14c4d513cf8a064fdd09e07e5bcc5107ae3626328b21f94d3587c826154fcf4";

test.each([
  ["lost", (file: string) => rmSync(file)],
  ["cut short", (file: string) => truncateSync(file, 3)],
  ["changed", (file: string) => writeFileSync(file, "<repost/>")],
  ["whole", () => {}],
])("a kept document that was %s is whole after it is kept again", (_how, damage) => {
  const dataDir = temporaryFolder();
  keepDocument(dataDir, SHA, BYTES);
  const file = documentPath(dataDir, SHA);
  damage(file);
  keepDocument(dataDir, SHA, BYTES);
  expect(readFileSync(file, "utf8")).toBe("<report/>");
  expect(readdirSync(path.join(dataDir, "documents", "partial"))).toEqual([]);
});

test("what was half written when its process was killed is removed, what is kept stays", () => {
  const dataDir = temporaryFolder();
  removePartialDocuments(dataDir);
  keepDocument(dataDir, SHA, BYTES);
  const partial = path.join(dataDir, "documents", "partial");
  mkdirSync(partial, { recursive: true });
  writeFileSync(path.join(partial, "0123456789abcdef"), "<rep");
  removePartialDocuments(dataDir);
  expect(readdirSync(partial)).toEqual([]);
  expect(readFileSync(documentPath(dataDir, SHA), "utf8")).toBe("<report/>");
});
