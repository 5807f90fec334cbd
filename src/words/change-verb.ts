/** What an amount did from one value to another. Of a payer that pays less “rose” would say the opposite of what a reader
 * understands, so where either is negative it only went. */
export function changeVerb(start: number, end: number): "rose" | "fell" | "went" {
  if (start < 0 || end < 0) return "went";
  return end > start ? "rose" : "fell";
}
