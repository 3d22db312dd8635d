#include "contracting/paperwork/template_shelf.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "embedded/document_templates.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::array<std::string_view, 5> kKeys = {"document", "supplier", "state", "commodity", "product"};
constexpr std::size_t kVersionDigits = 12;

std::string_view answer_of(const TemplateQuestion& question, std::string_view key) {
  if (key == "document") return question.document;
  if (key == "supplier") return question.supplier;
  if (key == "state") return question.state;
  if (key == "commodity") return question.commodity;
  return question.product;
}

bool is_for_itself(std::string_view text) {
  const std::size_t head = text.find("\n---", 3);
  return text.substr(0, head).find("\napplies_to:") != std::string_view::npos;
}

}  // namespace

Result<std::shared_ptr<const TemplateShelf>> TemplateShelf::load(std::span<const TemplateText> texts, const Digest& digest) {
  std::map<std::string, std::string, std::less<>> by_name;
  for (const TemplateText& text : texts) by_name.insert_or_assign(text.name, text.text);
  auto shelf = std::make_shared<TemplateShelf>();
  for (const auto& [name, text] : by_name) {
    if (!is_for_itself(text)) continue;
    std::string rests_on = text;
    const documents::TemplateSource others = [&](std::string_view other) -> std::optional<std::string> {
      const auto found = by_name.find(other);
      if (found == by_name.end()) return std::nullopt;
      rests_on += found->second;
      return found->second;
    };
    auto parsed = documents::Template::parse(name, text, others);
    if (!parsed) return std::move(parsed).error();
    Entry entry{{}, {std::move(*parsed), fmt::format("{}@{}", name, digest(rests_on).substr(0, kVersionDigits))}};
    for (const auto& [key, value] : entry.shelved.source.applies_to()) {
      if (std::ranges::find(kKeys, key) == kKeys.end()) {
        return Error{ErrorKind::invalid, "template_invalid", fmt::format("{}: applies_to knows document, supplier, state, commodity and product, not {}.", name, key)};
      }
      entry.conditions.emplace(key, value);
    }
    for (const Entry& other : shelf->entries_) {
      if (other.conditions != entry.conditions || other.shelved.source.language() != entry.shelved.source.language()) continue;
      return Error{ErrorKind::invalid, "template_ambiguous", fmt::format("{} and {} serve the same.", other.shelved.source.name(), name)};
    }
    shelf->entries_.push_back(std::move(entry));
  }
  return std::shared_ptr<const TemplateShelf>(std::move(shelf));
}

const TemplateShelf::Shelved* TemplateShelf::find(const TemplateQuestion& question) const {
  const Entry* best = nullptr;
  std::pair<bool, std::size_t> best_rank;
  for (const Entry& entry : entries_) {
    const auto serves = [&](const auto& condition) { return answer_of(question, condition.first) == condition.second; };
    if (!std::ranges::all_of(entry.conditions, serves)) continue;
    const std::string& language = entry.shelved.source.language();
    if (language != question.language && language != "en") continue;
    const std::pair<bool, std::size_t> rank{language == question.language, entry.conditions.size()};
    if (best != nullptr && rank <= best_rank) continue;
    best = &entry;
    best_rank = rank;
  }
  return best == nullptr ? nullptr : &best->shelved;
}

std::vector<TemplateText> embedded_templates() {
  std::vector<TemplateText> texts;
  for (const EmbeddedFile& file : embedded_document_templates()) {
    const std::string_view name = file.path.substr(0, file.path.rfind('.'));
    texts.push_back({std::string(name), std::string(file.bytes)});
  }
  return texts;
}

}  // namespace switchyard::contracting
