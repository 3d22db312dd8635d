// Reading the rows of many ids in as few statements as their number allows: one up to a thousand.
//
// SQL must be constant to be prepared once, so a list is padded with its last id to 1, 10, 100 or 1,000 parameters.
#pragma once

#include <array>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ports/database.hpp"

namespace switchyard::contracting {

// Make it `static const`: its texts are keys of the statement cache. Safe to call from many threads.
class IdListQuery {
 public:
  static constexpr std::size_t kListSizeMax = 1000;

  // `sql` has "{ids}" once, where "$N, $N+1, …" comes, after `fixed_count` parameters of its own ($1 … $fixed_count).
  IdListQuery(std::string_view sql, std::size_t fixed_count);

  // Rows of one statement come in its order; several statements (over a thousand ids) come one after the other.
  void run(SqlReader& reader, std::span<const SqlValue> fixed, std::span<const std::string> ids, const std::function<void(const SqlRow&)>& each) const;
  void run(SqlReader& reader, std::initializer_list<SqlValue> fixed, std::span<const std::string> ids, const std::function<void(const SqlRow&)>& each) const {
    run(reader, std::span(fixed.begin(), fixed.size()), ids, each);
  }

 private:
  struct Sized {
    std::size_t size = 0;
    std::string sql;
  };
  std::array<Sized, 4> texts_;
};

// In the order in which each came first.
[[nodiscard]] std::vector<std::string> distinct_in_order(std::vector<std::string> texts);

// Their texts, each once, in order.
template <class IdType>
std::vector<std::string> id_texts(std::span<const IdType> ids) {
  std::vector<std::string> texts;
  texts.reserve(ids.size());
  for (const IdType& id : ids) texts.push_back(id.text());
  return distinct_in_order(std::move(texts));
}

}  // namespace switchyard::contracting
