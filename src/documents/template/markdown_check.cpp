#include "documents/template/markdown_check.hpp"

#include <fmt/format.h>

#include "documents/template/chart_spec.hpp"
#include "documents/template/expansion.hpp"
#include "documents/template/markdown.hpp"
#include "documents/template/slots.hpp"

namespace switchyard::documents {
namespace {

constexpr int kMarkdownDepthMax = 60;

const Variable* find_anywhere(const std::vector<Variable>& variables, std::string_view name) {
  if (const auto* found = find_variable(variables, name)) return found;
  for (const auto& variable : variables) {
    if (const auto* found = find_anywhere(variable.fields, name)) return found;
  }
  return nullptr;
}

class MarkdownChecker {
 public:
  MarkdownChecker(const CompiledTemplate& made, Findings& findings)
      : made_(made), findings_(findings), skeleton_(skeleton_of(made)) {}

  void run() {
    const auto tree = parse_markdown(skeleton_.markdown);
    check(tree.get(), 0);
  }

 private:
  Place place_of(cmark_node* node) const {
    int line = cmark_node_get_start_line(node);
    for (; line == 0 && node != nullptr; node = cmark_node_parent(node)) line = cmark_node_get_start_line(node);
    const auto at = static_cast<std::size_t>(line < 1 ? 0 : line - 1);
    if (skeleton_.lines.empty()) return {made_.sources.front(), 1};
    return at < skeleton_.lines.size() ? skeleton_.lines[at] : skeleton_.lines.back();
  }

  void refuse(cmark_node* node, std::string detail) { findings_.add(place_of(node), "markup_refused", std::move(detail)); }

  void check(cmark_node* node, int depth) {
    if (findings_.full()) return;
    if (depth > kMarkdownDepthMax)
      return refuse(node, fmt::format("lists, quotes and emphasis are {} deep at most", kMarkdownDepthMax));
    check_one(node);
    for (auto* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child)) check(child, depth + 1);
  }

  void check_one(cmark_node* node) {
    const auto type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT) return check_text(node);
    if (type == CMARK_NODE_HTML_BLOCK && !literal_of(node).starts_with("<!--")) {
      return refuse(node, "HTML is not printed; words of the author stand between {{! and }}");
    }
    if (type == CMARK_NODE_HTML_INLINE && !is_line_break(literal_of(node))) return refuse(node, "HTML is not printed, but <br>");
    if (type == CMARK_NODE_CODE_BLOCK) return check_code(node);
    if (type == CMARK_NODE_LINK) return check_link(node);
    if (type == CMARK_NODE_IMAGE) return check_image(node);
  }

  static bool is_line_break(std::string_view html) {
    return html == "<br>" || html == "<br/>" || html == "<br />" || html.starts_with("<!--");
  }

  void check_text(cmark_node* node) {
    auto rest = literal_of(node);
    if (rest.find("**") != std::string_view::npos || rest.find("__") != std::string_view::npos) {
      refuse(node,
             "\"**\" or \"__\" opens or closes nothing: emphasis begins before a letter and ends behind one, with a space or a "
             "mark beyond");
    }
    while (!rest.empty()) {
      const auto piece = next_piece(rest, skeleton_.slots.size());
      if (!piece.slot) continue;
      const auto& slot = skeleton_.slots[*piece.slot];
      const auto* text = std::get_if<TextSlot>(&slot);
      const auto* variable = text == nullptr ? nullptr : find_anywhere(made_.head.variables, text->name);
      if (variable != nullptr && variable->type == VariableType::image) {
        findings_.add(place_of(node), "variable_type",
                      fmt::format("{} is a picture: ![words]({{{{{}}}}})", text->name, text->name));
      }
    }
  }

  void check_code(cmark_node* node) {
    const auto info = info_of(node);
    if (!is_chart(info))
      return refuse(node, "code is not printed: a line that begins with four spaces is code, and so is what stands between ```");
    if (literal_of(node).find(kSlotOpen) != std::string_view::npos || info.find(kSlotOpen) != std::string_view::npos) {
      return findings_.add(place_of(node), "chart_invalid", "a chart names its list and fields without braces");
    }
    const auto chart = parse_chart(info, literal_of(node), place_of(node), findings_);
    check_chart(chart, made_.head.variables, place_of(node), findings_);
  }

  void check_link(cmark_node* node) {
    const auto url = url_of(node);
    const bool leads =
        url.starts_with("https://") || url.starts_with("http://") || url.starts_with("mailto:") || url.starts_with("tel:");
    if (!leads || url.find("%EE%80%80") != std::string_view::npos || url.find(kSlotOpen) != std::string_view::npos) {
      refuse(node, "a link leads to https:, http:, mailto: or tel:, and holds no variable");
    }
  }

  void check_image(cmark_node* node) {
    const auto slot = only_slot(url_of(node), skeleton_.slots.size());
    const auto* text = slot ? std::get_if<TextSlot>(&skeleton_.slots[*slot]) : nullptr;
    const auto* variable = text == nullptr ? nullptr : find_anywhere(made_.head.variables, text->name);
    if (variable == nullptr || variable->type != VariableType::image) {
      return findings_.add(place_of(node), "variable_type", "a picture is ![words]({{name}}) with a variable of type image");
    }
    auto* parent = cmark_node_parent(node);
    if (cmark_node_get_type(parent) != CMARK_NODE_PARAGRAPH || cmark_node_first_child(parent) != cmark_node_last_child(parent)) {
      refuse(node, "a picture is a paragraph of its own");
    }
  }

  const CompiledTemplate& made_;
  Findings& findings_;
  const Expansion skeleton_;
};

}  // namespace

void check_markdown(const CompiledTemplate& made, Findings& findings) { MarkdownChecker(made, findings).run(); }

}  // namespace switchyard::documents
