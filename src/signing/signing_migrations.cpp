#include "signing/signing_migrations.hpp"

#include <string>
#include <vector>

#include "embedded/signing_environment_migrations.hpp"

namespace switchyard::signing {
namespace {

struct Named {
  std::vector<std::string> names;
  std::vector<Migration> migrations;
};

Named name_all() {
  Named named;
  const auto files = embedded_signing_environment_migrations();
  named.names.reserve(files.size());
  for (const EmbeddedFile& file : files) {
    named.names.push_back("signing/" + std::string(file.path.substr(0, file.path.rfind('.'))));
    named.migrations.push_back({named.names.back(), file.bytes});
  }
  return named;
}

}  // namespace

std::span<const Migration> signing_migrations() {
  static const Named kNamed = name_all();
  return kNamed.migrations;
}

}  // namespace switchyard::signing
