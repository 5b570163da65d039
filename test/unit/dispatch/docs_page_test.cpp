#include "test/support/sample_services.hpp"

#include <vgen/docs/page_files.hpp>
#include <vgen/testing/client.hpp>

#include <catch2/catch.hpp>

#include <memory>
#include <string>

using vgen::testing::Client;

namespace {

struct Fixture {
  sample::Singletons singletons;
  Client client{sample::make(singletons)};
};

/// The sample API with its page at another path.
struct Moved {
  explicit Moved(std::string_view docs_path, std::string_view name = "sample")
      : definition{.name = name, .openapi = "{}", .docs_path = docs_path} {}

  vgen::ApiDefinition definition;
  Client client{vgen::Api(definition, nullptr)};
};

}  // namespace

TEST_CASE_METHOD(Fixture, "docs: the page stands behind a redirect, beside its files",
                 "[dispatch]") {
  const vgen::Response redirect = client.get("/docs");
  CHECK(redirect.status == 302);
  CHECK(redirect.headers.find("Location") == "./docs/");

  const vgen::Response page = client.get("/docs/");
  CHECK(page.status == 200);
  CHECK(page.headers.find("Content-Type") == "text/html; charset=utf-8");
  CHECK(page.headers.find("X-Content-Type-Options") == "nosniff");
  CHECK(page.headers.find("Cache-Control") == "no-cache");
  REQUIRE(page.headers.find("Content-Security-Policy"));
  CHECK(page.headers.find("Content-Security-Policy")
            ->starts_with("default-src 'none'; script-src 'self'; "));
  CHECK(page.body.find("<title>sample</title>") != std::string::npos);
  CHECK(page.body.find("\"../openapi.json\"") != std::string::npos);
  CHECK(page.body.find("{{") == std::string::npos);
  CHECK(page.body.find("http") == std::string::npos);

  const std::string tag(page.headers.find("ETag").value_or(""));
  CHECK(client.get("/docs/", {{"If-None-Match", tag}}).status == 304);
  CHECK(client.get("/docs/", {{"If-None-Match", "\"other\""}}).status == 200);
}

TEST_CASE_METHOD(Fixture, "docs: what else is below the path and other methods", "[dispatch]") {
  for (const char* path :
       {"/docs/index.html", "/docs/x", "/docs//", "/docs/../openapi.json", "/docsx", "/doc"}) {
    CAPTURE(path);
    CHECK(client.get(path).status == 404);
  }
  CHECK(client.request("HEAD", "/docs/").status == 200);
  CHECK(client.request("HEAD", "/docs/").body.empty());
  CHECK(client.post("/docs/").status == 405);
  CHECK(client.post("/docs/").headers.find("Allow") == "GET, HEAD, OPTIONS");
}

TEST_CASE_METHOD(Fixture, "docs: files go out compressed where the client takes it", "[dispatch]") {
  for (const vgen::docs::PageFile& file : vgen::docs::page_files()) {
    const std::string path = "/docs/" + std::string(file.name);
    CAPTURE(path);
    const vgen::Response packed = client.get(path, {{"Accept-Encoding", "br, gzip;q=0.8"}});
    CHECK(packed.status == 200);
    CHECK(packed.headers.find("Content-Encoding") == "gzip");
    CHECK(packed.headers.find("Vary") == "Accept-Encoding");
    CHECK(packed.headers.find("Content-Type") == file.media_type);
    CHECK((packed.body == file.packed));

    const vgen::Response plain = client.get(path);
    CHECK(plain.status == 200);
    CHECK_FALSE(plain.headers.find("Content-Encoding"));
    CHECK(plain.body.size() == file.size);
    CHECK(plain.body.find('\0') == std::string::npos);
    CHECK(plain.headers.find("ETag") != packed.headers.find("ETag"));
    CHECK(client.get(path, {{"Accept-Encoding", "gzip;q=0"}}).body.size() == file.size);
    CHECK(client.get(path, {{"Accept-Encoding", "*"}}).headers.find("Content-Encoding") == "gzip");
    CHECK(client.get(path, {{"Accept-Encoding", "br, *;q=0.0"}}).status == 406);

    const std::string tag(packed.headers.find("ETag").value_or(""));
    const vgen::Response known =
        client.get(path, {{"Accept-Encoding", "gzip"}, {"If-None-Match", "\"x\", W/" + tag}});
    CHECK(known.status == 304);
    CHECK(known.body.empty());
    CHECK(client.get(path, {{"If-None-Match", tag}}).status == 200);
  }
}

TEST_CASE("docs: the path can be another one, or none", "[dispatch]") {
  Moved deep("/a/reference/", "<Pets & \"friends\">");
  CHECK(deep.client.get("/docs").status == 404);
  CHECK(deep.client.get("/a/reference").headers.find("Location") == "./reference/");
  CHECK(deep.client.get("/a/reference/").body.find("\"../../openapi.json\"") != std::string::npos);
  CHECK(deep.client.get("/a/reference/")
            .body.find("<title>&lt;Pets &amp; &quot;friends&quot;&gt;</title>") !=
        std::string::npos);

  Moved root("/");
  CHECK(root.client.get("/").body.find("\"openapi.json\"") != std::string::npos);
  CHECK(root.client.get("/x").status == 404);

  Moved none("");
  CHECK(none.client.get("/docs").status == 404);
  CHECK(none.client.get("/").status == 404);
}
