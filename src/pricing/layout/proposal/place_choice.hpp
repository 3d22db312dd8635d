// Fields that no column says: labels beside a table or anywhere on its sheet, titles, names of sheets.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pricing/layout/proposal/prose.hpp"

namespace switchyard::pricing::proposal {

class PlaceChooser {
 public:
  PlaceChooser(const Looks& looks, const Prose& prose, const Family& family);
  // "Utility: | ComEd", or "STATE" over "OH".
  [[nodiscard]] std::optional<Decision> labelled(Role role, std::string key) const;
  // From a label, or from the names of sheets, or on some sheets `otherwise` (a source in YAML; may be empty).
  [[nodiscard]] std::optional<Decision> band(const std::string& otherwise) const;
  [[nodiscard]] std::optional<Decision> state_of_sheets(const std::string& file_name) const;
  // The utility, and with it the class where both stand in one title; always asks.
  [[nodiscard]] std::vector<Decision> titles(bool class_is_known) const;

 private:
  [[nodiscard]] std::optional<Decision> label_in_head(Role role, const std::string& key) const;
  [[nodiscard]] std::optional<Decision> label_on_sheet(Role role, const std::string& key) const;
  [[nodiscard]] std::string customer_classes(const std::string& label, bool below) const;
  // A text at one place of every block, other than the words that all have.
  [[nodiscard]] std::optional<Decision> title_of_blocks() const;
  [[nodiscard]] std::optional<Decision> title_of_sheets() const;
  [[nodiscard]] std::optional<Decision> state_in_titles() const;
  [[nodiscard]] std::vector<std::string> sheet_names() const;

  const Looks& looks_;
  const Prose& prose_;
  const Family& family_;
};

}  // namespace switchyard::pricing::proposal
