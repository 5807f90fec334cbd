import { type DrawnPage, PAGE_HEIGHT, PAGE_WIDTH } from "./draw-report";

/**
 * Writes drawn pages as a PDF: two fonts whose characters all are half as wide as high, one content
 * stream per page, marked content where the drawing has it. Nothing is compressed, so that a test can
 * change a byte and know what it changed.
 */
export function drawPdf(
  pages: readonly DrawnPage[],
  options: { tagged?: boolean; producer?: string; encrypt?: boolean } = {},
): Uint8Array {
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  const first = 5;
  const kids = pages.map((_, i) => `${first + 2 * i} 0 R`).join(" ");
  add(`<< /Type /Catalog /Pages 2 0 R ${options.tagged ? "/MarkInfo << /Marked true >>" : ""} >>`);
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  for (const name of ["Drawn-Bold", "Drawn"]) {
    const widths = Array.from({ length: 95 }, () => 500).join(" ");
    add(
      `<< /Type /Font /Subtype /TrueType /BaseFont /${name} /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 126 /Widths [${widths}] >>`,
    );
  }
  for (const [i, page] of pages.entries()) {
    const content = marked(page).map(contentOf).join("\n") + emptyCells(page);
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE_WIDTH} ${PAGE_HEIGHT}] /Contents ${first + 2 * i + 1} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>`,
    );
    add(`<< /Length ${Buffer.byteLength(content, "latin1")} >>\nstream\n${content}\nendstream`);
  }
  add(`<< /Producer (${options.producer ?? "pdfmake"}) >>`);
  const info = objects.length;
  let trailer = `/Root 1 0 R /Info ${info} 0 R`;
  if (options.encrypt) {
    const key = "A".repeat(64);
    add(`<< /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >>`);
    trailer += ` /Encrypt ${objects.length} 0 R /ID [<${"B".repeat(32)}> <${"B".repeat(32)}>]`;
  }
  let file = "%PDF-1.4\n";
  const offsets = objects.map((body, i) => {
    const offset = Buffer.byteLength(file, "latin1");
    file += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const xref = Buffer.byteLength(file, "latin1");
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  file += `trailer\n<< /Size ${objects.length + 1} ${trailer} >>\nstartxref\n${xref}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(file, "latin1"));
}

function contentOf(texts: DrawnPage["texts"]): string {
  const drawn = texts.map(({ text, x, y, size, bold }) => {
    const escaped = text.replace(/[\\()]/g, "\\$&");
    const place = `1 0 0 1 ${x.toFixed(6)} ${(PAGE_HEIGHT - y).toFixed(6)} Tm`;
    return `BT /F${bold ? 1 : 2} ${size} Tf ${place} (${escaped}) Tj ET`;
  });
  const mark = texts[0]?.mark;
  return mark ? `/${mark.tag} << /MCID ${mark.id} >> BDC\n${drawn.join("\n")}\nEMC` : drawn.join("\n");
}

/** Texts of one cell or label together, as they stand in one stretch of marked content. */
function marked({ texts }: DrawnPage): DrawnPage["texts"][] {
  const groups = new Map<unknown, DrawnPage["texts"][number][]>();
  for (const text of texts) {
    const key = text.mark?.id ?? text;
    const group = groups.get(key);
    if (group) group.push(text);
    else groups.set(key, [text]);
  }
  return [...groups.values()];
}

/** Blank cells are marked content without text. */
function emptyCells({ texts, taggedCells }: DrawnPage): string {
  const drawn = new Set(texts.flatMap(({ mark }) => (mark?.tag === "TD" ? [mark.id] : [])));
  return "\n/TD << /MCID 0 >> BDC\nEMC".repeat(Math.max(0, taggedCells - drawn.size));
}
