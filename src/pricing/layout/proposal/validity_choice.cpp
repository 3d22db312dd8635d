#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "pricing/layout/proposal/prose.hpp"
#include "pricing/layout/value_grammar.hpp"

namespace switchyard::pricing::proposal {
namespace {

struct DayForm {
  std::string_view expression;
  std::string_view form;
};
// In prose.
constexpr DayForm kProseForms[] = {{R"(\d{1,2}/\d{1,2}/\d{4})", "M/D/YYYY"},          {R"(\d{1,2}/\d{1,2}/\d{2})", "M/D/YY"},     {R"(\d{4}-\d\d-\d\d)", "YYYY-MM-DD"},
                                   {R"([A-Z][a-z]+ \d{1,2}, \d{4})", "MMMM D, YYYY"}, {R"([A-Z][a-z]{2} \d{1,2}, \d{4})", "MMM D, YYYY"},
                                   {R"(\d{1,2}-[A-Z]{3}-\d{4})", "D-MMM-YYYY"},       {R"(\d{1,2}-[A-Z]{3}-\d\d)", "D-MMM-YY"}};
// In names of files.
constexpr DayForm kFileForms[] = {{R"(\d{4}-\d\d-\d\d)", "YYYY-MM-DD"}, {R"(20\d\d[01]\d[0-3]\d)", "YYYYMMDD"}, {R"(20\d\d \d\d \d\d)", "YYYY MM DD"},
                                  {R"([01]?\d-[0-3]?\d-20\d\d)", "M-D-YYYY"}, {R"([01]?\d\.[0-3]?\d\.20\d\d)", "M.D.YYYY"}, {R"([01]?\d\.[0-3]?\d\.\d\d)", "M.D.YY"},
                                  {R"([01]\d[0-3]\d20\d\d)", "MMDDYYYY"}, {R"([A-Z][a-z]{2} \d{1,2}, 20\d\d)", "MMM D, YYYY"}, {R"([A-Z][a-z]{2} \d{1,2} 20\d\d)", "MMM D YYYY"},
                                  {R"([A-Z][a-z]+ \d{1,2},? 20\d\d)", "MMMM D YYYY"}, {R"([01]?\d-[0-3]?\d-\d\d)", "M-D-YY"}};

struct FoundDay {
  Date day;
  std::string yaml;
  std::string rests_on;
};

std::optional<FoundDay> day_in_file_name(std::string_view name) {
  for (const auto& [expression, form] : kFileForms) {
    const auto pattern = Pattern::compile(fmt::format("(?<![0-9])({})(?![0-9])", expression)).value();
    const auto text = pattern.value_in(name);
    const auto day = text ? parse_date_as(*text, form) : std::nullopt;
    if (day) return FoundDay{*day, fmt::format("{{file_name: true, regex: {}, forms: [{}]}}", quoted(pattern.expression()), quoted(form)), fmt::format("the file's name says {}", *text)};
  }
  return std::nullopt;
}

// "Effective: 3/1/2026": a pattern of what stands before the day, and the day.
std::optional<FoundDay> day_in_text(const Prose& prose, const ProseCell& cell) {
  for (const auto& [expression, form] : kProseForms) {
    const auto text = Pattern::compile(fmt::format("\\b({})\\b", expression)).value().value_in(cell.text);
    const auto day = text ? parse_date_as(*text, form) : std::nullopt;
    if (!day) continue;
    auto before = std::string_view(cell.text).substr(0, static_cast<std::size_t>(text->data() - cell.text.data()));
    constexpr std::size_t kBeforeMax = 40;
    const bool cut = before.size() > kBeforeMax;
    if (cut) before = before.substr(before.size() - kBeforeMax);
    while (cut && !before.empty() && before.front() != ' ') before.remove_prefix(1);
    const auto scan = fmt::format("{}{}(?<value>{})", cut ? "" : "^", escaped(before), expression);
    return FoundDay{*day, fmt::format("{{scan: {}, forms: [{}]}}", quoted(scan), quoted(form)), prose.cell(cell)};
  }
  return std::nullopt;
}

std::optional<FoundDay> day_at(const SheetLook& sheet, workbook::CellPlace place) {
  const auto cell = sheet.map().grid().at(place.row, place.column);
  const auto text = sheet.text(place.row, place.column);
  if (cell.kind == workbook::CellKind::number && workbook::is_date_format(cell.format)) {
    const auto day = parse_serial_day(text, false);
    if (day) return FoundDay{*day, "serial", sheet.cell(place.row, place.column)};
  }
  const auto form = cell.kind == workbook::CellKind::text ? month_form_of(text) : std::string();
  if (form.find('D') == std::string::npos) return std::nullopt;
  return FoundDay{*parse_date_as(text, form), quoted(form), sheet.cell(place.row, place.column)};
}

// The day beside or below a text that announces it.
std::optional<FoundDay> day_beside(const Looks& looks, const Prose& prose, const ProseCell& cell) {
  const auto& sheet = *looks[cell.sheet];
  constexpr int kRight = 16, kBelow = 6;
  for (const bool right : {true, false}) {
    const auto next = right ? sheet.map().next_filled(cell.place, 0, 1, kRight) : sheet.map().next_filled(cell.place, 1, 0, kBelow);
    if (!next) continue;
    auto found = day_at(sheet, *next);
    if (!found) continue;
    const bool serial = found->yaml == "serial";
    found->yaml = fmt::format("{{label: {}{}, forms: [{}]}}", quoted(whole_text_pattern(cell.text)), right ? "" : ", at: below",
                              serial ? "serial, M/D/YYYY" : found->yaml == "'M/D/YYYY'" ? "M/D/YYYY, serial" : found->yaml + ", serial");
    found->rests_on = fmt::format("{}, announced by {}", found->rests_on, prose.cell(cell));
    return found;
  }
  return std::nullopt;
}

// A text on another sheet than the prices is looked for there.
std::string on_sheet(std::string yaml, const Looks& looks, const std::set<std::uint32_t>& table_sheets, std::uint32_t sheet) {
  if (table_sheets.contains(sheet) || yaml.empty() || yaml.back() != '}') return yaml;
  yaml.pop_back();
  return fmt::format("{}, sheet: {}}}", yaml, quoted(whole_text_pattern(looks[sheet]->map().grid().name())));
}

std::optional<FoundDay> announced_day(const Looks& looks, const Prose& prose, const std::set<std::uint32_t>& table_sheets, std::string_view words) {
  auto cells = prose.find_all(Pattern::compile(words).value());
  std::stable_partition(cells.begin(), cells.end(), [&](const ProseCell* cell) { return table_sheets.contains(cell->sheet); });
  for (const auto* cell : cells) {
    auto day = day_in_text(prose, *cell);
    if (!day) day = day_beside(looks, prose, *cell);
    if (!day) continue;
    day->yaml = on_sheet(std::move(day->yaml), looks, table_sheets, cell->sheet);
    return day;
  }
  return std::nullopt;
}

// A day that stands alone near the top, with nothing that says what it is.
std::optional<FoundDay> bare_day(const Looks& looks) {
  constexpr std::uint32_t kTop = 12;
  for (const auto& sheet : looks) {
    for (std::uint32_t row = 0; sheet && row < std::min(sheet->rows(), kTop); ++row) {
      std::uint32_t count = 0, at = 0;
      for (std::uint32_t column = 0; column < sheet->columns(); ++column) {
        if (sheet->at(row, column) == Look::month && ++count == 1) at = column;
      }
      auto day = count == 1 ? day_at(*sheet, {row, at}) : std::nullopt;
      if (!day) continue;
      const bool serial = day->yaml == "serial";
      day->yaml = fmt::format("{{label: {}, at: here, forms: [{}]}}", serial ? quoted("^\\d{5}$") : quoted("\\d{1,2}[-/]\\w+[-/]\\d+"), day->yaml);
      return day;
    }
  }
  return std::nullopt;
}

struct Hour {
  std::string yaml, zone, rests_on;
  bool zone_said = false;
};

std::optional<Hour> find_hour(const Looks& looks, const Prose& prose, const std::set<std::uint32_t>& table_sheets) {
  static const auto kHour = Pattern::compile(R"(\b\d{1,2}(:\d\d)?\s*[ap]\.?m\b)").value();
  static const auto kKeyed = Pattern::compile(R"((?:deadline|expires?|until|by|closes?|valid|thru|through|before|cut-?off)\b.*?(?<value>\b\d{1,2}(?::\d\d)?\s*[ap]\.?m\b))").value();
  const ProseCell* best = nullptr;
  for (const auto* cell : prose.find_all(kHour)) {
    const bool keyed = kKeyed.matches(cell->text);
    if (best == nullptr || (keyed && !kKeyed.matches(best->text))) best = cell;
  }
  if (best == nullptr) return std::nullopt;
  constexpr std::pair<std::string_view, std::string_view> kZones[] = {{R"(\b(EST|EDT|EPT|ET|Eastern)\b)", "America/New_York"}, {R"(\b(CST|CDT|CPT|CT|Central)\b)", "America/Chicago"},
                                                                      {R"(\b(MST|MDT|Mountain)\b)", "America/Denver"}, {R"(\b(PST|PDT|PPT|Pacific)\b)", "America/Los_Angeles"}};
  Hour hour{.yaml = {}, .zone = "America/New_York", .rests_on = prose.cell(*best)};
  const bool short_text = best->text.size() <= 24;
  hour.yaml = fmt::format("{{scan: {}}}", quoted(kKeyed.matches(best->text) ? kKeyed.expression()
                                                 : short_text               ? R"(^\W*(?<value>\d{1,2}(?::\d\d)?\s*[ap]\.?m)\b)"
                                                                            : R"(\b(?<value>\d{1,2}(?::\d\d)?\s*[ap]\.?m)\b)"));
  hour.yaml = on_sheet(std::move(hour.yaml), looks, table_sheets, best->sheet);
  for (const auto& [words, zone] : kZones) {
    if (!Pattern::compile(words).value().matches(best->text)) continue;
    hour.zone = zone;
    hour.zone_said = true;
    break;
  }
  return hour;
}

void choose_cut_off(const Looks& looks, const Prose& prose, const std::string& answer, const std::set<std::uint32_t>& table_sheets, std::vector<Decision>& decisions) {
  if (!answer.empty()) return decisions.push_back({"at", quoted(answer), "as you said", {}});
  if (const auto hour = find_hour(looks, prose, table_sheets)) {
    decisions.push_back({"at", hour->yaml, hour->rests_on, hour->zone_said ? "" : "The file names an hour and no time zone. Is it the hour until which prices are sold, and is 'zone' right?"});
    decisions.push_back({"zone", hour->zone, hour->rests_on, {}});
    return;
  }
  decisions.push_back({"at", "'17:00 America/New_York'", "nothing in the file", "Until which hour of the last day does the supplier take orders at these prices? The file does not say."});
}

}  // namespace

std::vector<Decision> choose_validity(const Looks& looks, const Prose& prose, std::string_view file_name, const std::string& cut_off,
                                      const std::set<std::uint32_t>& table_sheets) {
  std::vector<Decision> decisions;
  const auto said = announced_day(looks, prose, table_sheets,
                                  R"(effective|pric(e|ing)s? date|valid (from|as of|on|for)|date of|published|\bas of\b|prices? (for|as of|valid)|issued|quote date|run date|^date:?$|updated?\b)");
  const auto named = day_in_file_name(file_name);
  const auto bare = said || named ? std::nullopt : bare_day(looks);
  const auto until = announced_day(looks, prose, table_sheets, R"(valid (thru|through|until|to)\b|good (thru|through|until)|expir|\bthrough\b|\bends?\b)");
  if (said) {
    const bool differs = named && named->day != said->day;
    decisions.push_back({"from", said->yaml, said->rests_on,
                         differs ? fmt::format("The file's name says {}, the sheet {}. From which day do the prices hold?", named->day.text(), said->day.text()) : ""});
    if (named && !differs) decisions.push_back({"agree", fmt::format("[{}]", named->yaml), named->rests_on, {}});
  } else if (named) {
    decisions.push_back({"from", named->yaml, named->rests_on, "No text of the file says from which day the prices hold, only its name. Does the supplier always name files so?"});
  } else if (bare) {
    decisions.push_back({"from", bare->yaml, bare->rests_on, fmt::format("Is {} the day from which the prices hold?", bare->day.text())});
  } else {
    decisions.push_back({"from", "{file_name: true, regex: '(\\d{4}-\\d\\d-\\d\\d)', forms: [YYYY-MM-DD]}", "nothing in the file",
                         "From which day do the prices hold? Neither the file nor its name says one that is understood."});
  }
  const auto& from = said ? said : named ? named : bare;
  if (until && from && until->day > from->day) decisions.push_back({"until", until->yaml, until->rests_on, {}});
  choose_cut_off(looks, prose, cut_off, table_sheets, decisions);
  return decisions;
}

}  // namespace switchyard::pricing::proposal
