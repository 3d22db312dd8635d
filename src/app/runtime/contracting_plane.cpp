#include "app/runtime/contracting_plane.hpp"

#include <filesystem>

#include "adapters/directory/directory_vault.hpp"
#include "app/commands/file_text.hpp"
#include "app/config/countersignatures.hpp"
#include "app/runtime/contract_table.hpp"
#include "contracting/contracts/contract_upkeep.hpp"
#include "contracting/files/database_vault.hpp"

namespace switchyard::app {
namespace {

constexpr std::size_t kTemplateSizeMax = 256 * 1024;

// The product's, and above them those of the folder.
Result<std::vector<contracting::TemplateText>> read_templates(const std::string& folder) {
  std::vector<contracting::TemplateText> templates = contracting::embedded_templates();
  std::error_code missing;
  for (const auto& entry : std::filesystem::directory_iterator(folder, missing)) {
    if (entry.path().extension() != ".md") continue;
    auto text = read_file_text(entry.path().string(), kTemplateSizeMax);
    if (!text) return std::move(text).error();
    templates.push_back({.name = entry.path().stem().string(), .text = *std::move(text)});
  }
  return templates;
}

// In the folder of the settings, a folder an environment; without one in the database.
std::unique_ptr<contracting::FileVault> vault_of(const Installation& installation, EnvironmentName name) {
  const std::string& folder = installation.settings().files_directory;
  if (folder.empty()) return std::make_unique<contracting::DatabaseVault>();
  return std::make_unique<adapters::DirectoryVault>(folder + "/" + std::string(text_of(name)));
}

}  // namespace

ContractingPlane::ContractingPlane(Installation& installation, AccessPlane& access, Environment& environment)
    : installation_(installation), access_(access), environment_(environment), vault_(vault_of(installation, environment.name())),
      envelopes_([this](const contracting::ContractEnvelopes::Work& work) {
        const contracting::ApiDesk desk = api_desk();
        return work(desk.contracts());
      }) {}

Result<std::unique_ptr<ContractingPlane>> ContractingPlane::open(Installation& installation, AccessPlane& access, Environment& environment) {
  std::unique_ptr<ContractingPlane> plane(new ContractingPlane(installation, access, environment));
  auto texts = rules::rules_with_folder(installation.data_directory() + "/rules");
  if (!texts) return std::move(texts).error();
  auto loaded = rules::RuleSet::load(*texts, *environment.market().current());
  if (!loaded) return std::move(loaded).error();
  auto suppliers = read_countersignatures(installation.settings().countersignatures);
  if (!suppliers) return std::move(suppliers).error();
  auto templates = read_templates(installation.data_directory() + "/templates");
  if (!templates) return std::move(templates).error();
  auto shelf = contracting::TemplateShelf::load(*templates, [&environment](std::string_view bytes) { return environment.digest().sha256_hex(bytes); });
  if (!shelf) return std::move(shelf).error();
  plane->rules_ = *std::move(loaded);
  plane->supplier_cards_ = *std::move(suppliers);
  plane->templates_ = *std::move(shelf);
  return plane;
}

contracting::PartyDesk ContractingPlane::parties() {
  return {.clock = environment_.clock(), .random = installation_.random(), .outbox = environment_.outbox(), .market = environment_.market().current(),
          .sealer = *access_.sealer, .digest = environment_.digest(), .audit = environment_.audit(), .vault = *vault_, .pages = &pages_};
}

contracting::ApiDesk ContractingPlane::api_desk() {
  return {.environment = environment_.name(), .database = environment_.database(), .writes = environment_.idempotent_writes(), .parties = parties(),
          .quotes = environment_.quote_desk(), .rules = rules_, .signing = signing_,
          .templates = templates_,
          .partner_card = [this](const access::PartnerId& partner) { return partner_card(partner); },
          .supplier_card = [this](std::string_view supplier, std::string_view) { return supplier_card(supplier); },
          .holders = holders_,
          .import_table = read_contract_table};
}

contracting::DocumentDesk ContractingPlane::documents() {
  return {.database = environment_.database(), .parties = parties(), .writes = &environment_.idempotent_writes(), .sources = {&uploaded_, &issued_}};
}

void ContractingPlane::expire_contracts() {
  constexpr std::int64_t kAtOnce = 100;
  const contracting::ApiDesk desk = api_desk();
  std::int64_t expired = kAtOnce;
  while (expired == kAtOnce) {
    environment_.database().write([&](SqlTransaction& transaction) {
      expired = contracting::expire_contracts(transaction, desk.contracts(), kAtOnce);
      return expired > 0;
    });
  }
}

contracting::PaperDesk ContractingPlane::papers() {
  return {.database = environment_.database(), .parties = parties(), .quotes = environment_.quote_desk(), .rules = rules_, .templates = templates_,
          .partner_card = [this](const access::PartnerId& partner) { return partner_card(partner); },
          .supplier_card = [this](std::string_view supplier, std::string_view) { return supplier_card(supplier); }};
}

contracting::PartnerCard ContractingPlane::partner_card(const access::PartnerId& partner) const {
  for (const auto& [uuid, entry] : access_.directory.current()->applications) {
    if (entry->partner.id == partner) return {.name = entry->partner.name};
  }
  return {};
}

contracting::SupplierCard ContractingPlane::supplier_card(std::string_view supplier) const {
  const auto found = supplier_cards_.find(supplier);
  return found == supplier_cards_.end() ? contracting::SupplierCard{} : found->second;
}

}  // namespace switchyard::app
