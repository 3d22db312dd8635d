// The fields of a PDF's form, with their widgets and what they inherit.
#pragma once

#include <map>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <vector>

#include "documents/form/form.hpp"

namespace switchyard::documents {

// What a widget shows when it is on, and by which name a value chooses it.
struct FieldState {
  std::string on;    // The name of its appearance, with its slash.
  std::string name;  // From /Opt, else `on` without its slash.
};

struct ChoiceOption {
  std::string value;
  std::string shown;
};

struct FormNode {
  FormField field;
  QPDFObjectHandle object;
  std::vector<QPDFObjectHandle> widgets = {};
  std::vector<int> pages = {};          // Of each widget, from 1; 0 where it is on none.
  std::vector<FieldState> states = {};  // Of each widget of a checkbox or radio.
  std::vector<ChoiceOption> choices = {};
  bool editable_choice = false;
  bool push_button = false;
  bool needs_drawing = false;           // It has a text and no appearance.
  int alignment = 0;                    // 0 left, 1 center, 2 right.
  std::string default_appearance = {};  // "/Helv 10 Tf 0 g".
};

// In the order of the file. Fields over limits.fields_max, and those deeper than 32, are refused by `too_many`.
struct FormTree {
  std::vector<FormNode> nodes;
  bool too_many = false;
};
FormTree form_tree_of(QPDF& pdf, const std::vector<QPDFObjectHandle>& pages, const PdfLimits& limits);

// Whether any signature field has a value.
bool holds_signature(QPDF& pdf, const PdfLimits& limits);

}  // namespace switchyard::documents
