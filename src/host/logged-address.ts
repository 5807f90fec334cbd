/** Names of parameters whose values are nobody's business, should someone put a token into an address. */
const SECRET = /token|secret|passw|key|auth|session|cookie/i;
const LONGEST = 2_048;

/** A request target as it is logged: values of parameters that look like secrets replaced by `***`, printable ASCII only,
 * and no longer than a log line should be. */
export function loggedAddress(target: string): string {
  const question = target.indexOf("?");
  const path = question < 0 ? target : target.slice(0, question);
  const parameters = question < 0 ? [] : target.slice(question + 1).split("&");
  const query = parameters.map((one) => {
    const equals = one.indexOf("=");
    return equals >= 0 && SECRET.test(readable(one.slice(0, equals))) ? `${one.slice(0, equals)}=***` : one;
  });
  const address = parameters.length > 0 ? `${path}?${query.join("&")}` : path;
  const printable = address.replace(/[^\x21-\x7e]/g, percentEncoded);
  return printable.length > LONGEST ? `${printable.slice(0, LONGEST)}...` : printable;
}

/** Node gives the bytes of a request target as Latin-1 characters. */
function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

function readable(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    // Not percent-encoded UTF-8: it is looked at as it is.
    return name;
  }
}
