#include <vgen/http/query.hpp>

#include <catch2/catch.hpp>

#include <vector>

using vgen::QueryPair;

namespace {

std::vector<QueryPair> pairs(std::string_view query) {
  std::vector<QueryPair> list;
  vgen::QueryReader reader(query);
  for (QueryPair pair; reader.next(pair);) list.push_back(pair);
  return list;
}

}  // namespace

TEST_CASE("query: it falls into pairs", "[http]") {
  CHECK(pairs("a=1&b=2") == std::vector<QueryPair>{{"a", "1"}, {"b", "2"}});
  CHECK(pairs("a=1=2&b") == std::vector<QueryPair>{{"a", "1=2"}, {"b", ""}});
  CHECK(pairs("&&a=&=x&") == std::vector<QueryPair>{{"a", ""}, {"", "x"}});
  CHECK(pairs("").empty());
}
