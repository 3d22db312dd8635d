#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "embedded/rules_reference.hpp"
#include "rules/fact_fields.hpp"
#include "rules/read_tables.hpp"

namespace switchyard::rules {
namespace {

constexpr std::array<std::string_view, 11> kFileKeys = {"version", "rules",      "fields", "documents",   "messages", "disclosures",
                                                       "calendars", "protections", "rescission", "leads", "price_rules"};

Error refusal(std::string message) { return {ErrorKind::invalid, "invalid_rules", std::move(message)}; }

// FNV-1a: tells two texts apart where nobody means harm; the files are the operator's own.
std::uint64_t fingerprint(std::span<const RuleText> files) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const auto& file : files) {
    for (const auto* text : {&file.name, &file.text}) {
      for (const char c : *text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
      hash = (hash ^ 0xff) * 1099511628211ULL;
    }
  }
  return hash;
}

void read_file(const RuleText& file, RuleTables& tables, RuleFaults& faults) {
  if (file.text.size() > RuleSet::kFileSizeMax) return faults.add({file.name, 1, ""}, fmt::format("the file has more than {} bytes", RuleSet::kFileSizeMax));
  try {  // The library speaks of broken YAML by throwing; it ends here.
    const RuleMap map(YAML::Load(file.text), file.name, "", kFileKeys, faults);
    const auto version = map.date("version");
    if (!version) map.fault("version", "'version' must be there, a day as YYYY-MM-DD");
    if (version) tables.version = std::max(tables.version, version->text());
    read_form_rows(map, tables);
    read_calendar_rows(map, tables);
    read_rule_rows(map, tables);
  } catch (const YAML::Exception& failure) {
    faults.add({file.name, failure.mark.line + 1, ""}, failure.msg);
  }
}

}  // namespace

std::size_t RuleTables::size() const {
  return fields.size() + document_kinds.size() + messages.size() + rules.size() + disclosures.size() + protections.size() + rescissions.size() + leads.size() +
         price_rules.size() + calendars.size();
}

const FieldRow* RuleTables::field(std::string_view path) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const FieldRow& row) { return row.field != nullptr && row.field->path == path; });
  return found == fields.end() ? nullptr : &*found;
}

const DocumentKind* RuleTables::document_kind(std::string_view kind) const {
  const auto found = std::find_if(document_kinds.begin(), document_kinds.end(), [&](const DocumentKind& row) { return row.kind == kind; });
  return found == document_kinds.end() ? nullptr : &*found;
}

const LocalText& RuleTables::message(std::string_view key) const {
  static const LocalText none;
  const auto found = std::find_if(messages.begin(), messages.end(), [&](const MessageRow& row) { return row.key == key; });
  return found == messages.end() ? none : found->text;
}

const CalendarRow* RuleTables::calendar(std::string_view name) const {
  const auto found = std::find_if(calendars.begin(), calendars.end(), [&](const CalendarRow& row) { return row.name == name; });
  return found == calendars.end() ? nullptr : &*found;
}

RuleSet::RuleSet(std::unique_ptr<const RuleTables> tables) : tables_(std::move(tables)) {}
RuleSet::~RuleSet() = default;

const std::string& RuleSet::version() const { return tables_->version; }
std::size_t RuleSet::size() const { return tables_->size(); }

Result<std::shared_ptr<const RuleSet>> RuleSet::load(std::span<const RuleText> files, const market::Market& market) {
  auto tables = std::make_unique<RuleTables>();
  RuleFaults faults;
  for (const auto& file : files) read_file(file, *tables, faults);
  if (!faults.any()) check_integrity(*tables, market, faults);
  if (faults.any()) return faults.as_error();
  tables->version += fmt::format("+{:016x}", fingerprint(files));
  return std::shared_ptr<const RuleSet>(std::make_shared<RuleSet>(std::move(tables)));
}

std::vector<RuleText> embedded_rules() {
  std::vector<RuleText> files;
  for (const auto& file : embedded_rules_reference()) files.push_back({std::string(file.path), std::string(file.bytes)});
  return files;
}

Result<std::vector<RuleText>> rules_with_folder(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (auto& file : embedded_rules()) files[file.name] = std::move(file.text);
  std::error_code failed;
  for (auto entry = std::filesystem::directory_iterator(folder, failed); !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
    if (entry->path().extension() != ".yaml") continue;
    const auto name = entry->path().filename().string();
    std::ifstream stream(entry->path(), std::ios::binary);
    std::string text(RuleSet::kFileSizeMax + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (!stream.is_open() || stream.bad()) return refusal(fmt::format("{} cannot be read", entry->path().string()));
    if (text.size() > RuleSet::kFileSizeMax) return refusal(fmt::format("{} has more than {} bytes", entry->path().string(), RuleSet::kFileSizeMax));
    files[name] = std::move(text);
  }
  if (failed && failed != std::errc::no_such_file_or_directory) return refusal(fmt::format("the folder {} cannot be read: {}", folder, failed.message()));
  std::vector<RuleText> all;
  for (auto& [name, text] : files) all.push_back({name, std::move(text)});
  return all;
}

}  // namespace switchyard::rules
