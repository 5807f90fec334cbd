import { BlockList, isIP } from "node:net";

/** Whether what a connection from this address says of the client is believed. */
export type IsProxy = (address: string) => boolean;

const LOOPBACK = ["127.0.0.0/8", "::1/128"];

/** An address as a program of its own kind would write it: IPv4 that came over IPv6 as IPv4. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

/** Reads `loopback`, addresses and networks (`10.1.0.0/16`), parted by commas; null when a word is none of these. */
export function trustedProxies(text: string): IsProxy | null {
  const list = new BlockList();
  const words = text
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);
  for (const word of words.flatMap((one) => (one === "loopback" ? LOOPBACK : [one]))) {
    const [address = "", bits] = word.split("/", 2);
    const kind = isIP(address);
    const most = kind === 4 ? 32 : 128;
    const prefix = bits === undefined ? most : Number(bits);
    if (kind === 0 || !/^\d{1,3}$/.test(bits ?? "0") || prefix > most) return null;
    list.addSubnet(address, prefix, kind === 4 ? "ipv4" : "ipv6");
  }
  return (address) => {
    const plain = plainAddress(address);
    const kind = isIP(plain);
    return kind !== 0 && list.check(plain, kind === 4 ? "ipv4" : "ipv6");
  };
}
