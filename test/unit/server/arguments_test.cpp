#include "runtime/src/server/arguments.hpp"

#include <vgen/version.hpp>

#include <catch2/catch.hpp>

#include <chrono>

#include <cstdlib>
#include <string>
#include <vector>

using vgen::server::Arguments;

namespace {

Arguments read(std::vector<const char*> words, const vgen::ServerOptions& options = {}) {
  words.insert(words.begin(), "program");
  return vgen::server::read_arguments(static_cast<int>(words.size()), words.data(), options);
}

}  // namespace

TEST_CASE("arguments: they go before the options of the program", "[server]") {
  const Arguments arguments =
      read({"--port", "0", "--host", "::1", "--threads", "2"}, {.port = 9000});
  CHECK_FALSE(arguments.exit_code);
  CHECK(arguments.options.port == 0);
  CHECK(arguments.options.host == "::1");
  CHECK(arguments.options.threads == 2);
  CHECK(read({}, {.port = 9000}).options.port == 9000);
}

TEST_CASE("arguments: the environment says the port where the arguments do not", "[server]") {
  ::setenv("PORT", "1234", 1);
  CHECK(read({}).options.port == 1234);
  CHECK(read({"--port", "5"}).options.port == 5);
  ::setenv("PORT", "no number", 1);
  CHECK(read({}).exit_code == 2);
  ::unsetenv("PORT");
}

TEST_CASE("arguments: what is not understood is one line and exit code 2", "[server]") {
  const std::vector<const char*> words =
      GENERATE(as<std::vector<const char*>>{}, std::vector<const char*>{"--nonsense"},
               std::vector<const char*>{"--port", "65536"}, std::vector<const char*>{"--port", "x"},
               std::vector<const char*>{"--port"}, std::vector<const char*>{"--threads", "-1"},
               std::vector<const char*>{"extra"});
  const Arguments arguments = read(words);
  CAPTURE(arguments.text);
  CHECK(arguments.exit_code == 2);
  CHECK(arguments.text.find('\n') == arguments.text.size() - 1);
}

TEST_CASE("arguments: the time of draining and the allowed hosts", "[server]") {
  CHECK(read({}).options.drain == std::chrono::seconds(0));
  CHECK(read({"--drain", "5"}).options.drain == std::chrono::seconds(5));
  CHECK(read({"--drain", "0.25"}).options.drain == std::chrono::milliseconds(250));
  CHECK(read({}, {.drain = std::chrono::seconds(7)}).options.drain == std::chrono::seconds(7));
  CHECK(read({"--drain", "-1"}).exit_code == 2);
  CHECK(read({"--drain", "soon"}).exit_code == 2);
  CHECK(read({"--allowed-hosts", "a.example,b.example"}).options.allowed_hosts ==
        std::vector<std::string>{"a.example", "b.example"});
}

TEST_CASE("arguments: an empty host is refused", "[server]") {
  const Arguments arguments = read({"--host", ""});
  CHECK(arguments.exit_code == 2);
  CHECK(arguments.text.find("0.0.0.0") != std::string::npos);
  CHECK(read({"--host", "[]"}).exit_code == 2);
  CHECK(read({"--host", "[::1]"}).options.host == "[::1]");
}

TEST_CASE("arguments: the versions", "[server]") {
  const vgen::ApiDefinition api{.name = "todo", .version = "1.2.0"};
  const vgen::ApiDefinition other{.name = "shop"};
  const std::string line = vgen::server::version_line(vgen::Api(api, nullptr));
  CHECK(line == "todo 1.2.0 (vgen " VGEN_VERSION ")");
  CHECK(vgen::server::version_line({vgen::Api(api, nullptr), vgen::Api(other, nullptr)}) ==
        "todo 1.2.0, shop (vgen " VGEN_VERSION ")");
  const char* const words[] = {"program", "--version"};
  const Arguments arguments = vgen::server::read_arguments(2, words, {}, line);
  CHECK(arguments.exit_code == 0);
  CHECK(arguments.text == line + "\n");
}

TEST_CASE("arguments: help is asked for and given", "[server]") {
  const Arguments arguments = read({"--help"});
  CHECK(arguments.exit_code == 0);
  CHECK(arguments.text.find("--port") != std::string::npos);
}

TEST_CASE("arguments: the kind of server, and its TLS", "[server]") {
  const Arguments help = read({"--help"});
  for (const char* const name : {"--server", "automatic", "epoll", "beast", "--tls-certificate",
                                 "--tls-key", "--tls-client-ca"})
    CHECK(help.text.find(name) != std::string::npos);
  CHECK(read({}).options.server == vgen::ServerKind::automatic);
  CHECK(read({"--server", "beast"}).options.server == vgen::ServerKind::beast);
  CHECK(read({"--server=epoll"}).options.server == vgen::ServerKind::epoll);
  vgen::ServerOptions options;
  options.server = vgen::ServerKind::beast;
  CHECK(read({}, options).options.server == vgen::ServerKind::beast);
  CHECK(read({"--server", "automatic"}, options).options.server == vgen::ServerKind::automatic);
  const Arguments wrong = read({"--server", "apache"});
  CHECK(wrong.exit_code == 2);
  CHECK(wrong.text == "--server: apache not in {automatic,epoll,beast} (see --help)\n");
  const Arguments tls =
      read({"--tls-certificate", "a.pem", "--tls-key", "a.key", "--tls-client-ca", "ca.pem"});
  CHECK(tls.options.tls.certificate == "a.pem");
  CHECK(tls.options.tls.key == "a.key");
  CHECK(tls.options.tls.client_ca == "ca.pem");
}

TEST_CASE("arguments: what operators set", "[server]") {
  const Arguments all =
      read({"--access-log", "-", "--rate-limit", "100/s:500", "--trusted-proxies", "10.0.0.0/8,::1",
            "--proxy-headers", "forwarded", "--admin-port", "0", "--admin-host", "::1"});
  CHECK_FALSE(all.exit_code);
  CHECK(all.options.access_log_file == "-");
  CHECK(all.options.rate_limit ==
        vgen::RateLimit{.requests = 100, .per = std::chrono::seconds(1), .burst = 500});
  CHECK(all.options.trusted_proxies == std::vector<std::string>{"10.0.0.0/8", "::1"});
  CHECK(all.options.proxy_headers == vgen::ProxyHeaders::forwarded);
  CHECK(all.options.admin_port == 0);
  CHECK(all.options.admin_host == "::1");
  const Arguments none = read({});
  CHECK_FALSE(none.options.admin_port);
  CHECK_FALSE(none.options.rate_limit.is_set());
}

TEST_CASE("arguments: what operators set wrongly", "[server]") {
  const auto refusal = [](const std::vector<const char*>& arguments) {
    const Arguments read_ones = read(arguments);
    CHECK(read_ones.exit_code == 2);
    return read_ones.text;
  };
  CHECK(refusal({"--rate-limit", "fast"}).find("'fast' is not a rate like 100/s") !=
        std::string::npos);
  CHECK(refusal({"--trusted-proxies", "proxy"}).find("'proxy' is not an address or a range") !=
        std::string::npos);
  for (const std::vector<const char*>& wrong :
       std::vector<std::vector<const char*>>{{"--admin-port", "65536"},
                                             {"--admin-port", "x"},
                                             {"--admin-host", ""},
                                             {"--proxy-headers", "both"},
                                             {"--rate-limit", "0/s"}})
    CHECK(refusal(wrong).find('\n') != std::string::npos);
}

TEST_CASE("arguments: the strict mode of channels", "[server]") {
  CHECK(read({"--help"}).text.find("--strict-channels") != std::string::npos);
  CHECK_FALSE(read({}).options.strict_channels);
  CHECK(read({"--strict-channels"}).options.strict_channels);
}

TEST_CASE("arguments: certificates for several names", "[server]") {
  const Arguments two = read({"--tls-certificate", "a.pem", "--tls-key", "a.key",
                              "--tls-certificate", "b.pem", "--tls-key", "b.key"});
  CHECK(two.options.tls.certificate == "a.pem");
  CHECK(two.options.tls.key == "a.key");
  CHECK(two.options.tls.others ==
        std::vector<vgen::TlsCertificate>{{.certificate = "b.pem", .key = "b.key"}});
}
