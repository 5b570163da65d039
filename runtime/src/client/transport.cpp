#include <vgen/client/transport.hpp>

#include <utility>
#include <variant>

namespace vgen::client {

void Transport::stream(HttpRequest request, std::stop_token stop,
                       std::shared_ptr<StreamUser> user) {
  send(std::move(request), false, std::move(stop), [user = std::move(user)](Outcome outcome) {
    if (auto* const problem = std::get_if<TransportProblem>(&outcome))
      return user->ended(std::move(*problem));
    auto& answer = std::get<HttpAnswer>(outcome);
    std::string body = std::exchange(answer.body, {});
    user->began(std::move(answer));
    if (body.empty()) return user->ended(std::nullopt);
    user->received(std::move(body), [user] { user->ended(std::nullopt); });
  });
}

}  // namespace vgen::client
