#include "pricing/layout/proposal/place_choice.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace switchyard::pricing::proposal {
namespace {

constexpr std::string_view kBandOfSheet = R"(\s(\d[\d,]*K?\s*-\s*[\d,]+[KM]?)$)";

bool is_label(const std::string& text, Role role) { return text.size() <= 32 && !text.ends_with('.') && role_of_header(text) == role; }

bool could_be_value(const SheetLook& sheet, workbook::CellPlace place) {
  const auto look = sheet.at(place.row, place.column);
  if (look != Look::text && look != Look::band && look != Look::whole) return false;
  const auto text = sheet.text(place.row, place.column);
  return text.size() <= 60 && !text.ends_with(':') && !text.ends_with('.') && (look == Look::band || role_of_header(text) == Role::none);
}

}  // namespace

PlaceChooser::PlaceChooser(const Looks& looks, const Prose& prose, const Family& family) : looks_(looks), prose_(prose), family_(family) {}

std::vector<std::string> PlaceChooser::sheet_names() const {
  std::vector<std::string> names;
  for (const auto sheet : family_.sheets()) names.emplace_back(looks_[sheet]->map().grid().name());
  return names;
}

std::optional<Decision> PlaceChooser::label_in_head(Role role, const std::string& key) const {
  const auto& block = family_.blocks.front();
  const auto& sheet = *looks_[block.sheet];
  const auto top = block.header_row - std::min(block.header_row, static_cast<std::uint32_t>(family_.anchor.header_within));
  for (auto row = top; row <= block.header_row; ++row) {
    for (auto column = block.first_column; column <= block.last_column; ++column) {
      const auto text = sheet.at(row, column) == Look::text ? sheet.text(row, column) : std::string();
      if (!text.ends_with(':') || !is_label(text, role)) continue;
      const auto value = sheet.map().next_filled({row, column}, 0, 1, 16);
      if (!value) continue;
      return Decision{key, fmt::format("{{label: {}}}", quoted(whole_text_pattern(text))), fmt::format("{}, beside {}", sheet.cell(value->row, value->column), sheet.cell(row, column)), {}};
    }
  }
  return std::nullopt;
}

std::optional<Decision> PlaceChooser::label_on_sheet(Role role, const std::string& key) const {
  const auto on = family_.sheets();
  for (const auto* cell : prose_.find_all(Pattern::compile(".").value())) {
    if (std::find(on.begin(), on.end(), cell->sheet) == on.end() || !is_label(cell->text, role)) continue;
    const auto& sheet = *looks_[cell->sheet];
    const auto right = sheet.map().next_filled(cell->place, 0, 1, 3);
    const auto below = sheet.map().next_filled(cell->place, 1, 0, 2);
    const bool colon = cell->text.ends_with(':');
    const bool is_right = right && could_be_value(sheet, *right) && (colon || !below);
    const bool is_below = !is_right && !colon && below && could_be_value(sheet, *below) && cell->text.size() <= 24;
    if (!is_right && !is_below) continue;
    const auto value = is_right ? *right : *below;
    if (role == Role::band && !is_band_text(sheet.text(value.row, value.column))) continue;
    const bool in_header = std::any_of(family_.blocks.begin(), family_.blocks.end(), [&](const SeenBlock& block) {
      return block.sheet == cell->sheet && cell->place.row >= block.head_row && cell->place.row + 1 >= block.header_row && cell->place.row <= block.last_row;
    });
    if (in_header) continue;
    const auto text = sheet.text(value.row, value.column);
    std::string map;
    if (role == Role::customer_class) map = fmt::format(", map: {{{}}}", customer_classes(cell->text, is_below));
    return Decision{key, fmt::format("{{label: {}{}, within: sheet{}}}", quoted(whole_text_pattern(cell->text)), is_below ? ", at: below" : "", map),
                    fmt::format("{}, {} {}", sheet.cell(value.row, value.column), is_below ? "below" : "beside", prose_.cell(*cell)),
                    map.empty() ? "" : fmt::format("{} says '{}'. Does the map give each word that may stand there the right kind of customer?", prose_.cell(*cell), text)};
  }
  return std::nullopt;
}

// All the words that stand by this label on any sheet, each as a kind of customer.
std::string PlaceChooser::customer_classes(const std::string& label, bool below) const {
  std::set<std::string> entries;
  static const auto kResidential = Pattern::compile("^res").value();
  for (const auto* cell : prose_.find_all(Pattern::compile(whole_text_pattern(label)).value())) {
    const auto& sheet = *looks_[cell->sheet];
    const auto value = below ? sheet.map().next_filled(cell->place, 1, 0, 2) : sheet.map().next_filled(cell->place, 0, 1, 3);
    if (!value || entries.size() >= 20) continue;
    const auto text = sheet.text(value->row, value->column);
    entries.insert(fmt::format("{}: {}", quoted(text), kResidential.matches(text) ? "residential" : "commercial"));
  }
  return fmt::format("{}", fmt::join(entries, ", "));
}

std::optional<Decision> PlaceChooser::labelled(Role role, std::string key) const {
  if (auto head = label_in_head(role, key)) return head;
  return label_on_sheet(role, key);
}

std::optional<Decision> PlaceChooser::band(const std::string& otherwise) const {
  const auto names = sheet_names();
  const auto pattern = Pattern::compile(kBandOfSheet).value();
  const bool in_name = std::any_of(names.begin(), names.end(), [&](const std::string& name) { return pattern.matches(name); });
  const auto name = in_name ? fmt::format("{{sheet_name: true, regex: {}}}", quoted(kBandOfSheet)) : std::string();
  if (!name.empty() || !otherwise.empty()) {
    const auto both = fmt::format("{}{}{}", otherwise, !name.empty() && !otherwise.empty() ? ", " : "", name);
    return Decision{"band", fmt::format("{{first_of: [{}], suffixes: true, unit: kWh, optional: true}}", both), fmt::format("names of sheets such as '{}'", names.front()),
                    "The usage band stands in the sheet's name or the class on some sheets. Is that so on all, and is its unit kWh?"};
  }
  const auto label = label_on_sheet(Role::band, "band");
  if (label && Pattern::compile("'[^']*\\d[^']*'").value().matches(label->rests_on)) return label;
  return std::nullopt;
}

std::optional<Decision> PlaceChooser::state_of_sheets(const std::string& file_name) const {
  const auto names = sheet_names();
  const auto code = Pattern::compile(R"(^([A-Z]{2})(?![A-Za-z]))").value();
  const bool all = !names.empty() && std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    const auto text = code.value_in(name);
    return text && is_state_code(*text);
  });
  if (!all) {
    if (auto title = state_in_titles()) return title;
    constexpr std::string_view kOfFile = R"((?:^|[_ -])([A-Z]{2})(?:[_ .-]|$))";
    const auto named = Pattern::compile(kOfFile).value().value_in(file_name);
    if (!named || !is_state_code(*named)) return std::nullopt;
    return Decision{"state", fmt::format("{{file_name: true, regex: {}}}", quoted(kOfFile)), fmt::format("the file's name says {}", *named),
                    fmt::format("Only the file's name says a state, {}. Is that the state of all prices, and does the supplier always name files so?", *named)};
  }
  return Decision{"state", R"({sheet_name: true, regex: '^([A-Z]{2})(?![A-Za-z])'})", fmt::format("names of sheets such as '{}'", names.front()), {}};
}

// "Ohio_AEP": a state's name above the tables of every sheet.
std::optional<Decision> PlaceChooser::state_in_titles() const {
  std::vector<std::string> names, map;
  for (const auto& [name, code] : state_names()) {
    // "West Virginia" before "Virginia".
    names.insert(name.find(' ') == std::string_view::npos ? names.end() : names.begin(), std::string(name));
    map.push_back(fmt::format("{}: {}", name, code));
  }
  const auto scan = fmt::format("(?<![A-Za-z])(?<value>{})(?![A-Za-z])", fmt::join(names, "|"));
  const auto pattern = Pattern::compile(scan).value();
  std::string rests_on;
  for (const auto index : family_.sheets()) {
    const auto all = prose_.find_all(pattern);
    const auto found = std::find_if(all.begin(), all.end(), [&](const ProseCell* cell) { return cell->sheet == index && cell->text.size() <= 60; });
    if (found == all.end()) return std::nullopt;
    if (rests_on.empty()) rests_on = prose_.cell(**found);
  }
  return Decision{"state", fmt::format("{{scan: {}, map: {{{}}}}}", quoted(scan), fmt::join(map, ", ")), rests_on,
                  fmt::format("The state is the first name of one on the sheet, such as {}. Is that right on all sheets?", rests_on)};
}

std::optional<Decision> PlaceChooser::title_of_blocks() const {
  if (!family_.repeats) return std::nullopt;
  const auto& first = family_.blocks.front();
  const auto anchor = anchor_of(*looks_[first.sheet], family_, first);
  for (int up = 1; up <= 4; ++up) {
    for (int right = 0; right <= static_cast<int>(first.last_column - first.first_column); ++right) {
      std::set<std::string> texts;
      std::size_t found = 0;
      for (const auto& block : family_.blocks) {
        const auto& sheet = *looks_[block.sheet];
        const auto place = anchor_of(sheet, family_, block);
        if (place.row < static_cast<std::uint32_t>(up) || place.row - static_cast<std::uint32_t>(up) < block.head_row) continue;
        const auto row = place.row - static_cast<std::uint32_t>(up);
        if (sheet.at(row, place.column + static_cast<std::uint32_t>(right)) != Look::text) continue;
        ++found;
        texts.insert(sheet.text(row, place.column + static_cast<std::uint32_t>(right)));
      }
      if (found < family_.blocks.size() || texts.size() < 2) continue;
      return Decision{"utility", fmt::format("cell: {{row: -{}, column: {}}}", up, right),
                      looks_[first.sheet]->cell(anchor.row - static_cast<std::uint32_t>(up), anchor.column + static_cast<std::uint32_t>(right)), *texts.begin()};
    }
  }
  return std::nullopt;
}

std::optional<Decision> PlaceChooser::title_of_sheets() const {
  std::vector<std::string> shapes;
  bool united = false;  // A unit stands behind.
  std::string rests_on;
  static const auto kUnit = Pattern::compile(R"(^(.+?)[ _]*\(\$/[A-Z]+\)$)").value();
  for (const auto index : family_.sheets()) {
    const auto& sheet = *looks_[index];
    const auto block = std::find_if(family_.blocks.begin(), family_.blocks.end(), [&](const SeenBlock& other) { return other.sheet == index; });
    std::optional<std::string> title;
    for (std::uint32_t row = 0; row < block->header_row && !title; ++row) {
      for (std::uint32_t column = 0; column < sheet.columns() && !title; ++column) {
        if (sheet.at(row, column) != Look::text) continue;
        const auto text = sheet.text(row, column);
        if (text.size() > 60 || text.ends_with(':') || text.find('_') == std::string::npos) continue;
        title = text;
        if (rests_on.empty()) rests_on = sheet.cell(row, column);
      }
    }
    if (!title) return std::nullopt;
    const auto name = kUnit.value_in(*title);
    auto shape = shape_pattern(name ? std::string(*name) : *title);
    united = united || name.has_value();
    if (std::find(shapes.begin(), shapes.end(), shape) == shapes.end()) shapes.push_back(std::move(shape));
  }
  constexpr std::size_t kShapesMax = 6;
  if (shapes.size() > kShapesMax) return std::nullopt;
  const auto scan = fmt::format("^(?<value>{}){}$", fmt::join(shapes, "|"), united ? R"((?:[ _]*\(\$/[A-Z]+\))?)" : "");
  return Decision{"utility", fmt::format("{{scan: {}}}", quoted(scan)), rests_on, {}};
}

std::vector<Decision> PlaceChooser::titles(bool class_is_known) const {
  constexpr std::string_view kAsk = "The utility is taken from {}. Is that the utility, and all of it? A 'regex' can take a part, a 'map' other words.";
  if (auto title = title_of_blocks()) {
    const bool classed = !class_is_known && Pattern::compile(R"(^.+? \([^)]+\))").value().matches(title->ask);
    std::vector<Decision> decisions{{"utility", classed ? fmt::format(R"({{{}, regex: '^(.+?) \('}})", title->yaml) : fmt::format("{{{}}}", title->yaml), title->rests_on,
                                     fmt::format(fmt::runtime(kAsk), title->rests_on)}};
    if (classed) decisions.push_back({"rate_class", fmt::format(R"({{{}, regex: '\(([^)]+)\)'}})", title->yaml), title->rests_on, {}});
    return decisions;
  }
  if (auto title = title_of_sheets()) {
    title->ask = fmt::format(fmt::runtime(kAsk), title->rests_on);
    return {std::move(*title)};
  }
  const auto names = sheet_names();
  const bool bands = std::any_of(names.begin(), names.end(), [](const std::string& name) { return Pattern::compile(kBandOfSheet).value().matches(name); });
  const auto* regex = bands ? R"(, regex: '^(.+?)(?:\s+\d[\d,]*K?\s*-\s*[\d,]+[KM]?)?$')" : R"(, regex: '^(?:[A-Z]{2} - )?(.+?)(?: Matrix)?$')";
  return {{"utility", fmt::format("{{sheet_name: true{}}}", regex), fmt::format("the sheet's name '{}'", names.front()),
           fmt::format(fmt::runtime(kAsk), fmt::format("the sheet's name, such as '{}'", names.front()))}};
}

}  // namespace switchyard::pricing::proposal
