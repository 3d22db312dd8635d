// The reference data of the product as texts (reference/*.csv, carried in the binary) and as rows.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "market/market.hpp"
#include "market/reference_table.hpp"

namespace switchyard::market {

// The files' contents; the views live as long as the program where they are embedded.
struct ReferenceTexts {
  std::string_view utilities;
  std::string_view aliases;
  std::string_view rate_classes;
  std::string_view zones;
  std::string_view suppliers;
  std::string_view account_notes;
  std::string_view zip_starter;
  std::string_view zip_states;
};
[[nodiscard]] ReferenceTexts embedded_reference();

// A settlement zone, price group, pipeline or market area of a utility, whatever its suppliers price by.
struct Zone {
  std::string utility_code;
  std::string code;                  // "J", "LZ_NORTH"
  std::string name;                  // "NYC"
  std::string kind;                  // "load_zone", "price_group", "pipeline" or "market_area".
  std::vector<std::string> aliases;
  Confidence confidence = Confidence::low;
  std::string notes;
};

// How surely an alias means its utility.
enum class AliasMeaning {
  one,     // It means this utility; where it means others too, the question's state tells them apart.
  group,   // It means all the utilities that it stands beside, at once.
  unsure,  // It is believed to mean this utility, and nobody knows.
};

struct AliasRow {
  std::string alias;
  std::string utility_code;
  AliasMeaning meaning = AliasMeaning::one;
};

// A utility's code, or another's, that may serve a ZIP.
struct ZipRow {
  std::string zip;  // Five digits.
  std::string utility_code;
};

// The three-digit beginnings [from, to] of the ZIPs of a state.
struct ZipStateRow {
  int zip3_from = 0;
  int zip3_to = 0;
  std::string state;
};

struct Reference {
  std::vector<Utility> utilities;  // In order of code, with compiled account rules.
  std::vector<RateClass> rate_classes;
  std::vector<Zone> zones;
  std::vector<Supplier> suppliers;
  std::vector<AliasRow> aliases;
  std::vector<ZipRow> zip_starter;
  std::vector<ZipStateRow> zip_states;
};

// Refused with `invalid_reference`, `unknown_column`: what is wrong, by file and line.
Result<Reference> read_reference(const ReferenceTexts& texts, std::span<const ReferenceOverride> overrides);

}  // namespace switchyard::market
