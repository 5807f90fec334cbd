import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { readZip, readZipEntry, type ZipItem } from "@/intake/zip";
import { AppError } from "@/report/errors";
import { makeZip } from "./make-zip";

const REPORT = "<heldOrderRoutingPublicReport>…</heldOrderRoutingPublicReport>\n".repeat(40);
const RANDOM = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919 + ((i * i) >> 3)) & 0xff));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "zip-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** [path, content or messages] of every item. */
function contents(items: Iterable<ZipItem>): [string, string][] {
  return [...items].map((item) => [
    item.path,
    "bytes" in item ? Buffer.from(item.bytes).toString() : item.findings.map((one) => one.message).join("\n"),
  ]);
}

async function yazl(fill: (zip: ZipFile) => void): Promise<Buffer> {
  const zip = new ZipFile();
  fill(zip);
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

describe("archives as people and tools make them", () => {
  test("entries come in order with path, base name and bytes", () => {
    const zip = makeZip([
      { name: "b/report.xml", data: REPORT },
      { name: "a.pdf", data: RANDOM, method: 0 },
      { name: "empty.txt", data: "" },
      { name: "empty-stored.txt", data: "", method: 0 },
      { name: "Société.xml", data: "é" },
    ]);
    const items = [...readZip(zip)];
    expect(items.map((item) => [item.path, item.name])).toEqual([
      ["b/report.xml", "report.xml"],
      ["a.pdf", "a.pdf"],
      ["empty.txt", "empty.txt"],
      ["empty-stored.txt", "empty-stored.txt"],
      ["Société.xml", "Société.xml"],
    ]);
    expect(contents(items)[0]?.[1]).toBe(REPORT);
    expect(items[1]).toHaveProperty("bytes", RANDOM);
  });

  test("a file is read like bytes", () => {
    const zip = makeZip([
      { name: "a.xml", data: REPORT },
      { name: "b.xml", data: RANDOM },
    ]);
    const file = path.join(folder, "some.zip");
    writeFileSync(file, zip);
    expect(contents(readZip(file))).toEqual(contents(readZip(zip)));
    expect(Buffer.from(readZipEntry(file, "b.xml"))).toEqual(RANDOM);
  });

  test("folders parted by backslashes, as old programs on Windows write them", () => {
    const zip = makeZip([{ name: "Q3\\reports\\a.xml", data: REPORT }]);
    const [item] = [...readZip(zip)];
    expect([item?.path, item?.name]).toEqual(["Q3/reports/a.xml", "a.xml"]);
    expect(Buffer.from(readZipEntry(zip, "Q3/reports/a.xml")).toString()).toBe(REPORT);
  });

  test("one file packed by gzip", () => {
    const packed = gzipSync(REPORT);
    const [item, ...more] = [...readZip(packed, "a.xml.gz")];
    expect(more).toEqual([]);
    expect([item?.path, item?.name]).toEqual(["a.xml", "a.xml"]);
    expect(Buffer.from(readZipEntry(packed, "a.xml")).toString()).toBe(REPORT);
    expect(contents(readZip(packed.subarray(0, 40), "a.xml.gz"))[0]?.[1]).toContain("does not unpack");
    // 64 MiB of zeros in 64 kB: stopped at 200 times its size.
    const bomb = gzipSync(Buffer.alloc(64 * 1024 ** 2));
    expect(contents(readZip(bomb, "bomb.gz"))[0]?.[1]).toContain("more than a report of its size can");
  });

  test("a spreadsheet is refused with the way to save it", () => {
    const zip = makeZip([
      { name: "[Content_Types].xml", data: "<Types/>" },
      { name: "xl/workbook.xml", data: "" },
    ]);
    expect(contents(readZip(zip, "q3.xlsx"))[0]?.[1]).toContain("choose Save as, then CSV");
  });

  test("sizes after the data, ZIP64 fields, a comment and both together", () => {
    const expected = [
      ["a.xml", REPORT],
      ["b.xml", "b"],
    ];
    const entries = [
      { name: "a.xml", data: REPORT },
      { name: "b.xml", data: "b" },
    ];
    const streamed = entries.map((entry) => ({ ...entry, streamed: true }));
    const zip64 = entries.map((entry) => ({ ...entry, zip64: true }));
    expect(contents(readZip(makeZip(streamed)))).toEqual(expected);
    expect(contents(readZip(makeZip(zip64)))).toEqual(expected);
    expect(contents(readZip(makeZip(zip64, { zip64: true })))).toEqual(expected);
    expect(contents(readZip(makeZip(entries, { comment: "made PK\x05\x06 by hand" })))).toEqual(expected);
  });

  test.each([{ forceZip64Format: true }, {}])("another writer's archive (%j)", async (options) => {
    const zip = await yazl((out) => {
      out.addBuffer(Buffer.from(REPORT), "a.xml", options);
      out.addEmptyDirectory("folder");
      out.addBuffer(RANDOM, "folder/b.pdf", { ...options, compress: false });
    });
    expect(contents(readZip(zip)).map(([name]) => name)).toEqual(["a.xml", "folder/b.pdf"]);
    expect(contents(readZip(zip))[0]?.[1]).toBe(REPORT);
  });

  test("folders, links, devices and what systems leave behind are not files", () => {
    const zip = makeZip([
      { name: "folder/", data: "", method: 0 },
      { name: "link.xml", data: "/etc/passwd", mode: 0o120777 },
      { name: "pipe", data: "", mode: 0o010644 },
      { name: "__MACOSX/._report.xml", data: "x" },
      { name: "folder/._report.xml", data: "x" },
      { name: "folder/.DS_Store", data: "x" },
      { name: "Thumbs.db", data: "x" },
      { name: "folder/report.xml", data: "kept", mode: 0o100644 },
    ]);
    expect(contents(readZip(zip))).toEqual([["folder/report.xml", "kept"]]);
  });

  test("an archive in the archive is flattened, and its entries can be read again", () => {
    const inner = makeZip([
      { name: "x/report.xml", data: REPORT },
      { name: "report.pdf", data: "pdf" },
    ]);
    const zip = makeZip([
      { name: "first.xml", data: "1" },
      { name: "broker.ZIP", data: inner, method: 0 },
      { name: "last.xml", data: "2" },
    ]);
    expect(contents(readZip(zip))).toEqual([
      ["first.xml", "1"],
      ["broker.ZIP!/x/report.xml", REPORT],
      ["broker.ZIP!/report.pdf", "pdf"],
      ["last.xml", "2"],
    ]);
    expect(Buffer.from(readZipEntry(zip, "broker.ZIP!/report.pdf")).toString()).toBe("pdf");
  });

  test("an empty archive has nothing in it", () => {
    expect([...readZip(makeZip([]))]).toEqual([]);
  });

  test("an entry that is not there, or damaged, is a fault when asked for by name", () => {
    const zip = makeZip([{ name: "a.xml", data: "a", central: { crc32: 1 } }]);
    expect(() => readZipEntry(zip, "b.xml")).toThrow(AppError);
    expect(() => readZipEntry(zip, "b.xml")).toThrow("has no entry b.xml");
    expect(() => readZipEntry(zip, "a.xml")).toThrow("checksum");
  });
});

const good = { name: "good.xml", data: REPORT };
const bomb = Buffer.alloc(1_000_000);
const nest = (depth: number): Buffer =>
  depth === 0 ? makeZip([good]) : makeZip([{ name: "deeper.zip", data: nest(depth - 1), method: 0 }]);

describe("refused as a whole, before anything is unpacked", () => {
  test.each<{ description: string; zip: Buffer; message: string }>([
    {
      description: "a path out of the folder",
      zip: makeZip([good, { name: "../evil.xml", data: "x" }]),
      message: 'leads out of the archive ("../evil.xml")',
    },
    {
      description: "a path out of it in the middle",
      zip: makeZip([good, { name: "a/../../evil.xml", data: "x" }]),
      message: "leads out of the archive",
    },
    {
      description: "an absolute path",
      zip: makeZip([good, { name: "/etc/evil.xml", data: "x" }]),
      message: "leads out of the archive",
    },
    {
      description: "a drive",
      zip: makeZip([good, { name: "C:evil.xml", data: "x" }]),
      message: "leads out of the archive",
    },
    {
      description: "a backslash that leads out",
      zip: makeZip([good, { name: "..\\evil.xml", data: "x" }]),
      message: "leads out of the archive",
    },
    {
      description: "a zero byte in a name",
      zip: makeZip([good, { name: "a.xml\0.txt", data: "x" }]),
      message: "control character",
    },
    { description: "no name", zip: makeZip([good, { name: "", data: "x" }]), message: "without a name" },
    {
      description: "a very long name",
      zip: makeZip([good, { name: "a".repeat(1025), data: "x" }]),
      message: "longer than 1024 bytes",
    },
    {
      description: "one name twice",
      zip: makeZip([good, good]),
      message: 'two entries of one name ("good.xml")',
    },
    {
      description: "an encrypted entry",
      zip: makeZip([good, { name: "a.xml", data: "x", flags: 1 }]),
      message: 'is encrypted ("a.xml")',
    },
    {
      description: "a strongly encrypted entry",
      zip: makeZip([good, { name: "a.xml", data: "x", flags: 0x41 }]),
      message: "is encrypted",
    },
    {
      description: "an AES entry",
      zip: makeZip([good, { name: "a.xml", data: "x", method: 99 }]),
      message: "is encrypted",
    },
    {
      description: "encryption only the local header admits",
      zip: makeZip([good, { name: "a.xml", data: "x", local: { flags: 1 } }]),
      message: 'headers of "a.xml" differ',
    },
    {
      description: "a ratio over 200",
      zip: makeZip([good, { name: "a.xml", data: bomb }]),
      message: "the limit is 200 times",
    },
    {
      description: "a ratio over 200 in many small entries",
      zip: makeZip(
        Array.from({ length: 9 }, (_, i) => ({ name: `${i}.xml`, data: bomb.subarray(0, 200_000) })),
      ),
      message: "the limit is 200 times",
    },
    {
      description: "a declared size over the limit for one file",
      zip: makeZip([{ ...good, central: { size: 0x40000001 }, local: { size: 0x40000001 } }]),
      message: 'a file of 1,025 MiB ("good.xml"); the limit is 1,024 MiB',
    },
    {
      description: "two sizes for one entry",
      zip: makeZip([{ ...good, central: { size: 10 } }]),
      message: 'sizes given for "good.xml" differ',
    },
    {
      description: "two packed sizes for one entry",
      zip: makeZip([{ ...good, local: { packedSize: 10 } }]),
      message: 'sizes given for "good.xml" differ',
    },
    {
      description: "a stored entry of two sizes",
      zip: makeZip([{ ...good, method: 0, central: { size: 9 }, local: { size: 9 } }]),
      message: 'sizes given for "good.xml" differ',
    },
    {
      description: "two names for one entry",
      zip: makeZip([{ ...good, local: { name: "evil.xml" } }]),
      message: 'headers of "good.xml" differ',
    },
    {
      description: "two methods for one entry",
      zip: makeZip([{ ...good, local: { method: 0 } }]),
      message: 'headers of "good.xml" differ',
    },
    {
      description: "entries that share bytes",
      zip: makeZip(
        [good, { ...good, name: "evil.xml", local: { name: "good.xml" }, central: { localAt: 0 } }].map(
          (e) => ({ ...e }),
        ),
      ),
      message: 'headers of "evil.xml" differ',
    },
    {
      description: "packed bytes that reach into the next entry",
      zip: makeZip([
        { ...good, central: { packedSize: 200 }, local: { packedSize: 200 } },
        { name: "next.xml", data: "x" },
      ]),
      message: '"good.xml" overlaps what follows it',
    },
    {
      description: "packed bytes that reach into the directory",
      zip: makeZip([{ ...good, central: { packedSize: 150 }, local: { packedSize: 150 } }]),
      message: '"good.xml" overlaps what follows it',
    },
    {
      description: "an entry outside",
      zip: makeZip([{ ...good, central: { localAt: 1_000_000 } }]),
      message: "not where the directory says",
    },
    {
      description: "a count that is wrong",
      zip: makeZip([good], { count: 2 }),
      message: "says it has 2 entries but lists 1",
    },
    {
      description: "a ZIP64 count that is wrong",
      zip: makeZip([good], { count: 5001, zip64: true }),
      message: "has 5,001 entries; the limit is 5,000",
    },
    { description: "one part of several", zip: makeZip([good], { disk: 1 }), message: "one part of several" },
    {
      description: "more than 5,000 entries",
      zip: makeZip(Array.from({ length: 5001 }, (_, i) => ({ name: `${i}`, data: "", method: 0 }))),
      message: "has 5,001 entries; the limit is 5,000",
    },
    { description: "cut off", zip: makeZip([good]).subarray(0, -1), message: "cut off or not a ZIP" },
    {
      description: "cut off in an entry",
      zip: makeZip([good]).subarray(0, 60),
      message: "cut off or not a ZIP",
    },
    {
      description: "bytes after its end",
      zip: Buffer.concat([makeZip([good]), Buffer.from("x")]),
      message: "cut off or not a ZIP",
    },
    { description: "its beginning lost", zip: makeZip([good]).subarray(10), message: "damaged" },
    {
      description: "not a ZIP",
      zip: Buffer.from("PK\x03\x04 and nothing more"),
      message: "cut off or not a ZIP",
    },
    {
      description: "archives two levels deep",
      zip: makeZip([good, { name: "in.zip", data: nest(1), method: 0 }]),
      message: 'the archive "in.zip" in it holds another ("deeper.zip")',
    },
    { description: "archives many levels deep", zip: nest(20), message: "one level deep" },
    {
      description: "a hostile archive in it",
      zip: makeZip([good, { name: "in.zip", data: makeZip([{ name: "../x", data: "" }]) }]),
      message: 'the archive "in.zip" in it has a name that leads out',
    },
    {
      description: "entries over the limit in an archive in it",
      zip: makeZip([
        {
          name: "in.zip",
          data: makeZip(Array.from({ length: 4999 }, (_, i) => ({ name: `${i}`, data: "", method: 0 }))),
          method: 0,
        },
        good,
      ]),
      message: "has 5,001 entries",
    },
    {
      description: "a spreadsheet",
      zip: makeZip([
        { name: "[Content_Types].xml", data: "x" },
        { name: "xl/workbook.xml", data: "x" },
      ]),
      message: "choose Save as, then CSV",
    },
  ])("$description", ({ zip, message }) => {
    const items = [...readZip(zip, "hostile.zip")];
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      path: "",
      name: "hostile.zip",
      findings: [{ code: "zip_refused", where: { file: "hostile.zip" } }],
    });
    expect(contents(items)[0]?.[1]).toContain(message);
  });

  test("limits can be set", () => {
    const zip = makeZip([good, { name: "b.xml", data: "b" }]);
    expect(contents(readZip(zip, "x.zip", { maxEntries: 1 }))[0]?.[1]).toBe(
      "The archive has 2 entries; the limit is 1. Nothing of it was stored.",
    );
    expect(contents(readZip(zip, "x.zip", { maxUnpackedBytes: 100 }))).toHaveLength(1);
    const huge = {
      data: "",
      packed: Buffer.alloc(10),
      central: { size: 0x10000000 },
      local: { size: 0x10000000 },
    };
    const nine = makeZip(Array.from({ length: 9 }, (_, i) => ({ ...huge, name: `${i}.pdf` })));
    expect(contents(readZip(nine, "x.zip", { maxRatio: Number.POSITIVE_INFINITY }))[0]?.[1]).toBe(
      "The archive unpacks to 2,304 MiB; the limit is 2,048 MiB. Nothing of it was stored.",
    );
    expect(contents(readZip(zip, "x.zip", { maxEntryBytes: 100 }))).toHaveLength(1);
  });
});

describe("one bad entry is told, the others come", () => {
  const deflated = Buffer.from("ab4a4a06", "hex");
  test.each<{ description: string; entry: Parameters<typeof makeZip>[0][number]; message: string }>([
    {
      description: "unpacks to more than both headers say",
      entry: { name: "bad.xml", data: REPORT, central: { size: 100 }, local: { size: 100 } },
      message: "unpacks to more than the archive says",
    },
    {
      description: "unpacks to less than both headers say",
      entry: { name: "bad.xml", data: REPORT, central: { size: 9999 }, local: { size: 9999 } },
      message: "another size than the archive says",
    },
    {
      description: "has bytes after its packed data",
      entry: { name: "bad.xml", data: "", packed: Buffer.concat([Buffer.from([3, 0]), deflated]) },
      message: "another size than the archive says",
    },
    {
      description: "is cut off inside",
      entry: { name: "bad.xml", data: REPORT, packed: Buffer.from([0xcc]) },
      message: "does not unpack",
    },
    {
      description: "does not unpack",
      entry: { name: "bad.xml", data: REPORT, packed: Buffer.alloc(50, 0xff) },
      message: "does not unpack",
    },
    {
      description: "has a wrong checksum",
      entry: { name: "bad.xml", data: REPORT, central: { crc32: 7 } },
      message: "its checksum is wrong",
    },
    {
      description: "is packed another way",
      entry: { name: "bad.xml", data: REPORT, method: 12 },
      message: "packed with method 12",
    },
    {
      description: "is an archive under another name",
      entry: { name: "bad.xml", data: makeZip([good]) },
      message: "is an archive itself",
    },
    {
      description: "is a damaged archive",
      entry: { name: "bad.zip", data: makeZip([good]), central: { crc32: 7 } },
      message: "its checksum is wrong",
    },
  ])("$description", ({ entry, message }) => {
    const zip = makeZip([{ name: "first.xml", data: "1" }, entry, { name: "last.xml", data: "2" }]);
    const items = contents(readZip(zip));
    expect(items.map(([name]) => name)).toEqual(["first.xml", entry.name, "last.xml"]);
    expect(items[1]?.[1]).toContain(message);
    expect([items[0]?.[1], items[2]?.[1]]).toEqual(["1", "2"]);
  });

  test("what is called .zip and is none is an ordinary file", () => {
    expect(contents(readZip(makeZip([{ name: "a.zip", data: "text" }])))).toEqual([["a.zip", "text"]]);
  });
});

describe("whatever the bytes", () => {
  const zip = makeZip([
    good,
    { name: "b.pdf", data: RANDOM, streamed: true },
    { name: "c.zip", data: makeZip([good]), method: 0 },
  ]);

  test("a changed byte is either harmless or told, never other content and never a fault", () => {
    const truth = new Map(contents(readZip(zip)));
    fc.assert(
      fc.property(fc.nat({ max: zip.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(zip);
        changed[at] = ((changed[at] ?? 0) + by) & 0xff;
        for (const item of readZip(changed)) {
          if ("findings" in item) continue;
          expect([...truth.values()]).toContain(Buffer.from(item.bytes).toString());
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("cut anywhere it is refused", () => {
    for (let length = 0; length < zip.length; length += 7) {
      expect([...readZip(zip.subarray(0, length))]).toMatchObject([{ path: "", findings: [{}] }]);
    }
  });

  test("any names and bytes that are legal come back as they were", () => {
    const name = fc
      .array(fc.stringMatching(/^[\w\- éß…]{1,12}$/u), { minLength: 1, maxLength: 4 })
      .map((parts) => `d/${parts.join("/")}.xml`);
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({ name, data: fc.uint8Array({ maxLength: 300 }), method: fc.constantFrom(0, 8) }),
          {
            selector: (entry) => entry.name,
            maxLength: 6,
          },
        ),
        (entries) => {
          fc.pre(entries.every(({ data }) => data[0] !== 0x50));
          const items = [...readZip(makeZip(entries))];
          expect(items.map((item) => item.path)).toEqual(entries.map((entry) => entry.name));
          for (const [i, item] of items.entries()) {
            expect("bytes" in item && Buffer.from(item.bytes)).toEqual(Buffer.from(entries[i]?.data ?? []));
          }
        },
      ),
    );
  });

  test("a name with a part that leads out is always refused", () => {
    const part = fc.constantFrom("a", "..", ".", "b.xml", "");
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const name = parts.join("/");
        const items = [...readZip(makeZip([{ name, data: "x" }]))];
        const leadsOut = name === "" || name.startsWith("/") || parts.includes("..");
        expect(items.some((item) => "findings" in item)).toBe(leadsOut);
      }),
    );
  });
});

const real = path.resolve(import.meta.dirname, "../../../shared/filings/606-APEX-2022Q3.zip");

test("a broker's archive of XML and PDF (skipped where ../shared/filings is absent)", (context) => {
  let zip: Buffer;
  try {
    zip = readFileSync(real);
  } catch {
    if (process.env.CI === "true") throw new Error(`${real} is missing`);
    return context.skip();
  }
  const items = [...readZip(zip)];
  expect(items.map((item) => [item.path, "bytes" in item && item.bytes.length])).toEqual([
    ["606-APEX-2022Q3.xml", 82851],
    ["606-APEX-2022Q3.pdf", 1321455],
  ]);
  const [xml] = items;
  expect(xml && "bytes" in xml && Buffer.from(xml.bytes)).toEqual(readFileSync(real.replace(".zip", ".xml")));
});
