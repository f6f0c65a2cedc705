// A static server for tests: files of a folder, with the headers that its `_headers` asks for, texts with gzip, and `404.html` where there
// is nothing, as hosts send them.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml", ".ics": "text/calendar; charset=utf-8", ".json": "application/json", ".xml": "application/xml",
};

/** The rules of `_headers`: a pattern at the beginning of a line, its headers indented below it. */
export function rules(text) {
  const found = [];
  for (const line of text.split("\n").filter((line) => line.trim())) {
    if (!line.startsWith(" ")) { found.push({ pattern: line.trim(), headers: [] }); continue; }
    const [name, ...value] = line.trim().split(":");
    found.at(-1).headers.push([name, value.join(":").trim()]);
  }
  return found;
}

/** Whether a rule is for an address. */
export const fits = (pattern, path) => {
  const [before, after] = pattern.split("*");
  return path.startsWith(before) && path.endsWith(after ?? "");
};

/** Serves a folder at a free port: its address, and how to stop. */
export async function serve(folder) {
  const known = rules(await readFile(join(folder, "_headers"), "utf8"));
  const packed = new Map();
  const pack = (file, body) => packed.get(file) ?? packed.set(file, gzipSync(body, { level: 6 })).get(file);
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = join(folder, normalize(path.endsWith("/") ? `${path}index.html` : path));
    for (const rule of known.filter((rule) => fits(rule.pattern, path))) {
      rule.headers.forEach(([name, value]) => response.setHeader(name, value));
    }
    const send = async (file) => {
      const body = await readFile(file), type = TYPES[extname(file)];
      response.setHeader("Content-Type", type ?? "application/octet-stream");
      const accepted = type && /\bgzip\b/.test(request.headers["accept-encoding"]);
      if (accepted) response.setHeader("Content-Encoding", "gzip").setHeader("Vary", "Accept-Encoding");
      response.end(accepted ? pack(file, body) : body);
    };
    await send(file).catch(() => {
      response.statusCode = 404;
      return send(join(folder, "404.html"));
    }).catch(() => response.end());
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { at: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
