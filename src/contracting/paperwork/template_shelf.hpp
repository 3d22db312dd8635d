// The templates that papers are made of, and which of them a supplier, state, commodity, product and language ask for. Immutable once loaded; from
// any thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/template/template.hpp"

namespace switchyard::contracting {

struct TemplateText {
  std::string name;   // "electric-agreement-en"
  std::string text;
};

// What a paper is wanted for. A template's `applies_to` may name any of these; what it does not name it serves all of.
struct TemplateQuestion {
  std::string_view document;   // "agreement", "authorization" …
  std::string_view supplier = {};
  std::string_view state = {};
  std::string_view commodity = {};
  std::string_view product = {};
  std::string_view language = "en";
};

class TemplateShelf {
 public:
  struct Shelved {
    documents::Template source;
    std::string version;   // "electric-agreement-en@3f2a91bc04d7": its name and a print of its text and of what it rests on.
  };
  using Digest = std::function<std::string(std::string_view bytes)>;  // Hexadecimal.

  // A later text of the same name replaces the earlier one. Templates that only others extend or include (without `applies_to`) are not checked by
  // themselves. Refused: "template_invalid" with the findings, and "template_ambiguous" where two of a language serve the same.
  [[nodiscard]] static Result<std::shared_ptr<const TemplateShelf>> load(std::span<const TemplateText> texts, const Digest& digest);

  // The one that names the most of the question; of the language asked for, else of English. Null where none serves.
  [[nodiscard]] const Shelved* find(const TemplateQuestion& question) const;

 private:
  struct Entry {
    std::map<std::string, std::string, std::less<>> conditions;
    Shelved shelved;
  };
  std::vector<Entry> entries_;
};

// Those that the product brings.
[[nodiscard]] std::vector<TemplateText> embedded_templates();

}  // namespace switchyard::contracting
