// A family of blocks as a table of the layout: groups of price columns, and a field for everything that tells prices apart.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "pricing/layout/proposal/prose.hpp"

namespace switchyard::pricing::proposal {

struct PriceGroup {
  std::string header;                 // Pattern.
  std::string under;                  // Pattern; empty: none.
  std::vector<Decision> fields;
  std::string rests_on;
};

struct TableChoice {
  std::string name;
  const Family* family = nullptr;
  std::vector<PriceGroup> groups;
  std::vector<Decision> fields;       // By the order of the language.
  std::vector<std::string> skip_if;   // Conditions, on one line each.
  std::vector<std::string> notes;     // What was left out, and why; comments of the YAML.
  std::vector<Decision> asks;         // Questions about keys that are no field.
  std::set<std::string> no_offer_words;
  bool zero = false, blank = false, error = false;
};

// A person's answers that hold for all tables; empty: none.
struct Answers {
  std::string commodity, customer_class;
  std::string file_name;   // Of the file that is looked at.
};

[[nodiscard]] TableChoice choose_table(const Looks& looks, const Prose& prose, const Family& family, const UnitChoice& unit, const Answers& answers);

}  // namespace switchyard::pricing::proposal
