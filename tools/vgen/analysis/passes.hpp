#pragma once

#include "tools/vgen/analysis/workspace.hpp"

/// The passes of the analysis, in their order. Each reports what it finds and leaves the workspace
/// fit for the next.
namespace vgen::tool::analysis {

/// Wirings → `doors`. Reports settings that cannot be read or are not served.
void read_wiring(Workspace& workspace);

/// Functions and the types that they reach → functions, structs, enums, aliases, types.
void resolve_functions(Workspace& workspace);

/// Doc comments → documentation, constraints, names in JSON.
void read_documentation(Workspace& workspace);

/// How the alternatives of each variant are told apart: kinds of JSON values, discriminators,
/// members. Refuses what cannot be.
void shape_variants(Workspace& workspace);

/// Refuses structs that hold themselves without end.
void check_recursion(Workspace& workspace);

/// Names of members and enumerators in JSON are unique, and free in declared errors.
void check_members(Workspace& workspace);

/// Initialisers of members → default values, which must satisfy the constraints.
void check_defaults(Workspace& workspace);

/// A member does not repeat those constraints of its type's aliases of which only one can be
/// checked.
void check_constraints(Workspace& workspace);

/// `@example`s must satisfy type and constraints.
void check_examples(Workspace& workspace);

/// Which structs are used in inputs and outputs, and whether their shapes differ. Refuses views in
/// inputs.
void mark_usage(Workspace& workspace);

/// Names in all outputs: of the API, of types, of inputs and outputs, of operations.
void name_things(Workspace& workspace);

/// Written doors → doors of the model.
void check_doors(Workspace& workspace);

/// The largest bodies that types allow → the body limits of operations that have none of their own.
void limit_bodies(Workspace& workspace);

/// Brings the tables into the order of the source. The indices of the workspace are not valid after
/// it.
void order_model(Workspace& workspace);

}  // namespace vgen::tool::analysis
