// What a program prints may be impossible to write: the disk of its log is full, whoever read it has gone. It goes on without: a
// stream's error nobody listens to would end it, or, where something catches that and prints it, keep it busy for good.
// Imported before anything else; build.mjs puts it into every program.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
