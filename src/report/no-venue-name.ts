/** What is filed where a venue's name belongs and none is: by people, and by programs that print a blank cell. */
const NO_NAME = /^(?:n\.?\s*\/?\s*a\.?|none|nan|null|nil|not applicable|no venues?|[-–—.]+)$/i;

/** Whether a filed venue name says that there is no venue, or that it is not known. */
export function isNoVenueName(name: string): boolean {
  return NO_NAME.test(name.trim());
}
