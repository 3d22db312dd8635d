// The layout language: a supplier's format as data. Parsed once; reading a workbook with it is pure.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pricing/rate_row.hpp"
#include "values/result.hpp"
#include "workbook/workbook.hpp"

namespace switchyard::pricing {

struct LayoutSpec;  // layout_spec.hpp: the parsed tree.

// Immutable and cheap to copy.
class Layout {
 public:
  // From the YAML text of layouts/NAME.yaml. An unknown key, a wrong type or a broken regex is refused with line and column.
  static Result<Layout> parse(std::string_view name, std::string_view yaml);
  explicit Layout(std::shared_ptr<const LayoutSpec> spec) : spec_(std::move(spec)) {}

  [[nodiscard]] const LayoutSpec& spec() const { return *spec_; }
  [[nodiscard]] std::string_view name() const;      // "liberty-daily"
  [[nodiscard]] std::string_view supplier() const;  // Code in market/.

 private:
  std::shared_ptr<const LayoutSpec> spec_;
};

// Does the file say that it is of this layout? The reasons against it name cells.
struct MatchVerdict {
  bool matches = false;
  std::vector<CellNote> against;
};
[[nodiscard]] MatchVerdict match(const Layout& layout, const workbook::Workbook& workbook, std::string_view file_name);

// Reads every rate that the layout declares. What does not fit is in `withheld`, `warnings` and `errors` of the reading; a
// Result error means that nothing could be read at all.
// `observer` is told of the cells that fields took.
class CellObserver;
[[nodiscard]] Result<SheetReading> read(const Layout& layout, const workbook::Workbook& workbook, std::string_view file_name, CellObserver* observer = nullptr);

// The layouts at hand: the embedded ones, and those of --layouts DIR, which add or override by name.
class LayoutLibrary {
 public:
  static Result<LayoutLibrary> load(const std::string& override_directory);
  [[nodiscard]] const std::vector<Layout>& layouts() const { return layouts_; }
  [[nodiscard]] const Layout* find(std::string_view name) const;
  // The one layout that the file fits. None or several: the reasons, by layout and cell ("unknown_layout", "ambiguous_layout").
  struct Recognition {
    const Layout* layout = nullptr;
    std::vector<CellNote> reasons;
  };
  [[nodiscard]] Recognition recognise(const workbook::Workbook& workbook, std::string_view file_name) const;

 private:
  std::vector<Layout> layouts_;
};

}  // namespace switchyard::pricing
