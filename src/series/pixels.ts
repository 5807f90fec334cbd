/** A place or length of a drawing, to the hundredth of a pixel: more digits are not seen, but sent. */
export function toHundredth(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
