// Writes a C++ source that holds the documentation page, compressed: node embed.mjs OUTPUT
// SWAGGER_UI_DIST_FOLDER
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const [output, swagger] = process.argv.slice(2);
const here = fileURLToPath(new URL(".", import.meta.url));
const script = "text/javascript; charset=utf-8";
const text = "text/plain; charset=utf-8";
const files = [
  { folder: here, name: "start.js", type: script },
  { folder: here, name: "channels.js", type: script },
  { folder: here, name: "page.css", type: "text/css; charset=utf-8" },
  { folder: swagger, name: "swagger-ui.css", type: "text/css; charset=utf-8" },
  { folder: swagger, name: "swagger-ui-bundle.js", type: script },
  { folder: swagger, name: "swagger-ui-bundle.js.LICENSE.txt", type: text },
  { folder: swagger, name: "LICENSE", type: text },
  { folder: swagger, name: "NOTICE", type: text },
];

/**
 * Three octal digits for whatever is not plain, so that no character after an escape can become a
 * part of it.
 */
function literal(bytes) {
  let line = "";
  const lines = [];
  for (const byte of bytes) {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c && byte !== 0x3f;
    line += plain ? String.fromCharCode(byte) : "\\" + byte.toString(8).padStart(3, "0");
    if (line.length >= 4000) {
      lines.push(line);
      line = "";
    }
  }
  lines.push(line);
  return lines.map((part) => `    "${part}"`).join("\n");
}

const page = readFileSync(join(here, "index.html"));
let source = `// Made by runtime/docs/embed.mjs. Do not edit.
#include <vgen/docs/page_files.hpp>

namespace vgen::docs {
namespace {

constexpr char page[] =
${literal(page)};
`;
let rows = "";
files.forEach(({ folder, name, type }, index) => {
  const content = readFileSync(join(folder, name));
  const packed = gzipSync(content, { level: 9 });
  // The operating system that it was packed on: unknown, so that the bytes are the same on all.
  packed[9] = 255;
  const tag = createHash("sha256").update(content).digest("hex").slice(0, 16);
  source += `constexpr char file_${index}[] =\n${literal(packed)};\n`;
  rows += `    {.name = "${name}", .media_type = "${type}", .tag = "${tag}",
     .packed = {file_${index}, sizeof file_${index} - 1}, .size = ${content.length}},\n`;
});
source += `
constexpr PageFile files[] = {
${rows}};

}  // namespace

std::string_view page_template() noexcept {
  return {page, sizeof page - 1};
}

std::span<const PageFile> page_files() noexcept {
  return files;
}

}  // namespace vgen::docs
`;
writeFileSync(output, source);
