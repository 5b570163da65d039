#include "tools/vgen/analysis/passes.hpp"

#include "tools/vgen/analysis/examples/example_maker.hpp"

namespace vgen::tool::analysis {
namespace {

std::string example_of(ExampleMaker& maker, const std::optional<model::TypeIndex>& type) {
  const std::optional<Json> example = type ? maker.make(*type) : std::nullopt;
  return example ? compact(*example) : "";
}

}  // namespace

void make_examples(Workspace& workspace) {
  ExampleMaker inputs(workspace.api, ExampleMaker::Side::input);
  ExampleMaker outputs(workspace.api, ExampleMaker::Side::output);
  for (model::Function& function : workspace.api.functions) {
    function.input_example = example_of(inputs, function.input);
    function.output_example = example_of(outputs, function.output);
  }
}

}  // namespace vgen::tool::analysis
