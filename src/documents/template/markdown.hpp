// Markdown as a tree: GitHub's dialect with tables, typographic quotes and dashes; nothing in it is trusted to be HTML.
#pragma once

#include <cmark-gfm.h>

#include <memory>
#include <string_view>

namespace switchyard::documents {

struct FreeMarkdown {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using MarkdownTree = std::unique_ptr<cmark_node, FreeMarkdown>;

// Any text is Markdown. From any thread.
MarkdownTree parse_markdown(std::string_view text);

// What cmark keeps of a node as text; empty where it keeps none.
std::string_view literal_of(cmark_node* node);
std::string_view url_of(cmark_node* node);
std::string_view info_of(cmark_node* node);

bool is_table(cmark_node* node);
// A letter a column: 'l', 'c', 'r' or 0. Lives as long as the table.
std::string_view column_alignments(cmark_node* table);

}  // namespace switchyard::documents
