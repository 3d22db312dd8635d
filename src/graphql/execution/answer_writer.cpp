#include "graphql/execution/answer_writer.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace switchyard::graphql {
namespace {

// Of errors in order of their place; null where the place has none.
const Error* error_at(const std::vector<ColumnError>& errors, std::size_t place) {
  if (errors.empty()) return nullptr;
  const auto found = std::lower_bound(errors.begin(), errors.end(), place, [](const ColumnError& error, std::size_t at) { return error.place < at; });
  return found == errors.end() || found->place != place ? nullptr : &found->error;
}

}  // namespace

[[gnu::always_inline]] inline bool AnswerWriter::write_leaf(const FieldPlan& field, const void* object, const Place* outer) {
  const std::size_t start = out_.size();
  if (field.is_checked) {
    if (const GraphqlError* refused = levels_.refusal(field)) return refuse(field, *refused, Place{outer, &field});
  }
  leaf_.begin(field.place);
  try {
    field.write(field.closure, object, levels_.call(field), leaf_);
  } catch (const std::exception& error) {
    leaf_.reset();
    out_.truncate(start);
    return refuse(field, levels_.fault(field, error.what()), Place{outer, &field});
  }
  return !leaf_.has_failed() || settle_leaf(field, start, outer);
}

[[gnu::always_inline]] inline bool AnswerWriter::write_field(const Level& level, const FieldPlan& field, std::size_t object, const Place* outer) {
  out_.raw_padded(field.key, field.key_size);
  switch (field.kind) {
    case FieldPlan::Kind::constant: return true;
    case FieldPlan::Kind::leaf: return write_leaf(field, level.objects[object], outer);
    case FieldPlan::Kind::leaf_batch: return write_batched_leaf(field, level, object, outer);
    case FieldPlan::Kind::one: return write_one(field, level.object_columns[field.column], object, outer);
    case FieldPlan::Kind::list: return write_list(field, level.object_columns[field.column], object, outer);
  }
  return false;
}

bool AnswerWriter::write_root_field(const SelectionPlan& root, const FieldPlan& field) {
  const std::size_t start = out_.size();
  if (!levels_.stopped()) {
    const bool is_kept = write_field(levels_.level(root), field, 0, nullptr);
    if (!is_too_large_) return is_kept;
    is_too_large_ = false;
    out_.truncate(start);
  }
  const Place place{nullptr, &field};
  out_.raw_padded(field.key, field.key_size);
  if (levels_.stopped()) return refuse(field, *levels_.stopped(), place);
  return refuse(field, GraphqlError{.message = "The answer is larger than " + std::to_string(limits_.answer_bytes_max) + " bytes.", .code = kAnswerTooLarge}, place);
}

void AnswerWriter::field_done() {
  is_too_large_ = false;
  levels_.go_on();
}

bool AnswerWriter::write_batched_leaf(const FieldPlan& field, const Level& level, std::size_t object, const Place* outer) {
  const ResolvedLeaves& resolved = level.leaf_columns[field.column];
  if (resolved.refused) return refuse(field, *resolved.refused, Place{outer, &field});
  const std::size_t start = out_.size();
  leaf_.begin(field.place);
  resolved.column.write(resolved.column.owner.get(), object, leaf_);
  return !leaf_.has_failed() || settle_leaf(field, start, outer);
}

// What failed inside a leaf is said; whether the field stands is the writer's finding.
bool AnswerWriter::settle_leaf(const FieldPlan& field, std::size_t start, const Place* outer) {
  const bool is_lost = leaf_.is_field_lost();
  const Place place{outer, &field};
  for (const auto& failure : leaf_.take_failures()) {
    if (failure.error.code.empty() && failure.error.message.empty()) {
      add_missing(field, place, failure.indices);
    } else {
      add_failure(failure.error, place, failure.indices);
    }
  }
  if (is_lost) out_.truncate(start);
  return !is_lost;
}

bool AnswerWriter::write_one(const FieldPlan& field, const ResolvedObjects& resolved, std::size_t object, const Place* outer) {
  const Place place{outer, &field};
  if (resolved.refused) return refuse(field, *resolved.refused, place);
  if (const Error* error = error_at(resolved.column.parent_errors, object)) {
    add_failure(*error, place);
    return lose(field);
  }
  const std::size_t start = out_.size();
  if (write_item(field, resolved, object, place)) return true;
  out_.truncate(start);
  return lose(field);
}

bool AnswerWriter::write_list(const FieldPlan& field, const ResolvedObjects& resolved, std::size_t object, const Place* outer) {
  const Place place{outer, &field};
  if (resolved.refused) return refuse(field, *resolved.refused, place);
  const ObjectColumn& column = resolved.column;
  if (const Error* error = error_at(column.parent_errors, object)) {
    add_failure(*error, place);
    return lose(field);
  }
  if (!column.null_lists.empty() && std::binary_search(column.null_lists.begin(), column.null_lists.end(), object)) {
    if (field.is_non_null) add_missing(field, place);
    return lose(field);
  }
  const std::size_t start = out_.size();
  if (write_items(field, resolved, object == 0 ? 0 : column.ends[object - 1], column.ends[object], outer)) return true;
  out_.truncate(start);
  return lose(field);
}

bool AnswerWriter::write_items(const FieldPlan& field, const ResolvedObjects& resolved, std::size_t begin, std::size_t end, const Place* outer) {
  Place place{outer, &field, 0};
  out_.raw('[');
  for (std::size_t item = begin; item != end; ++item, ++place.item) {
    if (item != begin) out_.raw(',');
    const std::size_t start = out_.size();
    if (write_item(field, resolved, item, place)) continue;
    if (is_too_large_ || field.is_item_non_null) return false;
    out_.truncate(start);
    out_.null();
  }
  out_.raw(']');
  return true;
}

// False: null, be it allowed there or not.
inline bool AnswerWriter::write_item(const FieldPlan& field, const ResolvedObjects& resolved, std::size_t item, const Place& place) {
  if (resolved.column.items[item] == nullptr) {
    const bool must_be = place.item < 0 ? field.is_non_null : field.is_item_non_null;
    if (const Error* error = error_at(resolved.column.item_errors, item)) {
      add_failure(*error, place);
    } else if (must_be) {
      add_missing(field, place);
    }
    return false;
  }
  if (resolved.places.empty()) return write_object(*field.targets.front().selection, item, place);
  return write_object(*field.targets[resolved.targets[item]].selection, resolved.places[item], place);
}

bool AnswerWriter::write_object(const SelectionPlan& selection, std::size_t object, const Place& place) {
  if (selection.fields.empty()) out_.raw('{');
  const Level& level = levels_.level(selection);
  for (const FieldPlan& field : selection.fields) {
    if (!write_field(level, field, object, &place)) return false;
  }
  out_.raw('}');
  is_too_large_ = out_.size() > limits_.answer_bytes_max;
  return !is_too_large_;
}

bool AnswerWriter::lose(const FieldPlan& field) {
  if (field.is_non_null || is_too_large_) return false;
  out_.null();
  return true;
}

bool AnswerWriter::refuse(const FieldPlan& field, const GraphqlError& error, const Place& place) {
  add_error(error, place);
  if (field.definition->type.is_non_null()) return false;
  out_.null();
  return true;
}

void AnswerWriter::add_error(GraphqlError error, const Place& place, const std::vector<std::uint32_t>& indices) {
  if (errors.size() >= limits_.errors_max) {
    ++errors_not_listed;
    return;
  }
  if (error.locations.empty()) error.locations = levels_.locations(*place.field);
  for (const Place* at = &place; at != nullptr; at = at->outer) {
    if (at->item >= 0) error.path.emplace_back(static_cast<std::uint32_t>(at->item));
    error.path.emplace_back(at->field->response_key);
  }
  std::reverse(error.path.begin(), error.path.end());
  for (const std::uint32_t index : indices) error.path.emplace_back(index);
  errors.push_back(std::move(error));
}

void AnswerWriter::add_missing(const FieldPlan& field, const Place& place, const std::vector<std::uint32_t>& indices) {
  const std::string coordinate = field.parent->name + "." + field.definition->name;
  (void)levels_.fault(field, "null where the schema has none");
  add_error(GraphqlError{.message = "Cannot return null for non-nullable field " + coordinate + ".", .code = kInternal}, place, indices);
}

void AnswerWriter::add_failure(const Error& error, const Place& place, const std::vector<std::uint32_t>& indices) {
  add_error(GraphqlError{.message = error.message, .code = error.code.empty() ? kInternal : error.code, .fields = error.fields}, place, indices);
}

}  // namespace switchyard::graphql
