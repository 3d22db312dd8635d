#include "graphql/execution/leaf_writer.hpp"

#include <limits>
#include <utility>

#include "values/ensure.hpp"

namespace switchyard::graphql {

void LeafWriter::begin_list() {
  ENSURE(depth_ + 1 < kListDepthMax);
  starts_[static_cast<std::size_t>(depth_)] = out_->size();
  counts_[static_cast<std::size_t>(depth_)] = 0;
  ++depth_;
  out_->raw('[');
}

void LeafWriter::next_item() {
  auto& count = counts_[static_cast<std::size_t>(depth_ - 1)];
  if (count++ != 0) out_->raw(',');
}

// A list with an item that is missing is missing itself; where it must not be, neither may what it stands in.
void LeafWriter::end_list() {
  const bool is_lost = lost_depth_ == depth_;
  --depth_;
  if (!is_lost) return out_->raw(']');
  lost_depth_ = -1;
  out_->truncate(starts_[static_cast<std::size_t>(depth_)]);
  out_->null();
  if (((place_.non_null >> static_cast<unsigned>(depth_)) & 1U) != 0) lost_depth_ = depth_;
}

void LeafWriter::fail(Error error) {
  lose(std::move(error));
  out_->null();
}

void LeafWriter::missing() { lose(Error{}); }

void LeafWriter::too_large(std::int64_t number) {
  fail(Error{ErrorKind::invalid, "overflow", "Int cannot represent non 32-bit signed integer value: " + std::to_string(number)});
}

void LeafWriter::lose(Error error) {
  has_failed_ = true;
  // Of several faults in one list one is enough, for its whole list goes.
  const bool is_kept = ((place_.non_null >> static_cast<unsigned>(depth_)) & 1U) == 0;
  if (lost_depth_ < 0) {
    Failure failure{std::move(error), {}};
    for (int depth = 0; depth < depth_; ++depth) failure.indices.push_back(counts_[static_cast<std::size_t>(depth)] - 1);
    failures_.push_back(std::move(failure));
  }
  if (!is_kept) lost_depth_ = depth_;
}

void LeafWriter::reset() {
  depth_ = 0;
  lost_depth_ = -1;
  has_failed_ = false;
  failures_.clear();
}

std::vector<LeafWriter::Failure> LeafWriter::take_failures() {
  has_failed_ = false;
  lost_depth_ = -1;
  return std::exchange(failures_, {});
}

}  // namespace switchyard::graphql
