#include "rules/contract_facts.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "values/ensure.hpp"

namespace switchyard::rules {
namespace {

constexpr std::array<std::string_view, 5> kDealTypes = {"switch", "move_in", "renewal_same_supplier", "renewal_other_supplier", "amendment"};
constexpr std::array<std::string_view, 5> kTaxIdForms = {"absent", "ein", "ein_unknown_prefix", "ssn", "malformed"};

// The first two digits that no campus of the IRS has given out (irs.gov, "How EINs are assigned and valid EIN prefixes").
constexpr std::array kPrefixesNotGiven = {0, 7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "NN-NNNNNNN" as "dd-ddddddd".
std::string shape_of(std::string_view text) {
  std::string shape;
  for (const char c : text) shape += is_digit(c) ? 'd' : c;
  return shape;
}

}  // namespace

std::string_view text_of(DealType type) { return kDealTypes.at(static_cast<std::size_t>(type)); }

Result<DealType> parse_deal_type(std::string_view text) {
  const auto* const found = std::find(kDealTypes.begin(), kDealTypes.end(), text);
  if (found != kDealTypes.end()) return static_cast<DealType>(found - kDealTypes.begin());
  return Error{ErrorKind::invalid, "not_one_of",
               fmt::format("'{:.40}' is no deal type; those are switch, move_in, renewal_same_supplier, renewal_other_supplier and amendment", text)};
}

std::string_view text_of(TaxIdForm form) { return kTaxIdForms.at(static_cast<std::size_t>(form)); }

TaxIdForm tax_id_form(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return TaxIdForm::absent;
  text = text.substr(first, text.find_last_not_of(' ') - first + 1);
  const auto shape = shape_of(text);
  if (shape == "ddd-dd-dddd") return TaxIdForm::ssn;
  if (shape != "dd-ddddddd" && shape != "ddddddddd") return TaxIdForm::malformed;
  const int prefix = (text[0] - '0') * 10 + (text[1] - '0');
  const bool is_given = std::find(kPrefixesNotGiven.begin(), kPrefixesNotGiven.end(), prefix) == kPrefixesNotGiven.end();
  return is_given ? TaxIdForm::ein : TaxIdForm::ein_unknown_prefix;
}

}  // namespace switchyard::rules
