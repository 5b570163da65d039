#pragma once

#include "tools/vgen/analysis/workspace.hpp"

/// The passes of the analysis, in order. Each reports its faults and leaves the workspace ready for
/// the next.
namespace vgen::tool::analysis {

/// Wirings → `doors`. Reports settings that cannot be read or are not served.
void read_wiring(Workspace& workspace);

/// Functions and the types that they reach → functions, structs, enums, aliases, types.
void resolve_functions(Workspace& workspace);

/// Written topics and the types of their messages and parameters → topics of the model.
void resolve_topics(Workspace& workspace);

/// Written schemes → schemes of the model, and the type of the session if they carry it, or if
/// channels keep it.
void resolve_security(Workspace& workspace);

/// The states of written channels → types.
void resolve_states(Workspace& workspace);

/// Doc comments → documentation, constraints, names in JSON.
void read_documentation(Workspace& workspace);

/// How the alternatives of each variant are distinguished: kinds of JSON values, discriminators,
/// members. Refuses variants whose alternatives cannot be distinguished.
void shape_variants(Workspace& workspace);

/// Refuses structs that contain themselves without end.
void check_recursion(Workspace& workspace);

/// The names of members and enumerators in JSON must be unique, and allowed in declared errors.
void check_members(Workspace& workspace);

/// Initialisers of members → default values, which must satisfy the constraints.
void check_defaults(Workspace& workspace);

/// Warns of defaults that the documents lack. After `mark_usage`.
void report_unread_defaults(Workspace& workspace);

/// A member must not repeat a constraint of its type's aliases if only one can be checked.
void check_constraints(Workspace& workspace);

/// `@example`s must satisfy type and constraints.
void check_examples(Workspace& workspace);

/// Marks the structs that are used in inputs and outputs, and whether their shapes differ. Refuses
/// views in inputs.
void mark_usage(Workspace& workspace);

/// The names in all outputs: of the API, of types, of inputs and outputs, of operations.
void name_things(Workspace& workspace);

/// Written doors → doors of the model.
void check_doors(Workspace& workspace);

/// Refuses files that could never be received. After `check_doors`.
void check_files(Workspace& workspace);

/// Refuses members of topics and states of channels that the server could not read. After
/// `read_documentation`.
void check_presences(Workspace& workspace);
void check_states(Workspace& workspace);

/// The largest bodies that types allow → the body limits of operations that set no limit.
void limit_bodies(Workspace& workspace);

/// An example of each function's input and output: what the author wrote, completed by plain
/// values. After `shape_variants`.
void make_examples(Workspace& workspace);

/// Sorts the tables in the order of the source. Afterwards the indices of the workspace are not
/// valid.
void order_model(Workspace& workspace);

}  // namespace vgen::tool::analysis
