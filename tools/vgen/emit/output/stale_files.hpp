#pragma once

#include "tools/vgen/emit/output/generated_file.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace vgen::tool::emit {

/// The files of `folder` that an earlier run wrote and that are not among `files`, which this run
/// writes: the module of a tag that has another name now, the schema of a type that is gone.
/// Sorted, relative to `folder`.
///
/// A file counts as written by vgen only if it lies in a folder that this run writes to, and
/// carries the mark of the same output: vgen's banner in a module of TypeScript, the name of this
/// API in the
/// `$id` of a schema, or the banner in a numbered source of this API. Links and other files are
/// never listed. Outputs that this run does not write keep their files.
std::vector<std::string> stale_files(const std::vector<GeneratedFile>& files,
                                     const std::filesystem::path& folder);

}  // namespace vgen::tool::emit
