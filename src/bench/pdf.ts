import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { getDocumentProxy } from "unpdf";
import { parsePdf } from "@/parse/pdf";
import { median } from "./median";

/**
 * PDF pages per second: whole reports read and checked, beside the same library's text extraction
 * alone (every page's text content, nothing made of it). Both in turn over the same files, medians.
 */
export default async function run(): Promise<void> {
  const files = pdfFiles();
  const ours: number[] = [];
  const bare: number[] = [];
  let pages = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    let readSeconds = 0;
    let bareSeconds = 0;
    pages = 0;
    for (const [index, { name, bytes }] of files.entries()) {
      const read = () => seconds(() => parsePdf(bytes, name));
      const extract = () =>
        seconds(async () => {
          pages += await extractText(bytes);
        });
      // The order changes from file to file, so that neither always pays for the other's garbage.
      if (index % 2 === 0) {
        readSeconds += await read();
        bareSeconds += await extract();
      } else {
        bareSeconds += await extract();
        readSeconds += await read();
      }
    }
    // The first round warms the compiler and is not counted.
    if (round > 0) {
      ours.push(readSeconds);
      bare.push(bareSeconds);
    }
  }
  const ratio = median(bare.map((value, i) => value / (ours[i] ?? Number.NaN)));
  console.log(`${files.length} files, ${pages} pages, median of ${ROUNDS - 1} rounds`);
  console.log(`report read and checked: ${(pages / median(ours)).toFixed(1)} pages/s`);
  console.log(`bare text extraction:    ${(pages / median(bare)).toFixed(1)} pages/s`);
  console.log(`ratio ${ratio.toFixed(2)} (goal ≥ 0.8, aim 0.95)`);
}

const ROUNDS = 6;

/** The real filings beside the project where they are, and the drawn ones of `fixtures/pdf`. */
function pdfFiles(): { name: string; bytes: Uint8Array }[] {
  return ["../shared/filings", "fixtures/pdf"].flatMap((folder) => {
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => name.endsWith(".pdf"))
      .map((name) => ({ name, bytes: readFileSync(path.join(folder, name)) }));
  });
}

async function extractText(bytes: Uint8Array): Promise<number> {
  const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    await page.getTextContent();
  }
  const pages = document.numPages;
  await document.destroy();
  return pages;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
