// The fonts of a thread, ready to set text: one configuration for the process, one map of opened fonts for each thread.
#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <string_view>

namespace switchyard::documents {

struct FreeObject {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using GlibOwned = std::unique_ptr<T, FreeObject>;
using LayoutOwned = GlibOwned<PangoLayout>;

struct FreeDescription {
  void operator()(PangoFontDescription* description) const { pango_font_description_free(description); }
};
using FontDescription = std::unique_ptr<PangoFontDescription, FreeDescription>;

// Metrics are not rounded and nothing is hinted: places do not depend on a resolution. One unit is a point.
class TypeCase {
 public:
  // Of the calling thread; lives as long as it.
  static TypeCase& of_this_thread();

  TypeCase();
  ~TypeCase();
  TypeCase(const TypeCase&) = delete;
  TypeCase& operator=(const TypeCase&) = delete;

  [[nodiscard]] LayoutOwned new_layout() const;
  [[nodiscard]] FontDescription font(double size_pt, bool bold = false, bool italic = false) const;

 private:
  GlibOwned<PangoFontMap> map_;
  GlibOwned<PangoContext> context_;
};

// In points.
inline double points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }
inline int pango_units(double points) { return static_cast<int>(points * PANGO_SCALE + (points < 0 ? -0.5 : 0.5)); }

// Text as letters wide, whatever a template or value holds.
void set_text(PangoLayout* layout, std::string_view text);

}  // namespace switchyard::documents
