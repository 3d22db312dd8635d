#include "app/runtime/rest_docs.hpp"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "embedded/docs.hpp"
#include "values/html_text.hpp"

namespace switchyard::app {
namespace {

constexpr std::string_view kHead =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
    "<title>{}</title><style>body{{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b2430;background:#fff}}"
    "table{{border-collapse:collapse;width:100%}}td,th{{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #d8dee6}}"
    "code{{font-size:.95em}}p,td:last-child{{overflow-wrap:anywhere}}:target{{background:#fff3c4}}"
    "@media(prefers-color-scheme:dark){{body{{color:#e6ebf1;background:#12181f}}td,th{{border-color:#2c3743}}:target{{background:#4a3f12}}a{{color:#8ab8ff}}}}</style>"
    "<main><h1>{}</h1>";

// A code that may break behind its underscores, on a narrow page.
std::string breakable(std::string_view code) {
  std::string out;
  for (char c : code) {
    out += html_escaped({&c, 1});
    if (c == '_') out += "<wbr>";
  }
  return out;
}

// A sentence with its `words` as code.
std::string sentence(std::string_view text) {
  std::string out;
  bool in_code = false;
  for (char c : text) {
    if (c == '`') {
      out += in_code ? "</code>" : "<code>";
      in_code = !in_code;
    } else {
      out += html_escaped({&c, 1});
    }
  }
  return in_code ? out + "</code>" : out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find(at);
    parts.push_back(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

// "| a, b | 400 | why |" with an anchor for each code.
std::string table_row(std::string_view line) {
  const auto cells = split(line.substr(1, line.rfind('|') - 1), '|');
  if (cells.size() != 3) return {};
  std::string codes;
  for (std::string_view code : split(cells[0], ',')) codes += fmt::format("{}<code id=\"{}\">{}</code>", codes.empty() ? "" : ", ", html_escaped(code), breakable(code));
  return fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>", codes, html_escaped(cells[1]), sentence(cells[2]));
}

const EmbeddedFile* file_named(std::string_view path) {
  for (const EmbeddedFile& file : embedded_docs()) {
    if (file.path == path) return &file;
  }
  return nullptr;
}

http::Response page(std::string type, std::string body) {
  http::Response response;
  response.content_type = std::move(type);
  response.body = std::move(body);
  response.etag_from_body = true;
  response.set_header("cache-control", "public, max-age=300");
  response.set_header("x-content-type-options", "nosniff");
  response.set_header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
  return response;
}

// What its first line calls a page; a page without a heading is called by its name.
std::string_view title_of(const EmbeddedFile& page, std::string_view name) {
  const std::string_view text(page.bytes);
  return text.starts_with("# ") ? trimmed(text.substr(2, text.find('\n') - 2)) : name;
}

std::string index_page() {
  std::string html = fmt::format(kHead, "Switchyard: documentation", "Switchyard: documentation");
  html += "<ul><li><a href=\"/docs/openapi.yaml\">OpenAPI document of the REST API</a><li><a href=\"/docs/errors\">Error codes</a>";
  html += "<li><a href=\"/docs/events\">Events: their types, schemas and samples</a>";
  for (const EmbeddedFile& file : embedded_docs()) {
    if (!file.path.starts_with("docs/") || !file.path.ends_with(".md")) continue;
    const std::string_view name = file.path.substr(5);
    html += fmt::format("<li><a href=\"/docs/{}\">{}</a>", html_escaped(name), sentence(title_of(file, name.substr(0, name.size() - 3))));
  }
  return html + "</ul></main></html>";
}

// The catalogue of events and its schemas.
http::Response answer_event_file(const http::Request& request, std::string_view name) {
  const EmbeddedFile* file = file_named("api/events/" + std::string(name));
  if (file == nullptr) {
    return http::problem({.kind = ErrorKind::not_found, .code = "page_not_found", .message = "There is no such schema; /docs/events lists them."}, request);
  }
  return page("application/json", std::string(file->bytes));
}

// The guides and the OpenAPI document as they are.
http::Response answer_file(const http::Request& request) {
  const std::string& name = request.path_captures[0];
  const EmbeddedFile* file = file_named(name == "openapi.yaml" ? "api/openapi.yaml" : "docs/" + name);
  if (file == nullptr) {
    return http::problem({.kind = ErrorKind::not_found, .code = "page_not_found", .message = "There is no such page; /docs lists them."}, request);
  }
  return page(name.ends_with(".md") ? "text/markdown; charset=utf-8" : "application/yaml", std::string(file->bytes));
}

}  // namespace

std::string errors_page(std::string_view markdown) {
  std::string html = fmt::format(kHead, "Switchyard: error codes", "Error codes");
  bool in_table = false;
  for (std::string_view line : split(markdown, '\n')) {
    const bool is_row = line.starts_with("|") && !line.starts_with("|---") && !line.starts_with("| code ");
    if (in_table && !line.starts_with("|")) {
      html += "</table>";
      in_table = false;
    }
    if (line.starts_with("## ")) {
      html += fmt::format("<h2>{}</h2>", html_escaped(line.substr(3)));
    } else if (is_row) {
      if (!in_table) html += "<table><tr><th>code</th><th>HTTP status</th><th>meaning</th></tr>";
      in_table = true;
      html += table_row(line);
    } else if (!line.empty() && !line.starts_with("|") && !line.starts_with("#")) {
      html += fmt::format("<p>{}</p>", sentence(line));
    }
  }
  return html + (in_table ? "</table></main></html>" : "</main></html>");
}

void add_docs_routes(http::Router& router) {
  const auto html = [](std::string body) { return page("text/html; charset=utf-8", std::move(body)); };
  router.add({.method = http::Method::get,
              .pattern = "/docs",
              .handler = [html](const http::Request&) { return html(index_page()); },
              .answers = {"text/html"},
              .name = "docs"});
  router.add({.method = http::Method::get,
              .pattern = "/docs/errors",
              .handler = [html](const http::Request&) { return html(errors_page(file_named("api/errors.md")->bytes)); },
              .answers = {"text/html"},
              .name = "docs.errors"});
  router.add({.method = http::Method::get,
              .pattern = "/docs/events",
              .handler = [](const http::Request& request) { return answer_event_file(request, "catalogue.json"); },
              .answers = {"application/json"},
              .name = "docs.events"});
  router.add({.method = http::Method::get,
              .pattern = "/docs/events/{name}",
              .handler = [](const http::Request& request) { return answer_event_file(request, request.path_captures[0]); },
              .answers = {"application/json"},
              .name = "docs.event_schema"});
  router.add({.method = http::Method::get, .pattern = "/docs/{name}", .handler = answer_file, .answers = {"text/markdown", "application/yaml"}, .name = "docs.page"});
}

}  // namespace switchyard::app
