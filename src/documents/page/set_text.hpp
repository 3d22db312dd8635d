// Words set in lines: what they measure, and where the places to sign in them are.
#pragma once

#include <string>
#include <vector>

#include "documents/fonts/type_case.hpp"
#include "documents/page/blocks.hpp"

namespace switchyard::documents {

struct TextStyle {
  double size = 9.5;
  bool bold = false;
  bool tabular = false;  // Figures of one width.
};

struct SetLine {
  PangoLayoutLine* line = nullptr;  // Of the layout.
  double top = 0;                   // From the top of the text.
  double height = 0;
  double baseline = 0;  // From the top of the line.
  double width = 0;
};

struct SetShape {
  std::size_t line = 0;
  double x = 0;  // From the left of the line,
  double y = 0;  // and from its top.
  double width = 0;
  double height = 0;
  Shape shape = {};
};

// Movable; of the thread whose fonts set it.
class SetText {
 public:
  SetText() = default;
  // In one line, however long.
  SetText(const Words& words, const TextStyle& style);

  // Sets the lines anew where they are wider than this. Words that are wider alone are broken.
  void fit(double width);

  // One line of this width at most, its end an ellipsis: for labels of charts alone, whose words stand in full elsewhere.
  void shorten(double width);

  [[nodiscard]] bool empty() const { return layout_ == nullptr; }
  [[nodiscard]] const std::vector<SetLine>& lines() const { return lines_; }
  [[nodiscard]] const std::vector<SetShape>& shapes() const { return shapes_; }
  [[nodiscard]] double natural_width() const { return natural_width_; }
  // About what its longest word needs, and its widest place to sign.
  [[nodiscard]] double least_width() const { return least_width_; }
  [[nodiscard]] double width() const;
  [[nodiscard]] double height() const { return lines_.empty() ? 0 : lines_.back().top + lines_.back().height; }
  // Of lines [from, to).
  [[nodiscard]] double height_of(std::size_t from, std::size_t to) const;
  [[nodiscard]] bool lacks_glyphs() const;

 private:
  void read_lines();
  void read_shapes();

  LayoutOwned layout_;
  std::vector<Shape> wanted_;
  std::vector<SetLine> lines_;
  std::vector<SetShape> shapes_;
  double natural_width_ = 0;
  double least_width_ = 0;
};

// The names of the values, or "the template", whose letters no font has; found by setting each alone.
std::vector<std::string> names_without_glyphs(const Words& words);

}  // namespace switchyard::documents
