/// What both APIs use, each in its own spelling.
#pragma once

#include <string>
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

struct NotFound {
  static constexpr int status = 404;
  std::string owner_name;
};

}  // namespace bank
