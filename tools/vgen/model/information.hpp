#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vgen::tool::model {

/// Who answers for an API.
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

/// Where an API is served.
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

/// How documents name the API.
struct ApiInformation {
  std::string title;    ///< The API's namespace, unless configured.
  std::string version;  ///< `0.1.0`, unless configured.
  std::string description;
  std::optional<Contact> contact;
  std::optional<License> license;
  std::vector<Server> servers;       ///< Empty: where the document comes from.
  std::vector<TagDescription> tags;  ///< Of those tags that the author describes.

  bool operator==(const ApiInformation&) const = default;
};

/// Bounds of what a server takes from outside; 0: the runtime's default.
struct Limits {
  std::uint64_t body = 0;    ///< Bytes of a request body.
  std::uint64_t depth = 0;   ///< Arrays and objects inside of each other.
  std::uint64_t items = 0;   ///< Of one array or map.
  std::uint64_t string = 0;  ///< Bytes of one string.
  std::uint64_t faults = 0;  ///< That are told of one input.
  std::uint64_t frame = 0;   ///< Bytes of a websocket message.

  bool operator==(const Limits&) const = default;
};

/// What holds for every operation.
struct Policies {
  bool ignore_unknown_members =
      false;                    ///< Members of a body that the API does not know are no fault.
  bool null_as_absent = false;  ///< null for a `std::optional` in an input counts as left out.
  std::string openapi_version = "3.1";
  std::string docs_path = "/docs";
  Limits limits;

  bool operator==(const Policies&) const = default;
};

}  // namespace vgen::tool::model
