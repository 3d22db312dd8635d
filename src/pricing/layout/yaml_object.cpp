#include "pricing/layout/yaml_object.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <yaml-cpp/yaml.h>

namespace switchyard::pricing {
namespace {

std::string joined(const std::string& path, std::string_view key) { return path.empty() ? std::string(key) : fmt::format("{}.{}", path, key); }

}  // namespace

std::string place_of_node(const YAML::Node& node) {
  const auto mark = node.Mark();
  return fmt::format("line {}, column {}", mark.line + 1, mark.column + 1);
}

void YamlFaults::add(const YAML::Node& node, const std::string& path, const std::string& detail) {
  if (faults_.size() >= kFaultsMax) return;
  faults_.push_back({path, "layout_invalid", fmt::format("{}: {}", place_of_node(node), detail)});
}

bool YamlFaults::enter(const YAML::Node& node, const std::string& path) {
  if (++nodes_ < kNodesMax) return true;
  if (nodes_ == kNodesMax) add(node, path, fmt::format("the layout unfolds to more than {} values", kNodesMax));
  return false;
}

Error YamlFaults::as_error(std::string_view name) const {
  const auto& first = faults_.front();
  return {ErrorKind::invalid, "layout_invalid",
          fmt::format("layout {}, {} ({}){}", name, first.detail, first.pointer,
                      faults_.size() > 1 ? fmt::format("; and {} more", faults_.size() - 1) : std::string()),
          faults_};
}

struct YamlObject::Held {
  YAML::Node node;
  [[nodiscard]] YAML::Node get(std::string_view key) const {
    if (!node.IsMap()) return YAML::Node(YAML::NodeType::Undefined);
    const YAML::Node& fixed = node;
    return fixed[std::string(key)];
  }
};

YamlObject::YamlObject(const YAML::Node& node, std::string_view object, std::string path, YamlFaults& faults)
    : held_(std::make_unique<Held>(Held{node})), path_(std::move(path)), faults_(faults) {
  const auto vocabulary = layout_vocabulary();
  const auto kind = std::find_if(vocabulary.begin(), vocabulary.end(), [&](const ObjectKeys& keys) { return keys.object == object; });
  ENSURE(kind != vocabulary.end());
  if (!faults_.enter(node, path_)) {
    held_->node = YAML::Node(YAML::NodeType::Map);
    return;
  }
  if (!node.IsMap()) {
    faults_.add(node, path_, fmt::format("here stands a map with the keys {}", fmt::join(kind->keys, ", ")));
    return;
  }
  std::set<std::string> seen;
  for (const auto& entry : node) {
    const auto key = entry.first.IsScalar() ? entry.first.Scalar() : std::string("?");
    if (std::find(kind->keys.begin(), kind->keys.end(), key) == kind->keys.end()) {
      faults_.add(entry.first, joined(path_, key), fmt::format("'{:.40}' is no key here; the keys are {}", key, fmt::join(kind->keys, ", ")));
    }
    if (!seen.insert(key).second) faults_.add(entry.first, joined(path_, key), fmt::format("'{:.40}' stands here twice", key));
  }
}

YamlObject::~YamlObject() = default;

std::string YamlObject::place() const { return place_of_node(held_->node); }

void YamlObject::fault(std::string_view key, const std::string& detail) const {
  const auto node = held_->get(key);
  faults_.add(node.IsDefined() ? node : held_->node, key.empty() ? path_ : joined(path_, key), detail);
}

bool YamlObject::has(std::string_view key) const { return held_->get(key).IsDefined(); }

std::optional<std::string> YamlObject::scalar(std::string_view key) const {
  const auto node = held_->get(key);
  if (!node.IsDefined()) return std::nullopt;
  if (!node.IsScalar()) {
    fault(key, "here stands a single value");
    return std::nullopt;
  }
  return node.Scalar();
}

std::string YamlObject::text(std::string_view key, std::string_view otherwise) const { return scalar(key).value_or(std::string(otherwise)); }

std::string YamlObject::required_text(std::string_view key) const {
  const auto value = scalar(key);
  if (!value || value->empty()) fault(key, fmt::format("'{}' is missing: it must be there and not be empty", key));
  return value.value_or(std::string());
}

int YamlObject::integer(std::string_view key, int otherwise, int min, int max) const {
  const auto value = scalar(key);
  if (!value) return otherwise;
  int number = 0;
  const auto read = std::from_chars(value->data(), value->data() + value->size(), number);
  if (read.ec != std::errc() || read.ptr != value->data() + value->size() || number < min || number > max) {
    fault(key, fmt::format("'{:.40}' must be a whole number from {} to {}", *value, min, max));
    return otherwise;
  }
  return number;
}

bool YamlObject::flag(std::string_view key, bool otherwise) const {
  const auto value = scalar(key);
  if (!value) return otherwise;
  if (*value != "true" && *value != "false") fault(key, fmt::format("'{:.40}' must be true or false", *value));
  return *value == "true";
}

std::optional<Decimal> YamlObject::decimal(std::string_view key) const {
  const auto value = scalar(key);
  if (!value) return std::nullopt;
  auto number = Decimal::parse(*value);
  if (!number) {
    fault(key, fmt::format("'{:.40}' must be a decimal number, such as 0.01", *value));
    return std::nullopt;
  }
  return *number;
}

std::optional<Pattern> YamlObject::pattern(std::string_view key) const {
  const auto value = scalar(key);
  if (!value) return std::nullopt;
  auto compiled = Pattern::compile(*value);
  if (!compiled) {
    fault(key, compiled.error().message);
    return std::nullopt;
  }
  return std::move(compiled).value();
}

std::vector<Pattern> YamlObject::patterns(std::string_view key) const {
  std::vector<Pattern> all;
  each(key, [&](const YAML::Node& node, const std::string& path) {
    if (!node.IsScalar()) return faults_.add(node, path, "here stands a regular expression");
    auto compiled = Pattern::compile(node.Scalar());
    if (!compiled) return faults_.add(node, path, compiled.error().message);
    all.push_back(std::move(compiled).value());
  });
  return all;
}

std::vector<std::string> YamlObject::texts(std::string_view key) const {
  std::vector<std::string> all;
  each(key, [&](const YAML::Node& node, const std::string& path) {
    if (!node.IsScalar()) return faults_.add(node, path, "here stands a single value");
    all.push_back(node.Scalar());
  });
  return all;
}

int YamlObject::word(std::string_view key, std::span<const std::string_view> words, int otherwise) const {
  const auto value = scalar(key);
  if (!value) return otherwise;
  const auto at = std::find(words.begin(), words.end(), *value);
  if (at == words.end()) {
    fault(key, fmt::format("'{:.40}' must be one of {}", *value, fmt::join(words, ", ")));
    return otherwise;
  }
  return static_cast<int>(at - words.begin());
}

void YamlObject::each(std::string_view key, const std::function<void(const YAML::Node&, const std::string&)>& child) const {
  const auto node = held_->get(key);
  if (!node.IsDefined()) return;
  const auto path = joined(path_, key);
  if (!node.IsSequence()) return child(node, path);
  std::size_t index = 0;
  for (const auto& item : node) {
    const auto item_path = fmt::format("{}[{}]", path, index++);
    if (!faults_.enter(item, item_path)) return;
    child(item, item_path);
  }
}

void YamlObject::each_entry(std::string_view key,
                            const std::function<void(const std::string&, const YAML::Node&, const std::string&)>& child) const {
  const auto node = held_->get(key);
  if (!node.IsDefined()) return;
  if (!node.IsMap()) return fault(key, "here stands a map");
  std::set<std::string> seen;
  for (const auto& entry : node) {
    if (!faults_.enter(entry.first, path_)) return;
    if (!entry.first.IsScalar()) {
      fault(key, "its keys are single values");
      continue;
    }
    const auto name = entry.first.Scalar();
    if (!seen.insert(name).second) faults_.add(entry.first, joined(path_, key), fmt::format("'{:.40}' stands here twice", name));
    child(name, entry.second, joined(joined(path_, key), name));
  }
}

void YamlObject::child(std::string_view key, const std::function<void(const YAML::Node&, const std::string&)>& child) const {
  const auto node = held_->get(key);
  if (node.IsDefined()) child(node, joined(path_, key));
}

}  // namespace switchyard::pricing
