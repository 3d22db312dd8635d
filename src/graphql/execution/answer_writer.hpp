// The second half of execution: writes what the levels hold as JSON, depth first, in one pass, and carries nulls outward to where the
// schema allows them (specification, section 6.4.4).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "graphql/error.hpp"
#include "graphql/execution/json_text.hpp"
#include "graphql/execution/leaf_writer.hpp"
#include "graphql/execution/levels.hpp"
#include "graphql/execution/plan.hpp"

namespace switchyard::graphql {

class AnswerWriter {
 public:
  AnswerWriter(JsonText& out, Levels& levels, const ExecutionLimits& limits) : out_(out), levels_(levels), limits_(limits), leaf_(out) {}

  // A field of the root with its key; false where the root itself must be null. An error that stopped the levels stands in its place.
  bool write_root_field(const SelectionPlan& root, const FieldPlan& field);
  // After each field of the root: what stopped one does not stop the next.
  void field_done();

  std::vector<GraphqlError> errors;
  std::size_t errors_not_listed = 0;

 private:
  // Where the pen is: a field, and the item of its list.
  struct Place {
    const Place* outer;
    const FieldPlan* field;
    std::int64_t item = -1;
  };

  // False: the object that holds the field must be null.
  bool write_field(const Level& level, const FieldPlan& field, std::size_t object, const Place* outer);
  bool write_leaf(const FieldPlan& field, const void* object, const Place* outer);
  bool write_batched_leaf(const FieldPlan& field, const Level& level, std::size_t object, const Place* outer);
  bool write_one(const FieldPlan& field, const ResolvedObjects& resolved, std::size_t object, const Place* outer);
  bool write_list(const FieldPlan& field, const ResolvedObjects& resolved, std::size_t object, const Place* outer);
  bool write_items(const FieldPlan& field, const ResolvedObjects& resolved, std::size_t begin, std::size_t end, const Place* outer);
  bool write_item(const FieldPlan& field, const ResolvedObjects& resolved, std::size_t item, const Place& place);
  bool write_object(const SelectionPlan& selection, std::size_t object, const Place& place);
  bool settle_leaf(const FieldPlan& field, std::size_t start, const Place* outer);

  // Null in place of the field, or false where it must not be.
  bool lose(const FieldPlan& field);
  bool refuse(const FieldPlan& field, const GraphqlError& error, const Place& place);
  void add_error(GraphqlError error, const Place& place, const std::vector<std::uint32_t>& indices = {});
  void add_missing(const FieldPlan& field, const Place& place, const std::vector<std::uint32_t>& indices = {});
  void add_failure(const Error& error, const Place& place, const std::vector<std::uint32_t>& indices = {});

  JsonText& out_;
  Levels& levels_;
  const ExecutionLimits& limits_;
  LeafWriter leaf_;
  bool is_too_large_ = false;
};

}  // namespace switchyard::graphql
