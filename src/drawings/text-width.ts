/**
 * How wide a text is at most, in pixels: the server cannot measure, and readers' system fonts differ. Widths of a bold
 * character as a share of the font's size, from the wide ones in use (DejaVu Sans, Verdana); regular ones are narrower.
 */
export function textWidth(text: string, fontSize: number, bold = false): number {
  let ems = 0;
  for (const character of text) ems += EMS.find(([set]) => set.test(character))?.[1] ?? 1;
  return ems * fontSize * (bold ? 1 : REGULAR);
}

const REGULAR = 0.9;

const EMS: readonly (readonly [set: RegExp, width: number])[] = [
  [/[\s.,:;'’|!()[\]/iljI]/, 0.46],
  [/[tfr-]/, 0.52],
  [/[\d$¢acdehknopqsuvxyzbgFJLTE]/, 0.72],
  [/[mwMW%…—]/, 1.13],
  [/[−+<>=]/, 0.87],
  [/[\p{Lu}&]/u, 0.84],
  [/\p{Ll}/u, 0.72],
];
