// Office packages of the parts that a test writes by hand, and their opening.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "values/result.hpp"
#include "workbook/workbook.hpp"

namespace switchyard::workbook {

// A workbook of one visible sheet "Rates" whose parts can be replaced, added and, by an empty text, left out.
struct PackageFake {
  PackageFake();
  std::map<std::string, std::string> parts;

  // <sheetData> is what stands between its tags; after() follows it in the sheet, before() goes ahead.
  PackageFake& rows(std::string_view rows, std::string_view after = "", std::string_view before = "");
  PackageFake& shared_strings(std::string_view items);
  // What stands in <styleSheet>.
  PackageFake& styles(std::string_view content);
  PackageFake& part(std::string name, std::string content);

  [[nodiscard]] std::string bytes() const;
  [[nodiscard]] Result<std::unique_ptr<Workbook>> open(const Limits& limits = {}) const;
};

// "kind:text" or "kind:text:format"; "empty".
[[nodiscard]] std::string seen(const Workbook& workbook, std::string_view a1, std::size_t sheet = 0);
// The same of a workbook or its error: "code: message".
[[nodiscard]] std::string seen(const Result<std::unique_ptr<Workbook>>& opened, std::string_view a1, std::size_t sheet = 0);
// "code: message", or "opened".
[[nodiscard]] std::string outcome_of(const Result<std::unique_ptr<Workbook>>& opened);

}  // namespace switchyard::workbook
