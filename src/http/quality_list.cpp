#include "http/quality_list.hpp"

#include <algorithm>

#include "http/head_check.hpp"

namespace switchyard::http {
namespace {

constexpr std::size_t kItemsMax = 64;

// qvalue = "0" [ "." *3DIGIT ] / "1" [ "." *3"0" ]; -1 where it is broken.
int quality_of(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1') || (text.size() > 1 && text[1] != '.')) return -1;
  int milli = (text[0] - '0') * 1000;
  int unit = 100;
  for (const char c : text.substr(std::min<std::size_t>(text.size(), 2))) {
    if (c < '0' || c > '9') return -1;
    milli += (c - '0') * unit;
    unit /= 10;
  }
  return milli <= 1000 ? milli : -1;
}

// How closely `range` names the type: 3 itself, 2 "text/*", 1 "*/*", 0 not at all.
int closeness(std::string_view range, std::string_view type) {
  if (equals_ignoring_case(range, type)) return 3;
  if (range == "*/*" || range == "*") return 1;
  if (!range.ends_with("/*")) return 0;
  const auto slash = type.find('/');
  return slash != std::string_view::npos && equals_ignoring_case(range.substr(0, range.size() - 2), type.substr(0, slash)) ? 2 : 0;
}

// The closest range decides.
bool is_wanted(const std::vector<QualityItem>& items, std::string_view type) {
  int closest = 0;
  int quality = 0;
  for (const auto& item : items) {
    const int close = closeness(item.name, type);
    if (close < closest || close == 0) continue;
    quality = close > closest ? item.quality_milli : std::max(quality, item.quality_milli);
    closest = close;
  }
  return quality > 0;
}

}  // namespace

std::vector<QualityItem> parse_quality_list(std::string_view text) {
  std::vector<QualityItem> items;
  while (!text.empty() && items.size() < kItemsMax) {
    const std::size_t comma = text.find(',');
    auto part = text.substr(0, comma);
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    QualityItem item{trimmed(part.substr(0, part.find(';')))};
    while (part.find(';') != std::string_view::npos) {
      part.remove_prefix(part.find(';') + 1);
      const auto parameter = trimmed(part.substr(0, part.find(';')));
      if (parameter.size() > 1 && (parameter[0] == 'q' || parameter[0] == 'Q') && parameter[1] == '=') item.quality_milli = std::max(0, quality_of(parameter.substr(2)));
    }
    if (!item.name.empty()) items.push_back(item);
  }
  return items;
}

bool accepts(std::string_view accept, std::string_view media_type) {
  // What most clients send needs no list.
  if (accept.empty() || accept == "*/*" || accept == media_type) return true;
  return is_wanted(parse_quality_list(accept), media_type);
}

bool accepts_any(std::string_view accept, const std::vector<std::string>& media_types) {
  if (accept.empty() || accept == "*/*" || media_types.empty()) return true;
  if (std::ranges::find(media_types, accept) != media_types.end()) return true;
  const auto items = parse_quality_list(accept);
  return std::ranges::any_of(media_types, [&](const std::string& type) { return is_wanted(items, type); });
}

std::string media_type_essence(std::string_view content_type) {
  std::string essence(trimmed(content_type.substr(0, content_type.find(';'))));
  for (char& c : essence) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return essence;
}

}  // namespace switchyard::http
