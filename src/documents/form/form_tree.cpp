#include "documents/form/form_tree.hpp"

#include <algorithm>
#include <set>

#include "documents/pdf/geometry.hpp"

namespace switchyard::documents {
namespace {

constexpr int kDepthMax = 32;

enum FieldFlag : long long {
  kReadOnly = 1LL << 0,
  kRequired = 1LL << 1,
  kMultiline = 1LL << 12,
  kRadio = 1LL << 15,
  kPushButton = 1LL << 16,
  kEditable = 1LL << 18,
  kComb = 1LL << 24,
};

std::string text_of(QPDFObjectHandle object) {
  if (object.isString()) return object.getUTF8Value();
  if (object.isName()) return object.getName().substr(1);
  if (object.isStream()) return {};
  return {};
}

// What a field has of its parents.
struct Inherited {
  std::string name = {};
  QPDFObjectHandle type = QPDFObjectHandle::newNull();
  QPDFObjectHandle value = QPDFObjectHandle::newNull();
  QPDFObjectHandle options = QPDFObjectHandle::newNull();
  QPDFObjectHandle length = QPDFObjectHandle::newNull();
  std::string appearance = {};
  long long flags = 0;
  int alignment = 0;
};

class TreeReader {
 public:
  TreeReader(QPDF& pdf, const std::vector<QPDFObjectHandle>& pages, const PdfLimits& limits)
      : pdf_(pdf), pages_(pages), limits_(limits) {
    int number = 0;
    for (auto page : pages) {
      ++number;
      auto annotations = page.getKey("/Annots");
      if (!annotations.isArray()) continue;
      for (auto& each : annotations.getArrayAsVector()) page_of_.emplace(each.getObjGen(), number);
    }
  }

  FormTree run() {
    auto form = pdf_.getRoot().getKey("/AcroForm");
    if (!form.isDictionary()) return std::move(tree_);
    Inherited top;
    if (auto appearance = form.getKey("/DA"); appearance.isString()) top.appearance = appearance.getStringValue();
    needs_drawing_ = form.getKey("/NeedAppearances").isBool() && form.getKey("/NeedAppearances").getBoolValue();
    auto fields = form.getKey("/Fields");
    if (fields.isArray()) read_all(fields, top, 0);
    return std::move(tree_);
  }

 private:
  void read_all(QPDFObjectHandle fields, const Inherited& above, int depth) {
    for (int at = 0; at < fields.getArrayNItems(); ++at) {
      auto field = indirect(fields, at);
      if (tree_.nodes.size() >= static_cast<std::size_t>(limits_.fields_max) || depth > kDepthMax) tree_.too_many = true;
      if (tree_.too_many) return;
      if (field.isDictionary()) read(field, above, depth);
    }
  }

  // A field that is written into its list becomes an object of its own, as it should be: qpdf passes over others.
  QPDFObjectHandle indirect(QPDFObjectHandle list, int at) {
    auto object = list.getArrayItem(at);
    if (object.isIndirect() || !object.isDictionary()) return object;
    object = pdf_.makeIndirectObject(object);
    list.setArrayItem(at, object);
    return object;
  }

  void read(QPDFObjectHandle field, Inherited inherited, int depth) {
    if (field.isIndirect() && !seen_.insert(field.getObjGen()).second) return;
    if (field.hasKey("/T")) inherited.name += (inherited.name.empty() ? "" : ".") + text_of(field.getKey("/T"));
    if (field.hasKey("/FT")) inherited.type = field.getKey("/FT");
    if (field.hasKey("/V")) inherited.value = field.getKey("/V");
    if (field.hasKey("/Opt")) inherited.options = field.getKey("/Opt");
    if (field.hasKey("/MaxLen")) inherited.length = field.getKey("/MaxLen");
    if (field.getKey("/DA").isString()) inherited.appearance = field.getKey("/DA").getStringValue();
    if (field.getKey("/Ff").isInteger()) inherited.flags = field.getKey("/Ff").getIntValue();
    if (field.getKey("/Q").isInteger())
      inherited.alignment = static_cast<int>(std::clamp(field.getKey("/Q").getIntValue(), 0LL, 2LL));
    auto kids = field.getKey("/Kids");
    if (!kids.isArray()) return add(field, inherited, {field});
    std::vector<QPDFObjectHandle> widgets;
    bool has_fields = false;
    for (int at = 0; at < kids.getArrayNItems(); ++at) {
      auto kid = indirect(kids, at);
      if (!kid.isDictionary()) continue;
      has_fields = has_fields || kid.hasKey("/T") || kid.hasKey("/Kids");
      if (widgets.size() < static_cast<std::size_t>(limits_.fields_max)) widgets.push_back(kid);
    }
    if (has_fields) return read_all(kids, inherited, depth + 1);
    add(field, inherited, widgets);
  }

  void add(QPDFObjectHandle field, Inherited inherited, const std::vector<QPDFObjectHandle>& widgets) {
    FormNode node{.field = {.name = inherited.name}, .object = field};
    const auto type = inherited.type.isName() ? inherited.type.getName() : std::string();
    const auto flags = inherited.flags;
    if (type == "/Btn") {
      node.push_button = (flags & kPushButton) != 0;
      node.field.kind = (flags & kRadio) != 0 ? FormFieldKind::radio : FormFieldKind::checkbox;
    } else if (type == "/Ch") {
      node.field.kind = FormFieldKind::choice;
    } else if (type == "/Sig") {
      node.field.kind = FormFieldKind::signature;
    } else if (type != "/Tx") {
      return;
    }
    node.field.label = text_of(field.getKey("/TU"));
    node.field.value = text_of(inherited.value);
    node.field.required = (flags & kRequired) != 0;
    node.field.read_only = (flags & kReadOnly) != 0;
    node.alignment = inherited.alignment;
    node.default_appearance = inherited.appearance;
    node.editable_choice = (flags & kEditable) != 0;
    if (type == "/Tx") {
      node.field.multiline = (flags & kMultiline) != 0;
      if (inherited.length.isInteger())
        node.field.characters_max = static_cast<int>(std::clamp(inherited.length.getIntValue(), 0LL, 100'000LL));
      node.field.comb = (flags & kComb) != 0 && node.field.characters_max > 0 && !node.field.multiline;
    }
    add_widgets(node, widgets);
    if (type == "/Btn") add_states(node, inherited.options);
    if (type == "/Ch") add_choices(node, inherited.options);
    tree_.nodes.push_back(std::move(node));
  }

  void add_widgets(FormNode& node, const std::vector<QPDFObjectHandle>& widgets) {
    for (auto widget : widgets) {
      const auto found = page_of_.find(widget.getObjGen());
      const auto page = found == page_of_.end() || !widget.isIndirect() ? 0 : found->second;
      node.widgets.push_back(widget);
      node.pages.push_back(page);
      if (node.field.page == 0 && page != 0) {
        node.field.page = page;
        node.field.box = geometry_of(pages_[static_cast<std::size_t>(page - 1)]).seen(rectangle_of(widget.getKey("/Rect")));
      }
      auto appearance = widget.getKey("/AP");
      const bool drawn = appearance.isDictionary() && !appearance.getKey("/N").isNull();
      node.needs_drawing = node.needs_drawing || (!node.field.value.empty() && (needs_drawing_ || !drawn));
    }
  }

  static void add_states(FormNode& node, QPDFObjectHandle options) {
    for (std::size_t at = 0; at < node.widgets.size(); ++at) {
      FieldState state;
      auto appearance = node.widgets[at].getKey("/AP");
      auto normal = appearance.isDictionary() ? appearance.getKey("/N") : QPDFObjectHandle::newNull();
      if (normal.isDictionary()) {
        for (const auto& key : normal.getKeys()) {
          if (key != "/Off" && state.on.empty()) state.on = key;
        }
      }
      if (state.on.empty()) state.on = node.widgets.size() == 1 ? "/Yes" : "/" + std::to_string(at);
      state.name = state.on.substr(1);
      const auto place = static_cast<int>(at);
      if (options.isArray() && place < options.getArrayNItems() && options.getArrayItem(place).isString())
        state.name = text_of(options.getArrayItem(place));
      if (std::find(node.field.options.begin(), node.field.options.end(), state.name) == node.field.options.end())
        node.field.options.push_back(state.name);
      node.states.push_back(std::move(state));
    }
  }

  static void add_choices(FormNode& node, QPDFObjectHandle options) {
    if (!options.isArray()) return;
    for (auto& each : options.getArrayAsVector()) {
      ChoiceOption option;
      if (each.isArray() && each.getArrayNItems() == 2) {
        option = {text_of(each.getArrayItem(0)), text_of(each.getArrayItem(1))};
      } else {
        option = {text_of(each), text_of(each)};
      }
      node.field.options.push_back(option.value);
      node.choices.push_back(std::move(option));
    }
  }

  QPDF& pdf_;
  const std::vector<QPDFObjectHandle>& pages_;
  const PdfLimits& limits_;
  FormTree tree_;
  std::map<QPDFObjGen, int> page_of_;
  std::set<QPDFObjGen> seen_;
  bool needs_drawing_ = false;
};

}  // namespace

FormTree form_tree_of(QPDF& pdf, const std::vector<QPDFObjectHandle>& pages, const PdfLimits& limits) {
  return TreeReader(pdf, pages, limits).run();
}

bool holds_signature(QPDF& pdf, const PdfLimits& limits) {
  auto tree = form_tree_of(pdf, {}, limits);
  return std::any_of(tree.nodes.begin(), tree.nodes.end(), [](FormNode& node) {
    return node.field.kind == FormFieldKind::signature && node.object.getKey("/V").isDictionary();
  });
}

}  // namespace switchyard::documents
