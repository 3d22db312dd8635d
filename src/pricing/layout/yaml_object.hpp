// Reading a layout's YAML strictly: every key is known, every value has its type, and each fault says line, column and key path.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pricing/layout/pattern.hpp"
#include "values/decimal.hpp"
#include "values/error.hpp"

namespace YAML {
class Node;
}

namespace switchyard::pricing {

// The keys that a kind of object of the language may have; layouts/layout.schema.json has the same under $defs.
struct ObjectKeys {
  std::string_view object;
  std::vector<std::string_view> keys;
};
[[nodiscard]] std::span<const ObjectKeys> layout_vocabulary();

// Faults of one file, and the guard against one that unfolds without end.
class YamlFaults {
 public:
  static constexpr std::size_t kFaultsMax = 20;
  static constexpr std::size_t kNodesMax = 50'000;

  void add(const YAML::Node& node, const std::string& path, const std::string& detail);
  [[nodiscard]] bool any() const { return !faults_.empty(); }
  [[nodiscard]] Error as_error(std::string_view name) const;
  // False, once, when the file has too many nodes; then reading goes no deeper.
  bool enter(const YAML::Node& node, const std::string& path);

 private:
  std::vector<FieldError> faults_;
  std::size_t nodes_ = 0;
};

// "line 3, column 5".
[[nodiscard]] std::string place_of_node(const YAML::Node& node);

// A map of the file. Missing, mistyped and unknown keys become faults; the getters then return what stands for nothing.
class YamlObject {
 public:
  // `object` names its kind in the vocabulary.
  YamlObject(const YAML::Node& node, std::string_view object, std::string path, YamlFaults& faults);
  ~YamlObject();
  YamlObject(const YamlObject&) = delete;
  YamlObject& operator=(const YamlObject&) = delete;

  [[nodiscard]] bool has(std::string_view key) const;
  [[nodiscard]] std::string text(std::string_view key, std::string_view otherwise = {}) const;
  [[nodiscard]] std::string required_text(std::string_view key) const;
  [[nodiscard]] int integer(std::string_view key, int otherwise, int min, int max) const;
  [[nodiscard]] bool flag(std::string_view key, bool otherwise) const;
  [[nodiscard]] std::optional<Decimal> decimal(std::string_view key) const;
  [[nodiscard]] std::optional<Pattern> pattern(std::string_view key) const;
  // One pattern or a list of them.
  [[nodiscard]] std::vector<Pattern> patterns(std::string_view key) const;
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
  // The index of the word in `words`; a fault names all of them.
  [[nodiscard]] int word(std::string_view key, std::span<const std::string_view> words, int otherwise) const;
  // Each child with its own path; of a list, or of one child that is no list.
  void each(std::string_view key, const std::function<void(const YAML::Node&, const std::string& path)>& child) const;
  // Each key and value of a map.
  void each_entry(std::string_view key, const std::function<void(const std::string& name, const YAML::Node&, const std::string& path)>& child) const;
  void child(std::string_view key, const std::function<void(const YAML::Node&, const std::string& path)>& child) const;

  void fault(std::string_view key, const std::string& detail) const;
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] YamlFaults& faults() const { return faults_; }
  [[nodiscard]] std::string place() const;

 private:
  [[nodiscard]] std::optional<std::string> scalar(std::string_view key) const;
  struct Held;
  std::unique_ptr<Held> held_;
  std::string path_;
  YamlFaults& faults_;
};

}  // namespace switchyard::pricing
