// A document's text with its typed variables, conditions, repeats and places to sign: Markdown under a YAML head, checked when it
// is saved, so that rendering can only fail on values. docs/documents.md is the guide for its authors.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "values/result.hpp"

namespace switchyard::documents {

enum class VariableType { text, decimal, money, date, month, flag, secret, image, list };

struct Variable {
  std::string name;
  VariableType type = VariableType::text;
  bool optional = false;              // Declared with a '?': printed only inside a condition that asks for it.
  std::vector<Variable> fields = {};  // Of a list's rows.
};

enum class AnchorKind { signature, initials, date_signed };

// A place that a signer fills: {{sign customer}} is {signature, "customer"}. Its name in a document is "sign:customer".
struct Anchor {
  AnchorKind kind = AnchorKind::signature;
  std::string signer;

  [[nodiscard]] std::string name() const;
  bool operator==(const Anchor&) const = default;
};

// The text of another template by name, for `extends:` and {{> name}}; none where there is no such template.
using TemplateSource = std::function<std::optional<std::string>(std::string_view name)>;

struct CompiledTemplate;

// Immutable and cheap to copy; from any thread.
class Template {
 public:
  static constexpr std::size_t kSourceSizeMax = 512 * 1024;
  static constexpr int kDepthMax = 16;  // Of blocks within blocks, of templates within templates.
  static constexpr std::size_t kErrorsMax = 50;

  // Refused with `template_invalid`: each field is one finding, its pointer "NAME:LINE" and its code one of api/errors.md
  // (unknown_variable, variable_type, variable_unguarded, anchor_missing, block_unbalanced, block_unknown, tag_unknown,
  // markup_refused, chart_invalid, template_head, template_missing).
  static Result<Template> parse(std::string_view name, std::string_view source, const TemplateSource& others = {});

  [[nodiscard]] const std::string& name() const;
  [[nodiscard]] const std::string& language() const;  // "en" or "es".
  [[nodiscard]] const std::string& title() const;     // May hold no variables.
  // What the head says under `applies_to`, such as {"commodity", "gas"}: for those who choose among templates; nothing here reads
  // it.
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& applies_to() const;
  // With those inherited and included; in order of name.
  [[nodiscard]] const std::vector<Variable>& variables() const;
  // Those that stand in the text, each once, in the order of first appearance.
  [[nodiscard]] const std::vector<Anchor>& anchors() const;

  [[nodiscard]] const CompiledTemplate& compiled() const { return *compiled_; }

 private:
  explicit Template(std::shared_ptr<const CompiledTemplate> compiled) : compiled_(std::move(compiled)) {}
  std::shared_ptr<const CompiledTemplate> compiled_;
};

}  // namespace switchyard::documents
