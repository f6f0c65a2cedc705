// A static server for tests: files of a folder, with the headers that its `_headers` asks for, as hosts send them.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml", ".ics": "text/calendar; charset=utf-8", ".json": "application/json", ".xml": "application/xml",
};

// The rules of `_headers`: a pattern at the beginning of a line, its headers indented below it.
function rules(text) {
  const found = [];
  for (const line of text.split("\n").filter((line) => line.trim())) {
    if (!line.startsWith(" ")) { found.push({ pattern: line.trim(), headers: [] }); continue; }
    const [name, ...value] = line.trim().split(":");
    found.at(-1).headers.push([name, value.join(":").trim()]);
  }
  return found;
}

const fits = (pattern, path) => {
  const [before, after] = pattern.split("*");
  return path.startsWith(before) && path.endsWith(after ?? "");
};

/** Serves a folder at a free port: its address, and how to stop. */
export async function serve(folder) {
  const known = rules(await readFile(join(folder, "_headers"), "utf8"));
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = join(folder, normalize(path.endsWith("/") ? `${path}index.html` : path));
    for (const rule of known.filter((rule) => fits(rule.pattern, path))) {
      rule.headers.forEach(([name, value]) => response.setHeader(name, value));
    }
    try {
      const body = await readFile(file);
      response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { at: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
