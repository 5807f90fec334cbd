// Makes the pictures of public/ from public/icon.svg; what is made is committed. After a change of the icon:
//   node scripts/icons.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Resvg } from "@resvg/resvg-js";

const folder = path.resolve(import.meta.dirname, "../public");
const require = createRequire(import.meta.url);
const fontFiles = ["400Regular/SourceSans3_400Regular.ttf", "600SemiBold/SourceSans3_600SemiBold.ttf"].map(
  (file) => require.resolve(`@expo-google-fonts/source-sans-3/${file}`),
);

const icon = readFileSync(path.join(folder, "icon.svg"), "utf8");
const [ground, bars] = [...icon.matchAll(/(?:fill|stroke)="(#\w+)"/g)].map(([, color]) => color);
const [lines] = /<path [^>]*>/.exec(icon);

/** The icon without round corners, for systems that cut it to a shape of their own. `part`: how much of the width is the drawing's. */
const square = (part) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="${ground}"/><g transform="translate(${16 - 16 * part} ${16 - 16 * part}) scale(${part})">${lines}</g></svg>`;

/** What previews of links show of a page that has no chart. */
const card = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630" font-family="Source Sans 3">
  <rect width="1200" height="630" fill="${bars}"/>
  <g transform="translate(90 120) scale(4)">${icon.replace(/<title>.*<\/title>/, "").replace("<svg ", '<svg width="32" height="32" ')}</g>
  <text x="90" y="360" font-size="84" font-weight="600" fill="${ground}">PFOF Explorer</text>
  <text x="90" y="438" font-size="46" fill="${ground}">Who pays brokers for your orders,</text>
  <text x="90" y="498" font-size="46" fill="${ground}">read from their SEC Rule 606 reports</text>
</svg>`;

function png(svg, width) {
  const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: "Source Sans 3" };
  return new Resvg(svg, { fitTo: { mode: "width", value: width }, font }).render().asPng();
}

/** An ICO file of PNGs: a head of 6 bytes, 16 for each picture, then the pictures. */
function ico(sizes) {
  const pictures = sizes.map((size) => png(icon, size));
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  for (const [i, { length }] of pictures.entries()) {
    const at = 6 + 16 * i;
    head.writeUInt8(sizes[i], at);
    head.writeUInt8(sizes[i], at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += length;
  }
  return Buffer.concat([head, ...pictures]);
}

const made = {
  "favicon.ico": ico([16, 32, 48]),
  "apple-touch-icon.png": png(square(0.86), 180),
  "icon-192.png": png(icon, 192),
  "icon-512.png": png(icon, 512),
  "icon-maskable-512.png": png(square(0.75), 512),
  "social-card.png": png(card, 1200),
};
for (const [name, bytes] of Object.entries(made)) {
  writeFileSync(path.join(folder, name), bytes);
  console.log(`public/${name}: ${bytes.length} bytes`);
}
