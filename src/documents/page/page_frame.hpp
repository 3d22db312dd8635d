// What stands at the head and the foot of every page.
#pragma once

#include "documents/page/painter.hpp"

namespace switchyard::documents {

// Issuer and contract number above, code and "Page 2 of 7" below.
void draw_frame(cairo_t* context, const PageFrame& frame, const RenderOptions& options, int page, int pages);

// Stretched to the box.
void draw_picture(cairo_t* context, cairo_surface_t* picture, double x, double y, double width, double height);

}  // namespace switchyard::documents
