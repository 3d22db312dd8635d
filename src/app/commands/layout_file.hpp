// What the layout commands work on: a layout by path or name, and a supplier's file that was opened.
#pragma once

#include <memory>
#include <string>

#include "app/commands/command.hpp"
#include "pricing/layout/layout.hpp"

namespace switchyard::app {

struct OpenedFile {
  std::string name;  // Its last part; no folder.
  std::unique_ptr<workbook::Workbook> workbook;
};
// Refused as read_file_text and workbook::open do.
Result<OpenedFile> open_supplier_file(const std::string& path);

// A path ends in .yaml or has a slash; else the name of a layout at hand ("layout_not_found").
Result<pricing::Layout> layout_by_path_or_name(const CommonOptions& common, const std::string& layout);

[[nodiscard]] std::string last_part_of(const std::string& path);

}  // namespace switchyard::app
