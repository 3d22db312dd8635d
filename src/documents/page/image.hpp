// Pictures: PNG alone.
#pragma once

#include <cairo.h>

#include <memory>

#include "documents/binding.hpp"
#include "values/result.hpp"

namespace switchyard::documents {

struct FreeSurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Surface = std::unique_ptr<cairo_surface_t, FreeSurface>;
struct FreeContext {
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};
using Context = std::unique_ptr<cairo_t, FreeContext>;

inline constexpr std::int64_t kImagePixelsMax = 16'000'000;

// Refused: image_unreadable, `name` saying which.
Result<std::shared_ptr<cairo_surface_t>> read_image(const Image& image, const std::string& name);

}  // namespace switchyard::documents
