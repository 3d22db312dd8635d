// Reading files of rules strictly: every key is known, every value has its type, each fault says file, line and key.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule_rows.hpp"
#include "values/error.hpp"

namespace YAML {
class Node;
}

namespace switchyard::rules {

// Faults of all files, the first twenty of them, and the guard against a file that unfolds without end.
class RuleFaults {
 public:
  static constexpr std::size_t kFaultsMax = 20;
  static constexpr std::size_t kNodesMax = 200'000;

  void add(const RulePlace& place, const std::string& detail);
  [[nodiscard]] bool any() const { return !faults_.empty(); }
  [[nodiscard]] Error as_error() const;
  // Counts a value read; false where there are too many, and then nothing is read any more.
  bool enter(const RulePlace& place);

 private:
  std::vector<FieldError> faults_;
  std::size_t nodes_ = 0;
};

// A map of a file. What is missing, mistyped or unknown becomes a fault; the getters then return what stands for nothing.
class RuleMap {
 public:
  RuleMap(const YAML::Node& node, const std::string& file, std::string key, std::span<const std::string_view> keys, RuleFaults& faults);
  ~RuleMap();
  RuleMap(const RuleMap&) = delete;
  RuleMap& operator=(const RuleMap&) = delete;

  [[nodiscard]] bool has(std::string_view key) const;
  [[nodiscard]] std::string text(std::string_view key, std::string_view otherwise = {}) const;
  [[nodiscard]] std::string required_text(std::string_view key) const;
  [[nodiscard]] int integer(std::string_view key, int otherwise, int min, int max) const;
  [[nodiscard]] bool flag(std::string_view key, bool otherwise) const;
  [[nodiscard]] std::optional<Date> date(std::string_view key) const;
  // One word or a list of them.
  [[nodiscard]] std::vector<std::string> words(std::string_view key) const;
  // Which of `choices` stands there; `otherwise` where the key is not there.
  [[nodiscard]] std::size_t choice(std::string_view key, std::span<const std::string_view> choices, std::size_t otherwise) const;
  // A map of languages; "en" must be there.
  [[nodiscard]] LocalText local_text(std::string_view key) const;
  // Each map of a list.
  void each(std::string_view key, const std::function<void(const YAML::Node&, const std::string& key)>& row) const;
  void child(std::string_view key, const std::function<void(const YAML::Node&, const std::string& key)>& row) const;
  [[nodiscard]] std::vector<std::string> keys() const;

  void fault(std::string_view key, const std::string& detail) const;
  [[nodiscard]] RulePlace place() const;
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] RuleFaults& faults() const { return faults_; }

 private:
  [[nodiscard]] std::optional<std::string> scalar(std::string_view key) const;
  struct Held;
  std::unique_ptr<Held> held_;
  std::string file_;
  std::string key_;
  RuleFaults& faults_;
};

// id, confidence, source, from and until of a row, which every kind of row has; kProvenanceKeys are among its keys.
inline constexpr std::string_view kProvenanceKeys[] = {"id", "confidence", "source", "from", "until"};
[[nodiscard]] Provenance read_provenance(const RuleMap& row);
// `keys` and kProvenanceKeys.
[[nodiscard]] std::vector<std::string_view> with_provenance(std::span<const std::string_view> keys);

}  // namespace switchyard::rules
