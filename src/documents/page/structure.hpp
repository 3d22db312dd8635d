// The open elements of a tagged PDF while it is drawn. Cairo takes names from the standard list alone; any other spoils the file.
#pragma once

#include <cairo-pdf.h>

#include <algorithm>

#include "documents/page/flow.hpp"

namespace switchyard::documents {

class Structure {
 public:
  explicit Structure(cairo_t* context) : context_(context) {}
  Structure(const Structure&) = delete;
  Structure& operator=(const Structure&) = delete;

  // Closes and opens elements until exactly these are open.
  void enter(const StructurePath& path) {
    std::size_t same = 0;
    while (same < std::min(path.size(), open_.size()) && path[same].id == open_[same].id && path[same].name == open_[same].name)
      ++same;
    close_to(same);
    for (auto at = same; at < path.size(); ++at) {
      cairo_tag_begin(context_, path[at].name, "");
      open_.push_back(path[at]);
    }
  }

  // What is drawn then is outside of the structure: heads and feet of pages, rules.
  void leave() { close_to(0); }

 private:
  void close_to(std::size_t depth) {
    for (; open_.size() > depth; open_.pop_back()) cairo_tag_end(context_, open_.back().name);
  }

  cairo_t* context_;
  StructurePath open_;
};

}  // namespace switchyard::documents
