// Loaded before a program: its calendar is CLOCK_DAYS days off, as after a dead battery or a wrong time server.
const off = Number(process.env.CLOCK_DAYS) * 86_400_000;
const now = Date.now;
globalThis.Date = class extends Date {
  constructor(...given) {
    if (given.length === 0) super(now() + off);
    else super(...given);
  }
  static now() {
    return now() + off;
  }
};
