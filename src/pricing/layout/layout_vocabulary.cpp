#include <array>

#include "pricing/layout/yaml_object.hpp"

namespace switchyard::pricing {

std::span<const ObjectKeys> layout_vocabulary() {
  static const std::array kVocabulary{
      ObjectKeys{"layout", {"layout", "version", "supplier", "supplier_name", "about", "open", "match", "valid", "refs", "scope", "price", "tables", "checks", "bands", "unsure", "new_supplier"}},
      ObjectKeys{"unsure", {"at", "ask"}},
      ObjectKeys{"new_supplier", {"time_zone", "states", "aggregate_by"}},
      ObjectKeys{"open", {"types", "member"}},
      ObjectKeys{"match", {"file_name", "sheets", "says", "says_not"}},
      ObjectKeys{"valid", {"from", "until", "until_is", "agree", "at", "zone"}},
      ObjectKeys{"table", {"name", "sheets", "anchor", "header", "rows", "prices", "fields", "price", "optional"}},
      ObjectKeys{"sheets", {"include", "exclude", "hidden"}},
      ObjectKeys{"anchor", {"says", "row_says", "from_column"}},
      ObjectKeys{"header", {"within"}},
      ObjectKeys{"rows", {"until", "skip_if", "doubt_if", "not_sold_below"}},
      ObjectKeys{"doubt", {"when", "because"}},
      ObjectKeys{"prices", {"header", "under", "group_ends", "fields"}},
      ObjectKeys{"fields", {"commodity", "customer_class", "utility", "rate_class", "zone", "state", "product", "billing", "purchase_of_receivables",
                            "green_percent", "start", "term", "band", "price_unit"}},
      ObjectKeys{"field", {"column", "row", "cell", "label", "sheet_name", "file_name", "constant", "beside", "scan", "lookup", "first_of", "join",
                           "at", "nth", "within", "sheet", "hidden", "separator", "fill", "regex", "group", "map", "map_else", "as", "forms", "min", "max",
                           "snap", "suffixes", "unit", "when", "optional"}},
      ObjectKeys{"cell", {"row", "column"}},
      ObjectKeys{"lookup", {"sheet", "key", "value", "by"}},
      ObjectKeys{"condition", {"field", "matches", "matches_not", "format"}},
      ObjectKeys{"price", {"scale", "no_offer", "range", "basis", "decimals"}},
      ObjectKeys{"scale", {"when", "scale"}},
      ObjectKeys{"no_offer", {"from", "says"}},
      ObjectKeys{"range", {"min", "max"}},
      ObjectKeys{"check", {"name", "field", "matches", "because", "otherwise"}},
  };
  return kVocabulary;
}

}  // namespace switchyard::pricing
