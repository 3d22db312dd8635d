#include "app/config/settings.hpp"

#include <fmt/format.h>

#include <sstream>
#include <toml++/toml.h>

#include "app/config/settings_table.hpp"

namespace switchyard::app {
namespace {

Error refusal(std::string_view file, const toml::node& node, std::string_view key, std::string_view what) {
  return invalid_field(std::string(key), "setting_invalid",
                       fmt::format("{}:{}: {} {}", file, node.source().begin.line, key, what));
}

// Where a value goes and how it is named in a refusal.
struct Place {
  Settings& settings;
  const SettingRow& row;
  std::string_view file;
  std::string key;
};

Result<void> store(const Place& place, const toml::node& node, std::string Settings::* member) {
  auto text = node.value_exact<std::string>();
  if (!text) return refusal(place.file, node, place.key, "must be a text in quotes");
  place.settings.*member = *text;
  return {};
}

Result<void> store(const Place& place, const toml::node& node, std::int64_t Settings::* member) {
  auto number = node.value_exact<std::int64_t>();
  if (!number) return refusal(place.file, node, place.key, "must be a whole number");
  if (*number < place.row.min || *number > place.row.max) {
    return refusal(place.file, node, place.key, fmt::format("is {}; it must be from {} to {}", *number, place.row.min, place.row.max));
  }
  place.settings.*member = *number;
  return {};
}

Result<void> store(const Place& place, const toml::node& node, bool Settings::* member) {
  auto truth = node.value_exact<bool>();
  if (!truth) return refusal(place.file, node, place.key, "must be true or false");
  place.settings.*member = *truth;
  return {};
}

Result<void> store(const Place& place, const toml::node& node, std::vector<std::string> Settings::* member) {
  const toml::array* items = node.as_array();
  if (items == nullptr) return refusal(place.file, node, place.key, "must be a list of texts");
  std::vector<std::string> texts;
  for (const toml::node& item : *items) {
    auto text = item.value_exact<std::string>();
    if (!text) return refusal(place.file, item, place.key, "must hold texts in quotes only");
    texts.push_back(*text);
  }
  place.settings.*member = std::move(texts);
  return {};
}

const SettingRow* find_row(std::string_view section, std::string_view key) {
  for (const SettingRow& row : setting_rows()) {
    if (row.section == section && row.key == key) return &row;
  }
  return nullptr;
}

Result<void> read_section(Settings& settings, std::string_view file, std::string_view section, const toml::table& table) {
  for (const auto& [key, node] : table) {
    const std::string name = fmt::format("{}.{}", section, key.str());
    const SettingRow* row = find_row(section, key.str());
    if (row == nullptr) return refusal(file, node, name, "is not a setting; `switchyard config` prints all of them");
    const Place place{.settings = settings, .row = *row, .file = file, .key = name};
    auto stored = std::visit([&](auto member) { return store(place, node, member); }, row->member);
    if (!stored) return stored;
  }
  return {};
}

std::string default_text(const Settings& defaults, const SettingMember& member) {
  if (auto text = std::get_if<std::string Settings::*>(&member)) return fmt::format("\"{}\"", defaults.**text);
  if (auto number = std::get_if<std::int64_t Settings::*>(&member)) return fmt::format("{}", defaults.**number);
  if (auto truth = std::get_if<bool Settings::*>(&member)) return defaults.**truth ? "true" : "false";
  std::string list = "[";
  for (const std::string& item : defaults.**std::get_if<std::vector<std::string> Settings::*>(&member)) {
    if (list.size() > 1) list += ", ";
    list += fmt::format("\"{}\"", item);
  }
  return list + "]";
}

}  // namespace

Result<Settings> read_settings(std::string_view toml, std::string_view file_name) {
  Settings settings;
  try {
    const toml::table whole = toml::parse(toml, file_name);
    for (const auto& [section, node] : whole) {
      const toml::table* table = node.as_table();
      if (table == nullptr) return refusal(file_name, node, section.str(), "must stand in a section such as [server]");
      auto read = read_section(settings, file_name, section.str(), *table);
      if (!read) return std::move(read).error();
    }
  } catch (const toml::parse_error& broken) {
    return invalid_field("config", "setting_invalid",
                         fmt::format("{}:{}: {}", file_name, broken.source().begin.line, broken.description()));
  }
  return settings;
}

std::string commented_defaults() {
  const Settings defaults;
  std::string text = "# Switchyard's settings. Every line is the default; take away the '#' and change it.\n";
  std::string_view section;
  for (const SettingRow& row : setting_rows()) {
    if (row.section != section) {
      section = row.section;
      text += fmt::format("\n[{}]\n", section);
    }
    text += fmt::format("# {}\n# {} = {}\n", row.meaning, row.key, default_text(defaults, row.member));
  }
  return text;
}

}  // namespace switchyard::app
