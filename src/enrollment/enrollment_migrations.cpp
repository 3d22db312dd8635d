#include "enrollment/enrollment_migrations.hpp"

#include <string>
#include <vector>

#include "embedded/enrollment_environment_migrations.hpp"

namespace switchyard::enrollment {
namespace {

struct Named {
  std::vector<std::string> names;
  std::vector<Migration> migrations;
};

Named name_all() {
  Named named;
  const auto files = embedded_enrollment_environment_migrations();
  named.names.reserve(files.size());
  for (const EmbeddedFile& file : files) {
    named.names.push_back("enrollment/" + std::string(file.path.substr(0, file.path.rfind('.'))));
    named.migrations.push_back({named.names.back(), file.bytes});
  }
  return named;
}

}  // namespace

std::span<const Migration> enrollment_migrations() {
  static const Named kNamed = name_all();
  return kNamed.migrations;
}

}  // namespace switchyard::enrollment
