#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vgen::tool::model {

/// The contact for an API.
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

/// An address of an API.
struct Server {
  std::string url;
  std::string description;

  bool operator==(const Server&) const = default;
};

struct TagDescription {
  std::string name;
  std::string description;

  bool operator==(const TagDescription&) const = default;
};

/// The facts about the API in documents.
struct ApiInformation {
  std::string title;    ///< The API's namespace, unless configured.
  std::string version;  ///< `0.1.0`, unless configured.
  std::string description;
  std::optional<Contact> contact;
  std::optional<License> license;
  std::vector<Server> servers;       ///< If empty, the server that serves the document.
  std::vector<TagDescription> tags;  ///< The tags that the author describes.

  bool operator==(const ApiInformation&) const = default;
};

/// Limits of a server for data from outside; 0 means the runtime's default.
struct Limits {
  std::uint64_t body = 0;    ///< Bytes of a request body.
  std::uint64_t depth = 0;   ///< Levels of nested arrays and objects.
  std::uint64_t items = 0;   ///< Items of one array or map.
  std::uint64_t string = 0;  ///< Bytes of one string.
  std::uint64_t faults = 0;  ///< Faults that are reported for one input.
  std::uint64_t frame = 0;   ///< Bytes of a websocket message.

  bool operator==(const Limits&) const = default;
};

/// Settings for every operation.
struct Policies {
  bool ignore_unknown_members =
      false;                    ///< Members of a body that the API does not know are ignored.
  bool null_as_absent = false;  ///< null for a `std::optional` in an input counts as left out.
  std::string openapi_version;  ///< `3.1` or `3.2`; if empty, as the API needs it.
  std::string openapi_path = "/openapi.json";
  std::string asyncapi_path = "/asyncapi.json";
  std::string docs_path = "/docs";
  std::string rpc_path = "/ws";  ///< The path of RPC connections.
  Limits limits;

  bool operator==(const Policies&) const = default;
};

}  // namespace vgen::tool::model
