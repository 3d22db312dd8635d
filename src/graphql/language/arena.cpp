#include "graphql/language/arena.hpp"

#include <algorithm>

namespace switchyard::graphql::ast {

namespace {
constexpr std::size_t kBlockBytesMax = 1024 * 1024;
}  // namespace

void Arena::add_block(std::size_t size_min) {
  const std::size_t size = std::max(size_min, next_block_bytes_);
  // Not std::make_unique: it would write zeros over what is written anyway.
  blocks_.emplace_back(new std::byte[size]);
  next_ = blocks_.back().get();
  left_ = size;
  size_bytes_ += size;
  next_block_bytes_ = std::min(next_block_bytes_ * 2, kBlockBytesMax);
}

}  // namespace switchyard::graphql::ast
