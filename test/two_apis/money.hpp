/// What both APIs use, each in its own spelling.
#pragma once

#include <vgen/types.hpp>

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

namespace bank {

enum class AccountKind { checking, savings };

struct Money {
  int whole_units = 0;  ///< @minimum 0
  std::string currency_code;
};

struct Account {
  std::string owner_name;
  AccountKind account_kind = AccountKind::checking;
  std::vector<Money> recent_amounts;
};

/// A type of every form that leads to a codec.
struct Ledger {
  std::map<AccountKind, Money> by_kind;
  std::set<AccountKind> all_kinds;
  std::array<Money, 1> first_amount{};
  std::optional<Money> last_amount{};
  std::tuple<int, Money> numbered_amount;
  std::variant<std::string, Money> note_or_amount;
  vgen::Nullable<Money> known_amount;
  vgen::Patch<Money> changed_amount;
  vgen::Box<Money> boxed_amount;
};

struct NotFound {
  static constexpr int status = 404;
  std::string owner_name;
};

}  // namespace bank
