#include "documents/template/expansion.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "documents/render.hpp"
#include "documents/template/checker.hpp"
#include "documents/template/letters.hpp"
#include "documents/template/value_text.hpp"

namespace switchyard::documents {
namespace {

constexpr std::size_t kMarkdownSizeMax = 32 * 1024 * 1024;
constexpr std::size_t kSlotsMax = 400'000;
constexpr std::size_t kFieldsMax = 50;

struct Scope {
  const Scope* outer = nullptr;
  const std::vector<Variable>* variables = nullptr;
  const Record* record = nullptr;
  std::string path = {};  // "accounts/3/"
  std::size_t row = 0;    // From 1; 0 outside of a repeat.
};

struct Bound {
  const Variable* variable = nullptr;
  const Value* value = nullptr;  // Null where it is missing.
  std::string path = {};
};

bool is_empty(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return text->empty();
  if (const auto* sealed = std::get_if<SealedText>(&value)) return *sealed == nullptr || (*sealed)->empty();
  if (const auto* image = std::get_if<Image>(&value)) return image->png.empty();
  if (const auto* rows = std::get_if<Rows>(&value)) return rows->empty();
  return false;
}

void put_slot(Expansion& made, Slot slot) {
  made.markdown += fmt::format("{}{}{}", kSlotOpen, made.slots.size(), kSlotClose);
  made.slots.push_back(std::move(slot));
}

void put_flow_slot(Expansion& made, FlowSlot slot) {
  made.markdown += "\n\n";
  put_slot(made, slot);
  made.markdown += "\n\n";
}

class Expander {
 public:
  Expander(const CompiledTemplate& made, const Record& values) : compiled_(made), values_(values) {}

  Result<Expansion> run() && {
    const Scope top{.variables = &compiled_.head.variables, .record = &values_};
    expand_nodes(compiled_.nodes, top);
    if (too_long_)
      return Error{
          ErrorKind::too_large, "document_too_long", fmt::format("the document has over {} rows or values", kRowsMax), {}};
    if (!fields_.empty()) return refusal();
    return std::move(out_);
  }

 private:
  Error refusal() {
    auto error = Error{ErrorKind::unprocessable,
                       fields_.front().code,
                       fmt::format("the document cannot be made: {}: {}", fields_.front().pointer, fields_.front().detail),
                       {}};
    error.fields = std::move(fields_);
    return error;
  }

  void wrong(std::string pointer, std::string code, std::string detail) {
    const bool said =
        std::any_of(fields_.begin(), fields_.end(), [&](const FieldError& each) { return each.pointer == pointer; });
    if (!said && fields_.size() < kFieldsMax) fields_.push_back({std::move(pointer), std::move(code), std::move(detail)});
  }

  Bound look_up(std::string_view name, const Scope& scope) {
    for (const auto* at = &scope; at != nullptr; at = at->outer) {
      const auto* variable = find_variable(*at->variables, name);
      if (variable == nullptr) continue;
      Bound bound{variable, at->record->find(name), fmt::format("{}{}", at->path, name)};
      if (bound.value != nullptr && is_empty(*bound.value)) bound.value = nullptr;
      if (bound.value != nullptr && type_of(*bound.value) != variable->type) {
        wrong(bound.path, "variable_type",
              fmt::format("a {} came, the template declares a {}", type_name(type_of(*bound.value)), type_name(variable->type)));
        bound.value = nullptr;
      }
      return bound;
    }
    return {};  // Not reached: names are checked when the template is parsed.
  }

  void expand_nodes(const std::vector<Node>& nodes, const Scope& scope) {
    for (const auto& node : nodes) {
      if (out_.markdown.size() > kMarkdownSizeMax || out_.slots.size() > kSlotsMax) too_long_ = true;
      if (too_long_) return;
      expand_node(node, scope);
    }
  }

  void expand_node(const Node& node, const Scope& scope) {
    switch (node.kind) {
      case NodeKind::text:
        out_.markdown += node.text;
        return;
      case NodeKind::variable:
        return put_variable(node, scope);
      case NodeKind::index:
        return put_slot(out_, TextSlot{"@index", std::to_string(row_of(scope))});
      case NodeKind::anchor:
        return put_slot(out_, node.anchor);
      case NodeKind::check:
        return put_slot(out_, CheckSlot{is_true(node.text, scope)});
      case NodeKind::page_break:
        return put_flow_slot(out_, FlowSlot::page_break);
      case NodeKind::block:
        return expand_nodes(node.children, scope);
      case NodeKind::condition:
        return expand_nodes(holds(node.condition, scope) ? node.children : node.otherwise, scope);
      case NodeKind::repeat:
        return put_rows(node, scope);
      case NodeKind::keep:
        put_flow_slot(out_, FlowSlot::keep_begin);
        expand_nodes(node.children, scope);
        return put_flow_slot(out_, FlowSlot::keep_end);
    }
  }

  static std::size_t row_of(const Scope& scope) {
    const auto* at = &scope;
    while (at->row == 0 && at->outer != nullptr) at = at->outer;
    return at->row;
  }

  bool is_true(std::string_view name, const Scope& scope) {
    const auto bound = look_up(name, scope);
    if (bound.value == nullptr && !bound.variable->optional && bound.variable->type == VariableType::flag) missing(bound);
    if (bound.value == nullptr) return false;
    const auto* flag = std::get_if<bool>(bound.value);
    return flag == nullptr || *flag;
  }

  bool holds(const Condition& condition, const Scope& scope) {
    const auto term_holds = [&](const Term& term) {
      if (!term.literal) return is_true(term.name, scope) != term.negated;
      const auto bound = look_up(term.name, scope);
      if (bound.value == nullptr && !bound.variable->optional) missing(bound);
      const auto* text = bound.value == nullptr ? nullptr : std::get_if<std::string>(bound.value);
      return (text != nullptr && *text == *term.literal) != term.negated;
    };
    return condition.any ? std::any_of(condition.terms.begin(), condition.terms.end(), term_holds)
                         : std::all_of(condition.terms.begin(), condition.terms.end(), term_holds);
  }

  void missing(const Bound& bound) {
    wrong(bound.path, "variable_missing",
          fmt::format("the template asks for this {}, and it is missing or empty", type_name(bound.variable->type)));
  }

  void put_variable(const Node& node, const Scope& scope) {
    const auto bound = look_up(node.text, scope);
    if (bound.value == nullptr) return missing(bound);
    if (const auto* image = std::get_if<Image>(bound.value)) {
      if (image->png.size() > kImageSizeMax)
        wrong(bound.path, "variable_too_long", fmt::format("the picture has over {} bytes", kImageSizeMax));
      return put_slot(out_, ImageSlot{bound.path, image});
    }
    auto text = printable(text_of(*bound.value, node.filter, compiled_.head.language));
    if (!text) return wrong(bound.path, "variable_type", "the text is not UTF-8");
    if (text->size() > kTextValueSizeMax)
      return wrong(bound.path, "variable_too_long", fmt::format("the text has over {} bytes", kTextValueSizeMax));
    put_slot(out_, TextSlot{bound.path, std::move(*text)});
  }

  void put_rows(const Node& node, const Scope& scope) {
    const auto bound = look_up(node.text, scope);
    if (bound.value == nullptr) return;
    std::size_t row = 0;
    for (const auto& record : std::get<Rows>(*bound.value)) {
      if (++rows_ > kRowsMax) too_long_ = true;
      ++row;
      expand_nodes(node.children, {&scope, &bound.variable->fields, &record, fmt::format("{}/{}/", bound.path, row), row});
      if (too_long_) return;
    }
  }

  const CompiledTemplate& compiled_;
  const Record& values_;
  Expansion out_;
  std::vector<FieldError> fields_;
  std::size_t rows_ = 0;
  bool too_long_ = false;
};

// Marks which line of which template each line of the Markdown begins with.
void put_marked(Expansion& made, std::string_view text, Place place) {
  for (const char c : text) {
    if (made.markdown.empty() || made.markdown.back() == '\n') made.lines.push_back(place);
    made.markdown += c;
    if (c == '\n') ++place.line;
  }
}

void skeleton(Expansion& made, const std::vector<Node>& nodes) {
  for (const auto& node : nodes) {
    if (made.markdown.size() > kMarkdownSizeMax) return;
    const auto slots = made.slots.size();
    Expansion one;
    one.slots.resize(slots);
    switch (node.kind) {
      case NodeKind::text:
        one.markdown = node.text;
        break;
      case NodeKind::variable:
        put_slot(one, TextSlot{node.text, "x"});
        break;
      case NodeKind::index:
        put_slot(one, TextSlot{"@index", "1"});
        break;
      case NodeKind::anchor:
        put_slot(one, node.anchor);
        break;
      case NodeKind::check:
        put_slot(one, CheckSlot{});
        break;
      case NodeKind::page_break:
        put_flow_slot(one, FlowSlot::page_break);
        break;
      case NodeKind::keep:
        put_flow_slot(one, FlowSlot::keep_begin);
        break;
      default:
        break;
    }
    if (one.slots.size() > slots) made.slots.push_back(std::move(one.slots.back()));
    put_marked(made, one.markdown, node.place);
    skeleton(made, node.children);
    skeleton(made, node.otherwise);
  }
}

}  // namespace

Result<Expansion> expand(const CompiledTemplate& made, const Record& values) { return Expander(made, values).run(); }

Expansion skeleton_of(const CompiledTemplate& made) {
  Expansion out;
  skeleton(out, made.nodes);
  return out;
}

}  // namespace switchyard::documents
