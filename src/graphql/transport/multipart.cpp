#include "graphql/transport/multipart.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "graphql/execution/json_reader.hpp"
#include "graphql/execution/upload_marker.hpp"

namespace switchyard::graphql {
namespace {

Error malformed(std::string message) { return Error{ErrorKind::invalid, "multipart_malformed", std::move(message)}; }

const FormPart* find(std::span<const FormPart> parts, std::string_view name) {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const FormPart& part) { return part.name == name; });
  return found == parts.end() ? nullptr : &*found;
}

Value* step(Value& value, std::string_view name) {
  if (auto* members = value.object()) {
    const auto found = std::find_if(members->begin(), members->end(), [&](const ValueEntry& member) { return member.name == name; });
    return found == members->end() ? nullptr : &found->value;
  }
  auto* items = value.list();
  std::size_t index = 0;
  const auto [end, ec] = std::from_chars(name.data(), name.data() + name.size(), index);
  if (items == nullptr || ec != std::errc() || end != name.data() + name.size() || index >= items->size()) return nullptr;
  return &(*items)[index];
}

// "variables.input.files.0", or "0.variables.file" in a batch: the null that stands there for a file.
Value* find_null(Value& operations, std::string_view path) {
  Value* at = &operations;
  while (at != nullptr && !path.empty()) {
    const std::string_view name = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(path.size(), name.size() + 1));
    at = step(*at, name);
  }
  return at == nullptr || !at->is_null() ? nullptr : at;
}

Result<void> place(MultipartRequest& request, const ValueEntry& entry, std::size_t& places_left) {
  const auto* paths = entry.value.list();
  if (paths == nullptr || paths->empty()) return malformed("`map` has for each file a list of the places that take it.");
  for (const Value& path : *paths) {
    if (path.string() == nullptr) return malformed("`map` names places as texts, such as \"variables.file\".");
    if (places_left-- == 0) return Error{ErrorKind::too_large, "too_many_files", "`map` names too many places."};
    Value* at = find_null(request.operations, *path.string());
    if (at == nullptr || !path.string()->starts_with("variables.")) {
      const bool is_batch = request.operations.list() != nullptr && path.string()->find(".variables.") != std::string::npos;
      if (at == nullptr || !is_batch) return malformed("`map` names the place \"" + *path.string() + "\", where `operations` has no null.");
    }
    *at = upload_marker(request.files.size());
  }
  return {};
}

}  // namespace

Result<MultipartRequest> read_multipart(std::span<const FormPart> parts, const MultipartLimits& limits) {
  const FormPart* operations = find(parts, "operations");
  const FormPart* map = find(parts, "map");
  if (operations == nullptr || map == nullptr) return malformed("The form has no part `operations`, or none `map`.");
  if (parts.size() > limits.files_max + 2) {
    return Error{ErrorKind::too_large, "too_many_files", "The form has more than " + std::to_string(limits.files_max) + " files."};
  }
  auto read = read_json(operations->content);
  if (!read) return at_field(std::move(read).error(), "/operations");
  auto places = read_json(map->content);
  if (!places) return at_field(std::move(places).error(), "/map");
  if (places->object() == nullptr) return malformed("`map` is an object: for each part with a file, the places that take it.");
  if (places->object()->size() + 2 != parts.size()) return malformed("`map` does not name each part that holds a file, or names one that is not there.");

  MultipartRequest request{*std::move(read), {}};
  std::size_t places_left = limits.places_max;
  for (const ValueEntry& entry : *places->object()) {
    const FormPart* file = find(parts, entry.name);
    if (file == nullptr || file == operations || file == map) return malformed("`map` names the part \"" + entry.name + "\", which the form does not have.");
    if (auto placed = place(request, entry, places_left); !placed) return std::move(placed).error();
    request.files.push_back({std::string(file->file_name), std::string(file->content_type), file->content});
  }
  return request;
}

}  // namespace switchyard::graphql
