/** A name on one line: runs of white space are one space, none at the ends. Other characters stay as filed. */
export function collapse(text: string): string {
  return /\s\s|[^\S ]|^\s|\s$/.test(text) ? text.replace(/\s+/g, " ").trim() : text;
}
