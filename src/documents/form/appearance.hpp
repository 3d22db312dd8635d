// How the value of a field looks in its box.
#pragma once

#include <optional>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>

#include "documents/form/form_tree.hpp"
#include "documents/pdf/cells.hpp"

namespace switchyard::documents {

enum class DrawnAs { value, tick, dot, off };

struct Appearance {
  DrawnAs as = DrawnAs::value;
  std::string text = {};
};

enum class AppearanceFault { none, too_long, no_glyph };

struct AppearanceCell {
  Cell cell;
  AppearanceFault fault = AppearanceFault::none;  // Then there is nothing to draw.
};

// Text is made smaller until it fits, 4 points at least; it is never cut.
AppearanceCell appearance_cell(const FormNode& node, QPDFObjectHandle widget, const Appearance& appearance);

// Puts a cell's form XObject in its place, upright where the widget is turned.
void turn_appearance(QPDFObjectHandle form, QPDFObjectHandle widget);

}  // namespace switchyard::documents
