import { promisify } from "node:util";
import zlib from "node:zlib";

export type Encoding = "br" | "gzip";

/** Below this, headers and a round trip weigh more than what compression saves. */
const WORTH_COMPRESSING_BYTES = 1024;

/** The best encoding the client takes, or null for none. `*` counts; `q=0` forbids. */
export function acceptedEncoding(header: string | undefined): Encoding | null {
  if (!header) return null;
  let best: Encoding | null = null;
  let bestQuality = 0;
  const quality = qualities(header);
  for (const encoding of ["br", "gzip"] as const) {
    const q = quality.get(encoding) ?? quality.get("*") ?? 0;
    if (q > bestQuality) {
      best = encoding;
      bestQuality = q;
    }
  }
  return best;
}

/** Gzip is what answers of unknown length get: it flushes at little cost. */
export function acceptsGzip(header: string | undefined): boolean {
  const quality = qualities(header ?? "");
  return (quality.get("gzip") ?? quality.get("*") ?? 0) > 0;
}

function qualities(header: string): Map<string, number> {
  return new Map(
    header.split(",").map((part) => {
      const [name = "", ...parameters] = part.split(";").map((text) => text.trim().toLowerCase());
      const q = parameters.find((text) => text.startsWith("q="));
      return [name, q === undefined ? 1 : Number(q.slice(2)) || 0];
    }),
  );
}

/** Text of some kind; images other than SVG, fonts and archives are compressed already. */
export function isCompressible(contentType: string): boolean {
  return /^(text\/|image\/svg\+xml|application\/(json|javascript|xml|manifest\+json|wasm|geo\+json|atom\+xml|[a-z.-]+\+(json|xml)))/i.test(
    contentType,
  );
}

export function isWorthCompressing(contentType: string, bytes: number): boolean {
  return bytes >= WORTH_COMPRESSING_BYTES && isCompressible(contentType);
}

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

/** Compresses a whole body, off the event loop. Level 5 of brotli is about as fast as gzip's 6 and a fifth smaller. */
export async function compress(body: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === "gzip") return gzip(body, { level: 6 });
  return brotli(body, {
    params: {
      [zlib.constants.BROTLI_PARAM_QUALITY]: 5,
      [zlib.constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  });
}
