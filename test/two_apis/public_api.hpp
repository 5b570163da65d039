/// What customers may do.
#pragma once

#include "money.hpp"

#include <vgen/api.hpp>

namespace bank {

struct Services;

struct FindAccount {
  std::string owner_name;
  AccountKind account_kind = AccountKind::checking;
};

vgen::APIFunctionSessionless<FindAccount, vgen::Result<Account, NotFound>, Services> find_account;
vgen::APIFunctionSessionless<Account, Account, Services> open_account;

inline constexpr vgen::HttpRoute public_http[] = {
    {.method = vgen::Method::get, .path = "/accounts/{owner_name}", .func = find_account},
    {.method = vgen::Method::post, .path = "/accounts", .func = open_account},
};

}  // namespace bank
