// A document printed over and over in one process, as a server does: `document_warm TEMPLATE.md VALUES.yaml TIMES OUT.pdf
// OUT.html`. Prints one JSON object with the mean of a document, the first not counted, and leaves the document as PDF and, for
// the peer, the same as HTML.
#include <cmark-gfm.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "documents/render.hpp"
#include "documents/template/expansion.hpp"
#include "documents/template/markdown.hpp"
#include "documents/template/sample_values.hpp"
#include "documents/template/slots.hpp"

namespace {

using namespace switchyard;
using namespace switchyard::documents;

std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

template <class T>
T taken(Result<T> result) {
  if (result) return std::move(result).value();
  fmt::print(stderr, "{}\n", result.error().message);
  std::exit(2);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '<' ? "&lt;" : c == '&' ? "&amp;" : c == '\n' ? "<br>" : std::string(1, c);
  return out;
}

std::string html_of(const Expansion& expansion) {
  const auto tree = parse_markdown(expansion.markdown);
  char* raw = cmark_render_html(tree.get(), CMARK_OPT_UNSAFE, nullptr);
  std::string html;
  for (std::string_view rest = raw; !rest.empty();) {
    const auto piece = next_piece(rest, expansion.slots.size());
    html += piece.text;
    if (!piece.slot) continue;
    const auto& slot = expansion.slots[*piece.slot];
    if (const auto* text = std::get_if<TextSlot>(&slot)) html += escaped(text->text);
    if (const auto* anchor = std::get_if<Anchor>(&slot)) html += fmt::format("<span class=sign>/{}/</span>", anchor->name());
    if (std::holds_alternative<CheckSlot>(slot)) html += "<span class=check></span>";
  }
  std::free(raw);
  return html;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 6) return 2;
  const std::filesystem::path path = arguments[1];
  const auto others = [&](std::string_view name) { return read_file(path.parent_path() / (std::string(name) + ".md")); };
  const auto source = taken(Template::parse(path.stem().string(), read_file(path).value_or(""), others));
  const auto values = taken(sample_values(source, read_file(arguments[2]).value_or("")));
  const RenderOptions options{.created_at = Instant::from_unix_seconds(1'790'000'000),
                              .contract_number = "C-1001",
                              .version = "1",
                              .page_code = "BENCH",
                              .issuer = "Northway Energy"};
  const auto first = taken(render(source, values, options));
  std::ofstream(arguments[4], std::ios::binary) << first.bytes;
  std::ofstream(arguments[5], std::ios::binary) << html_of(taken(expand(source.compiled(), values)));
  const int times = std::atoi(arguments[3]);
  const auto wall = std::chrono::steady_clock::now();
  const auto cpu = std::clock();
  for (int at = 0; at < times; ++at) (void)taken(render(source, values, options));
  const auto cpu_s = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC / times;
  const auto wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count() / times;
  fmt::print("{{\"cpu_s\": {:.6f}, \"wall_s\": {:.6f}, \"pages\": {}, \"bytes\": {}}}\n", cpu_s, wall_s, first.pages,
             first.bytes.size());
  return 0;
}
