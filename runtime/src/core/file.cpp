#include <vgen/file.hpp>

#include <filesystem>
#include <system_error>

namespace vgen {

void File::move_to(const std::string& destination) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::rename(path, destination, error);
  if (error == std::errc::cross_device_link) {
    fs::copy_file(path, destination, fs::copy_options::overwrite_existing, error);
    std::error_code ignored;
    if (!error) fs::remove(path, ignored);
  }
  if (error) throw std::system_error(error, "moving a file of a form");
  path = destination;
}

}  // namespace vgen
