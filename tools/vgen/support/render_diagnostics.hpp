#pragma once

#include "tools/vgen/support/diagnostic.hpp"
#include "tools/vgen/support/source_text.hpp"

#include <string>
#include <vector>

namespace vgen::tool {

/// The diagnostics, ordered by file, line and column, without exact repetitions.
std::vector<Diagnostic> sorted(std::vector<Diagnostic> diagnostics);

/// The diagnostics as compilers print them, with source lines, notes and remedies. The last line
/// is their number. Empty if there are no diagnostics.
///
///     todo_api.hpp:57:52: error: [VG3004] path parameter 'idd' is not a member of 'todo::GetTodo'
///        57 |   {.method = vgen::Method::get, .path = "/todos/{idd}", .func = get_todo},
///           |                                                  ^~~
///     help: did you mean 'id'?
std::string render_text(const std::vector<Diagnostic>& diagnostics, SourceFiles& files);

/// The same, with source lines read from the disk.
std::string render_text(const std::vector<Diagnostic>& diagnostics);

/// A JSON array of `{severity, code, message, file, line, column, length, notes, help}`. Empty if
/// there are no diagnostics.
std::string render_json(const std::vector<Diagnostic>& diagnostics);

/// Workflow commands of GitHub Actions, one per line: `::error
/// file=…,line=…,col=…,endColumn=…,title=…::…`.
std::string render_github(const std::vector<Diagnostic>& diagnostics);

}  // namespace vgen::tool
