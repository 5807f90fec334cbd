import localFont from "next/font/local";

// Latin alone, one variable file each, served from here and asked for before anything else. Where they are not in when the
// page is first drawn, a font of the reader's stands in until the next page: lines that break anew would move all below
// them, and no font that stands in has the same widths on every system. The pictures are drawn with the same sans.

export const sans = localFont({
  src: "../../node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
  weight: "200 900",
  variable: "--source-sans",
  display: "optional",
  adjustFontFallback: "Arial",
});

export const serif = localFont({
  src: "../../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2",
  weight: "200 900",
  variable: "--source-serif",
  display: "optional",
  adjustFontFallback: "Times New Roman",
});
