#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include "documents/form/appearance.hpp"
#include "documents/form/form.hpp"
#include "documents/form/form_tree.hpp"
#include "documents/page/finish.hpp"
#include "documents/pdf/opened_pdf.hpp"
#include "documents/template/letters.hpp"

namespace switchyard::documents {
namespace {

constexpr std::size_t kErrorsMax = 50;
constexpr std::size_t kNamesShownMax = 8;

std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// What is drawn for one widget.
struct Drawing {
  QPDFObjectHandle widget;
  std::size_t cell = 0;
  std::string on = {};  // Of a checkbox or radio: its state, and the cell of its being off.
  std::size_t off_cell = 0;
  bool is_on = false;
};

class FormFiller {
 public:
  FormFiller(OpenedPdf& opened, FormTree& tree) : opened_(opened), tree_(tree) {}

  void fill(const FieldFill& value) {
    bool found = false;
    for (auto& node : tree_.nodes) {
      if (node.field.name != value.name) continue;
      found = true;
      node.needs_drawing = false;
      fill_node(node, value);
    }
    if (!found) wrong(value.name, "field_unknown", fmt::format("the form has no such field; it has {}", names()));
  }

  // Values that the file holds without a picture of them.
  void draw_what_is_there() {
    for (auto& node : tree_.nodes) {
      const bool is_text = node.field.kind == FormFieldKind::text || node.field.kind == FormFieldKind::choice;
      if (!node.needs_drawing || !is_text) continue;
      for (auto& widget : node.widgets) add_text(node, widget, printable(node.field.value).value_or(""), false);
    }
  }

  [[nodiscard]] std::vector<FieldError>& errors() { return errors_; }

  void apply(std::unique_ptr<Cells>& cells) {
    cells = std::make_unique<Cells>(cells_);
    for (auto& drawing : drawings_) {
      auto appearance = QPDFObjectHandle::newDictionary();
      auto form = cells->put_into(*opened_.pdf, drawing.cell);
      turn_appearance(form, drawing.widget);
      if (drawing.on.empty()) {
        appearance.replaceKey("/N", form);
      } else {
        auto states = QPDFObjectHandle::newDictionary();
        states.replaceKey(drawing.on, form);
        states.replaceKey("/Off", cells->put_into(*opened_.pdf, drawing.off_cell));
        appearance.replaceKey("/N", states);
        drawing.widget.replaceKey("/AS", QPDFObjectHandle::newName(drawing.is_on ? drawing.on : "/Off"));
      }
      drawing.widget.replaceKey("/AP", appearance);
    }
  }

 private:
  void wrong(const std::string& name, std::string code, std::string detail) {
    if (errors_.size() < kErrorsMax) errors_.push_back({name, std::move(code), std::move(detail)});
  }

  std::string names() const {
    std::vector<std::string> shown;
    for (const auto& node : tree_.nodes) {
      if (shown.size() < kNamesShownMax) shown.push_back(node.field.name);
    }
    return fmt::format("{}{}", fmt::join(shown, ", "), tree_.nodes.size() > kNamesShownMax ? " …" : "");
  }

  void fill_node(FormNode& node, const FieldFill& value) {
    const auto text = printable(value.sealed ? value.sealed->reveal() : std::string_view(value.value));
    const auto& name = node.field.name;
    if (!text) return wrong(name, "field_kind", "the value is not UTF-8");
    if (node.field.read_only) return wrong(name, "field_read_only", "the form does not let this field be filled");
    if (node.field.kind == FormFieldKind::signature || node.push_button)
      return wrong(name, "field_kind", "a signature or a button takes no value");
    if (node.field.kind == FormFieldKind::checkbox) return fill_checkbox(node, *text);
    if (node.field.kind == FormFieldKind::radio) return fill_radio(node, *text);
    if (node.field.kind == FormFieldKind::choice) return fill_choice(node, *text);
    fill_text(node, *text);
  }

  void fill_text(FormNode& node, const std::string& text) {
    const auto letters = letters_in(text);
    if (node.field.characters_max > 0 && letters > static_cast<std::size_t>(node.field.characters_max)) {
      return wrong(node.field.name, "value_too_long",
                   fmt::format("{} characters, the form takes {}", letters, node.field.characters_max));
    }
    node.object.replaceKey("/V", QPDFObjectHandle::newUnicodeString(text));
    node.object.removeKey("/RV");
    for (auto& widget : node.widgets) add_text(node, widget, text, true);
  }

  void add_text(const FormNode& node, QPDFObjectHandle widget, const std::string& text, bool must_fit) {
    auto made = appearance_cell(node, widget, {.text = text});
    if (made.fault != AppearanceFault::none) {
      if (!must_fit) return;
      if (made.fault == AppearanceFault::no_glyph)
        return wrong(node.field.name, "glyph_missing", "holds a letter that no font has");
      return wrong(node.field.name, "value_too_long",
                   fmt::format("{} characters do not fit the field's box even in small print", letters_in(text)));
    }
    drawings_.push_back({.widget = widget, .cell = add_cell(std::move(made.cell))});
  }

  std::size_t add_cell(Cell cell) {
    cells_.push_back(std::move(cell));
    return cells_.size() - 1;
  }

  void add_state(const FormNode& node, std::size_t at, bool is_on) {
    const auto mark = node.field.kind == FormFieldKind::radio ? DrawnAs::dot : DrawnAs::tick;
    Drawing drawing{.widget = node.widgets[at], .on = node.states[at].on, .is_on = is_on};
    drawing.cell = add_cell(appearance_cell(node, node.widgets[at], {.as = mark}).cell);
    drawing.off_cell = add_cell(appearance_cell(node, node.widgets[at], {.as = DrawnAs::off}).cell);
    drawings_.push_back(std::move(drawing));
  }

  void refuse_option(const FormNode& node, std::string_view more = "") {
    wrong(node.field.name, "option_unknown", fmt::format("the form offers {}{}", fmt::join(node.field.options, ", "), more));
  }

  void fill_checkbox(FormNode& node, const std::string& text) {
    const bool off = text == "false" || text.empty() || text == "Off";
    bool known = off || text == "true";
    std::string chosen = "/Off";
    for (std::size_t at = 0; at < node.widgets.size(); ++at) {
      const bool is_on = !off && (text == "true" || text == node.states[at].name || text == node.states[at].on.substr(1));
      known = known || is_on;
      if (is_on) chosen = node.states[at].on;
      add_state(node, at, is_on);
    }
    if (!known) return refuse_option(node, "; or true and false");
    node.object.replaceKey("/V", QPDFObjectHandle::newName(chosen));
  }

  void fill_radio(FormNode& node, const std::string& text) {
    std::string chosen;
    for (std::size_t at = 0; at < node.widgets.size(); ++at) {
      const bool is_on = text == node.states[at].name || (chosen.empty() && text == node.states[at].on.substr(1));
      if (is_on) chosen = node.states[at].on;
      add_state(node, at, is_on);
    }
    if (chosen.empty()) return refuse_option(node);
    node.object.replaceKey("/V", QPDFObjectHandle::newName(chosen));
  }

  void fill_choice(FormNode& node, const std::string& text) {
    const auto found = std::find_if(node.choices.begin(), node.choices.end(),
                                    [&](const ChoiceOption& each) { return each.value == text || each.shown == text; });
    if (found == node.choices.end() && !node.editable_choice) return refuse_option(node);
    node.object.replaceKey("/V", QPDFObjectHandle::newUnicodeString(found == node.choices.end() ? text : found->value));
    node.object.removeKey("/I");
    for (auto& widget : node.widgets) add_text(node, widget, found == node.choices.end() ? text : found->shown, true);
  }

  OpenedPdf& opened_;
  FormTree& tree_;
  std::vector<Cell> cells_;
  std::vector<Drawing> drawings_;
  std::vector<FieldError> errors_;
};

Error form_too_large(const PdfLimits& limits) {
  return {ErrorKind::too_large,
          "pdf_too_large",
          fmt::format("the form has over {} fields, or fields too deep", limits.fields_max),
          {}};
}

void flatten_pages(QPDF& pdf) {
  QPDFPageDocumentHelper(pdf).flattenAnnotations(0, an_invisible | an_hidden | an_no_view);
  pdf.getRoot().removeKey("/AcroForm");
}

FilledPdf written(OpenedPdf& opened, Instant modified_at) {
  FilledPdf filled{.bytes = write_pdf(*opened.pdf, modified_at), .pages = static_cast<int>(opened.pages.size())};
  filled.sha256 = sha256_of(filled.bytes);
  return filled;
}

Result<FilledPdf> filled_form(OpenedPdf& opened, std::span<const FieldFill> values, const FillOptions& options) {
  auto tree = form_tree_of(*opened.pdf, opened.pages, options.limits);
  if (tree.too_many) return form_too_large(options.limits);
  if (tree.nodes.empty()) return Error{ErrorKind::unprocessable, "form_missing", "the PDF has no form to fill", {}};
  FormFiller filler(opened, tree);
  for (const auto& value : values) filler.fill(value);
  filler.draw_what_is_there();
  if (!filler.errors().empty()) {
    const auto& first = filler.errors().front();
    return Error{ErrorKind::unprocessable, "form_invalid", fmt::format("{}: {}", first.pointer, first.detail), filler.errors()};
  }
  std::unique_ptr<Cells> cells;
  filler.apply(cells);
  drop_active_content(*opened.pdf);
  if (options.flatten) flatten_pages(*opened.pdf);
  return written(opened, options.modified_at);
}

}  // namespace

Result<std::vector<FormField>> fields_of(std::string_view bytes, const PdfLimits& limits) {
  auto opened = open_pdf(bytes, limits);
  if (!opened) return std::move(opened).error();
  try {
    auto tree = form_tree_of(*opened->pdf, opened->pages, limits);
    if (tree.too_many) return form_too_large(limits);
    if (tree.nodes.empty()) return Error{ErrorKind::unprocessable, "form_missing", "the PDF has no form to fill", {}};
    std::vector<FormField> fields;
    for (auto& node : tree.nodes) {
      if (!node.push_button) fields.push_back(std::move(node.field));
    }
    return fields;
  } catch (const std::exception& wrong) {
    return unreadable_pdf(wrong.what());
  }
}

Result<FilledPdf> fill_form(std::string_view bytes, std::span<const FieldFill> values, const FillOptions& options) {
  auto opened = open_pdf(bytes, options.limits);
  if (!opened) return std::move(opened).error();
  try {
    return filled_form(*opened, values, options);
  } catch (const std::exception& wrong) {
    return unreadable_pdf(wrong.what());
  }
}

Result<FilledPdf> flatten(std::string_view bytes, const PdfLimits& limits) {
  auto opened = open_pdf(bytes, limits);
  if (!opened) return std::move(opened).error();
  try {
    auto tree = form_tree_of(*opened->pdf, opened->pages, limits);
    if (tree.too_many) return form_too_large(limits);
    FormFiller filler(*opened, tree);
    filler.draw_what_is_there();
    std::unique_ptr<Cells> cells;
    filler.apply(cells);
    drop_active_content(*opened->pdf);
    flatten_pages(*opened->pdf);
    return written(*opened, Instant());
  } catch (const std::exception& wrong) {
    return unreadable_pdf(wrong.what());
  }
}

}  // namespace switchyard::documents
