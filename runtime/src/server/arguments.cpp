#include "arguments.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <vgen/json/time.hpp>
#include <vgen/schedule/schedule_row.hpp>
#include <vgen/version.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <string_view>
#include <utility>

namespace vgen::server {
namespace {

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

std::optional<std::chrono::system_clock::time_point> instant_of(std::string_view text) {
  json::Instant instant;
  if (!json::parse_date_time(text, instant)) return std::nullopt;
  const std::chrono::nanoseconds part(instant.attoseconds / 1'000'000'000);
  return std::chrono::system_clock::time_point(
      std::chrono::duration_cast<std::chrono::system_clock::duration>(
          std::chrono::seconds(instant.seconds) + part));
}

std::string refuse_instant(const std::string& text) {
  return instant_of(text) ? "" : "'" + text + "' is not a time like 2026-01-02T03:00:00Z";
}

std::string refuse_task(const std::string& name, const std::vector<TaskLine>& tasks) {
  std::string known;
  for (const TaskLine& task : tasks) {
    if (task.name == name) return "";
    known += (known.empty() ? "" : ", ") + task.name;
  }
  return "there is no task '" + name + "': the tasks are " + known;
}

std::string task_list(const std::vector<TaskLine>& tasks) {
  std::size_t width = 0;
  for (const TaskLine& task : tasks) width = std::max(width, task.name.size());
  std::string text = "Tasks:";
  for (const TaskLine& task : tasks)
    text += "\n  " + task.name + std::string(width + 2 - task.name.size(), ' ') + task.times;
  return text;
}

void add_task_options(CLI::App& app, std::string& name, std::string& scheduled_at,
                      const std::vector<TaskLine>& tasks) {
  CLI::Option* const task =
      app.add_option("--run-task", name,
                     "Run one task now instead of a server, and end with its outcome")
          ->check(
              CLI::Validator([&tasks](std::string& text) { return refuse_task(text, tasks); }, ""));
  app.add_option("--scheduled-at", scheduled_at, "The time for which the task was planned")
      ->check(CLI::Validator([](std::string& text) { return refuse_instant(text); }, ""))
      ->needs(task);
  app.footer(task_list(tasks));
}

std::string refuse_host(const std::string& host) {
  return host.empty() || host == "[]" ? "is empty: use 0.0.0.0 or :: for all addresses" : "";
}

constexpr std::array<std::pair<std::string_view, ServerKind>, 3> kinds = {
    {{"automatic", ServerKind::automatic},
     {"epoll", ServerKind::epoll},
     {"beast", ServerKind::beast}}};

constexpr std::array<std::pair<std::string_view, ProxyHeaders>, 3> proxy_headers = {
    {{"automatic", ProxyHeaders::automatic},
     {"forwarded", ProxyHeaders::forwarded},
     {"x-forwarded", ProxyHeaders::x_forwarded}}};

std::string refuse_proxy(const std::string& text) {
  return IpRange::parse(text) ? "" : "'" + text + "' is not an address or a range like 10.0.0.0/8";
}

std::string refuse_rate(const std::string& text) {
  return parse_rate_limit(text)
             ? ""
             : "'" + text + "' is not a rate like 100/s, 600/min or 100/s:500 (with a burst)";
}

/// What the command line says that the options have in another form.
struct Texts {
  std::string rate_limit{};
  std::string proxy_headers{};
  std::optional<unsigned> admin_port{};
  std::vector<std::string> certificates{};
  std::vector<std::string> keys{};  ///< One for each certificate.
};

void add_operations(CLI::App& app, ServerOptions& options, Texts& texts) {
  app.add_option("--access-log", options.access_log_file,
                 "The file of the access log, a JSON object for each request; - for standard "
                 "output")
      ->capture_default_str();
  app.add_option("--rate-limit", texts.rate_limit,
                 "Requests that one user, or one address, may send: 100/s, 600/min, 100/s:500")
      ->check(CLI::Validator([](std::string& text) { return refuse_rate(text); }, ""));
  app.add_option("--trusted-proxies", options.trusted_proxies,
                 "The addresses of proxies that say who their client is, such as "
                 "10.0.0.0/8,::1")
      ->delimiter(',')
      ->check(CLI::Validator([](std::string& text) { return refuse_proxy(text); }, ""))
      ->capture_default_str();
  app.add_option("--proxy-headers", texts.proxy_headers,
                 "The header fields that they use: forwarded, x-forwarded, or automatic")
      ->check(CLI::IsMember({"automatic", "forwarded", "x-forwarded"}));
  app.add_option("--admin-port", texts.admin_port,
                 "The port of /metrics, /healthz and /readyz; 0 means any free port; without this "
                 "option they have no port of their own")
      ->check(CLI::Range(0, 65535));
  app.add_option("--admin-host", options.admin_host, "The address of that port")
      ->check(CLI::Validator([](std::string& host) { return refuse_host(host); }, ""))
      ->capture_default_str();
}

/// Each certificate needs its key, which is checked where they are read.
void take_certificates(TlsOptions& tls, const Texts& texts) {
  if (texts.certificates.empty() && texts.keys.empty()) return;
  std::vector<TlsCertificate> all(std::max(texts.certificates.size(), texts.keys.size()));
  for (std::size_t i = 0; i < texts.certificates.size(); ++i)
    all[i].certificate = texts.certificates[i];
  for (std::size_t i = 0; i < texts.keys.size(); ++i) all[i].key = texts.keys[i];
  tls.certificate = all.front().certificate;
  tls.key = all.front().key;
  tls.others.assign(all.begin() + 1, all.end());
}

void take_texts(ServerOptions& options, const Texts& texts) {
  take_certificates(options.tls, texts);
  if (const auto limit = parse_rate_limit(texts.rate_limit)) options.rate_limit = *limit;
  if (texts.admin_port) options.admin_port = static_cast<std::uint16_t>(*texts.admin_port);
  for (const auto& [name, headers] : proxy_headers) {
    if (texts.proxy_headers == name) options.proxy_headers = headers;
  }
}

std::string name_of(ServerKind kind) {
  for (const auto& [name, value] : kinds) {
    if (value == kind) return std::string(name);
  }
  return {};
}

ServerKind kind_of(std::string_view name) {
  for (const auto& [known, kind] : kinds) {
    if (known == name) return kind;
  }
  return ServerKind::automatic;
}

}  // namespace

std::string version_line(const Apis& apis) {
  std::string text;
  for (const Api& api : apis.list()) {
    const ApiDefinition& definition = api.definition();
    text.append(text.empty() ? "" : ", ").append(definition.name);
    if (!definition.version.empty()) text.append(" ").append(definition.version);
  }
  return text.append(" (vgen ").append(VGEN_VERSION).append(")");
}

std::vector<TaskLine> task_lines(const Apis& apis) {
  std::vector<TaskLine> lines;
  for (const Api& api : apis.list()) {
    for (const ScheduleRow& row : api.definition().schedules) {
      lines.push_back({.name = std::string(row.endpoint.name),
                       .times = std::string(row.text) + "  " +
                                (row.zone.empty() ? "UTC" : std::string(row.zone))});
    }
  }
  return lines;
}

Arguments read_arguments(int argc, const char* const* argv, const ServerOptions& options,
                         const std::string& version, const std::vector<TaskLine>& tasks) {
  Arguments arguments{.options = options};
  unsigned port = options.port;
  double drain = std::chrono::duration<double>(options.drain).count();
  std::string kind = name_of(options.server);
  Texts texts;
  CLI::App app("Serves an API over HTTP.");
  app.set_version_flag("--version", version + "\n", "Print the versions of the API and of vgen");
  app.add_option("--host", arguments.options.host, "The address to listen on")
      ->check(CLI::Validator([](std::string& host) { return refuse_host(host); }, ""))
      ->capture_default_str();
  app.add_option("--port", port, "The port to listen on; 0 means any free port")
      ->envname("PORT")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  app.add_option("--threads", arguments.options.threads,
                 "The number of event loops; 0 means one per processor")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  app.add_option("--drain", drain,
                 "Seconds between \"not ready\" and \"not accepting\" when the server stops")
      ->check(CLI::Range(0.0, 3600.0))
      ->capture_default_str();
  app.add_option("--allowed-hosts", arguments.options.allowed_hosts,
                 "The hosts that requests may name, such as example.org,*.example.org; without "
                 "any, all hosts")
      ->delimiter(',')
      ->capture_default_str();
  app.add_option("--origins", arguments.options.origins,
                 "The origins of other pages that may use the server, such as "
                 "https://app.example.org; * for all")
      ->delimiter(',')
      ->capture_default_str();
  app.add_option("--server", kind,
                 "How to wait for sockets: epoll (Linux), beast (any system), or "
                 "automatic")
      ->check(CLI::IsMember({"automatic", "epoll", "beast"}))
      ->capture_default_str();
  app.add_option(
         "--tls-certificate", texts.certificates,
         "The file of the certificate, with its chain, for HTTPS; without one, HTTP. May be "
         "repeated, for other names")
      ->allow_extra_args(false);
  app.add_option("--tls-key", texts.keys, "The file of its private key; as often")
      ->allow_extra_args(false);
  app.add_option("--tls-client-ca", arguments.options.tls.client_ca,
                 "The file of the authorities that sign the certificates of clients; without one, "
                 "clients need none")
      ->capture_default_str();
  add_operations(app, arguments.options, texts);
  app.add_option("--redis", arguments.options.redis,
                 "The URL of the Redis that connects several servers, such as "
                 "redis://:PASSWORD@127.0.0.1:6379/0; without one, everything is in memory")
      ->envname("REDIS_URL");
  app.add_flag("--strict-channels", arguments.options.strict_channels,
               "For development: keeps nothing of a channel in memory between two of its events");
  std::string scheduled_at;
  if (!tasks.empty()) add_task_options(app, arguments.task, scheduled_at, tasks);
  app.add_option("--workers", arguments.options.workers,
                 "The number of threads for functions that block")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  try {
    app.parse(argc, argv);
    if (!scheduled_at.empty()) arguments.scheduled_at = instant_of(scheduled_at);
    arguments.options.server = kind_of(kind);
    take_texts(arguments.options, texts);
    arguments.options.port = static_cast<std::uint16_t>(port);
    arguments.options.drain =
        std::chrono::round<std::chrono::milliseconds>(std::chrono::duration<double>(drain));
  } catch (const CLI::CallForHelp&) {
    arguments.exit_code = 0;
    arguments.text = app.help();
  } catch (const CLI::CallForVersion&) {
    arguments.exit_code = 0;
    arguments.text = version + "\n";
  } catch (const CLI::ParseError& error) {
    arguments.exit_code = 2;
    arguments.text = one_line(error.what()) + " (see --help)\n";
  }
  return arguments;
}

}  // namespace vgen::server
