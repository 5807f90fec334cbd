import { deflateSync } from "node:zlib";

export interface HostileFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A PDF of these objects, numbered from 1; the first is the catalog. */
function pdf(name: string, objects: readonly (string | Buffer)[], trailer = ""): HostileFile {
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n")];
  const places: number[] = [];
  let at = parts[0]?.length ?? 0;
  const add = (piece: Buffer) => {
    parts.push(piece);
    at += piece.length;
  };
  objects.forEach((object, i) => {
    places.push(at);
    add(Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n")]));
  });
  const xref = at;
  const rows = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  add(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${rows}`));
  add(Buffer.from(`trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${xref}\n%%EOF\n`));
  return { name, bytes: Buffer.concat(parts) };
}

function stream(dictionary: string, content: Buffer | string): Buffer {
  const bytes = Buffer.from(content);
  const head = Buffer.from(`<<${dictionary}/Length ${bytes.length}>>\nstream\n`);
  return Buffer.concat([head, bytes, Buffer.from("\nendstream")]);
}

const CATALOG = "<</Type/Catalog/Pages 2 0 R>>";
const PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>";

/** One page with this content. */
function onePage(name: string, content: Buffer, resources = "", ...more: (string | Buffer)[]): HostileFile {
  const page = `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<${resources}>>>>`;
  return pdf(name, [CATALOG, PAGES, page, content, ...more]);
}

/** Packs bytes as runs: pairs of a length and a byte, each standing for up to 128. */
function runs(content: Buffer): Buffer {
  const out: number[] = [];
  for (let at = 0; at < content.length; ) {
    let end = at + 1;
    while (end < content.length && end - at < 128 && content[end] === content[at]) end += 1;
    if (end - at > 1) out.push(257 - (end - at), content[at] as number);
    else out.push(0, content[at] as number);
    at = end;
  }
  return Buffer.from([...out, 128]);
}

function many<T>(times: number, start: T, step: (before: T) => T): T {
  let value = start;
  for (let i = 0; i < times; i += 1) value = step(value);
  return value;
}

const MEGA = 1024 ** 2;
const FONT = "/Font<</G<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>";
const FORM = "/Type/XObject/Subtype/Form/BBox[0 0 600 800]";

/** PDFs, each made to end or hold up whatever reads it, in another way. */
export function hostilePdfs(): HostileFile[] {
  const text = (content: string) => onePage("x.pdf", stream("/Filter/FlateDecode", deflateSync(content)));
  return [
    { ...text(`BT (${"A".repeat(64 * MEGA)}) Tj ET`), name: "huge_string.pdf" },
    { ...text("[".repeat(5 * MEGA)), name: "deep_arrays.pdf" },
    onePage("zeros.pdf", stream("/Filter/FlateDecode", deflateSync(Buffer.alloc(64 * MEGA)))),
    onePage(
      "nested_deflate.pdf",
      stream(
        "/Filter[/FlateDecode/FlateDecode/FlateDecode]",
        many(3, Buffer.alloc(64 * MEGA), (one) => deflateSync(one)),
      ),
    ),
    onePage(
      "nested_runs.pdf",
      stream(`/Filter[${"/RunLengthDecode".repeat(3)}]`, many(3, Buffer.alloc(20 * MEGA, "A"), runs)),
    ),
    // The filters stand in an object of their own, where no look at the dictionary finds them.
    onePage(
      "hidden_filters.pdf",
      stream("/Filter 5 0 R", deflateSync(`BT (${"A".repeat(64 * MEGA)}) Tj ET`).toString("hex")),
      "",
      "[/ASCIIHexDecode/FlateDecode]",
    ),
    pdf("many_pages.pdf", [
      CATALOG,
      `<</Type/Pages/Kids[${"3 0 R ".repeat(100_000)}]/Count 100000>>`,
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>",
    ]),
    pdf("page_loop.pdf", [CATALOG, "<</Type/Pages/Kids[2 0 R]/Count 2>>"]),
    pdf("xref_loop.pdf", [CATALOG, PAGES], "/Prev 9"),
    pdf("deep_objects.pdf", [CATALOG.replace(">>", `/X ${"<</A ".repeat(500_000)}>>`), PAGES]),
    { name: "cut.pdf", bytes: Buffer.from("%PDF-1.7\n1 0 obj\n<<\n%%EOF") },
  ];
}

/** A PDF of a few kilobytes whose form fields draw each other, eight times each, so deep that it never ends. */
export function endlessForms(): HostileFile {
  const depth = 24;
  const forms = Array.from({ length: depth }, (_, i) => {
    const next = i + 1 < depth ? `/XObject<</F ${6 + i} 0 R>>` : FONT;
    return stream(
      `${FORM}/Resources<<${next}>>`,
      i + 1 < depth ? "/F Do ".repeat(8) : "BT /G 9 Tf (A) Tj ET",
    );
  });
  return onePage("form_laughs.pdf", stream("", "/F Do"), "/XObject<</F 5 0 R>>", ...forms);
}

/** An XML report with so many venues, or with a broker's name or words of so many letters. */
export function hostileXml(
  name: string,
  change: { rows?: number; broker?: number; words?: number },
): HostileFile {
  const { rows = 1, broker = 10, words = 10 } = change;
  const figures = ["order", "market", "marketableLimit", "nonMarketableLimit", "other"]
    .map((one) => `<${one}Pct>0.00</${one}Pct>`)
    .join("");
  const payments = ["Market", "MarketableLimit", "NonMarketableLimit", "Other"]
    .map((one) => `netPmtPaidRecv${one}Orders`)
    .map((one) => `<${one}Usd>0.00</${one}Usd><${one}Cph>0.0000</${one}Cph>`)
    .join("");
  const venue = (i: number) =>
    `<rVenue><name>Venue ${i}</name>${figures}${payments}<materialAspects>${"w".repeat(words)}</materialAspects></rVenue>`;
  const mix = ["ndo", "ndoMarket", "ndoMarketableLimit", "ndoNonmarketableLimit", "ndoOther"]
    .map((one) => `<${one}Pct>0.00</${one}Pct>`)
    .join("");
  const venues = Array.from({ length: rows }, (_, i) => venue(i)).join("\n");
  const text = `<?xml version="1.0"?><heldOrderRoutingPublicReport><version>1.3</version><bd>${"b".repeat(broker)}</bd><year>2023</year><qtr>1</qtr><timestamp>2023-04-28T14:05:09Z</timestamp><rMonthly><year>2023</year><mon>01</mon><rSP500>${mix}<rVenues>${venues}</rVenues></rSP500></rMonthly></heldOrderRoutingPublicReport>`;
  return { name, bytes: Buffer.from(text) };
}
