#include "app/config/countersignatures.hpp"

#include <fmt/format.h>

namespace switchyard::app {
namespace {

using contracting::Countersignature;
using contracting::SupplierCard;

Error wrong(const std::string& entry) {
  return {ErrorKind::invalid, "setting_invalid", fmt::format("contracting.countersignatures: '{}' is neither SUPPLIER=ours NAME <ADDRESS> nor SUPPLIER=theirs.", entry)};
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// "Dana Cole <contracts@northgate.example>"
bool read_signer(std::string_view text, SupplierCard& card) {
  const std::size_t opens = text.find('<');
  if (opens == std::string_view::npos || !text.ends_with('>')) return false;
  card.signer_name = trimmed(text.substr(0, opens));
  card.signer_email = trimmed(text.substr(opens + 1, text.size() - opens - 2));
  return !card.signer_name.empty() && card.signer_email.find('@') != std::string::npos;
}

}  // namespace

Result<std::map<std::string, SupplierCard, std::less<>>> read_countersignatures(std::span<const std::string> entries) {
  std::map<std::string, SupplierCard, std::less<>> cards;
  for (const std::string& entry : entries) {
    const std::size_t equals = entry.find('=');
    if (equals == std::string::npos || equals == 0) return wrong(entry);
    std::string_view how = trimmed(std::string_view(entry).substr(equals + 1));
    const std::string_view word = how.substr(0, how.find(' '));
    const auto parsed = contracting::parse_countersignature(word);
    if (!parsed) return wrong(entry);
    SupplierCard card{.countersignature = *parsed};
    how.remove_prefix(word.size());
    if (*parsed == Countersignature::ours ? !read_signer(trimmed(how), card) : !how.empty()) return wrong(entry);
    cards.insert_or_assign(std::string(trimmed(std::string_view(entry).substr(0, equals))), std::move(card));
  }
  return cards;
}

}  // namespace switchyard::app
