// The todo API from a terminal:
//
//   todo_client http://127.0.0.1:8080 list
//   todo_client http://127.0.0.1:8080 add "Water the plants"
//   todo_client http://127.0.0.1:8080 done 1
#include "api_client.gen.hpp"

#include <cstdlib>
#include <exception>
#include <iostream>
#include <span>
#include <string>

namespace {

using namespace todo::client;

void print(const Todo& todo) {
  std::cout << (todo.done ? "[x] " : "[ ] ") << todo.id << "  " << todo.title << '\n';
}

int mark_as_done(const Api& api, TodoId id) {
  const auto changed = api.update_todo({.id = id, .done = true});
  if (changed.holds<NotFound>()) {
    std::cerr << "There is no todo " << id << ".\n";
    return EXIT_FAILURE;
  }
  print(changed.value());
  return EXIT_SUCCESS;
}

int run(const Api& api, const std::string& command, const std::string& argument) {
  if (command == "done") return mark_as_done(api, std::stoll(argument));
  if (command == "add") {
    print(api.create_todo({.title = argument}).value());
  } else {
    for (const Todo& todo : api.list_todos().value().items) print(todo);
  }
  return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
  const std::span arguments(argv, static_cast<std::size_t>(argc));
  if (argc < 3 || (argc < 4 && std::string(arguments[2]) != "list")) {
    std::cerr << "usage: todo_client URL list | add TITLE | done ID\n";
    return EXIT_FAILURE;
  }
  try {
    const Api api(vgen::client::Options{.base_url = arguments[1]});
    return run(api, arguments[2], argc > 3 ? arguments[3] : "");
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';  // vgen::CallError says which call failed, and why
    return EXIT_FAILURE;
  }
}
