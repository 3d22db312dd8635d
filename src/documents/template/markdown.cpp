#include "documents/template/markdown.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

#include <mutex>

namespace switchyard::documents {
namespace {

cmark_syntax_extension* table_extension() {
  // The registry is global and not guarded by itself.
  static const auto extension = [] {
    cmark_gfm_core_extensions_ensure_registered();
    return cmark_find_syntax_extension("table");
  }();
  return extension;
}

std::string_view view_of(const char* text) { return text == nullptr ? std::string_view() : std::string_view(text); }

}  // namespace

MarkdownTree parse_markdown(std::string_view text) {
  auto* extension = table_extension();
  cmark_parser* parser = cmark_parser_new(CMARK_OPT_SMART | CMARK_OPT_UNSAFE);
  cmark_parser_attach_syntax_extension(parser, extension);
  cmark_parser_feed(parser, text.data(), text.size());
  MarkdownTree tree(cmark_parser_finish(parser));
  cmark_parser_free(parser);
  return tree;
}

std::string_view literal_of(cmark_node* node) { return view_of(cmark_node_get_literal(node)); }
std::string_view url_of(cmark_node* node) { return view_of(cmark_node_get_url(node)); }
std::string_view info_of(cmark_node* node) { return view_of(cmark_node_get_fence_info(node)); }

bool is_table(cmark_node* node) { return std::string_view(cmark_node_get_type_string(node)) == "table"; }

std::string_view column_alignments(cmark_node* table) {
  const auto* letters = reinterpret_cast<const char*>(cmark_gfm_extensions_get_table_alignments(table));
  return letters == nullptr ? std::string_view() : std::string_view(letters, cmark_gfm_extensions_get_table_columns(table));
}

}  // namespace switchyard::documents
