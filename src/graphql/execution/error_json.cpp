#include "graphql/execution/error_json.hpp"

#include <string>
#include <variant>

namespace switchyard::graphql {
namespace {

template <class Items, class Write>
void write_list(JsonText& out, const Items& items, Write write) {
  char before = '[';
  for (const auto& item : items) {
    out.raw(before);
    write(item);
    before = ',';
  }
  out.raw(']');
}

void write_field(JsonText& out, const FieldError& field) {
  out.raw(R"({"pointer":)");
  out.text(field.pointer);
  out.raw(R"(,"code":)");
  out.text(field.code);
  out.raw(R"(,"detail":)");
  out.text(field.detail);
  out.raw('}');
}

void write_extensions(JsonText& out, const GraphqlError& error) {
  if (error.code.empty() && error.extensions.empty() && error.fields.empty()) return;
  out.raw(R"(,"extensions")");
  char before = '{';
  out.raw(':');
  const auto member = [&](std::string_view name) {
    out.raw(before);
    out.text(name);
    out.raw(':');
    before = ',';
  };
  if (!error.code.empty()) {
    member("code");
    out.text(error.code);
  }
  for (const auto& [name, json] : error.extensions) {
    member(name);
    out.raw(json);
  }
  if (!error.fields.empty()) {
    member("errors");
    write_list(out, error.fields, [&](const FieldError& field) { write_field(out, field); });
  }
  out.raw('}');
}

void write_error(JsonText& out, const GraphqlError& error) {
  out.raw(R"({"message":)");
  out.text(error.message);
  if (!error.locations.empty()) {
    out.raw(R"(,"locations":)");
    write_list(out, error.locations, [&](const SourceLocation& at) {
      out.raw(R"({"line":)");
      out.integer(at.line);
      out.raw(R"(,"column":)");
      out.integer(at.column);
      out.raw('}');
    });
  }
  if (!error.path.empty()) {
    out.raw(R"(,"path":)");
    write_list(out, error.path, [&](const PathSegment& segment) {
      if (const auto* name = std::get_if<std::string>(&segment)) return out.text(*name);
      out.integer(std::get<std::uint32_t>(segment));
    });
  }
  write_extensions(out, error);
  out.raw('}');
}

}  // namespace

void write_errors(JsonText& out, const std::vector<GraphqlError>& errors, std::size_t not_listed) {
  char before = '[';
  for (const GraphqlError& error : errors) {
    out.raw(before);
    write_error(out, error);
    before = ',';
  }
  if (not_listed != 0) {
    out.raw(before);
    write_error(out, GraphqlError{.message = "And " + std::to_string(not_listed) + " more errors, which are not listed."});
  }
  out.raw(']');
}

}  // namespace switchyard::graphql
