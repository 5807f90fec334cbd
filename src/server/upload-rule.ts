/** Who may upload on this server, in one line for the person who started it. See `judgeWrite`. */
export function uploadRule(boundToLoopback: boolean, uploadToken: string | null): string {
  if (uploadToken !== null) return "Uploads: accepted with the upload token (UPLOAD_TOKEN), from anywhere.";
  if (boundToLoopback) return "Uploads: accepted from this machine only. Set UPLOAD_TOKEN to allow others.";
  return "Uploads: refused, as others can reach this server. Set UPLOAD_TOKEN to allow them with a token.";
}
