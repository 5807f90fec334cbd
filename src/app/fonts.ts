import localFont from "next/font/local";

// Latin alone, one variable file each, served from here. Until they are in, a font of the reader's stands in, scaled to the
// same widths, so that nothing moves. The pictures are drawn with the same sans.

export const sans = localFont({
  src: "../../node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
  weight: "200 900",
  variable: "--source-sans",
  display: "swap",
  adjustFontFallback: "Arial",
});

export const serif = localFont({
  src: "../../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2",
  weight: "200 900",
  variable: "--source-serif",
  display: "swap",
  adjustFontFallback: "Times New Roman",
});
