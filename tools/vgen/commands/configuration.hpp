#pragma once

#include "tools/vgen/support/diagnostic.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vgen::commands {

/// How fields are named on the wire.
enum class WireCase { as_is, camel, snake };

enum class UnknownMembers { reject, ignore };

/// Bounds of what a server takes from outside; 0: the runtime's default.
struct ConfiguredLimits {
  std::uint64_t body = 0;    ///< Bytes of a request body.
  std::uint64_t depth = 0;   ///< Arrays and objects inside of each other.
  std::uint64_t items = 0;   ///< Of one array or map.
  std::uint64_t string = 0;  ///< Bytes of one string.
  std::uint64_t faults = 0;  ///< That are told of one input.
  std::uint64_t frame = 0;   ///< Bytes of a websocket message.

  bool operator==(const ConfiguredLimits&) const = default;
};

struct Contact {
  std::string name;
  std::string url;
  std::string email;

  bool operator==(const Contact&) const = default;
};

struct License {
  std::string name;
  std::string identifier;  ///< SPDX.
  std::string url;

  bool operator==(const License&) const = default;
};

struct DocumentServer {
  std::string url;
  std::string description;

  bool operator==(const DocumentServer&) const = default;
};

struct TagDescription {
  std::string name;
  std::string description;

  bool operator==(const TagDescription&) const = default;
};

/// `vgen.json`, with its defaults. Its schema is schemas/vgen_config.schema.json.
struct Configuration {
  std::string title;
  std::string version = "0.1.0";
  std::string description;
  std::optional<Contact> contact;
  std::optional<License> license;
  std::vector<DocumentServer> servers;
  std::vector<TagDescription> tags;
  WireCase wire_case = WireCase::as_is;
  UnknownMembers unknown_members = UnknownMembers::reject;
  bool null_as_absent = false;
  ConfiguredLimits limits;
  std::string openapi = "3.1";
  std::string rpc_path = "/ws";
  std::string docs_path = "/docs";
  std::vector<std::string> emit;
  std::string out;
  std::vector<std::string> roots;

  bool operator==(const Configuration&) const = default;
};

/// Reads the text of a configuration. Every unknown key and wrong value is reported at its place in `file`.
Configuration read_configuration(std::string_view text, const std::string& file, Diagnostics& diagnostics);

}  // namespace vgen::commands
