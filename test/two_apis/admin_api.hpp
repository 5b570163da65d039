/// What the bank may do.
#pragma once

#include "money.hpp"

#include <vgen/api.hpp>

namespace bank {

struct Services;

struct AuditAccount {
  std::string owner_name;
  AccountKind account_kind = AccountKind::checking;
};

vgen::APIFunctionSessionless<AuditAccount, vgen::Result<Account, NotFound>, Services> audit_account;
vgen::APIFunctionSessionless<Account, Account, Services> correct_account;
vgen::RPCSessionless<Money(Money old_amount, AccountKind account_kind), Services> double_amount;

inline constexpr vgen::HttpRoute admin_http[] = {
    {.method = vgen::Method::get, .path = "/audits/{owner_name}", .func = audit_account},
    {.method = vgen::Method::put, .path = "/accounts", .func = correct_account},
    {.method = vgen::Method::post, .path = "/amounts", .func = double_amount},
};

}  // namespace bank
