#include "graphql/validation/context.hpp"

#include <utility>

#include "graphql/validation/locations.hpp"

namespace switchyard::graphql::validation {

namespace {

constexpr std::size_t kLocationBytes = 24;  // Of JSON, about.

}  // namespace

Context::Context(const Schema& schema, const ast::Document& document, const ValidationLimits& limits)
    : schema_(schema), document_(document), limits_(limits), types_(schema), fragment_work_left_(limits.fragment_work_max) {
  for (const ast::Definition* definition : document.definitions()) {
    const std::string_view name = definition->name.value;
    if (const auto* fragment = ast::as_fragment(*definition)) fragments_[name] = fragment;
    if (const auto* directive = ast::as_directive_definition(*definition)) document_directives_[name] = directive;
    if (ast::is_type_definition(definition->kind)) document_types_.insert(name);
  }
}

const ast::FragmentDefinition* Context::fragment(std::string_view name) const {
  const auto found = fragments_.find(name);
  return found == fragments_.end() ? nullptr : found->second;
}

const ast::DirectiveDefinition* Context::document_directive(std::string_view name) const {
  const auto found = document_directives_.find(name);
  return found == document_directives_.end() ? nullptr : found->second;
}

void Context::report(std::string message, std::initializer_list<const ast::Node*> at) {
  report(std::move(message), std::span<const ast::Node* const>(at.begin(), at.size()));
}

void Context::report(std::string message, std::span<const ast::Node* const> at) {
  if (stopped_) return;
  error_bytes_ += message.size() + kLocationBytes * at.size();
  if (reports_.size() >= limits_.errors_max || error_bytes_ > limits_.error_bytes_max) {
    return stop("Too many validation errors, error limit reached. Validation aborted.");
  }
  Report made{.message = std::move(message), .code = kValidationFailed, .offsets = {}};
  made.offsets.reserve(at.size());
  for (const ast::Node* node : at) made.offsets.push_back(node->start);
  reports_.push_back(std::move(made));
}

void Context::abort() {
  if (!stopped_) stop("Validation aborted.");
}

void Context::stop(const char* message) {
  reports_.push_back({.message = message, .code = kValidationAborted, .offsets = {}});
  stopped_ = true;
}

bool Context::spend_fragment_work(std::size_t steps) {
  if (stopped_) return false;
  if (steps > fragment_work_left_) {
    abort();
    return false;
  }
  fragment_work_left_ -= steps;
  return true;
}

std::vector<GraphqlError> Context::errors() const {
  if (reports_.empty()) return {};
  std::vector<std::uint32_t> offsets;
  for (const Report& made : reports_) offsets.insert(offsets.end(), made.offsets.begin(), made.offsets.end());
  const std::vector<SourceLocation> located = locate_all(document_.source(), offsets);
  std::vector<GraphqlError> errors;
  auto next = located.begin();
  for (const Report& made : reports_) {
    const auto end = next + static_cast<std::ptrdiff_t>(made.offsets.size());
    errors.push_back({.message = made.message, .locations = {next, end}, .code = made.code});
    next = end;
  }
  return errors;
}

}  // namespace switchyard::graphql::validation
