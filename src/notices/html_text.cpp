#include "notices/html_text.hpp"

#include <algorithm>

#include "values/html_text.hpp"

namespace switchyard::notices {
namespace {

bool is_link_end(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == '<' || c == '>' || c == '"' || c == '\''; }

// Where the next link begins; npos: none.
std::size_t next_link(std::string_view text) { return std::min(text.find("https://"), text.find("http://")); }

}  // namespace

std::string html_with_links(std::string_view text) {
  std::string out;
  for (std::size_t at; (at = next_link(text)) != text.npos;) {
    out += html_escaped(text.substr(0, at));
    text.remove_prefix(at);
    auto end = static_cast<std::size_t>(std::ranges::find_if(text, is_link_end) - text.begin());
    while (end > 0 && std::string_view(".,;:!?)").find(text[end - 1]) != std::string_view::npos) --end;
    const std::string link = html_escaped(text.substr(0, end));
    out += "<a href=\"" + link + "\">" + link + "</a>";
    text.remove_prefix(end);
  }
  return out + html_escaped(text);
}

}  // namespace switchyard::notices
