#include "access/access.hpp"
#include "embedded/access_migrations.hpp"

namespace switchyard::access {

std::vector<Migration> access_migrations() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const EmbeddedFile& file : embedded_access_migrations()) all.push_back("access/" + std::string(file.path.substr(0, file.path.rfind('.'))));
    return all;
  }();
  std::vector<Migration> migrations;
  std::size_t number = 0;
  for (const EmbeddedFile& file : embedded_access_migrations()) migrations.push_back({names[number++], file.bytes});
  return migrations;
}

}  // namespace switchyard::access
