#include "contracting/id_list.hpp"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "values/ensure.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::string_view kPlace = "{ids}";
constexpr std::array<std::size_t, 4> kSizes = {1, 10, 100, IdListQuery::kListSizeMax};

std::string with_parameters(std::string_view sql, std::size_t first, std::size_t count) {
  const std::size_t at = sql.find(kPlace);
  ENSURE(at != std::string_view::npos);
  std::string text(sql.substr(0, at));
  for (std::size_t i = 0; i < count; ++i) text += fmt::format("{}${}", i == 0 ? "" : ", ", first + i);
  return text.append(sql.substr(at + kPlace.size()));
}

}  // namespace

IdListQuery::IdListQuery(std::string_view sql, std::size_t fixed_count) {
  for (std::size_t i = 0; i < kSizes.size(); ++i) texts_[i] = {kSizes[i], with_parameters(sql, fixed_count + 1, kSizes[i])};
}

void IdListQuery::run(SqlReader& reader, std::span<const SqlValue> fixed, std::span<const std::string> ids, const std::function<void(const SqlRow&)>& each) const {
  while (!ids.empty()) {
    const auto here = ids.first(std::min(ids.size(), kListSizeMax));
    const auto text = std::ranges::find_if(texts_, [&](const Sized& sized) { return sized.size >= here.size(); });
    std::vector<SqlValue> values(fixed.begin(), fixed.end());
    for (std::size_t i = 0; i < text->size; ++i) values.emplace_back(std::string_view(here[std::min(i, here.size() - 1)]));
    reader.query(text->sql, values, each);
    ids = ids.subspan(here.size());
  }
}

std::vector<std::string> distinct_in_order(std::vector<std::string> texts) {
  std::unordered_set<std::string> seen;
  std::erase_if(texts, [&](const std::string& text) { return !seen.insert(text).second; });
  return texts;
}

}  // namespace switchyard::contracting
