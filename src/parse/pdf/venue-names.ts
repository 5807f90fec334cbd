/** A venue as its table row names it. */
export interface VenueName {
  readonly name: string | null;
  readonly mic: string | null;
  readonly mpid: string | null;
}

/** Codes as the schema allows them: MIC four characters, MPID four or five. */
const SUFFIX = /^(?:(.*) )?\(([A-Z0-9]{4,5})\)$/;

export function hasCode(text: string): boolean {
  return SUFFIX.test(text);
}

/** Whether a text is nothing but codes, as the rest of a name broken by a page can be. */
export function isOnlyCodes(text: string): boolean {
  return /^\([A-Z0-9]{4,5}\)( \([A-Z0-9]{4,5}\))?$/.test(text);
}

/**
 * Takes the codes off the names of a report. The generator writes `Name (MIC)`, `Name (MIC) (MPID)`
 * or `Name (MPID)`; a name can end like that by itself ("Members Exchange (MEMX)"), so it counts as a
 * code only when every venue of the report has one: filings give codes for all venues or for none.
 *
 * The untagged generator wrote no MPIDs, so there the first of two suffixes belongs to the name
 * unless all venues have two; and it wrote a venue without a name as the name of the row above with
 * its own code behind.
 */
export function takeCodes(texts: readonly string[], tagged: boolean): VenueName[] {
  if (!texts.every(hasCode))
    return texts.map((text) => ({ name: text === "" ? null : text, mic: null, mpid: null }));
  const allTwice = texts.every((text) => hasCode(withoutSuffix(text)));
  return texts.map((text, i) => {
    const last = SUFFIX.exec(text);
    const rest = last?.[1] ?? "";
    const code = last?.[2] ?? "";
    if (!tagged && i > 0 && rest === texts[i - 1]) return { name: null, ...alone(code) };
    const before = SUFFIX.exec(rest);
    const mic = before?.[2];
    if (mic?.length === 4 && (tagged || allTwice)) return { name: before?.[1] || null, mic, mpid: code };
    return { name: rest || null, ...alone(code) };
  });
}

function withoutSuffix(text: string): string {
  return SUFFIX.exec(text)?.[1] ?? "";
}

function alone(code: string): { mic: string | null; mpid: string | null } {
  return code.length === 4 ? { mic: code, mpid: null } : { mic: null, mpid: code };
}
