#include "app/runtime/new_suppliers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <optional>

#include "market/reference_overrides.hpp"
#include "pricing/layout/layout_spec.hpp"

namespace switchyard::app {
namespace {

std::vector<market::OverrideChange> row_of(const pricing::LayoutSpec& layout, Instant now) {
  const auto& supplier = *layout.new_supplier;
  const auto cutoff = layout.valid.at_minutes < 0 ? std::string() : fmt::format("{:02}:{:02}", layout.valid.at_minutes / 60, layout.valid.at_minutes % 60);
  const std::array<std::pair<std::string, std::string>, 9> cells{{{"name", layout.supplier_name},
                                                                  {"states", fmt::format("{}", fmt::join(supplier.states, "; "))},
                                                                  {"time_zone", supplier.time_zone},
                                                                  {"cutoff", cutoff},
                                                                  {"aggregate_by", supplier.aggregate_by},
                                                                  {"fictitious", "n"},
                                                                  {"confidence", "medium"},
                                                                  {"notes", ""},
                                                                  {"source", fmt::format("layout {}", layout.name)}}};
  std::vector<market::OverrideChange> changes;
  for (const auto& [column, value] : cells) changes.push_back({{"suppliers", layout.supplier, column, value}, "layouts", now});
  return changes;
}

}  // namespace

Result<std::vector<std::string>> introduce_suppliers(Database& database, market::MarketSource& market, const Clock& clock, const pricing::LayoutLibrary& layouts) {
  std::vector<std::string> added;
  for (const auto& layout : layouts.layouts()) {
    const auto& spec = layout.spec();
    if (!spec.new_supplier || !spec.unsure.empty() || market.current()->supplier(spec.supplier) != nullptr) continue;
    const auto changes = row_of(spec, clock.now());
    std::optional<Error> refused;
    database.write([&](SqlTransaction& transaction) {
      refused.reset();
      if (auto written = market::override_reference(transaction, market::embedded_reference(), changes); !written) refused = written.error();
      return !refused;
    });
    if (refused) return std::move(*refused);
    market.refresh();
    added.push_back(spec.supplier);
  }
  return added;
}

}  // namespace switchyard::app
