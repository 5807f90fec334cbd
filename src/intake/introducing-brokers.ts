/**
 * FINRA's bulk ZIP carries a list of introducing firms whose orders are in a clearing firm's report (Rule 6151, "ABR").
 * It is no report. Its layout is not documented: what is read here is what any such list must have, a line per firm
 * with CRD numbers and names.
 */
export interface IntroducingBroker {
  /** Line of the list, from 1. */
  readonly line: number;
  readonly crd: string;
  readonly name: string;
  /** The firm that reports for it; null where the line names none. */
  readonly clearingCrd: string | null;
  readonly clearingName: string | null;
}

/** Whether a file in the ZIP is that list, by its name: `ABR` as a word, and not a report's extension. */
export function isIntroducingBrokerList(name: string): boolean {
  const base = name.slice(name.lastIndexOf("/") + 1);
  return /(^|[^a-z])abr([^a-z]|$)/i.test(base) && !/\.(xml|pdf|zip)$/i.test(base);
}

/**
 * Reads the list. Cells are parted by `|`, tab, semicolon or comma; in each line the first number is the introducing
 * firm's CRD and the first text its name, the second ones the clearing firm's — or the other way round, when a header
 * names the clearing firm first. Lines without a number (headers, notes) are passed over.
 */
export function parseIntroducingBrokers(text: string): IntroducingBroker[] {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n?|\n/);
  const delimiter = ["|", "\t", ";", ","].find((mark) => lines.some((line) => line.includes(mark))) ?? "|";
  const found: IntroducingBroker[] = [];
  let clearingFirst = false;
  lines.forEach((line, i) => {
    const cells = line.split(delimiter).map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, "$1")
        .trim(),
    );
    const crds = cells.filter(isCrd).map((cell) => cell.replace(/^0+/, ""));
    if (crds.length === 0) {
      const clearing = line.search(/clear|carry/i);
      const introducing = line.search(/introduc|correspondent/i);
      if (clearing >= 0 && introducing >= 0) clearingFirst = clearing < introducing;
      return;
    }
    const names = cells.filter((cell) => cell !== "" && !isCrd(cell));
    const [first, second] = [
      { crd: crds[0] ?? "", name: names[0] ?? "" },
      { crd: crds[1] ?? null, name: names[1] ?? null },
    ];
    const turned = clearingFirst && second.crd !== null;
    found.push({
      line: i + 1,
      crd: turned ? (second.crd ?? "") : first.crd,
      name: turned ? (second.name ?? "") : first.name,
      clearingCrd: turned ? first.crd : second.crd,
      clearingName: turned ? first.name : second.name,
    });
  });
  return found;
}

function isCrd(cell: string): boolean {
  return /^0*[1-9]\d{0,9}$/.test(cell);
}
