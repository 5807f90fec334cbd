import { getDocumentProxy } from "unpdf";
import { type ParseResult, refused } from "./parse-result";
import { type PageText, readPages } from "./pdf/read-pages";
import { excerpt, Refusal } from "./pdf/refusal";
import { drawnAgain, type Rescaling, rescalingOf } from "./pdf/rescale";
import { checkStreams } from "./pdf/stream-limits";
import { brokerOf } from "./pdf/title";
import { linesOf, type Mark, type Word } from "./pdf/words";

type Document = Awaited<ReturnType<typeof getDocumentProxy>>;
type TextContent = Awaited<ReturnType<Awaited<ReturnType<Document["getPage"]>>["getTextContent"]>>;

/** Real reports have up to 18 pages. */
export const MAX_PAGES = 300;

/** Quiet, strict, and nothing fetched: fonts are needed for their widths only. */
const OPTIONS = {
  verbosity: 0,
  stopAtErrors: true,
  disableFontFace: true,
  useSystemFonts: false,
  isEvalSupported: false,
};

/**
 * Reads a Rule 606(a)(1) report drawn as PDF by the SEC's generator. Problems of the file come back
 * as one finding: `empty_file`, `pdf_layout` (damaged, encrypted, scanned, or laid out otherwise),
 * `limit_exceeded` (over 300 pages), `private_report`. There is no time limit here: the caller runs
 * this in a worker it can stop.
 */
export async function parsePdf(bytes: Uint8Array, file: string): Promise<ParseResult> {
  try {
    const { pages, tagged } = await nothingDropped(() => extractPages(bytes));
    return readPages(pages, tagged, file);
  } catch (error) {
    if (error instanceof Refusal) return refused(error.toFinding(file));
    throw error;
  }
}

/**
 * The library drops promises of what it could not read (a font, an object), with pages that look whole. Node would end the
 * thread for them, by then at another document; here they refuse the one they belong to.
 */
async function nothingDropped<T>(work: () => Promise<T>): Promise<T> {
  const dropped: unknown[] = [];
  const note = (reason: unknown) => dropped.push(reason);
  process.on("unhandledRejection", note);
  try {
    return await work();
  } finally {
    // Node tells of a dropped promise when those at hand are dealt with.
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", note);
    if (dropped.length > 0) await orRefuse(Promise.reject(dropped[0]));
  }
}

/** The words of every page, and whether the PDF says it is tagged. Throws a Refusal when the bytes
 * cannot be read or page 1 shows another kind of document. */
export async function extractPages(bytes: Uint8Array): Promise<{ pages: PageText[]; tagged: boolean }> {
  if (bytes.length === 0) throw new Refusal("The file holds no bytes; expected a PDF.", null, "empty_file");
  checkEnd(bytes);
  checkStreams(bytes);
  // The library takes its buffer away from whoever passes it.
  const document = await orRefuse(getDocumentProxy(new Uint8Array(bytes), OPTIONS));
  try {
    if (document.numPages > MAX_PAGES) {
      throw new Refusal(
        `The PDF has ${document.numPages} pages; more than ${MAX_PAGES} are not read.`,
        null,
        "limit_exceeded",
      );
    }
    const tagged = (await orRefuse(document.getMarkInfo()))?.Marked === true;
    // Other programs that save the file again may write tags of their own.
    const ownTags = tagged && (await orRefuse(producerOf(document))) === "pdfmake";
    const pages: PageText[] = [];
    let rescaling: Rescaling | null = null;
    let marks = 0;
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await orRefuse(document.getPage(number), number);
      const content = await orRefuse(
        page.getTextContent({ includeMarkedContent: ownTags, disableNormalization: true }),
        number,
      );
      const text = pageText(content, page.view, marks);
      marks += content.items.length;
      page.cleanup();
      if (number === 1) rescaling = rescalingOf(text.words);
      pages.push(rescaling ? { ...text, words: drawnAgain(text.words, rescaling) } : text);
      if (number === 1) brokerOf(linesOf(pages[0]?.words ?? [], 1));
    }
    return { pages, tagged };
  } finally {
    await document.destroy();
  }
}

/** Words of a page with the marked content they stand in. `view` is left, bottom, right, top of the
 * page; `firstMark` keeps mark ids apart between pages. */
function pageText(content: TextContent, view: readonly number[], firstMark: number): PageText {
  const [originLeft = 0, , , top = 0] = view;
  const words: Word[] = [];
  const open: (Mark | null)[] = [];
  let taggedCells = 0;
  let id = firstMark;
  for (const item of content.items) {
    id += 1;
    if ("type" in item) {
      if (item.type === "endMarkedContent") open.pop();
      else {
        const tag = markTag(item);
        open.push(tag === null ? null : { id, tag });
        if (tag === "TD") taggedCells += 1;
      }
      continue;
    }
    const text = item.str.replace(NO_LETTER, "\ufffd").trim();
    if (text === "") continue;
    const [a, b, c, d, x, y] = item.transform as [number, number, number, number, number, number];
    const upright = Math.abs(b) + Math.abs(c) + Math.abs(a - d) < 0.01 * a;
    const left = x - originLeft;
    words.push({
      text,
      left,
      right: left + item.width,
      y: top - y,
      size: upright ? a : 0,
      font: item.fontName,
      mark: open.at(-1) ?? null,
    });
  }
  return { words, taggedCells };
}

function markTag(item: object): string | null {
  return "tag" in item && typeof item.tag === "string" ? item.tag : null;
}

async function producerOf(document: Document): Promise<unknown> {
  const { info } = await document.getMetadata();
  return (info as Record<string, unknown>).Producer;
}

/** A PDF ends with `%%EOF`; what follows it is at most a little white space or transfer debris. */
function checkEnd(bytes: Uint8Array): void {
  const tail = new TextDecoder("latin1").decode(bytes.subarray(-2048));
  if (!tail.includes("%%EOF")) throw new Refusal("The PDF is cut off: its end mark is missing.");
}

/** What stands for a letter that the generator's font lacks (its glyph 0 is given as U+0000), in texts
 * pasted from word processors. It is kept visible. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const NO_LETTER = /[\0-\x08\x0e-\x1f]/g;

/** Waits for the library; what it cannot read refuses the file. */
async function orRefuse<T>(work: Promise<T>, page?: number): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    const what = page === undefined ? "The PDF" : `Page ${page} of the PDF`;
    if (name === "PasswordException") throw new Refusal("The PDF is encrypted and needs a password.");
    throw new Refusal(
      `${what} is damaged: ${excerpt(error instanceof Error ? error.message : String(error))}`,
    );
  }
}
