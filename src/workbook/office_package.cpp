#include "workbook/office_package.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "workbook/refusal.hpp"

namespace switchyard::workbook {
namespace {

// "xl/workbook.xml" has its relationships in "xl/_rels/workbook.xml.rels".
std::string relationships_name_of(std::string_view part) {
  const auto slash = part.rfind('/');
  const auto folder_size = slash == std::string_view::npos ? 0 : slash + 1;
  return fmt::format("{}_rels/{}.rels", part.substr(0, folder_size), part.substr(folder_size));
}

}  // namespace

Error in_part(std::string_view name, Error error) {
  error.message = fmt::format("{}, {}", name, error.message);
  return error;
}

Result<std::string_view> OfficePackage::load(const std::string& name) {
  const auto index = archive_.find(name);
  if (!index) return unreadable("the part " + quoted(name) + " is missing");
  if (auto unpacked = archive_.unpack(*index, part_); !unpacked) return std::move(unpacked).error();
  return std::string_view(part_);
}

Result<std::string_view> OfficePackage::load_xml(const std::string& name) {
  if (auto loaded = load(name); !loaded) return loaded;
  auto xml = xml_as_utf8(std::move(part_));
  if (!xml) return in_part(name, std::move(xml).error());
  part_ = std::move(*xml);
  return std::string_view(part_);
}

Result<std::vector<Relationship>> OfficePackage::relationships_of(const std::string& part) {
  const auto name = relationships_name_of(part);
  const auto xml = load_xml(name);
  if (!xml) return xml.error();
  auto relationships = read_relationships(*xml, part);
  if (!relationships) return in_part(name, std::move(relationships).error());
  return relationships;
}

Result<std::string> OfficePackage::find_workbook() {
  const auto package = relationships_of("");
  if (!package) return package.error();
  const auto found = std::find_if(package->begin(), package->end(), [](const Relationship& relationship) {
    return relationship.kind == "officeDocument" && !relationship.target.empty();
  });
  if (found == package->end()) return unreadable("_rels/.rels names no workbook");
  auto relationships = relationships_of(found->target);
  if (!relationships) return std::move(relationships).error();
  relationships_ = std::move(*relationships);
  return found->target;
}

const Relationship* OfficePackage::first_of_kind(std::string_view kind) const {
  const auto found = std::find_if(relationships_.begin(), relationships_.end(), [&](const Relationship& relationship) {
    return relationship.kind == kind && !relationship.target.empty();
  });
  return found == relationships_.end() ? nullptr : &*found;
}

Result<const Relationship*> OfficePackage::relationship_of(const SheetEntry& entry) const {
  const auto found = std::find_if(relationships_.begin(), relationships_.end(),
                                  [&](const Relationship& relationship) { return relationship.id == entry.relationship_id; });
  if (found != relationships_.end()) return &*found;
  return unreadable(
      fmt::format("sheet {} has no part: relationship {} is missing", quoted(entry.name), quoted(entry.relationship_id)));
}

}  // namespace switchyard::workbook
