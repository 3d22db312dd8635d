// An Office package (ECMA-376 part 2): parts in a zip and the relationships between them; what xlsx and xlsb share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"
#include "workbook/archive.hpp"
#include "workbook/xlsx_parts.hpp"

namespace switchyard::workbook {

// "xl/styles.xml, " in front of what is wrong in it.
[[nodiscard]] Error in_part(std::string_view name, Error error);

// The archive must outlive it. Not for several threads at a time.
class OfficePackage {
 public:
  explicit OfficePackage(Archive& archive) : archive_(archive) {}

  // The workbook's part by the package's own relationships, and then the workbook's relationships.
  Result<std::string> find_workbook();

  // The part's bytes; their memory is used again by the next load.
  Result<std::string_view> load(const std::string& name);
  // The same as UTF-8 without a byte order mark.
  Result<std::string_view> load_xml(const std::string& name);

  // Of the workbook; null where there is none inside the package.
  [[nodiscard]] const Relationship* first_of_kind(std::string_view kind) const;
  // The relationship of a sheet, which must be there.
  [[nodiscard]] Result<const Relationship*> relationship_of(const SheetEntry& entry) const;

 private:
  Result<std::vector<Relationship>> relationships_of(const std::string& part);

  Archive& archive_;
  std::string part_;
  std::vector<Relationship> relationships_;
};

}  // namespace switchyard::workbook
