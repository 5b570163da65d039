#include "tools/vgen/support/depfile.hpp"

namespace vgen::tool {
namespace {

std::string escaped(const std::string& path) {
  std::string text;
  for (const char c : path) {
    if (c == ' ' || c == '#') text += '\\';
    if (c == '$') text += '$';
    text += c;
  }
  return text;
}

}  // namespace

std::string render_depfile(const std::vector<std::string>& outputs,
                           const std::vector<std::string>& inputs) {
  std::string text;
  for (const std::string& output : outputs) {
    if (!text.empty()) text += ' ';
    text += escaped(output);
  }
  text += ':';
  for (const std::string& input : inputs) text += " \\\n  " + escaped(input);
  text += '\n';
  return text;
}

}  // namespace vgen::tool
