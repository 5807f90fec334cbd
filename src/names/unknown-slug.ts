import { createHash } from "node:crypto";
import { fold } from "./fold";

const LONGEST = 60;

/**
 * A slug for a firm the directory does not know: its folded name with hyphens, so that equal folded
 * names share one slug. Where that is not a slug of its own — other alphabets, symbols only, too long,
 * or taken by the directory — it ends in `--` and a hash of the folded name. No other slug contains
 * `--`, so an unknown firm never takes a known one's place.
 */
export function unknownSlug(name: string, isTaken: (slug: string) => boolean): string {
  const folded = fold(name);
  const plain = folded
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, LONGEST);
  const isWhole = plain !== "" && plain.replaceAll("-", " ") === folded;
  if (isWhole && !isTaken(plain)) return plain;
  return `${plain.replace(/-+$/, "") || "name"}--${hashOf(folded)}`;
}

/** Ten hexadecimal digits that stand for a text. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 10);
}
