#include "rules/rule_yaml.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <yaml-cpp/yaml.h>

namespace switchyard::rules {

void RuleFaults::add(const RulePlace& place, const std::string& detail) {
  if (faults_.size() >= kFaultsMax) return;
  faults_.push_back({fmt::format("{}:{}", place.file, place.line), "invalid_rules", fmt::format("{}: {}", place.key, detail)});
}

Error RuleFaults::as_error() const {
  const auto& first = faults_.front();
  return {ErrorKind::invalid, "invalid_rules",
          fmt::format("{}: {}{}", first.pointer, first.detail, faults_.size() > 1 ? fmt::format("; and {} more", faults_.size() - 1) : std::string()),
          faults_};
}

bool RuleFaults::enter(const RulePlace& place) {
  if (++nodes_ < kNodesMax) return true;
  if (nodes_ == kNodesMax) add(place, fmt::format("the files unfold to more than {} values", kNodesMax));
  return false;
}

struct RuleMap::Held {
  YAML::Node node;
  [[nodiscard]] YAML::Node get(std::string_view key) const {
    if (!node.IsMap()) return YAML::Node(YAML::NodeType::Undefined);
    const YAML::Node& fixed = node;
    return fixed[std::string(key)];
  }
};

RuleMap::RuleMap(const YAML::Node& node, const std::string& file, std::string key, std::span<const std::string_view> keys, RuleFaults& faults)
    : held_(std::make_unique<Held>(Held{node})), file_(file), key_(std::move(key)), faults_(faults) {
  if (!faults_.enter(place())) {
    held_->node = YAML::Node(YAML::NodeType::Map);
    return;
  }
  if (!node.IsMap()) {
    faults_.add(place(), fmt::format("here stands a map with the keys {}", fmt::join(keys, ", ")));
    return;
  }
  std::set<std::string> seen;
  for (const auto& entry : node) {
    const auto name = entry.first.IsScalar() ? entry.first.Scalar() : std::string("?");
    if (std::find(keys.begin(), keys.end(), name) == keys.end()) {
      faults_.add({file_, entry.first.Mark().line + 1, key_}, fmt::format("'{:.40}' is no key here; the keys are {}", name, fmt::join(keys, ", ")));
    }
    if (!seen.insert(name).second) faults_.add({file_, entry.first.Mark().line + 1, key_}, fmt::format("'{:.40}' stands here twice", name));
  }
}

RuleMap::~RuleMap() = default;

RulePlace RuleMap::place() const { return {file_, held_->node.Mark().line + 1, key_}; }

void RuleMap::fault(std::string_view key, const std::string& detail) const {
  const auto node = held_->get(key);
  RulePlace at = place();
  if (node.IsDefined()) at.line = node.Mark().line + 1;
  if (!key.empty()) at.key += fmt::format("{}{}", at.key.empty() ? "" : ".", key);
  faults_.add(at, detail);
}

bool RuleMap::has(std::string_view key) const { return held_->get(key).IsDefined(); }

std::optional<std::string> RuleMap::scalar(std::string_view key) const {
  const auto node = held_->get(key);
  if (!node.IsDefined()) return std::nullopt;
  if (node.IsScalar()) return node.Scalar();
  fault(key, "here stands a single value");
  return std::nullopt;
}

std::string RuleMap::text(std::string_view key, std::string_view otherwise) const { return scalar(key).value_or(std::string(otherwise)); }

std::string RuleMap::required_text(std::string_view key) const {
  const auto value = scalar(key);
  if (!value || value->empty()) fault(key, fmt::format("'{}' must be there and not be empty", key));
  return value.value_or(std::string());
}

int RuleMap::integer(std::string_view key, int otherwise, int min, int max) const {
  const auto value = scalar(key);
  if (!value) return otherwise;
  int number = 0;
  const auto read = std::from_chars(value->data(), value->data() + value->size(), number);
  if (read.ec == std::errc() && read.ptr == value->data() + value->size() && number >= min && number <= max) return number;
  fault(key, fmt::format("'{:.40}' must be a whole number from {} to {}", *value, min, max));
  return otherwise;
}

bool RuleMap::flag(std::string_view key, bool otherwise) const {
  const auto value = scalar(key);
  if (!value) return otherwise;
  if (*value != "true" && *value != "false") fault(key, fmt::format("'{:.40}' must be true or false", *value));
  return *value == "true";
}

std::optional<Date> RuleMap::date(std::string_view key) const {
  const auto value = scalar(key);
  if (!value) return std::nullopt;
  const auto day = Date::parse(*value);
  if (day) return *day;
  fault(key, fmt::format("'{:.40}' must be a day as YYYY-MM-DD", *value));
  return std::nullopt;
}

std::vector<std::string> RuleMap::words(std::string_view key) const {
  const auto node = held_->get(key);
  std::vector<std::string> found;
  if (!node.IsDefined()) return found;
  if (node.IsScalar()) return {node.Scalar()};
  if (!node.IsSequence()) fault(key, "here stands a word or a list of words");
  if (!node.IsSequence()) return found;
  for (const auto& word : node) {
    if (!faults_.enter(place())) return found;
    if (!word.IsScalar()) fault(key, "here stands a word or a list of words");
    if (word.IsScalar()) found.push_back(word.Scalar());
  }
  if (found.empty()) fault(key, "the list is empty");
  return found;
}

std::size_t RuleMap::choice(std::string_view key, std::span<const std::string_view> choices, std::size_t otherwise) const {
  const auto value = scalar(key);
  if (!value) return otherwise;
  const auto found = std::find(choices.begin(), choices.end(), *value);
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  fault(key, fmt::format("'{:.40}' must be one of {}", *value, fmt::join(choices, ", ")));
  return otherwise;
}

LocalText RuleMap::local_text(std::string_view key) const {
  LocalText text;
  child(key, [&](const YAML::Node& node, const std::string& name) {
    constexpr std::array<std::string_view, 2> kLanguages = {"en", "es"};
    const RuleMap languages(node, file_, name, kLanguages, faults_);
    text = {languages.required_text("en"), languages.text("es")};
  });
  return text;
}

void RuleMap::each(std::string_view key, const std::function<void(const YAML::Node&, const std::string&)>& row) const {
  const auto node = held_->get(key);
  if (!node.IsDefined()) return;
  if (!node.IsSequence()) return fault(key, "here stands a list");
  std::size_t index = 0;
  for (const auto& child : node) row(child, fmt::format("{}{}{}[{}]", key_, key_.empty() ? "" : ".", key, index++));
}

void RuleMap::child(std::string_view key, const std::function<void(const YAML::Node&, const std::string&)>& row) const {
  const auto node = held_->get(key);
  if (node.IsDefined()) row(node, fmt::format("{}{}{}", key_, key_.empty() ? "" : ".", key));
}

std::vector<std::string> RuleMap::keys() const {
  std::vector<std::string> found;
  if (!held_->node.IsMap()) return found;
  for (const auto& entry : held_->node) found.push_back(entry.first.IsScalar() ? entry.first.Scalar() : std::string());
  return found;
}

Provenance read_provenance(const RuleMap& row) {
  constexpr std::array<std::string_view, 3> kConfidences = {"assumed", "reported", "verified"};
  Provenance provenance{.id = row.required_text("id"),
                        .confidence = static_cast<RuleConfidence>(row.choice("confidence", kConfidences, 0)),
                        .source = row.required_text("source"),
                        .from = row.date("from"),
                        .until = row.date("until"),
                        .place = row.place()};
  if (!row.has("confidence")) row.fault("confidence", "'confidence' must be there: assumed, reported or verified");
  if (provenance.from && provenance.until && *provenance.until <= *provenance.from) row.fault("until", "must be after 'from'");
  return provenance;
}

std::vector<std::string_view> with_provenance(std::span<const std::string_view> keys) {
  std::vector<std::string_view> all(std::begin(kProvenanceKeys), std::end(kProvenanceKeys));
  all.insert(all.end(), keys.begin(), keys.end());
  return all;
}

}  // namespace switchyard::rules
