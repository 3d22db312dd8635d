// Documents parsed and validated once, with the plans of their operations: found by their text, or by the hash that a client sent in its
// place (automatic persisted queries). Bounded by bytes, the least recently used go first. What is invalid is kept too, so that it is
// refused as cheaply as it is sent. All functions may be called from many threads.
#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graphql/error.hpp"
#include "graphql/execution/execute.hpp"
#include "graphql/execution/plan.hpp"
#include "graphql/language/parser.hpp"
#include "graphql/validation/validation.hpp"

namespace switchyard::graphql {

class PreparedDocument {
 public:
  PreparedDocument(const ExecutableSchema& schema, std::string_view text, const ParseLimits& parse_limits, const ValidationLimits& validation_limits);

  [[nodiscard]] const std::string& text() const { return text_; }
  // Why the document may not be executed; empty where it may.
  [[nodiscard]] const std::vector<GraphqlError>& errors() const { return errors_; }
  [[nodiscard]] const ast::DocumentPtr& document() const { return document_; }
  [[nodiscard]] std::size_t size_bytes() const { return size_bytes_; }

  // The plan of an operation of the document under these variables; kept for kPlansMax different values of what decides @skip and @include.
  [[nodiscard]] PlanResult plan(const ast::OperationDefinition& operation, const VariableValues& variables, const PlanLimits& limits) const;

  static constexpr std::size_t kPlansMax = 16;

 private:
  using PlanKey = std::pair<const ast::OperationDefinition*, std::string>;

  const ExecutableSchema& schema_;
  std::string text_;
  ast::DocumentPtr document_;
  std::vector<GraphqlError> errors_;
  std::vector<std::string_view> deciding_;
  std::size_t size_bytes_ = 0;
  mutable std::mutex mutex_;
  mutable std::map<PlanKey, std::shared_ptr<const OperationPlan>> plans_;  // Guarded by mutex_.
};

using PreparedDocumentPtr = std::shared_ptr<const PreparedDocument>;

struct DocumentCacheOptions {
  std::size_t bytes_max = 64 * 1024 * 1024;
  ParseLimits parse = {};
  ValidationLimits validation = {};
  // 64 small hexadecimal digits. Without it hashes are not taken.
  std::function<std::string(std::string_view)> sha256_hex = {};
  // Trusted documents mode: only these texts may be executed, sent or named by hash. Hash to text; off where it is null.
  std::shared_ptr<const std::map<std::string, std::string, std::less<>>> trusted = {};
};

class DocumentCache {
 public:
  // `schema` outlives the cache.
  DocumentCache(const ExecutableSchema& schema, DocumentCacheOptions options);

  struct Found {
    PreparedDocumentPtr document;
    // PERSISTED_QUERY_NOT_FOUND, PERSISTED_QUERY_HASH_MISMATCH, DOCUMENT_NOT_TRUSTED.
    std::vector<GraphqlError> errors = {};
  };
  // By text, by hash, or by both: then the text is kept under its hash. Either may be empty, not both.
  [[nodiscard]] Found find(std::string_view text, std::string_view sha256);
  [[nodiscard]] std::size_t size_bytes() const;

 private:
  struct Entry {
    std::string key;
    PreparedDocumentPtr document;
  };

  PreparedDocumentPtr prepared(std::string_view text);
  PreparedDocumentPtr look_up(std::string_view key);
  void keep(std::string key, const PreparedDocumentPtr& document);
  Found find_trusted(std::string_view text, std::string_view sha256);

  const ExecutableSchema& schema_;
  const DocumentCacheOptions options_;
  mutable std::mutex mutex_;
  std::list<Entry> entries_;                                                  // The most recently used first.
  std::unordered_map<std::string_view, std::list<Entry>::iterator> places_;  // Views into the entries' keys.
  std::size_t size_bytes_ = 0;
};

}  // namespace switchyard::graphql
