#include "documents/fonts/type_case.hpp"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>

#include <new>

#include "documents/fonts/font_files.hpp"

namespace switchyard::documents {
namespace {

// First what the product is set in, then one family a script; a letter is taken from the first that has it.
constexpr const char* kFamilies =
    "Noto Sans,Noto Sans Arabic,Noto Sans Hebrew,Noto Sans Armenian,Noto Sans Georgian,Noto Sans Thai,Noto Sans Devanagari,"
    "Noto Sans Bengali,Noto Sans Tamil,NanumGothic,Droid Sans Fallback";

// No file of the system is read: neither its configuration nor its fonts.
FcConfig* configuration() {
  static FcConfig* const made = [] {
    auto* config = FcConfigCreate();
    if (config == nullptr) throw std::bad_alloc();
    for (const auto& file : font_files()) FcConfigAppFontAddFile(config, reinterpret_cast<const FcChar8*>(file.c_str()));
    return config;
  }();
  return made;
}

}  // namespace

TypeCase::TypeCase() : map_(pango_cairo_font_map_new()) {
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map_.get()), configuration());
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map_.get()), 72);
  context_.reset(pango_font_map_create_context(map_.get()));
  pango_context_set_round_glyph_positions(context_.get(), FALSE);
  pango_context_set_language(context_.get(), pango_language_from_string("en-us"));
  pango_context_set_base_dir(context_.get(), PANGO_DIRECTION_LTR);
  auto* options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context_.get(), options);
  cairo_font_options_destroy(options);
}

TypeCase::~TypeCase() = default;

TypeCase& TypeCase::of_this_thread() {
  thread_local TypeCase mine;
  return mine;
}

LayoutOwned TypeCase::new_layout() const {
  LayoutOwned layout(pango_layout_new(context_.get()));
  pango_layout_set_auto_dir(layout.get(), FALSE);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  return layout;
}

FontDescription TypeCase::font(double size_pt, bool bold, bool italic) const {
  FontDescription description(pango_font_description_new());
  pango_font_description_set_family_static(description.get(), kFamilies);
  pango_font_description_set_absolute_size(description.get(), size_pt * PANGO_SCALE);
  pango_font_description_set_weight(description.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style(description.get(), italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  return description;
}

void set_text(PangoLayout* layout, std::string_view text) {
  pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
}

}  // namespace switchyard::documents
