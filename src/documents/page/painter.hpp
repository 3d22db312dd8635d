// Placements drawn on the pages of a PDF, inside the tags of its structure.
#pragma once

#include <string>
#include <vector>

#include "documents/page/paginate.hpp"
#include "documents/render.hpp"

namespace switchyard::documents {

struct PageFrame {
  std::string title;
  std::string language;
  Color accent = style::kAccent;
  std::shared_ptr<cairo_surface_t> logo = {};  // Null where there is none.
};

struct PaintedPdf {
  std::string bytes;
  std::vector<PlacedAnchor> anchors;
};

// An exception where cairo cannot draw: no input does that.
PaintedPdf paint(const std::vector<FlowItem>& items, const Pages& pages, const PageFrame& frame, const RenderOptions& options);

}  // namespace switchyard::documents
