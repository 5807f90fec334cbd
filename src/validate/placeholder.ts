/** What a template leaves where the broker's words belong. The SEC's sample has "[Insert discussion of …]". */
const PLACEHOLDER =
  /\[\s*(?:insert|enter|add|describe|provide|discuss|your|broker(?:'s)? name|tbd|to be)\b[^\]]*\]?|\blorem ipsum\b[^.]*|^\s*(?:tbd|to ?do|to be (?:added|completed|determined)|placeholder|x{3,})\W*$/i;

/** The placeholder a text holds, white space collapsed; null when it reads like a text of its own. */
export function placeholderIn(text: string): string | null {
  // Nearly every text is long and has no bracket: two quick looks spare it the pattern.
  if (text.length > 40 && !text.includes("[") && !/lorem/i.test(text)) return null;
  return PLACEHOLDER.exec(text)?.[0].replace(/\s+/g, " ").trim() ?? null;
}
