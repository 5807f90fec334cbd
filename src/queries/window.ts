/** Which of all rows: null is no limit. */
export interface Window {
  readonly limit: number | null;
  readonly offset: number;
}
export const EVERYTHING: Window = { limit: null, offset: 0 };
