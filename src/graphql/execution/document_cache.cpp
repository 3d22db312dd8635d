#include "graphql/execution/document_cache.hpp"

#include "graphql/execution/error_codes.hpp"

namespace switchyard::graphql {
namespace {

// What an entry takes beside its document and twice its key; about.
constexpr std::size_t kEntryBytes = 256;
// What a planned field takes; about.
constexpr std::size_t kPlannedFieldBytes = 512;
constexpr std::size_t kSha256HexSize = 64;

bool is_sha256(std::string_view hash) {
  return hash.size() == kSha256HexSize && hash.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// Texts of documents never begin so: a hash is no valid document.
std::string hash_key(std::string_view sha256) { return "sha256:" + std::string(sha256); }

GraphqlError refused(std::string message, const char* code) { return GraphqlError{.message = std::move(message), .code = code}; }

}  // namespace

PreparedDocument::PreparedDocument(const ExecutableSchema& schema, std::string_view text, const ParseLimits& parse_limits,
                                   const ValidationLimits& validation_limits)
    : schema_(schema), text_(text) {
  auto parsed = parse_document(text_, parse_limits);
  size_bytes_ = kEntryBytes + 2 * text_.size();
  if (!parsed) {
    errors_.push_back(std::move(parsed.error));
    return;
  }
  errors_ = validate(schema.schema(), *parsed.document, validation_limits);
  for (const GraphqlError& error : errors_) size_bytes_ += sizeof(GraphqlError) + error.message.size();
  if (!errors_.empty()) return;
  document_ = std::move(parsed.document);
  deciding_ = deciding_variables(*document_);
  // Plans come later and are bounded: a field of the document is a field of each plan, about.
  size_bytes_ += document_->size_bytes() + document_->token_count() / 2 * kPlannedFieldBytes;
}

PlanResult PreparedDocument::plan(const ast::OperationDefinition& operation, const VariableValues& variables, const PlanLimits& limits) const {
  std::string decisions;
  for (const std::string_view name : deciding_) {
    const Value* value = variables.find(name);
    const bool* truth = value == nullptr ? nullptr : value->boolean();
    decisions += truth == nullptr ? '-' : *truth ? '1' : '0';
  }
  PlanKey key(&operation, std::move(decisions));
  {
    const std::lock_guard lock(mutex_);
    if (const auto found = plans_.find(key); found != plans_.end()) return {found->second};
  }
  PlanResult made = plan_operation(schema_, document_, operation, variables, limits);
  if (made.plan) {
    const std::lock_guard lock(mutex_);
    if (plans_.size() < kPlansMax) plans_.emplace(std::move(key), made.plan);
  }
  return made;
}

DocumentCache::DocumentCache(const ExecutableSchema& schema, DocumentCacheOptions options) : schema_(schema), options_(std::move(options)) {}

DocumentCache::Found DocumentCache::find(std::string_view text, std::string_view sha256) {
  if (options_.trusted) return find_trusted(text, sha256);
  if (sha256.empty()) return {prepared(text)};
  if (!options_.sha256_hex) return {nullptr, {refused("PersistedQueryNotSupported", kPersistedQueryNotSupported)}};
  if (text.empty()) {
    if (auto document = is_sha256(sha256) ? look_up(hash_key(sha256)) : nullptr) return {std::move(document)};
    return {nullptr, {refused("PersistedQueryNotFound", kPersistedQueryNotFound)}};
  }
  if (options_.sha256_hex(text) != sha256) return {nullptr, {refused("provided sha does not match query", kPersistedQueryHashMismatch)}};
  auto document = prepared(text);
  if (document->errors().empty() && look_up(hash_key(sha256)) == nullptr) keep(hash_key(sha256), document);
  return {std::move(document)};
}

DocumentCache::Found DocumentCache::find_trusted(std::string_view text, std::string_view sha256) {
  std::string hash(sha256);
  if (!text.empty() && options_.sha256_hex) {
    hash = options_.sha256_hex(text);
    if (!sha256.empty() && hash != sha256) return {nullptr, {refused("provided sha does not match query", kPersistedQueryHashMismatch)}};
  }
  const auto trusted = options_.trusted->find(hash);
  if (trusted == options_.trusted->end() || (!text.empty() && trusted->second != text)) {
    return {nullptr, {refused("Only documents that were registered with this server are executed; this one is not.", kDocumentNotTrusted)}};
  }
  return {prepared(trusted->second)};
}

PreparedDocumentPtr DocumentCache::prepared(std::string_view text) {
  if (auto found = look_up(text)) return found;
  // Two threads may do the same work once; one of the results is kept.
  auto made = std::make_shared<const PreparedDocument>(schema_, text, options_.parse, options_.validation);
  keep(std::string(text), made);
  return made;
}

PreparedDocumentPtr DocumentCache::look_up(std::string_view key) {
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(key);
  if (found == places_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->document;
}

void DocumentCache::keep(std::string key, const PreparedDocumentPtr& document) {
  if (document->size_bytes() > options_.bytes_max / 4) return;
  const std::lock_guard lock(mutex_);
  if (places_.contains(key)) return;
  entries_.push_front({std::move(key), document});
  places_.emplace(entries_.front().key, entries_.begin());
  size_bytes_ += document->size_bytes();
  while (size_bytes_ > options_.bytes_max) {
    size_bytes_ -= entries_.back().document->size_bytes();
    places_.erase(entries_.back().key);
    entries_.pop_back();
  }
}

std::size_t DocumentCache::size_bytes() const {
  const std::lock_guard lock(mutex_);
  return size_bytes_;
}

}  // namespace switchyard::graphql
