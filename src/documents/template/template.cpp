#include "documents/template/template.hpp"

#include <fmt/format.h>

#include "documents/template/checker.hpp"
#include "documents/template/compiled.hpp"
#include "documents/template/letters.hpp"
#include "documents/template/markdown_check.hpp"
#include "documents/template/tree.hpp"

namespace switchyard::documents {
namespace {

Error refused(std::string_view name, std::string code, std::string detail) {
  const auto pointer = fmt::format("{}:1", name);
  return {ErrorKind::unprocessable,
          "template_invalid",
          fmt::format("{}: {}", pointer, detail),
          {{pointer, std::move(code), std::move(detail)}}};
}

// Left as it came but for line ends, so that lines are counted as an editor does.
std::string with_plain_line_ends(std::string_view source) {
  std::string out;
  out.reserve(source.size());
  if (source.starts_with("\xEF\xBB\xBF")) source.remove_prefix(3);
  for (std::size_t at = 0; at < source.size(); ++at) {
    if (source[at] == '\r' && at + 1 < source.size() && source[at + 1] == '\n') continue;
    out += source[at];
  }
  return out;
}

}  // namespace

std::string Anchor::name() const {
  constexpr std::string_view kWords[] = {"sign", "initial", "date"};
  return fmt::format("{}:{}", kWords[static_cast<std::size_t>(kind)], signer);
}

Result<Template> Template::parse(std::string_view name, std::string_view source, const TemplateSource& others) {
  if (source.size() > kSourceSizeMax) {
    return refused(name, "template_head", fmt::format("the template has {} bytes, {} are taken", source.size(), kSourceSizeMax));
  }
  const auto text = with_plain_line_ends(source);
  const auto letters = printable(text);  // Private characters are ours: slots are written with them.
  if (!letters) return refused(name, "markup_refused", "the template is not UTF-8");
  auto made = std::make_shared<CompiledTemplate>();
  Findings findings;
  build_tree(name, *letters, others, *made, findings);
  if (made->head.language.empty())
    findings.add({made->sources.front(), 1}, "template_head", "the head has no language: en or es");
  if (made->head.title.empty()) findings.add({made->sources.front(), 1}, "template_head", "the head has no title");
  check_names(*made, findings);
  if (findings.empty()) check_markdown(*made, findings);
  if (!findings.empty()) return std::move(findings).error();
  return Template(std::move(made));
}

const std::string& Template::name() const { return compiled_->sources.front(); }
const std::string& Template::language() const { return compiled_->head.language; }
const std::string& Template::title() const { return compiled_->head.title; }
const std::vector<std::pair<std::string, std::string>>& Template::applies_to() const { return compiled_->head.applies_to; }
const std::vector<Variable>& Template::variables() const { return compiled_->head.variables; }
const std::vector<Anchor>& Template::anchors() const { return compiled_->anchors; }

}  // namespace switchyard::documents
